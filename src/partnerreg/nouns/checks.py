"""The kinds of values people type, each with its check and the words of its refusal.

Where a partner is, and how it is reached: `partnerreg.nouns.addresses`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from partnerreg.domain import parsing, text
from partnerreg.domain.name_keys import identity_key, is_visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.actions import Advice

Value = TypeVar("Value")

NAME_LENGTH = 200
LINE_LENGTH = 500
TEXT_LENGTH = 20_000

# Control characters and line or paragraph separators; a text may hold line breaks and tabs.
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def wrong(message: str | Advice) -> PydanticCustomError:
    """A refusal in our own words; advice is for whoever reads it from the context to word."""
    # The message is passed as a value, so that braces in the data stay data.
    return PydanticCustomError("register", "{message}", {"message": message})


truncate = text.truncate  # as values are quoted in a refusal


def _checked(value: Any, limit: int, forbidden: re.Pattern[str]) -> str | None:
    """The text without the white space around it, or None if nothing is left."""
    if value is None:
        return None
    text = str(value).strip()
    if not text.isprintable():  # nearly always it is, and then there is nothing to look for
        _refuse_unprintable(text, forbidden)
    if len(text) > limit:
        raise wrong(f"is {len(text):,} characters long; at most {limit:,} fit")
    return text or None


def _refuse_unprintable(text: str, forbidden: re.Pattern[str]) -> None:
    if found := forbidden.search(text):
        raise wrong(
            f"holds a control character (U+{ord(found[0]):04X}) "
            f"at position {found.start() + 1}; take it out"
        )
    if _SURROGATE.search(text):
        raise wrong("holds bytes that are no text; check the encoding")


def parse_name(value: Any) -> str:
    """A name on one line, without the white space around it."""
    text = _checked(value, NAME_LENGTH, _NOT_IN_A_LINE)
    # Invisible characters alone, as a spreadsheet may paste them, are no name either.
    if text is None or not is_visible(text):
        raise wrong("is empty; give a name")
    return text


def parse_line(value: Any) -> str | None:
    """Text on one line, without the white space around it, or None for nothing."""
    return _checked(value, LINE_LENGTH, _NOT_IN_A_LINE)


def parse_tag(value: Any) -> str | None:
    """A tag without the white space around it, or None for nothing that can be seen."""
    text = parse_line(value)
    return text if text and is_visible(text) else None


def parse_text(value: Any) -> str | None:
    """Text that may have several lines, or None for nothing."""
    return _checked(value, TEXT_LENGTH, _NOT_IN_A_TEXT)


def parse_texts(value: Any) -> tuple[str, ...]:
    """Texts of a line each, from several or from one of several lines; empty ones fall out."""
    values = [value] if value is None or isinstance(value, str) else list(value)
    texts = [text for item in values if (text := parse_text(item))]
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())


def parse_tags(value: Any) -> tuple[str, ...]:
    """Tags from texts, each with commas or semicolons between them; doubles fall out.

    So no tag holds one, and a list that is written out is read back as the same tags.
    """
    if value is None:
        return ()
    texts = [value] if isinstance(value, str) else list(value)
    tags: dict[str, str] = {}
    for part in ",".join(texts).replace(";", ",").split(","):
        if tag := parse_tag(part):
            tags.setdefault(identity_key(tag), tag)
    return tuple(tags.values())


Name = Annotated[str, BeforeValidator(parse_name)]
Line = Annotated[str | None, BeforeValidator(parse_line)]
Text = Annotated[str | None, BeforeValidator(parse_text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(parse_texts)]
Tags = Annotated[tuple[str, ...], BeforeValidator(parse_tags)]


def _read(value: Any, read: Callable[[str], Value]) -> Value | None:
    """What was written, read; None for nothing."""
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    try:
        return read(text)
    except parsing.ParseError as error:
        raise wrong(str(error)) from None


def parse_day(value: Any) -> date | None:
    """A calendar day written as ISO 8601 (``2026-03-01``), or None for nothing."""
    return value if isinstance(value, date) else _read(value, parsing.day)


Day = Annotated[date | None, BeforeValidator(parse_day)]


def parse_count(value: Any) -> int | None:
    """A whole number, nought or more, or None for nothing."""
    return _read(value, parsing.count)


Count = Annotated[int | None, BeforeValidator(parse_count)]


def parse_decimal(value: Any) -> float | None:
    """A number, perhaps with decimals or below nought, or None for nothing."""
    return _read(value, parsing.decimal)


Decimal = Annotated[float | None, BeforeValidator(parse_decimal)]


def parse_figures(known: type[Any], value: Any) -> tuple[str, ...]:
    """Named numbers from texts, each ``NAME=NUMBER``, and each name once.

    A word of the closed list is a name in any language, and stands as the list has it.
    """
    from partnerreg.domain import synonyms

    figures: dict[str, str] = {}
    for figure in parse_texts(value):
        name, equals, written = figure.rpartition("=")
        number = parse_decimal(written) if equals else None
        if number is None:
            raise wrong(f"{truncate(figure)!r} is not a name and a number; write NAME=NUMBER")
        named = synonyms.member_of(known, name) or parse_name(name)
        if figures.setdefault(identity_key(named), line := f"{named}={number:.15g}") is not line:
            raise wrong(f"{truncate(name)!r} is there twice")
    return tuple(figures.values())


@cache
def figures_of(known: type[Any]) -> Any:
    """The type of several named numbers."""
    return Annotated[tuple[str, ...], BeforeValidator(partial(parse_figures, known))]


def parse_hours(value: Any) -> float | None:
    """How many hours something took, or None for nothing."""
    return value if isinstance(value, float) else _read(value, parsing.hours)


Hours = Annotated[float | None, BeforeValidator(parse_hours)]


def parse_times(value: Any) -> str | None:
    """When on its day something was, or None for nothing."""
    return _read(value, parsing.times)


Times = Annotated[str | None, BeforeValidator(parse_times)]


def parse_stretch(value: Any) -> str | None:
    """A length of time as ``60d``, ``8w`` or ``3m``, or None for nothing."""
    return _read(value, parsing.stretch)


Stretch = Annotated[str | None, BeforeValidator(parse_stretch)]


def parse_currency(value: Any) -> str | None:
    """A currency's three letters, or None for nothing."""
    code = parse_line(value)
    if code is None:
        return None
    if not re.fullmatch(r"[A-Za-z]{3}", code):
        raise wrong(f"{truncate(code)!r} is not a currency; write its three letters, as DKK")
    return code.upper()


Currency = Annotated[str | None, BeforeValidator(parse_currency)]


def parse_flag(value: Any) -> bool | None:
    """Yes or no in the languages of the register, or None for nothing."""
    return value if isinstance(value, bool) else _read(value, parsing.flag)


Flag = Annotated[bool | None, BeforeValidator(parse_flag)]


@cache
def word_of(members: type[Any]) -> Any:
    """The type of a word of a closed list, or None for nothing."""

    def parse(value: Any) -> Any:
        if isinstance(value, members):
            return value
        return _read(value, partial(parsing.member, members))

    return Annotated[members | None, BeforeValidator(parse)]


# What nobody types: cells of a whole export.

MOST = 2**53 - 1
"""The highest number that is taken over: SQLite gives away no number twice, and needs some for
what comes after. Programs that read JSON tell numbers apart up to here."""


def _number(value: object) -> int | None:
    text = "" if value is None else str(value)
    if not text:
        return None
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST))
    if not is_number or not 0 < int(text) <= MOST:
        raise wrong(f"{truncate(text)!r} is not a number of the register")
    return int(text)


def _filled(text: str) -> str:
    """As the database's own check has it: not of spaces alone."""
    if not text.strip(" "):
        raise wrong("is empty")
    return text


def _moment(value: object) -> object:
    """In UTC, which the database means without saying so."""
    text = str(value)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        raise wrong(f"{text!r} is not a moment") from None


Number = Annotated[int, BeforeValidator(_number)]
Verbatim = Annotated[str, AfterValidator(_filled)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
