"""What lists call the fields of a noun, in English, Danish, Swedish, Finnish and Norwegian.

Only names that hardly ever mean anything else: a column that is left out is named to the
reader, a column that is misread is not. So 'type', 'city', 'department', 'description' and
'nr' are nobody's, and what is meant depends on the noun: in a list of contacts a name is
the person's. The words stand with each field in `partnerreg.nouns`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import LANGUAGES
from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.nouns import headers, registry
from partnerreg.nouns.headers import by_language
from partnerreg.transfer.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from partnerreg.nouns.noun import Noun

FOR_READING: Mapping[str, str] = MappingProxyType(
    {"partner_name": "partner", "partner_names": "partners"}
)
"""Columns that exports have for people's sake, and the column that says the same by number."""

# The register's own number of a thing bears this name in its lists, but 'Number' is any system's.
NUMBER = "number"


class HeaderWords(NamedTuple):
    """What lists of one kind of thing hold.

    Attributes:
        words: the fields, in the order of templates, with their header words.
        required: the fields without which a list cannot be brought in.
    """

    words: Mapping[str, str]
    required: tuple[str, ...]


def listed_nouns() -> dict[str, Noun]:
    """The nouns that there are lists of, by what follows `import` and `export`."""
    return {noun.plural: noun for noun in registry.nouns() if any(f.headers for f in noun.fields)}


def words_of(plural: str) -> HeaderWords:
    """What lists of a noun hold.

    Raises:
        InvalidInput: there is no such noun; the hint lists those there are.
    """
    noun = listed_nouns().get(plural)
    if noun is None:
        raise InvalidInput(
            f"There are no lists of {quoted(plural)}.",
            f"There are lists of {', '.join(listed_nouns())}.",
        )
    fields = [field for field in noun.fields if field.headers]
    return HeaderWords(
        {NUMBER: headers.NUMBER} | {field.header_name: field.headers for field in fields},
        tuple(field.header_name for field in fields if field.required),
    )


def by_key(words: Mapping[str, str]) -> dict[str, str]:
    """The field that each word means, by the word's `word_key`; a field's own name means it."""
    return {
        word_key(word): field for field, entry in words.items() for word in _all_words(field, entry)
    }


def _all_words(field: str, entry: str) -> list[str]:
    own = [] if field == NUMBER else [field]
    return own + [word for line in entry.strip().splitlines() for word in line.split(",")]


def suggest(
    plural: str, unmapped: Iterable[str], taken: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """Columns that nothing takes, each with the field that it may mean.

    Args:
        plural: what the list is of.
        unmapped: the headers that mean no field.
        taken: fields that have a column already.
    """
    known = {
        word_key(hint): field.header_name
        for field in listed_nouns()[plural].fields
        if field.hints and field.header_name not in taken
        for hint in field.hints.split(",")
    }
    suggested: dict[str, str] = {}
    for header in unmapped:
        if field := known.get(word_key(header)):
            suggested.setdefault(field, header)
    return tuple((header, field) for field, header in suggested.items())


class HeaderCell(NamedTuple):
    """A column of a list to fill in.

    Attributes:
        field: what it holds.
        text: what the header calls it.
        required: whether a list cannot do without the column.
    """

    field: str
    text: str
    required: bool


def header_cells(noun: str, language: str) -> list[HeaderCell]:
    """The header of a list of a noun, with all its fields.

    Args:
        noun: what the list is of, as ``partners``.
        language: one of ``en``, ``da``, ``sv``, ``fi``, ``nb``.

    Raises:
        InvalidInput: there are no lists of the noun, or no words in the language.
    """
    words, required = words_of(noun)
    if language not in LANGUAGES:
        raise InvalidInput(
            f"There are no headers in the language {quoted(language)}.",
            f"Choose one of {', '.join(LANGUAGES)}.",
        )
    return [
        HeaderCell(field, by_language(entry)[language][0], field in required)
        for field, entry in words.items()
    ]
