"""What spreadsheets call the fields, in English, Danish, Swedish, Finnish and Norwegian.

Only names that hardly ever mean anything else: a column that is left out is
named to the reader, a column that is misread is not. So 'type', 'city',
'department', 'description' and 'nr' are nobody's, and what is meant depends on
the noun: in a list of contacts a name is the person's.

An entry has one line per language, in the order of `LANGUAGES`, with commas
between the words. The first word of a line is the one for a header to fill in.
The order of fields is that of templates and exports.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.transfer.wording import quoted
from partnerreg.transfer.words.activities import ACTIVITIES
from partnerreg.transfer.words.agreements import AGREEMENTS
from partnerreg.transfer.words.house import AREAS, GOALS, UNITS
from partnerreg.transfer.words.partners import PARTNERS
from partnerreg.transfer.words.people import CONTACTS, STAFF
from partnerreg.transfer.words.shared import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FOR_READING", "LANGUAGES", "WORDS", "NounWords", "by_key", "by_language", "words_of"]

FOR_READING: Mapping[str, str] = MappingProxyType(
    {"partner_name": "partner", "partner_names": "partners"}
)
"""Columns that exports have for people's sake, and the column that says the same by number."""

# The register's own number bears this name in its exports, but 'Number' is any system's.
_ONLY_AS_WRITTEN = frozenset({"number"})


class NounWords(NamedTuple):
    """What lists of one kind of thing hold.

    Attributes:
        words: the fields with their header words.
        required: the fields without which a list cannot be brought in.
    """

    words: Mapping[str, str]
    required: tuple[str, ...]


WORDS: Mapping[str, NounWords] = MappingProxyType(
    {
        "partners": NounWords(PARTNERS, ("name",)),
        "contacts": NounWords(CONTACTS, ("partner", "name")),
        "agreements": NounWords(AGREEMENTS, ("partner", "kind", "title")),
        "activities": NounWords(ACTIVITIES, ("held_on", "kind", "title", "partners")),
        "staff": NounWords(STAFF, ("name",)),
        "units": NounWords(UNITS, ("name",)),
        "areas": NounWords(AREAS, ("name",)),
        "goals": NounWords(GOALS, ("code", "title")),
    }
)
"""All nouns, by what follows `import` and `export` on the command line."""


def words_of(noun: str) -> NounWords:
    """What lists of a noun hold.

    Raises:
        InvalidInput: there is no such noun; the hint lists those there are.
    """
    found = WORDS.get(noun)
    if found is None:
        raise InvalidInput(
            f"There are no lists of {quoted(noun)}.", f"There are lists of {', '.join(WORDS)}."
        )
    return found


def by_language(entry: str) -> dict[str, list[str]]:
    """The words of an entry in each language, the one for templates first."""
    lines = entry.strip().splitlines()
    return {
        language: [word.strip() for word in line.split(",")]
        for language, line in zip(LANGUAGES, lines, strict=True)
    }


def by_key(words: Mapping[str, str]) -> dict[str, str]:
    """The field that each word means, by the word's `word_key`; a field's own name means it."""
    return {
        word_key(word): field for field, entry in words.items() for word in _all_words(field, entry)
    }


def _all_words(field: str, entry: str) -> list[str]:
    own = [] if field in _ONLY_AS_WRITTEN else [field]
    return own + [word for line in entry.strip().splitlines() for word in line.split(",")]
