"""The words people write for the register's own, in English, Danish, Swedish, Finnish, Norwegian.

Typed options and spreadsheet cells are read by the same lists. Case, accents,
white space and punctuation do not count. A word that is not known gives None:
it is for the caller to say what was expected.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from partnerreg.domain.enums import (
    ActivityKind,
    AgreementKind,
    Decision,
    LegalBasis,
    Level,
    Rating,
    Renewal,
    Role,
    Scope,
    Sector,
    Status,
)
from partnerreg.domain.name_keys import search_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS_FOR_LEVEL = ("level", "niveau", "nivå", "taso")
_RECENT = 1024  # a column of a list says the same few words over and over

_Member = TypeVar("_Member")


def word_key(text: str) -> str:
    """The key under which a word is known: its letters and digits, without case and accents.

    'CVR-nr.' and 'cvr nr' are the same word, and so are 'nivå', 'niva' and 'nivaa'.
    """
    return search_key("".join(search_key(text).split()))


@lru_cache(maxsize=_RECENT)
def sector(text: str) -> Sector | None:
    """The sector that a word stands for; None if it is not known."""
    return _find(Sector, text)


@lru_cache(maxsize=_RECENT)
def scope(text: str) -> Scope | None:
    """The scope that a word stands for; None if it is not known."""
    return _find(Scope, text)


@lru_cache(maxsize=_RECENT)
def level(text: str) -> Level | None:
    """The level that a number, word or label stands for ('1', 'niveau 1', 'strategisk').

    None if it is not known.
    """
    return _find(Level, text)


@lru_cache(maxsize=_RECENT)
def status(text: str) -> Status | None:
    """Whether a word says that a partnership is active or ended; None if neither."""
    return _find(Status, text)


@lru_cache(maxsize=_RECENT)
def role(text: str) -> Role | None:
    """The role of one of our people that a word stands for; None if it is not known."""
    return _find(Role, text)


@lru_cache(maxsize=_RECENT)
def agreement_kind(text: str) -> AgreementKind | None:
    """The kind of agreement that a word stands for; None if it is not known."""
    return _find(AgreementKind, text)


@lru_cache(maxsize=_RECENT)
def renewal(text: str) -> Renewal | None:
    """Whether a word says that a term runs on by itself; None if it does not say."""
    return _find(Renewal, text)


@lru_cache(maxsize=_RECENT)
def activity_kind(text: str) -> ActivityKind | None:
    """The kind of activity that a word stands for; None if it is not known."""
    return _find(ActivityKind, text)


@lru_cache(maxsize=_RECENT)
def rating(text: str) -> Rating | None:
    """The rating that a word stands for; None if it is not known."""
    return _find(Rating, text)


@lru_cache(maxsize=_RECENT)
def decision(text: str) -> Decision | None:
    """The decision that a word stands for; None if it is not known."""
    return _find(Decision, text)


@lru_cache(maxsize=_RECENT)
def legal_basis(text: str) -> LegalBasis | None:
    """The legal basis that a word stands for, or '6(1)(a)'; None if it is not known."""
    return _find(LegalBasis, text)


@lru_cache(maxsize=_RECENT)
def flag(text: str) -> bool | None:
    """Whether a word or mark means yes or no; None if it is neither."""
    return _find(bool, text)


_by_word: dict[type, Mapping[str, Any]] = {}


def _find(kind: type[_Member], text: str) -> _Member | None:
    """The member of a list that a text stands for. The list is read when it is first asked."""
    if kind not in _by_word:
        from partnerreg.domain.synonym_lists import WORDS

        table = {
            _key(word): member for member, words in WORDS[kind].items() for word in words.split(",")
        }
        _by_word[kind] = table | _numbered(table) if kind is Level else table
    return _by_word[kind].get(_key(text))


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
