"""`report timeline`: how many partners stood at each level, month by month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from partnerreg.errors import InvalidInput
from partnerreg.reports import level_counts
from partnerreg.reports.context import nobody
from partnerreg.reports.level_series import course
from partnerreg.reports.report import FILTER, Chart, Column, Figure, Kind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext

# The lines of the chart; partnerships are the sum of two of them.
LINES = ("strategic", "service", "network")


def timeline(reader: Reader, context: ReportContext, months: int = 24) -> Report:
    """How many partners stood at each level at the end of each month, and on the day itself.

    Args:
        reader: the register.
        context: the last day, the language, and which partners.
        months: how many ends of months before the day are looked at.

    Raises:
        InvalidInput: only unsupported partners are asked for.
    """
    who = context.who
    if who.unsupported:
        raise InvalidInput(
            "--unsupported cannot be drawn over time: what a level lacks is judged for one day.",
            "`partnerreg report levels --as-of DATE` counts the unsupported on any day.",
        )
    days = [*month_ends(context.day, months), context.day]
    runs = course(reader, who, days)
    shown = level_counts.pluralize(who.levels)
    counts = [
        level_counts.numbers({level: run[place] for level, run in runs.items()}, who.levels)
        for place in range(len(days))
    ]
    opens = [
        {key: who.drilldown(day, levels=levels) for key, levels in shown.items()} for day in days
    ]
    section = Section(
        "timeline",
        "Partners at each level",
        (
            Column("month", "Month", Kind.DATE),
            *level_counts.columns(who.levels),
            FILTER,
        ),
        [(day, *row, opened) for day, row, opened in zip(days, counts, opens, strict=True)],
        chart=Chart("course", "month", tuple(key for key in LINES if key in shown)),
    )
    first, last = (
        {key: number or 0 for key, number in zip(level_counts.LEVELS_OF, row, strict=True)}
        for row in (counts[0], counts[-1])
    )
    spoken = [
        key for key in shown if key in {"partnerships", "network"} or "partnerships" not in shown
    ]
    return Report(
        "timeline",
        "Partners by level over time",
        (section,),
        as_of=context.day,
        notes=_notes(context),
        summary=[_told(key, last[key], first[key], days[0], context.language) for key in spoken],
        figures=[Figure(key, last[key], opens[-1][key]) for key in spoken],
        since=days[0],
        silence="" if any(map(any, counts)) else nobody(reader, context),
    )


def month_ends(day: date, months: int) -> Iterator[date]:
    """The last days of so many months before that of a day, the earliest first."""
    this_month = day.year * 12 + day.month - 1
    for month in range(max(this_month - months, 12), this_month):
        year, next_month = divmod(month + 1, 12)
        yield date(year, next_month + 1, 1) - timedelta(days=1)


def _told(key: str, now: int, then: int, day: date, language: Language) -> str:
    """A count on the last day beside that on the first one."""
    if key == "network":
        said = language.ngettext(
            "{n} network collaboration, against {then} on {day}.",
            "{n} network collaborations, against {then} on {day}.",
            now,
        )
    else:
        said = language.ngettext(
            "{n} partnership, against {then} on {day}.",
            "{n} partnerships, against {then} on {day}.",
            now,
        )
    return said.format(day=language.day(day), then=language.number(then))


def _notes(context: ReportContext) -> Sequence[str]:
    """What to know of filters that have no history."""
    undated = {"sector", "municipality", "unit", "tag"}
    if undated.isdisjoint(dict(context.who.words)):
        return ()
    return (
        context.language.gettext(
            "Sector, municipality, unit and tags have no history: they are as they are now."
        ),
    )
