"""Policy files, the shipped one and a house's own: read, and told exactly what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.enums import LANGUAGES, Level, Severity
from partnerreg.domain.policy import Policy, Thresholds
from partnerreg.domain.rules import RULES
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

SHIPPED = Path(__file__).parent / "policies" / "dokk1.toml"

_LEVELS = {level.word: level for level in Level}
_EXAMPLES = {
    "levels": '[levels.service] and below it label.en = "our name for it"',
    "thresholds": "[thresholds] and below it activity_months = 12",
    "rules": '[rules.goal] and below it strategic = "required"',
}
_MOST = {"activity_months": 1200, "evaluation_months": 1200, "expiring_days": 36500}  # a century

Keys = tuple[str, ...]


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
            hint = f"Write {_EXAMPLES[keys[0]]}."
            raise self.fault(keys, f"{_shown(found)} stands where a table should", hint)
        return found

    def entries(self, keys: Keys, kind: str, known: Collection[str]) -> Iterator[tuple[Keys, Any]]:
        """What a table holds, each with its full key.

        Raises:
            InvalidInput: a key is not one of those known.
        """
        for key, value in self.table(keys).items():
            if key not in known:
                raise self.fault((*keys, key), f"there is no such {kind}", _instead(key, known))
            yield (*keys, key), value


def load_policy(path: Path | None = None, translate: Callable[[str], str] = str) -> Policy:
    """The shipped policy, with the file at `path` laid over it, in the reader's language.

    Raises:
        InvalidInput: the file cannot be read, is not TOML, or says something
            that a policy cannot say; names the file, the line and the key.
    """
    import tomllib

    tables = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    if path is not None:
        tables = _laid_over(tables, read_policy_file(path))
    return _policy_of(tables, translate)


def _policy_of(tables: Mapping[str, Any], translate: Callable[[str], str]) -> Policy:
    """The policy that complete and valid tables describe."""
    return Policy(
        RULES,
        severities={
            code: {Level[word.upper()]: Severity(how) for word, how in levels.items()}
            for code, levels in tables["rules"].items()
        },
        thresholds=Thresholds(**tables["thresholds"]),
        labels={Level[word.upper()]: level["label"] for word, level in tables["levels"].items()},
        translate=translate,
    )


def _laid_over(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The base with the changes in it, table by table."""
    merged = dict(base)
    for key, value in changes.items():
        merged[key] = _laid_over(base.get(key, {}), value) if isinstance(value, dict) else value
    return merged


def read_policy_file(path: Path) -> dict[str, Any]:
    """The tables of a policy file, all of them valid, none of them necessarily complete.

    Raises:
        InvalidInput: see `load_policy`.
    """
    from partnerreg.toml_file import read_toml

    file = PolicyFile(str(path), *read_toml(path))
    check(file)
    return file.tables


def check(file: PolicyFile) -> None:
    """Refuse what a policy cannot say.

    Raises:
        InvalidInput: names the line and the key, and what may stand there.
    """
    for _ in file.entries((), "section", _EXAMPLES):
        pass
    _check_labels(file)
    _check_thresholds(file)
    for keys, _ in file.entries(("rules",), "rule", RULES):
        _check_rule(file, keys)


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


def _check_labels(file: PolicyFile) -> None:
    for level, _ in file.entries(("levels",), "level", _LEVELS):
        for label, _ in file.entries(level, "key", ("label",)):
            for keys, text in file.entries(label, "language", LANGUAGES):
                if not isinstance(text, str) or not text.strip() or _has_control(text):
                    raise file.fault(keys, f"{_shown(text)} is no label", "Write one line of text.")


def _check_thresholds(file: PolicyFile) -> None:
    for keys, number in file.entries(("thresholds",), "threshold", Thresholds._fields):
        most = _MOST[keys[-1]]
        if type(number) is not int or not 0 <= number <= most:
            hint = f"Write a whole number from 0 to {most}."
            raise file.fault(keys, f"{_shown(number)} is no such number", hint)


def _check_rule(file: PolicyFile, rule: Keys) -> None:
    fits = RULES[rule[-1]]
    for keys, word in file.entries(rule, "level", _LEVELS):
        level = _LEVELS[keys[-1]]
        if word not in list(Severity):
            raise file.fault(keys, f"{_shown(word)} is no severity", _one_of(list(Severity)))
        if word == Severity.OFF:
            continue
        if level not in fits.levels:
            levels = " or ".join(each.word for each in Level if each in fits.levels)
            raise file.fault(keys, "the rule has no meaning at this level", f"It fits {levels}.")
        if word == Severity.REQUIRED and (reason := _why_not_required(rule[-1], level)):
            raise file.fault(keys, reason, "Use advised, hint or off.")


def _why_not_required(code: str, level: Level) -> str:
    if level is Level.NETWORK:
        return "nothing can be required of network collaborations: the easy path must stay easy"
    if RULES[code].opportunity:
        return "this is an opportunity, which cannot be required"
    return ""


def _instead(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    nearest = get_close_matches(word, known, n=1)
    return f"Did you mean {nearest[0]}? {_one_of(known)}" if nearest else _one_of(known)


def _one_of(words: Collection[str]) -> str:
    return f"Use one of: {', '.join(words)}."


def _dotted(keys: Keys) -> str:
    return ".".join(
        key if key.replace("-", "").replace("_", "").isalnum() else _shown(key) for key in keys
    )


def _shown(value: object) -> str:
    """A value as it may stand in a message: escaped, and cut when long."""
    text = ascii(value) if isinstance(value, str) and _has_control(value) else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _has_control(text: str) -> bool:
    return any(char < " " or "\x7f" <= char <= "\x9f" for char in text)
