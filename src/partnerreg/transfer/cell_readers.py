"""From a cell's text to what is stored, by the checks of its field's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from partnerreg.nouns import addresses, checks
from partnerreg.nouns.fields import LINE, NAME, PHONE, REGISTRATION_NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnerreg.nouns.fields import Kind

OF_A_COUNTRY: Mapping[Kind, Callable[[str, str | None], str | None]] = {
    PHONE: addresses.parse_phone,
    REGISTRATION_NUMBER: addresses.parse_registration_number,
}
"""Kinds that are checked by the rules of the country in another cell."""


def reader_of(kind: Kind) -> Callable[[str], Any]:
    """Reads a value of a kind."""
    checks = get_args(kind.checked_type())
    check: Any = next(part.func for part in checks if isinstance(part, BeforeValidator))

    def on_one_line(text: str) -> Any:
        # It may be wrapped within a spreadsheet's cell.
        return check(" ".join(text.split()) if "\n" in text or "\r" in text else text)

    def word(text: str) -> Any:
        member = check(text)
        return None if member is None else member.value

    reader: Callable[[str], Any] = check
    if kind.words:
        reader = word
    return on_one_line if kind in {NAME, LINE} else reader


def required(read: Callable[..., Any]) -> Callable[[str], Any]:
    """Reads what may not be empty."""

    def filled(text: str) -> Any:
        value = read(text)
        if value is None:
            raise checks.wrong("is empty")
        return value

    return filled


def optional(read: Callable[..., Any]) -> Callable[..., Any]:
    """Reads what may be empty, although nothing that is there may be."""
    return lambda text, *beside: read(text, *beside) if text else None


def beside_country(kind: Kind) -> Callable[..., str | None]:
    """Reads what is checked by the rules of the country in another cell, if there is one.

    Where that is no country it is told of its own cell, and this one is taken as it is.
    """
    parse = OF_A_COUNTRY[kind]

    def read(text: str, country: str = "") -> str | None:
        try:
            code = addresses.parse_country(country)
        except PydanticCustomError:
            return checks.parse_line(text)
        return parse(text, code)

    return read


def number(text: str) -> int | None:
    """A number that the register has given, as 12 or #12."""
    return checks.parse_count(text.strip().removeprefix("#"))
