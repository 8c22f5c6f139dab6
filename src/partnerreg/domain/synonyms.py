"""The words people write for the register's own, in English, Danish, Swedish, Finnish, Norwegian.

Typed options and spreadsheet cells are read by the same lists. Case, accents,
white space and punctuation do not count. A word that is not known gives None:
it is for the caller to say what was expected.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import Level
from partnerreg.domain.name_keys import search_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS_FOR_LEVEL = ("level", "niveau", "nivå", "taso")
_RECENT = 4096  # a column of a list says the same few words over and over


def word_key(text: str) -> str:
    """The key under which a word is known: its letters and digits, without case and accents.

    'CVR-nr.' and 'cvr nr' are the same word, and so are 'nivå', 'niva' and 'nivaa'.
    """
    return search_key("".join(search_key(text).split()))


def member_of(kind: Any, text: str) -> Any:
    """The member of a closed list that a text stands for; for `bool`, yes or no; else None.

    Levels are known by number too ('1', 'niveau 1', '1 strategisk'), and a legal basis by its
    letter ('6(1)(a)'). A list without synonyms has its own words.
    """
    return _members_by_word(kind).get(_key(text))


@cache
def _members_by_word(kind: Any) -> Mapping[str, Any]:
    """The list is read when it is first asked."""
    from partnerreg.domain.synonym_lists import WORDS

    if kind not in WORDS:
        return {_key(member.value): member for member in kind}
    table: dict[str, Any] = {
        _key(word): member for member, words in WORDS[kind].items() for word in words.split(",")
    }
    return table | _numbered(table) if kind is Level else table


@lru_cache(maxsize=_RECENT)
def _key(text: str) -> str:
    """As `word_key`, but signs count where there are no letters: '-1' is not '1'.

    A word with a question mark is no answer.
    """
    if "?" in text:
        return ""
    return word_key(text) if any(map(str.isalpha, text)) else text.strip()


def _numbered(levels: Mapping[str, Level]) -> dict[str, Level]:
    """Levels by number: alone, after the word for level, and before a label, as in menus."""
    numbered = {f"{member:d}{key}": member for key, member in levels.items()}
    for member in Level:
        numbered[f"{member:d}"] = member
        numbered |= {word_key(f"{word}{member:d}"): member for word in _WORDS_FOR_LEVEL}
    return numbered
