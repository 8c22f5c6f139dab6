"""`report timeline`: how many partners stood at each level, month by month.

Level changes are replayed, and what ties a partner to areas, goals, units, a coordinator or an
umbrella is looked at on each day, as lists of a day do; what has no history (sector,
municipality, tags) holds on all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from partnerreg.actions import Action, Advice, Option
from partnerreg.domain import parsing
from partnerreg.domain.enums import Level
from partnerreg.errors import InvalidInput
from partnerreg.reports import level_counts
from partnerreg.reports.context import empty_message
from partnerreg.reports.movements import level_steps
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import FILTER, Chart, Column, ColumnKind, Figure, Report, Section
from partnerreg.services.partner_filter import PartnerFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.movements import LevelSteps

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
            Advice(
                "{option} cannot be drawn over time: what a level lacks is judged for one day.",
                option=Option("unsupported"),
            ),
            Advice(
                "{command} counts the unsupported on any day.",
                command=Action("report", "levels", options={"as_of": "DATE"}),
            ),
        )
    days = [*month_ends(context.day, months), context.day]
    runs = course(reader, who, days)
    shown = level_counts.whole(who.levels)
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
            Column("month", "Month", ColumnKind.DATE),
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
        summary=[_count(key, last[key], first[key], days[0], context.language) for key in spoken],
        figures=[Figure(key, last[key], opens[-1][key]) for key in spoken],
        since=days[0],
        empty_text="" if any(map(any, counts)) else empty_message(reader, context),
    )


def month_ends(day: date, months: int) -> Iterator[date]:
    """The last days of so many months before that of a day, the earliest first."""
    this_month = day.year * 12 + day.month - 1
    for month in range(max(this_month - months, 12), this_month):
        year, next_month = divmod(month + 1, 12)
        yield date(year, next_month + 1, 1) - timedelta(days=1)


def _count(key: str, now: int, then: int, day: date, language: Language) -> str:
    """A count on the last day beside that on the first one."""
    if key == "network":
        text = language.ngettext(
            "{n} network collaboration, against {then} on {day}.",
            "{n} network collaborations, against {then} on {day}.",
            now,
        )
    else:
        text = language.ngettext(
            "{n} partnership, against {then} on {day}.",
            "{n} partnerships, against {then} on {day}.",
            now,
        )
    return text.format(day=language.day(day), then=language.number(then))


def _notes(context: ReportContext) -> Sequence[str]:
    """What to know of filters that have no history."""
    if not UNDATED.intersection(dict(context.who.words)):
        return ()
    return (
        context.language.gettext(
            "Only areas, goals, units, coordinators and members have a history here: "
            "all else is as it is now."
        ),
    )


def course(reader: Reader, who: PartnerFilter, days: Sequence[date]) -> dict[Level, list[int]]:
    """How many partners stood at each level on each day.

    Args:
        reader: the register.
        who: which partners; its level and whether they were supported are not looked at.
        days: in order.
    """
    places = _places(reader, who, days) if dict(who.words).keys() - UNDATED else None
    numbers = who.numbers if places is None else frozenset(places)
    steps = level_steps(reader, days[-1]).select(PartnerFilter(numbers=numbers))
    counts = {level: [0] * len(days) for level in Level}
    for number, level, first, end in _stays(steps, days):
        for place in range(first, end):
            if places is None or place in places.get(number, ()):
                counts[level][place] += 1
    return counts


def _stays(steps: LevelSteps, days: Sequence[date]) -> Iterator[tuple[int, Level, int, int]]:
    """Where partners stayed: who, at which level, from which place of the days to before which.

    What passed between two of the days is left out.
    """
    number, level, place = 0, None, 0
    for partner, reached, day in zip(steps.partners, steps.reached, steps.days, strict=True):
        here = bisect_left(days, day)
        end = here if partner == number else len(days)
        if level is not None:
            yield number, level, place, end
        number, level, place = partner, reached, here
    if level is not None:
        yield number, level, place, len(days)


UNDATED = frozenset({"sector", "municipality", "region", "field", "legal_form", "audience", "tag"})
"""The filters that have no history."""


def _places(reader: Reader, who: PartnerFilter, days: Sequence[date]) -> dict[int, set[int]]:
    """On which of the days, by their places, which partners fit."""
    places: dict[int, set[int]] = defaultdict(set)
    for place, day in enumerate(days):
        for number in who.on(reader, day).numbers or ():
            places[number].add(place)
    return places


QUESTION = Question(
    "How many partners stood at each level, month by month.",
    timeline,
    [
        Detail(
            "months",
            "How many months to look back; 24 if not given.",
            "NUMBER",
            read=lambda text, _day: parsing.count_up_to(text, 600),
        )
    ],
)
