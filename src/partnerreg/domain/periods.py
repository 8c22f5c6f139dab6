"""Stretches of days, and days some months apart."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = timedelta(days=1)

# The months, counted from 0.
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 1


class Period(NamedTuple):
    """Days from `start` to `end`, both included; open where None."""

    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        """Whether the day lies within the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def gaps(periods: Iterable[Period], start: date, end: date) -> tuple[Period, ...]:
    """The stretches of days from `start` to `end`, both included, that no period covers."""
    found = []
    first_bare = start
    for period in sorted(periods, key=_beginning):
        begins, ends = _beginning(period), period.end or date.max
        if begins > ends or ends < first_bare:
            continue
        if begins > end:
            break
        if begins > first_bare:
            found.append(Period(first_bare, begins - _DAY))
        if ends >= end:
            return tuple(found)
        first_bare = ends + _DAY
    if first_bare <= end:
        found.append(Period(first_bare, end))
    return tuple(found)


@cache
def months_after(day: date, months: int) -> date:
    """The day `months` later, or earlier if negative: the month's last day if it has no such day.

    Stops at the ends of the calendar. Cached, since a register holds the same
    few dates and notice periods over and over. Worked out here, since the import of a
    library that does it (`calendar`, of the standard one, too) takes half as long as
    the start of Python.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    leap = month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month + 1, min(day.day, _LENGTHS[month] + leap))


@cache
def days_after(day: date, days: int) -> date:
    """The day so many days later, or earlier if negative; stops at the ends of the calendar."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


def last_end(day: date, months: int) -> date:
    """The last end of a month, or of so many months from January on, until `day`."""
    tomorrow = days_after(day, 1)
    if tomorrow == day or (tomorrow.day == 1 and tomorrow.month % months == 1 % months):
        return day
    return days_after(date(day.year, _beginning_month(day, months), 1), -1)


def next_end(day: date, months: int) -> date:
    """The first end of a month, or of so many months from January on, from `day` on."""
    first = date(day.year, _beginning_month(day, months), 1)
    return days_after(months_after(first, months), -1)


def _beginning_month(day: date, months: int) -> int:
    return (day.month - 1) // months * months + 1


def _beginning(period: Period) -> date:
    return period.start or date.min


def counting_year(day: date, shift: int) -> date:
    """The first day of the year of counting that a day lies in.

    Args:
        day: the day.
        shift: how many months of the calendar's year go before it: none for the calendar's own,
            seven for a school year from August on.
    """
    year = day.year if day.month > shift else day.year - 1
    return date(year, shift + 1, 1)


def year_label(first: date) -> str:
    """What a year of counting is called: ``2026``, or ``2026/27`` if it is not the calendar's."""
    return str(first.year) if first.month == 1 else f"{first.year}/{(first.year + 1) % 100:02}"
