"""What lists call the fields of a noun, in English, Danish, Swedish, Finnish and Norwegian.

Only names that hardly ever mean anything else: a column that is left out is named to the
reader, a column that is misread is not. So 'type', 'city', 'department', 'description' and
'nr' are nobody's, and what is meant depends on the noun: in a list of contacts a name is
the person's. The words stand with each field in `partnerreg.nouns`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.nouns import headers, registry
from partnerreg.nouns.headers import LANGUAGES
from partnerreg.transfer.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    own = [] if field == NUMBER else [field]
    return own + [word for line in entry.strip().splitlines() for word in line.split(",")]
