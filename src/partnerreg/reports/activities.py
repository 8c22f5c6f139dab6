"""`report activities`: how much was done, with how many people, in how many hours.

After ISO 2789, sessions and people are counted; hours and the hours of our people beside them.
An activity with several partners counts once in the total, and under each of them where it is
told by partner. What nobody wrote down is in no sum, and the report says how often.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.actions import Action
from partnerreg.domain.name_keys import identity_key, sort_key
from partnerreg.domain.parsing import hours_between
from partnerreg.domain.periods import counting_year, months_after, year_label
from partnerreg.domain.sums import Sum, sum_of
from partnerreg.language import N_
from partnerreg.queries import counting
from partnerreg.reports.context import select_partners
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import FILTER, Chart, Column, ColumnKind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnerreg.db.query import Query, Reader
    from partnerreg.language import Language
    from partnerreg.queries.counting import ActivityCount, ActivityGroup
    from partnerreg.reports.context import ReportContext

COUNTS = (
    Column("sessions", "Activities", ColumnKind.NUMBER),
    Column("people", "People", ColumnKind.NUMBER),
    Column("hours", "Hours", ColumnKind.NUMBER),
    Column("staff_hours", "Our hours", ColumnKind.NUMBER),
    Column("people_unknown", "Without people", ColumnKind.NUMBER, shown=False),
    Column("hours_unknown", "Without hours", ColumnKind.NUMBER, shown=False),
    Column("staff_hours_unknown", "Without our hours", ColumnKind.NUMBER, shown=False),
    Column("people_hidden", "People not told", ColumnKind.FLAG, shown=False),
    Column("not_counted", "Not counted", ColumnKind.ASIDE),
    FILTER,
)


class Counts(NamedTuple):
    """What is counted of some activities.

    Attributes:
        sessions: how many there were.
        people: how many came.
        hours: how many hours they took.
        staff_hours: the same, times how many of our people took part.
        minors: how many came to those that were for minors.
        is_hidden: of people it is not told how many.
    """

    sessions: int
    people: Sum
    hours: Sum
    staff_hours: Sum
    minors: Sum
    is_hidden: bool = False


class ActivityGrouping(NamedTuple):
    """A way to part activities into groups.

    Attributes:
        heading: of the section.
        columns: which name a group.
        query: which activities are in which group; None where they say so themselves.
        many: what to know where an activity can be in several, and columns do not add up.
        by_day: the groups follow each other in time.
    """

    heading: str
    columns: Sequence[Column]
    query: Query[ActivityGroup] | None = None
    many: str = ""
    by_day: bool = False


def _named(key: str, heading: str, empty: str) -> tuple[Column, ...]:
    number = Column("id", "#", ColumnKind.ID, shown=False)
    return number, Column(key, heading, empty=empty)


BY_KIND, BY_MONTH, BY_YEAR, BY_SERIES = "kind", "month", "year", "series"

GROUPINGS: dict[str, ActivityGrouping] = {
    BY_KIND: ActivityGrouping(N_("By kind"), (Column("kind", "Kind", ColumnKind.WORD),)),
    "area": ActivityGrouping(
        N_("By area"), _named("area", "Area", N_("(no area)")), counting.activities_by_area
    ),
    "unit": ActivityGrouping(
        N_("By unit"),
        _named("unit", "Unit", N_("(no unit)")),
        counting.activities_by_unit,
        N_("An activity with partners of several units counts under each: columns do not add up."),
    ),
    "goal": ActivityGrouping(
        N_("By goal"),
        _named("goal", "Goal", N_("(no goal)")),
        counting.activities_by_goal,
        N_("An activity counts under each goal of its partners: columns do not add up."),
    ),
    "audience": ActivityGrouping(
        N_("By target group"),
        _named("audience", "Target group", N_("(no target group)")),
        counting.activities_by_audience,
        N_("An activity counts under each of its target groups: columns do not add up."),
    ),
    BY_MONTH: ActivityGrouping(
        N_("By month"), (Column("month", "Month", ColumnKind.DATE),), by_day=True
    ),
    BY_YEAR: ActivityGrouping(
        N_("By year"),
        (Column("from", "From", ColumnKind.DATE), Column("year", "Year")),
        by_day=True,
    ),
    "partner": ActivityGrouping(
        N_("By partner"),
        _named("partner", "Partner", N_("(no partner)")),
        counting.activities_by_partner,
        N_("An activity with several partners counts under each: columns do not add up."),
    ),
    BY_SERIES: ActivityGrouping(
        N_("By series"), (Column("series", "Series", empty=N_("(no series)")),)
    ),
}

# The cells that name a group; what is in no group has none.
Cells = tuple[Any, ...]


def activities(
    reader: Reader, context: ReportContext, by: str | None = None, since: date | None = None
) -> Report:
    """What was done between two days: activities, people, hours, and the hours of our people.

    Args:
        reader: the register.
        context: the day, the policy, the language, and with which partners.
        by: also by group, one of `GROUPINGS`.
        since: the first day; that of the year of counting if not given.
    """
    t, thresholds = context.language, context.policy.thresholds
    first = since or counting_year(context.day, thresholds.year_shift_months)
    between = {"since": first, "today": context.day}
    chosen, unit = _chosen(reader, context), _only_unit(context)
    found = reader.all(counting.activities_between, **between)
    if chosen is not None:
        with_them = {
            row.activity_id
            for row in reader.all(counting.activities_by_partner, **between)
            if row.key in chosen
        }
        found = [row for row in found if row.id in with_them or row.unit_id == unit]
    small = thresholds.small_number
    total = counted(found)
    total = total._replace(is_hidden=_only_few_minors(total, small))
    opens = _opens(context, {"since": first, "until": context.day})
    parted: dict[Cells, Counts] = {}
    if by is not None:
        groups = _groups(reader, context, by, between, found, chosen)
        hidden, all_too = _not_told(groups, small)
        total = total._replace(is_hidden=total.is_hidden or all_too)
        parted = {
            cells: counted(rows)._replace(is_hidden=cells in hidden)
            for cells, rows in groups.items()
        }
    sections = [Section("total", "In all", COUNTS, [_cells(total, opens({}), t)] if found else [])]
    notes = [t.gettext("An activity with several partners counts once in the total.")]
    if by is not None:
        grouping = GROUPINGS[by]
        rows = [
            (*cells, *_cells(counts, opens(_group_options(by, cells, context, first)), t))
            for cells, counts in parted.items()
        ]
        sections.append(_section(by, grouping, rows, t))
        notes += [t.gettext(grouping.many)] if grouping.many else []
    if any(counts.is_hidden for counts in (total, *parted.values())):
        said = t.gettext(
            "Of fewer than {n} minors no number is told, nor one that it could be worked out from."
        )
        notes.append(said.format(n=small))
    nothing = t.gettext("Nothing was done from {first} to {last}.")
    return Report(
        "activities",
        "What was done",
        sections,
        as_of=context.day,
        notes=notes,
        lead=len(sections) - 1,
        since=first,
        empty_text="" if found else nothing.format(first=t.day(first), last=t.day(context.day)),
    )


def _chosen(reader: Reader, context: ReportContext) -> Iterable[int] | None:
    """The partners that are chosen; None for all activities, also those without partners."""
    who = context.who
    if who.is_everybody:
        return None
    if who.every_level and not who.unsupported and who.numbers is not None:
        return who.numbers
    return select_partners(reader, context)[1].keys()


def _only_unit(context: ReportContext) -> int:
    """The unit, if its partners are chosen and nothing else is: what it held alone counts, too."""
    who = context.who
    only_unit = who.every_level and not who.unsupported and [*dict(who.words)] == ["unit"]
    return int(dict(who.words)["unit"]) if only_unit else 0


def counted(rows: Sequence[ActivityCount]) -> Counts:
    """What is counted of activities."""
    took = [*map(hours_of, rows)]
    ours = [
        None if hours is None or not row.staff else hours * row.staff
        for hours, row in zip(took, rows, strict=True)
    ]
    return Counts(
        len(rows),
        sum_of(row.participants for row in rows),
        sum_of(took),
        sum_of(ours),
        sum_of(row.participants for row in rows if row.for_minors),
    )


def hours_of(row: Any) -> float | None:
    """How many hours an activity took: as it is said, or between its times."""
    said: float | None = row.hours
    return hours_between(row.at) if said is None else said


def _not_told(groups: dict[Cells, list[ActivityCount]], small: int) -> tuple[set[Cells], bool]:
    """The groups of which people are not told, and whether those in all are not told either.

    What is left out can be worked out from the total. So more is left out until that gives away
    no few minors: the next smallest group, and at last the total.
    """
    counts = {cells: counted(rows) for cells, rows in groups.items()}
    hidden = {cells for cells, count in counts.items() if 0 < (count.minors.total or 0) < small}
    others = [cells for cells in groups if cells not in hidden and counts[cells].people.total]
    others.sort(key=lambda cells: counts[cells].people.total or 0, reverse=True)
    while others and (len(hidden) == 1 or _only_few_minors(_left(groups, hidden), small)):
        hidden.add(others.pop())
    in_all = _only_few_minors(_left(groups, hidden), small)
    if len(hidden) == 1 and not in_all:  # it is the total, and tells nothing of minors alone
        return set(), False
    return hidden, in_all


def _left(groups: dict[Cells, list[ActivityCount]], hidden: set[Cells]) -> Counts:
    """What can be worked out of groups together that are not told: those in no other group."""
    told = {row.id for cells, rows in groups.items() if cells not in hidden for row in rows}
    left = {row.id: row for cells in hidden for row in groups[cells] if row.id not in told}
    return counted([*left.values()])


def _only_few_minors(counts: Counts, small: int) -> bool:
    """Whether all who came were minors, and few."""
    return 0 < (counts.minors.total or 0) < small and counts.minors.total == counts.people.total


def _groups(
    reader: Reader,
    context: ReportContext,
    by: str,
    between: dict[str, date],
    found: Sequence[ActivityCount],
    chosen: Iterable[int] | None,
) -> dict[Cells, list[ActivityCount]]:
    """Activities by group, as readers sort them; last those of none."""
    if (query := GROUPINGS[by].query) is not None:
        cells_of = defaultdict(list)
        for row in reader.all(query, **between):
            if by != "partner" or chosen is None or row.key in chosen:
                cells_of[row.activity_id].append((row.key, row.name))
        nameless: Cells = (None, None)
    else:
        own, nameless = _own_groups(by, context, found)
        cells_of = defaultdict(list, {row.id: [cells] for row, cells in own})
    groups: dict[Cells, list[ActivityCount]] = {}
    for one in found:
        for cells in cells_of.get(one.id) or [nameless]:
            groups.setdefault(cells, []).append(one)

    def place(cells: Cells) -> tuple[bool, Any]:
        last = cells[-1]
        if GROUPINGS[by].by_day:
            return False, cells[0]
        return last is None, sort_key(str(last or ""), context.language.code)

    return {cells: groups[cells] for cells in sorted(groups, key=place)}


def _own_groups(
    by: str, context: ReportContext, found: Sequence[ActivityCount]
) -> tuple[list[tuple[ActivityCount, Cells]], Cells]:
    """The group that each activity is in by what it says itself, and what stands for none."""
    shift = context.policy.thresholds.year_shift_months
    if by == BY_SERIES:
        called: dict[str, str] = {}
        series = [(row, row.series) for row in found if row.series is not None]
        for _, name in series:
            called.setdefault(identity_key(name), name)
        return [(row, (called[identity_key(name)],)) for row, name in series], (None,)

    def year(day: date) -> Cells:
        first = counting_year(day, shift)
        return first, year_label(first)

    cells: dict[str, Callable[[ActivityCount], Cells]] = {
        BY_KIND: lambda row: (row.kind,),
        BY_MONTH: lambda row: (row.held_on.replace(day=1),),
        BY_YEAR: lambda row: year(row.held_on),
    }
    return [(row, cells[by](row)) for row in found], (None,)


def _opens(
    context: ReportContext, days: dict[str, date]
) -> Callable[[dict[str, Any] | None], dict[str, Action]]:
    """What lists the activities behind a count, where a list of all of them can."""

    def opens(more: dict[str, Any] | None) -> dict[str, Action]:
        if more is None or not context.who.is_everybody:
            return {}
        options = days | more
        partner = options.pop("partner", None)
        arguments = () if partner is None else (partner,)
        return {"sessions": Action("activity", "list", arguments, options)}

    return opens


def _group_options(
    by: str, cells: Cells, context: ReportContext, since: date
) -> dict[str, Any] | None:
    """What else is asked for to list the activities of a group alone; None if that cannot be."""
    if by == BY_KIND:
        return {"kind": cells[0]}
    if by == "partner" and cells[0] is not None:
        return {"partner": cells[0]}
    if by in {BY_MONTH, BY_YEAR}:
        last = months_after(cells[0], 1 if by == BY_MONTH else 12) - timedelta(days=1)
        return {"since": max(since, cells[0]), "until": min(last, context.day)}
    return None


def _section(
    by: str, grouping: ActivityGrouping, rows: Sequence[Sequence[Any]], t: Language
) -> Section:
    empty = t.gettext("Nothing was done.")
    chart = Chart("course", by, ("sessions",)) if by == BY_MONTH and len(rows) > 1 else None
    return Section(
        f"by_{by}", grouping.heading, (*grouping.columns, *COUNTS), rows, empty=empty, chart=chart
    )


def _cells(counts: Counts, opens: dict[str, Action], t: Language) -> tuple[Any, ...]:
    people = None if counts.is_hidden else counts.people.total
    return (
        counts.sessions,
        people,
        counts.hours.total,
        counts.staff_hours.total,
        counts.people.unknown,
        counts.hours.unknown,
        counts.staff_hours.unknown,
        counts.is_hidden,
        _not_counted(counts, t),
        opens,
    )


def _not_counted(counts: Counts, t: Language) -> str:
    """Of how many activities something is not known, in words."""
    said = (
        (t.gettext("people: {n}"), counts.people.unknown),
        (t.gettext("hours: {n}"), counts.hours.unknown),
        (t.gettext("our hours: {n}"), counts.staff_hours.unknown),
    )
    return ", ".join(text.format(n=t.number(number)) for text, number in said if number)


QUESTION = Question(
    "How much was done: activities, people, hours, and the hours of our people.",
    activities,
    [
        Detail(
            "by",
            f"Also by {', '.join(GROUPINGS)}.",
            "GROUP",
            words=tuple(GROUPINGS),
        )
    ],
    looks_back=True,
)
