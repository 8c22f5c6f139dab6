"""Headers to fill in: lists whose every column is known when they are brought in."""

from __future__ import annotations

from typing import NamedTuple

from partnerreg.errors import InvalidInput
from partnerreg.nouns.headers import LANGUAGES
from partnerreg.transfer.header_words import by_language, words_of
from partnerreg.transfer.wording import quoted


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
