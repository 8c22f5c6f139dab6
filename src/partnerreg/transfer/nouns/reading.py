"""From a cell's text to what SQLite stores, by the checks that the schemas are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from partnerreg.schemas import addresses, fields

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def check_of(kind: Any) -> Callable[[Any], Any]:
    """The check of one of the schemas' kinds of values, as `fields.SectorWord`."""
    found: Any = next(part for part in get_args(kind) if isinstance(part, BeforeValidator)).func
    check: Callable[[Any], Any] = found
    return check


def word(kind: Any) -> Callable[[str], str | None]:
    """Reads a word of a closed list, and stores its value."""
    check = check_of(kind)

    def read(text: str) -> str | None:
        found = check(text)
        return None if found is None else str(found.value)

    return read


def required(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Reads what may not be empty."""

    def filled(text: str) -> Any:
        found = read(text)
        if found is None:
            raise fields.wrong("is empty")
        return found

    return filled


def unwrapped(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Reads what stands on one line, and may be wrapped within a spreadsheet's cell."""

    def on_one_line(text: str) -> Any:
        return read(" ".join(text.split()) if "\n" in text or "\r" in text else text)

    return on_one_line


name = unwrapped(fields.parse_name)
line = unwrapped(fields.parse_line)


def plain_names(texts: Sequence[str]) -> bool:
    """Whether all of many texts are names as they stand, and none is empty."""
    return all(texts) and _plain(texts, fields.NAME_LENGTH)


def plain_lines(texts: Sequence[str]) -> bool:
    """Whether all of many texts are lines as they stand."""
    return _plain(texts, fields.LINE_LENGTH)


def plain_texts(texts: Sequence[str]) -> bool:
    """Whether all of many texts are such as they stand."""
    return _plain(texts, fields.TEXT_LENGTH)


def _plain(texts: Sequence[str], limit: int) -> bool:
    """None begins with the apostrophe that keeps a spreadsheet from calculating it, either."""
    return "\n'" not in "\n" + "\n".join(texts) and fields.all_plain(texts, limit)


def beside_country(
    read: Callable[[str, str | None], str | None], text: str, country: str
) -> str | None:
    """What is checked by the rules of the country in another cell.

    Where that is no country it is told of its own cell, and this one is taken as it is.
    """
    try:
        code = addresses.parse_country(country)
    except PydanticCustomError:
        return fields.parse_line(text)
    return read(text, code)


def level(text: str) -> int | None:
    """A level by its number, word or label."""
    found = check_of(fields.LevelWord)(text)
    return None if found is None else int(found)


def number(text: str) -> int | None:
    """A number that the register has given, as 12 or #12."""
    return fields.parse_count(text.strip().removeprefix("#"))


sector = word(fields.SectorWord)
scope = word(fields.ScopeWord)
status = word(fields.StatusWord)
flag = fields.parse_flag
