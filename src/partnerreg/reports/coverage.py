"""`report coverage`: which areas, goals, target groups and places have partners, and which none.

Network collaborations need not be called partnerships (strategy of Dokk1): an area, a goal or
a target group that has nothing else is a hole. Of sectors and municipalities nobody planned to
have all.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import Level, Sector
from partnerreg.domain.name_keys import sort_key
from partnerreg.language import N_
from partnerreg.queries.links import (
    area_links_on,
    areas_on,
    audience_links,
    audiences_on,
    goal_links_on,
    goals_on,
)
from partnerreg.queries.partners import partner_locations
from partnerreg.reports import level_counts
from partnerreg.reports.context import empty_message, resolve_unsupported
from partnerreg.reports.question import Question
from partnerreg.reports.report import FILTER, Column, ColumnKind, Figure, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from partnerreg.db.query import Query, Reader
    from partnerreg.queries.links import CoverageRow, Tie
    from partnerreg.reports.context import ReportContext

AREA = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("area", "Area", empty=N_("(no area)")),
)
GOAL = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("code", "Code"),
    Column("goal", "Goal", empty=N_("(no goal)")),
)
AUDIENCE = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("audience", "Target group", empty=N_("(no target group)")),
)
SECTOR = (Column("sector", "Sector", ColumnKind.WORD, empty=N_("(no sector)")),)
MUNICIPALITY = (Column("municipality", "Municipality", empty=N_("(no municipality)")),)
HOLE = Column("hole", "Hole", ColumnKind.FLAG)

# So many municipalities people read whether there are partnerships or not.
MOST_PLACES = 12

Levels = dict[int, int]

# How many partners a group has at a level, by both; None is the level of those not meant.
LevelsOfGroups = Counter[tuple[object, int | None]]


class CoverageGroup(NamedTuple):
    """Partners that have something in common.

    Attributes:
        cells: what it is called, in the columns before the counts.
        counts: how many partners there are, by the number of their level.
        option: what is asked for to list only those in it.
        is_planned: whether the house would want a partnership here; looked at for what it keeps
            a list of.
    """

    cells: tuple[object, ...]
    counts: Mapping[int, int]
    option: dict[str, str]
    is_planned: bool = True

    @property
    def has_partnership(self) -> bool:
        """Whether there is more than network collaborations."""
        return any(self.counts[level] for level in level_counts.LEVELS_OF["partnerships"])

    @property
    def is_hole(self) -> bool:
        """Whether there is no partnership where the house would want one."""
        return self.is_planned and not self.has_partnership


class Planned(NamedTuple):
    """What the house keeps lists of, and would have partnerships for."""

    areas: Sequence[CoverageGroup]
    goals: Sequence[CoverageGroup]
    audiences: Sequence[CoverageGroup]


def coverage(reader: Reader, context: ReportContext) -> Report:
    """How many partners of each level every area, goal, target group, sector and place has.

    Areas and target groups in use and goals in force on the day stand there also with none;
    others only while partners are tied to them. Where an area, a goal, a target group, a
    sector, a municipality or a level is chosen, there is no other.
    """
    who = resolve_unsupported(reader, context)
    # Plain numbers, since a level takes its time to be looked up.
    numbers, stand, kinds, names, keys = map(
        list, reader.columns(partner_locations, today=context.day) or [()] * 5
    )
    levels = who.among(dict(zip(numbers, stand, strict=True)))
    at = list(map(levels.get, numbers))
    on = {"today": context.day}
    areas = _linked(reader, context, levels, "area", areas_on, (area_links_on, on))
    goals = _linked(reader, context, levels, "goal", goals_on, (goal_links_on, on))
    audiences = _linked(reader, context, levels, "audience", audiences_on, (audience_links, {}))
    sectors = _sectors(Counter(zip(kinds, at, strict=True)), context) if levels else []
    spellings = Counter(zip(keys, names, strict=True))
    municipalities = _municipalities(Counter(zip(keys, at, strict=True)), spellings, context)
    t = context.language
    no_areas = t.gettext("The house has no service areas.")
    no_goals = t.gettext("The house has no goals in force.")
    no_audiences = t.gettext("The house has no list of target groups.")
    planned = Planned(areas, goals, audiences)
    return Report(
        "coverage",
        "Coverage",
        (
            Section("areas", "Areas", *_table(AREA, areas, context, holes=True), empty=no_areas),
            Section("goals", "Goals", *_table(GOAL, goals, context, holes=True), empty=no_goals),
            Section(
                "audiences",
                "Target groups noted on partners",
                *_table(AUDIENCE, audiences, context, holes=True),
                empty=no_audiences,
            ),
            Section("sectors", "Sectors", *_table(SECTOR, sectors, context)),
            _places(municipalities, context),
        ),
        as_of=context.day,
        notes=_notes(planned, context),
        summary=_summary(planned, context),
        figures=[Figure("partners", len(levels), context.drilldown())],
        empty_text="" if levels else empty_message(reader, context),
    )


def _linked(
    reader: Reader,
    context: ReportContext,
    levels: Levels,
    kind: str,
    things: Query[CoverageRow],
    links: tuple[Query[Tie], Mapping[str, object]],
) -> list[CoverageGroup]:
    """The areas, goals or target groups, as readers sort them; last the partners tied to none.

    The links are asked for with their parameters.
    """
    query, on = links
    partners, to = map(list, reader.columns(query, **on) or ((), ()))
    counts: LevelsOfGroups = Counter(zip(to, map(levels.get, partners), strict=True))
    in_use = _inhabited(counts)
    only = dict(context.who.words).get(kind)
    shown = [
        row
        for row in reader.all(things, today=context.day)
        if (row.current or row.id in in_use if only is None else str(row.id) == only)
    ]
    shown.sort(key=lambda row: sort_key(row.code or row.name, context.language.code))
    has_code = kind == "goal"
    groups = [
        CoverageGroup(
            (row.id, row.code, row.name) if has_code else (row.id, row.name),
            _counts_of(row.id, counts),
            {kind: str(row.id)},
            row.current,
        )
        for row in shown
    ]
    unlinked = levels.keys() - set(partners)
    if unlinked and only is None:
        stand = Counter(levels[number] for number in unlinked)
        nameless = (None,) * (3 if has_code else 2)
        groups.append(CoverageGroup(nameless, stand, {"without": kind}, is_planned=False))
    return groups


def _inhabited(counts: LevelsOfGroups) -> set[object]:
    """The groups that have any of the partners that are meant."""
    return {group for group, level in counts if level is not None}


def _counts_of(group: object, counts: LevelsOfGroups) -> dict[int, int]:
    return {level.value: counts[group, level.value] for level in Level}


def _sectors(counts: LevelsOfGroups, context: ReportContext) -> list[CoverageGroup]:
    """All sectors, in their order, and the partners of none."""
    only = dict(context.who.words).get("sector")
    groups = [
        CoverageGroup((sector,), _counts_of(sector.value, counts), {"sector": sector.value})
        for sector in Sector
        if only in {None, sector.value}
    ]
    return [*groups, *_without("sector", counts)]


def _municipalities(
    counts: LevelsOfGroups,
    spellings: Counter[tuple[str | None, str | None]],
    context: ReportContext,
) -> list[CoverageGroup]:
    """The municipalities of partners, whatever their spelling; called as they are spelt most."""
    called: dict[object, str] = {}
    for (key, name), _ in spellings.most_common():
        if name is not None:
            called.setdefault(key, name)
    inhabited = _inhabited(counts)
    shown = [(key, name) for key, name in called.items() if key in inhabited]
    shown.sort(key=lambda pair: sort_key(pair[1], context.language.code))
    groups = [
        CoverageGroup((name,), _counts_of(key, counts), {"municipality": name})
        for key, name in shown
    ]
    return [*groups, *_without("municipality", counts)]


def _without(kind: str, counts: LevelsOfGroups) -> list[CoverageGroup]:
    """The partners that have nothing of a kind, if there are any."""
    stand = _counts_of(None, counts)
    return (
        [CoverageGroup((None,), stand, {"without": kind}, is_planned=False)]
        if any(stand.values())
        else []
    )


def _places(groups: Sequence[CoverageGroup], context: ReportContext) -> Section:
    """The municipalities with partnerships first; of many others people read how many there are."""
    t = context.language
    ordered = sorted(groups, key=lambda group: not group.has_partnership)  # else as they were
    first = max(sum(group.has_partnership for group in groups), MOST_PLACES)
    others = sum(not group.has_partnership and group.cells != (None,) for group in groups)
    note = t.ngettext(
        "{n} municipality has network collaborations only.",
        "{n} municipalities have network collaborations only.",
        others,
    )
    columns, rows = _table(MUNICIPALITY, ordered, context)
    return Section(
        "municipalities",
        "Municipalities",
        columns,
        rows,
        note=note if first < len(groups) else "",
        preview_rows=first,
        see_all=context.report("coverage", format="json"),
    )


def _table(
    named: Sequence[Column],
    groups: Iterable[CoverageGroup],
    context: ReportContext,
    *,
    holes: bool = False,
) -> tuple[list[Column], list[tuple[object, ...]]]:
    """Columns and rows; holes only where all partners are looked at, and the house has a plan."""
    who = context.who
    hole = (HOLE._replace(shown=who.is_everybody),) if holes else ()
    columns = [*named, *level_counts.columns(who.levels), *hole, FILTER]
    shown = level_counts.whole(who.levels)
    rows = []
    for group in groups:
        opens = {
            key: context.drilldown(**group.option, levels=levels) for key, levels in shown.items()
        }
        is_hole = ((group.is_hole if who.is_everybody else None),) if holes else ()
        numbers = level_counts.numbers(group.counts, who.levels)
        rows.append((*group.cells, *numbers, *is_hole, opens))
    return columns, rows


def _summary(planned: Planned, context: ReportContext) -> list[str]:
    """Where there is no partnership, by name."""
    if not context.who.is_everybody:  # where those chosen have none, others may have some
        return []
    t = context.language
    areas_without, goals_without, audiences_without = (
        [" ".join(map(str, group.cells[1:])) for group in groups if group.is_hole]
        for groups in planned
    )
    sentences = []
    if areas_without:
        sentences.append(
            t.ngettext(
                "{n} area has no partnership: {names}.",
                "{n} areas have no partnership: {names}.",
                len(areas_without),
            ).format(names="; ".join(areas_without))
        )
    if goals_without:
        sentences.append(
            t.ngettext(
                "{n} goal has no partnership: {names}.",
                "{n} goals have no partnership: {names}.",
                len(goals_without),
            ).format(names="; ".join(goals_without))
        )
    if audiences_without:
        sentences.append(
            t.ngettext(
                "{n} target group is noted on no partnership: {names}.",
                "{n} target groups are noted on no partnership: {names}.",
                len(audiences_without),
            ).format(names="; ".join(audiences_without))
        )
    if not sentences and any(group.is_planned for group in (*planned.areas, *planned.goals)):
        sentences.append(t.gettext("Every area in use and every goal in force has a partnership."))
    return sentences


def _notes(planned: Planned, context: ReportContext) -> list[str]:
    t = context.language
    notes = [
        t.gettext("A partner with more than one area, goal or target group counts under each.")
    ]
    if context.who.is_everybody:
        hole = t.gettext(
            "A hole is where there is no partnership; network collaborations are none."
        )
        notes.insert(0, hole)
    groups = chain.from_iterable(planned)
    if any(not group.is_planned and group.cells[0] is not None for group in groups):
        notes.append(
            t.gettext("What is out of use stands here as long as partners are tied to it.")
        )
    return notes


QUESTION = Question(
    "Which areas, goals, target groups, sectors and municipalities have partners, and which none.",
    coverage,
)
