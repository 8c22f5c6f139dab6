"""`report coverage`: which areas, goals, sectors and municipalities have partners, and which none.

Network collaborations need not be called partnerships (strategy of Dokk1): an area or a
goal that has nothing else is a hole. Of sectors and municipalities nobody planned to have all.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import Level, Sector
from partnerreg.domain.name_keys import sort_key
from partnerreg.language import N_
from partnerreg.queries.due import (
    area_links_on,
    areas_on,
    goal_links_on,
    goals_on,
    partner_locations,
)
from partnerreg.reports import level_counts
from partnerreg.reports.context import empty_message, resolve_unsupported
from partnerreg.reports.report import FILTER, Column, Figure, Kind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from partnerreg.db.query import Query, Reader
    from partnerreg.queries.due import Covered, Tie
    from partnerreg.reports.context import ReportContext

AREA = (
    Column("id", "#", Kind.ID, shown=False),
    Column("area", "Area", empty=N_("(no area)")),
)
GOAL = (
    Column("id", "#", Kind.ID, shown=False),
    Column("code", "Code"),
    Column("goal", "Goal", empty=N_("(no goal)")),
)
SECTOR = (Column("sector", "Sector", Kind.WORD, empty=N_("(no sector)")),)
MUNICIPALITY = (Column("municipality", "Municipality", empty=N_("(no municipality)")),)
HOLE = Column("hole", "Hole", Kind.FLAG)

# So many municipalities people read whether there are partnerships or not.
MOST_PLACES = 12

Levels = dict[int, int]

# How many partners a group has at a level, by both; None is the level of those not chosen.
Counts = Counter[tuple[object, int | None]]

# How many partners write their municipality in a way, by its key and that.
Spelt = Counter[tuple[str | None, str | None]]


class Line(NamedTuple):
    """A group of partners: the cells that name it, where they stand, and what opens it.

    Attributes:
        cells: what it is called, in the columns before the counts.
        counts: how many partners there are, by the number of their level.
        opens: the option of `partner list` that leaves only those in it.
        wanted: whether the house would want a partnership here; looked at for areas and goals.
    """

    cells: tuple[object, ...]
    counts: Mapping[int, int]
    opens: dict[str, str]
    wanted: bool = True


def coverage(reader: Reader, context: ReportContext) -> Report:
    """How many partners of each level every area, goal, sector and municipality has.

    Areas in use and goals in force on the day stand there also with none; others only
    while partners are tied to them. Where an area, a goal, a sector, a municipality or a
    level is chosen, there is no other.
    """
    who = resolve_unsupported(reader, context)
    # Plain numbers, since a level takes its time to be looked up.
    numbers, stand, kinds, names, keys = map(
        list, reader.columns(partner_locations, today=context.day) or [()] * 5
    )
    levels = who.among(dict(zip(numbers, stand, strict=True)))
    at = list(map(levels.get, numbers))
    areas = _tied(reader, context, levels, "area", areas_on, area_links_on)
    goals = _tied(reader, context, levels, "goal", goals_on, goal_links_on)
    sectors = _sectors(Counter(zip(kinds, at, strict=True)), levels, context)
    spelt = Counter(zip(keys, names, strict=True))
    municipalities = _municipalities(Counter(zip(keys, at, strict=True)), spelt, context)
    t = context.language
    no_areas = t.gettext("The house has no service areas.")
    no_goals = t.gettext("The house has no goals in force.")
    return Report(
        "coverage",
        "Coverage",
        (
            Section("areas", "Areas", *_table(AREA, areas, context, holes=True), empty=no_areas),
            Section("goals", "Goals", *_table(GOAL, goals, context, holes=True), empty=no_goals),
            Section("sectors", "Sectors", *_table(SECTOR, sectors, context)),
            _places(municipalities, context),
        ),
        as_of=context.day,
        notes=_notes(areas, goals, context),
        summary=_summary(areas, goals, context),
        figures=[Figure("partners", len(levels), context.drilldown())],
        silence="" if levels else empty_message(reader, context),
    )


def _tied(
    reader: Reader,
    context: ReportContext,
    levels: Levels,
    kind: str,
    things: Query[Covered],
    ties: Query[Tie],
) -> list[Line]:
    """The areas or the goals, as readers sort them; last the partners that are tied to none."""
    tied, to = map(list, reader.columns(ties, today=context.day) or ((), ()))
    counts: Counts = Counter(zip(to, map(levels.get, tied), strict=True))
    used = _groups(counts)
    only = dict(context.who.words).get(kind)
    shown = [
        row
        for row in reader.all(things, today=context.day)
        if (row.current or row.id in used if only is None else str(row.id) == only)
    ]
    shown.sort(key=lambda row: sort_key(row.code or row.name, context.language.code))
    lines = [
        Line(_named(row, kind), _of(row.id, counts), {kind: str(row.id)}, row.current)
        for row in shown
    ]
    bare = levels.keys() - set(tied)
    if bare and only is None:
        nameless = (None,) * (3 if kind == "goal" else 2)
        stand = Counter(levels[number] for number in bare)
        lines.append(Line(nameless, stand, {"without": kind}, wanted=False))
    return lines


def _named(row: Covered, kind: str) -> tuple[object, ...]:
    return (row.id, row.code, row.name) if kind == "goal" else (row.id, row.name)


def _groups(counts: Counts) -> set[object]:
    """The groups that have any of the chosen partners."""
    return {group for group, level in counts if level is not None}


def _of(group: object, counts: Counts) -> dict[int, int]:
    return {level.value: counts[group, level.value] for level in Level}


def _sectors(counts: Counts, levels: Levels, context: ReportContext) -> list[Line]:
    """All sectors, in their order, and the partners of none; no line without any partners."""
    if not levels:
        return []
    only = dict(context.who.words).get("sector")
    lines = [
        Line((sector,), _of(sector.value, counts), {"sector": sector.value})
        for sector in Sector
        if only in {None, sector.value}
    ]
    return [*lines, *_of_none("sector", counts)]


def _municipalities(counts: Counts, spelt: Spelt, context: ReportContext) -> list[Line]:
    """The municipalities of partners, whatever their spelling; called as they are spelt most."""
    called: dict[object, str] = {}
    for (key, name), _ in spelt.most_common():
        if name is not None:
            called.setdefault(key, name)
    there = _groups(counts)
    shown = [(key, name) for key, name in called.items() if key in there]
    shown.sort(key=lambda pair: sort_key(pair[1], context.language.code))
    lines = [Line((name,), _of(key, counts), {"municipality": name}) for key, name in shown]
    return [*lines, *_of_none("municipality", counts)]


def _of_none(kind: str, counts: Counts) -> list[Line]:
    """The line of the partners that have nothing of a kind, if there are any."""
    stand = _of(None, counts)
    return [Line((None,), stand, {"without": kind}, wanted=False)] if any(stand.values()) else []


def _places(lines: Sequence[Line], context: ReportContext) -> Section:
    """The municipalities with partnerships first; of many others people read how many there are."""
    t = context.language
    ordered = sorted(lines, key=lambda line: not _has_partnership(line))  # else as they were
    first = max(sum(map(_has_partnership, lines)), MOST_PLACES)
    others = sum(not _has_partnership(line) and line.cells != (None,) for line in lines)
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
        note=note if first < len(lines) else "",
        first=first,
        more=context.report("coverage", format="json"),
    )


def _table(
    named: Sequence[Column], lines: Iterable[Line], context: ReportContext, *, holes: bool = False
) -> tuple[list[Column], list[tuple[object, ...]]]:
    """Columns and rows; holes only where all partners are looked at, and the house has a plan."""
    who = context.who
    hole = (HOLE._replace(shown=who.is_everybody),) if holes else ()
    columns = [*named, *level_counts.columns(who.levels), *hole, FILTER]
    shown = level_counts.whole(who.levels)
    rows = []
    for line in lines:
        opens = {
            key: context.drilldown(**line.opens, levels=levels) for key, levels in shown.items()
        }
        found = ((is_hole(line) if who.is_everybody else None),) if holes else ()
        numbers = level_counts.numbers(line.counts, who.levels)
        rows.append((*line.cells, *numbers, *found, opens))
    return columns, rows


def is_hole(line: Line) -> bool:
    """Whether there is no partnership where the house would want one."""
    return line.wanted and not _has_partnership(line)


def _has_partnership(line: Line) -> bool:
    return any(line.counts[level] for level in level_counts.LEVELS_OF["partnerships"])


def _summary(areas: Sequence[Line], goals: Sequence[Line], context: ReportContext) -> list[str]:
    """Where there is no partnership, by name."""
    if not context.who.is_everybody:  # where those chosen have none, others may have some
        return []
    t = context.language
    bare_areas = [str(line.cells[-1]) for line in areas if is_hole(line)]
    bare_goals = [" ".join(map(str, line.cells[1:])) for line in goals if is_hole(line)]
    told = []
    if bare_areas:
        told.append(
            t.ngettext(
                "{n} area has no partnership: {names}.",
                "{n} areas have no partnership: {names}.",
                len(bare_areas),
            ).format(names="; ".join(bare_areas))
        )
    if bare_goals:
        told.append(
            t.ngettext(
                "{n} goal has no partnership: {names}.",
                "{n} goals have no partnership: {names}.",
                len(bare_goals),
            ).format(names="; ".join(bare_goals))
        )
    if not told and any(line.wanted for line in (*areas, *goals)):
        told.append(t.gettext("Every area in use and every goal in force has a partnership."))
    return told


def _notes(areas: Iterable[Line], goals: Iterable[Line], context: ReportContext) -> list[str]:
    t = context.language
    notes = [t.gettext("A partner with more than one area or goal counts under each.")]
    if context.who.is_everybody:
        hole = t.gettext(
            "A hole is where there is no partnership; network collaborations are none."
        )
        notes.insert(0, hole)
    if any(not line.wanted and line.cells[0] is not None for line in (*areas, *goals)):
        notes.append(
            t.gettext(
                "An area or a goal out of use stands here as long as partners are tied to it."
            )
        )
    return notes
