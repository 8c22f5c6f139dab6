"""A policy file as people wrote it: its keys, and the line on which each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.enums import LANGUAGES
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MODELS = ("dokk1", "hamilton", "himmelman")
"""The models that ship, the one that holds where no other is named first."""

SECTIONS = {
    "definition": '[definition] and below it en = "A partnership is …"',
    "levels": '[levels.service] and below it label.en = "our name for it"',
    "thresholds": "[thresholds] and below it activity_months = 12",
    "rules": '[rules.goal] and below it strategic = "required"',
    "checklists": '[checklists.preparation.items.keys] and below it text.en = "Who has keys?"',
}
"""What a policy file may hold, each with an example."""

Keys = tuple[str, ...]

Texts = Mapping[str, str]
"""A text by language."""


class PolicyFile(NamedTuple):
    """A policy file's text and what it says.

    Attributes:
        name: the path as it was given.
        text: the whole file.
        tables: the same, parsed.
    """

    name: str
    text: str
    tables: dict[str, Any]

    def fault(self, keys: Keys, problem: str, hint: str) -> InvalidInput:
        """The error for a key of the file, which names its line."""
        line = line_of(self.text, keys)
        return InvalidInput(f"{self.name}, line {line}: {_dotted(keys)}: {problem}", hint)

    def table(self, keys: Keys) -> dict[str, Any]:
        """The table at a key; empty if the file has none.

        Raises:
            InvalidInput: something other than a table is there.
        """
        found: Any = self.tables
        for key in keys:
            found = found.get(key, {})
        if not isinstance(found, dict):
            hint = f"Write {SECTIONS[keys[0]]}."
            raise self.fault(keys, f"{shown(found)} stands where a table should", hint)
        return found

    def entries(self, keys: Keys, kind: str, known: Collection[str]) -> Iterator[tuple[Keys, Any]]:
        """What a table holds, each with its full key.

        Raises:
            InvalidInput: a key is not one of those known.
        """
        for key, value in self.table(keys).items():
            if key not in known:
                raise self.fault((*keys, key), f"there is no such {kind}", instead(key, known))
            yield (*keys, key), value

    def check_texts(self, keys: Keys, kind: str) -> None:
        """Refuse a table that is not one line of text for each language in it.

        Raises:
            InvalidInput: names the line and the key.
        """
        for each, text in self.entries(keys, "language", LANGUAGES):
            if not isinstance(text, str) or not text.strip() or _has_control(text):
                raise self.fault(each, f"{shown(text)} is no {kind}", "Write one line of text.")

    def check_words(self, keys: Keys, words: object, known: Collection[str], kind: str) -> None:
        """Refuse what is no list of known words.

        Raises:
            InvalidInput: names the line and the key.
        """
        if not isinstance(words, list):
            hint = f'Write a list, as ["{next(iter(known))}"].'
            raise self.fault(keys, f"{shown(words)} stands where a list should", hint)
        for word in words:
            if word not in list(known):  # what a list holds need not have a hash
                raise self.fault(keys, f"{shown(word)} is no {kind}", one_of(known))


def model_file(name: str) -> Path:
    """The file of a model that ships, one of `MODELS`."""
    return Path(__file__).parent / "policies" / f"{name}.toml"


def in_language(texts: Texts, language: str) -> str:
    """A text in a language; in English, or whatever there is, where it has none in it."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))


def laid_over(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The base with the changes in it, table by table."""
    merged = dict(base)
    for key, value in changes.items():
        below = merged.get(key, {})
        nested = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = laid_over(below, value) if nested else value
    return merged


def line_of(text: str, keys: Keys) -> int:
    """The number of the line on which a key of a TOML text is first defined.

    The parser tells nothing of lines, so it is asked about the text's
    beginnings: the line is the one by which the key has come to exist.
    """
    from bisect import bisect_left

    lines = text.split("\n")

    def known_by(number: int) -> bool:
        found: Any = _beginning(lines, number)
        for key in keys:
            if not isinstance(found, dict) or key not in found:
                return False
            found = found[key]
        return True

    return bisect_left(range(1, len(lines) + 1), True, key=known_by) + 1


def _beginning(lines: list[str], number: int) -> dict[str, Any]:
    """What the first `number` lines say, and those after them that end what they begin."""
    import tomllib

    for end in range(number, len(lines)):
        try:
            return tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
    return tomllib.loads("\n".join(lines))


def instead(word: str, known: Collection[str]) -> str:
    """What may stand in place of a word, the nearest first."""
    from difflib import get_close_matches

    nearest = get_close_matches(word, known, n=1)
    return f"Did you mean {nearest[0]}? {one_of(known)}" if nearest else one_of(known)


def one_of(words: Collection[str]) -> str:
    """Which words there are, as a hint."""
    return f"Use one of: {', '.join(words)}."


def shown(value: object) -> str:
    """A value as it may stand in a message: escaped, and cut when long."""
    text = ascii(value) if isinstance(value, str) and _has_control(value) else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _dotted(keys: Keys) -> str:
    return ".".join(
        key if key.replace("-", "").replace("_", "").isalnum() else shown(key) for key in keys
    )


def _has_control(text: str) -> bool:
    return any(char < " " or "\x7f" <= char <= "\x9f" for char in text)
