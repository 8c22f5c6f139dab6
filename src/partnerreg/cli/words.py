"""Reading what was typed where something is asked: days, levels, words, numbers.

Where something is written, `partnerreg.schemas` does it; a question must not
wait for pydantic.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from partnerreg.domain import synonyms
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from partnerreg.domain.vocabulary import Level

Word = TypeVar("Word", bound="StrEnum")


def parse_day(option: str, text: str | None) -> date | None:
    """A day from an option.

    Raises:
        InvalidInput: it is no day; names the option.
    """
    if text is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(f"{option} {text!r} is not a day of the calendar: {error}.") from None
    raise InvalidInput(f"{option} {text!r} is not a date.", "Write it as 2026-03-31.")


def parse_period(
    since_option: str, since: str | None, until_option: str, until: str | None
) -> tuple[date | None, date | None]:
    """The first and the last day of a period from two options; open where none is given.

    Raises:
        InvalidInput: one of them is no day, or the last lies before the first.
    """
    first, last = parse_day(since_option, since), parse_day(until_option, until)
    if first is not None and last is not None and last < first:
        raise InvalidInput(f"{until_option} {last} lies before {since_option} {first}.")
    return first, last


def parse_level(option: str, text: str | None) -> Level | None:
    """A level from an option: its number, its name, or what it is called in a Nordic language.

    Raises:
        InvalidInput: there is no such level.
    """
    if text is None:
        return None
    level = synonyms.level(text)
    if level is None:
        raise InvalidInput(
            f"{option} {text!r} is not a level.",
            "The levels: 1 or strategic, 2 or service, 3 or network.",
        )
    return level


def parse_word(option: str, text: str, words: type[Word]) -> Word:
    """A word of a closed list.

    Raises:
        InvalidInput: it is not in the list, which the hint gives.
    """
    for word in words:
        if word.value == re.sub(r"[\s_]+", "-", text.strip().casefold()):
            return word
    raise InvalidInput(
        f"{option} {text!r} is not known.",
        f"Choose one of {', '.join(word.value for word in words)}.",
    )


def one_of(option: str, text: str, choices: Iterable[str]) -> str:
    """A choice among texts.

    Raises:
        InvalidInput: it is none of them; the hint gives them.
    """
    known = list(choices)
    if text in known:
        return text
    raise InvalidInput(f"{option} {text!r} is not known.", f"Choose one of {', '.join(known)}.")


def parse_number(text: str, noun: str, option: str = "") -> int:
    """A thing's number, written ``12`` or ``#12``, from an argument or an option.

    Raises:
        InvalidInput: it is no number.
    """
    match = re.fullmatch(r"#?([0-9]{1,18})", text.strip())
    if match is None:
        article = "an" if noun[0] in "aeiou" else "a"
        raise InvalidInput(
            f"{option} {text!r} is not the number of {article} {noun}.".lstrip(),
            "`partnerreg agreement list` and `partnerreg agreement show` have the numbers.",
        )
    return int(match[1])
