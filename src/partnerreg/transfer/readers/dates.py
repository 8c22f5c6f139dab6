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

from partnerreg.schemas.fields import truncate, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable

# A spreadsheet's day may come with the midnight it begins at.
_MIDNIGHT = r"(?:[T ]00?:00(?::00(?:\.0+)?)?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _MIDNIGHT)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})" + _MIDNIGHT)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}" + _MIDNIGHT)
_WITH_TIME = re.compile(r"([0-9]+[-/.][0-9]+[-/.][0-9]+)[T ][0-9]{1,2}:[0-9]{2}.*")
_MONTHS = 12
_EXAMPLE = "write it as 2026-12-31"


class Order(StrEnum):
    """Which comes first where the year is last; the words of ``--date-order``."""

    DMY = "dmy"
    MDY = "mdy"


class OrderEvidence:
    """What the cells of a list say about the order of day and month.

    Attributes:
        day_first: the first cell that has only one reading, day before month.
        month_first: the first one that has only the other.
        ambiguous: the first one that has both.
    """

    def __init__(self, cells: Iterable[str] = ()) -> None:
        self.day_first: str | None = None
        self.month_first: str | None = None
        self.ambiguous: str | None = None
        for cell in cells:
            self.add(cell)

    def add(self, cell: str) -> None:
        """Take one more cell into account."""
        text = cell.strip()
        if text[:4].isdigit():  # the year comes first, or it is no date: nothing to learn
            return
        found = _YEAR_LAST.fullmatch(text)
        if found is None:
            return
        first, second = int(found[1]), int(found[3])
        if second > _MONTHS >= first:
            self.month_first = self.month_first or text
        elif first > _MONTHS >= second:
            self.day_first = self.day_first or text
        elif first != second:
            self.ambiguous = self.ambiguous or text

    @property
    def order(self) -> Order | None:
        """The order, if the cells say so; None if they do not, or contradict each other."""
        if self.is_contradictory:
            return None
        if self.day_first:
            return Order.DMY
        return Order.MDY if self.month_first else None

    @property
    def is_contradictory(self) -> bool:
        """Whether some cells can only be read one way and others only the other."""
        return self.day_first is not None and self.month_first is not None

    @property
    def is_needed(self) -> bool:
        """Whether there is a cell whose day the cells themselves do not settle."""
        return self.ambiguous is not None and self.order is None

    def explanation(self) -> str:
        """Why there is no order, or by what there is one; empty if no cell needs any."""
        if self.is_contradictory:
            return (
                f"{truncate(self.day_first)!r} has its day first and "
                f"{truncate(self.month_first)!r} its month"
            )
        if self.day_first or self.month_first:
            return f"as in {truncate(self.day_first or self.month_first)!r}"
        return f"{truncate(self.ambiguous)!r} may be read both ways" if self.ambiguous else ""


def find_order(cells: Iterable[str]) -> Order | None:
    """The order of day and month, decided by all dates of a list; `OrderEvidence` says why.

    All cells are looked at: a later one may contradict the first.
    """
    return OrderEvidence(cells).order


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
        order = self._order or _only_order(first, second)
        if order is None:
            raise wrong(
                f"{text!r} may be {_spoken(first, second)} or {_spoken(second, first)}; "
                "say which with --date-order dmy or mdy"
            )
        day, month = (first, second) if order is Order.DMY else (second, first)
        if month > _MONTHS >= day:
            way = "day" if order is Order.DMY else "month"
            raise wrong(
                f"{text!r} has no month {month}, read {way} first as the list's other dates"
            )
        return _day(text, year, month, day)


def _only_order(first: int, second: int) -> Order | None:
    """The order in which the two numbers are a day and a month; None if both are."""
    if first > _MONTHS or first == second:
        return Order.DMY
    return Order.MDY if second > _MONTHS else None


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise wrong(f"{truncate(text)!r} is not a day of the calendar: {error}") from None


def _spoken(day: int, month: int) -> str:
    """The day in words, in no order that might be mistaken: '3 April'."""
    return f"{day} {_MONTH_NAMES[month - 1]}"


_MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
