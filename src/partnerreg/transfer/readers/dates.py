"""Days as lists write them; the order of day and month is never guessed.

``03.04.2026`` is a day in April or in March, depending on who wrote it. Either
the list itself says which, by a day that has no other reading (``31.12.2026``),
or a person does.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from partnerreg.actions import Advice, Option
from partnerreg.nouns.checks import truncate, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable

# A spreadsheet's day may come with the midnight it begins at.
_MIDNIGHT = r"(?:[T ]00?:00(?::00(?:\.0+)?)?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _MIDNIGHT)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})" + _MIDNIGHT)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}" + _MIDNIGHT)
_WITH_TIME = re.compile(r"([0-9]+[-/.][0-9]+[-/.][0-9]+)[T ][0-9]{1,2}:[0-9]{2}.*")
_MONTHS = 12
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_EXAMPLE = "write it as 2026-12-31"


class Order(StrEnum):
    """Which comes first where the year is last; as people say it."""

    DMY = "dmy"
    MDY = "mdy"


def find_order(cells: Iterable[str]) -> Order | None:
    """The order of day and month, as days of a list say that have one reading only.

    All cells are looked at: where a later one contradicts an earlier one there is no order.
    """
    orders: set[Order] = set()
    for text in map(str.strip, cells):
        # Where the year comes first there is nothing to learn.
        found = None if text[:4].isdigit() else _YEAR_LAST.fullmatch(text)
        if found and (order := _order_shown(int(found[1]), int(found[3]))):
            orders.add(order)
    return orders.pop() if len(orders) == 1 else None


class DayReader:
    """Reads days, as ``31-12-2026``, ``31.12.2026``, ``31/12/2026`` or the year first.

    Args:
        order: which of day and month comes first where the year is last; if
            None, what has two readings is refused.
    """

    def __init__(self, order: Order | None = None) -> None:
        self._order = order

    def __call__(self, cell: str) -> date | None:
        """The day in a cell; None if it is blank.

        Raises:
            PydanticCustomError: it is no day, or may be two.
        """
        text = cell.strip()
        if not text:
            return None
        if found := _YEAR_FIRST.fullmatch(text):
            return _day(text, int(found[1]), int(found[3]), int(found[4]))
        if found := _YEAR_LAST.fullmatch(text):
            return self._year_last(text, int(found[1]), int(found[3]), int(found[4]))
        if _SHORT_YEAR.fullmatch(text):
            raise wrong(f"{truncate(text)!r} has a year of two digits; {_EXAMPLE}")
        if found := _WITH_TIME.fullmatch(text):
            raise wrong(f"{truncate(text)!r} has a time of day; write the day alone")
        raise wrong(f"{truncate(text)!r} is not a date; {_EXAMPLE}")

    def _year_last(self, text: str, first: int, second: int, year: int) -> date:
        order = self._order or _order_shown(first, second)
        if order is None and first != second and first <= _MONTHS:
            raise wrong(
                Advice(
                    "{text} may be {one} or {other}; say which with {option} dmy or mdy",
                    text=repr(text),
                    one=_spoken(first, second),
                    other=_spoken(second, first),
                    option=Option("date_order"),
                )
            )
        day, month = (second, first) if order is Order.MDY else (first, second)
        if month > _MONTHS >= day:
            way = "month" if order is Order.MDY else "day"
            raise wrong(
                f"{text!r} has no month {month}, read {way} first as the list's other dates"
            )
        return _day(text, year, month, day)


def _order_shown(first: int, second: int) -> Order | None:
    """The order in which alone the two numbers are a day and a month; None if in both or none."""
    if first > _MONTHS >= second:
        return Order.DMY
    return Order.MDY if second > _MONTHS >= first else None


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise wrong(f"{truncate(text)!r} is not a day of the calendar: {error}") from None


def _spoken(day: int, month: int) -> str:
    """The day in words, in no order that might be mistaken: '3 April'."""
    return f"{day} {_MONTH_NAMES[month - 1]}"
