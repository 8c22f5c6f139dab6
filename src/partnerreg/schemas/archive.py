"""What cells of a whole export may hold that nobody types: numbers of rows, moments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from partnerreg.schemas import fields

MOST = 2**53 - 1
"""The highest number that is taken over: SQLite gives away no number twice, and needs some for
what comes after. Programs that read JSON tell numbers apart up to here."""


def _number(value: object) -> int | None:
    text = "" if value is None else str(value)
    if not text:
        return None
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST))
    if not is_number or not 0 < int(text) <= MOST:
        raise fields.wrong(f"{fields.truncate(text)!r} is not a number of the register")
    return int(text)


def _filled(text: str) -> str:
    """As the database's own check has it: not of spaces alone."""
    if not text.strip(" "):
        raise fields.wrong("is empty")
    return text


def _moment(value: object) -> object:
    """In UTC, which the database means without saying so."""
    text = str(value)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        raise fields.wrong(f"{text!r} is not a moment") from None


Number = Annotated[int, BeforeValidator(_number)]
Verbatim = Annotated[str, AfterValidator(_filled)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
