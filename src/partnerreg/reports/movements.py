"""`report movements`: who is new, went up or down, ended or came back since a day.

Compared are the two days alone; who went up and down again in between has not moved.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import range_of
from partnerreg.domain.enums import Level
from partnerreg.domain.level_moves import ANY, Movement, movement
from partnerreg.domain.name_keys import sort_key, sort_language
from partnerreg.domain.periods import months_after
from partnerreg.language import N_
from partnerreg.queries import levels
from partnerreg.reports.context import select_partners
from partnerreg.reports.question import Question
from partnerreg.reports.report import FILTER, Column, ColumnKind, Figure, Report, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.queries.levels import LevelMoveRow
    from partnerreg.reports.context import ReportContext
    from partnerreg.services.partner_filter import PartnerFilter

MATRIX = (
    Column("movement", "Movement", ColumnKind.WORD, shown=False),
    Column("from_level", "From", ColumnKind.LEVEL, shown=False),
    Column("to_level", "To", ColumnKind.LEVEL, shown=False),
    Column("label", "Movement"),
    Column("partners", "Partners", ColumnKind.NUMBER),
    Column("names", "Who", ColumnKind.LIST),
    FILTER,
)

CHANGES = (
    Column("effective_on", "Day", ColumnKind.DATE),
    Column("id", "#", ColumnKind.ID),
    Column("partner", "Partner"),
    Column("from_level", "From level", ColumnKind.LEVEL),
    Column("to_level", "To level", ColumnKind.LEVEL),
    Column("change", "Change", ColumnKind.WORD),
    Column("ending", "Ended because", ColumnKind.WORD),
    Column("reason", "Reason"),
    Column("overridden", "Overridden", ColumnKind.FLAG),
)


# How far is looked back where neither a day nor a meeting says so.
MONTHS_BACK = 3


def movements(reader: Reader, context: ReportContext, since: date | None = None) -> Report:
    """Who stands elsewhere than on the day `since`, and each level change after it.

    Where no such day is given, three months are looked back.

    The first section compares the two days; the second has every single change between
    them, the latest day first and by name within a day.
    """
    since = since or months_after(context.day, -MONTHS_BACK)
    # Facts are gathered only where they are looked at.
    unsupported = select_partners(reader, context)[1] if context.who.unsupported else ()
    steps = level_steps(reader, context.day, since).select(context.who, unsupported)
    numbers = frozenset(steps.partners)
    query = levels.level_changes[sort_language(context.language.code)]
    changes = [
        change
        for change in reader.all(query, since=since, today=context.day)
        if change.partner_id in numbers
    ]
    names = {change.partner_id: change.partner for change in changes}
    movers = steps.movers(since)
    number = sum(map(len, movers.values()))
    t = context.language
    day = t.day(since)
    section = Section(
        "changes",
        "Level changes",
        CHANGES,
        _rows(changes, steps.levels_on(since)),
        empty=t.gettext("No level changed after {day}.").format(day=day),
    )
    moved = context.drilldown(since=since, moved=ANY, status="all")
    summary = t.ngettext(
        "{n} partner stands elsewhere than on {day}.",
        "{n} partners stand elsewhere than on {day}.",
        number,
    )
    return Report(
        "movements",
        "Movements between levels",
        (matrix(movers, names, context, since), section),
        as_of=context.day,
        lead=1,
        summary=[summary.format(day=day)] if movers else [],
        figures=[Figure("moved", number, moved)],
        since=since,
    )


def _rows(
    changes: Sequence[LevelMoveRow], before: dict[int, Level | None]
) -> list[tuple[object, ...]]:
    """The changes, each with what it was; `before` is where partners stood before them all."""
    rows: list[tuple[object, ...]] = []
    for day, number, partner, left, reached, *why in reversed(changes):
        what = movement(before.get(number), reached, known=number in before)
        before[number] = reached
        rows.append((day, number, partner, left, reached, what, *why))
    rows.reverse()
    return rows


# Up to so many partners are named.
FEW = 5


class Way(NamedTuple):
    """How partners moved that stand elsewhere than before; no level where they had none."""

    movement: Movement
    left: Level | None = None
    reached: Level | None = None


# The rows of the matrix, in order, and what people read; of ways up, from where to where.
WAYS = {
    Way(Movement.NEW): N_("New"),
    Way(Movement.UP, Level.NETWORK, Level.SERVICE): N_("Network to service-based (3→2)"),
    Way(Movement.UP, Level.SERVICE, Level.STRATEGIC): N_("Service-based to strategic (2→1)"),
    Way(Movement.UP, Level.NETWORK, Level.STRATEGIC): N_("Network to strategic (3→1)"),
    Way(Movement.DOWN): N_("To a lower level"),
    Way(Movement.ENDED): N_("Ended"),
    Way(Movement.REOPENED): N_("Taken up again"),
}


class LevelSteps(NamedTuple):
    """Level changes, column by column; each partner's in the order they took effect."""

    partners: tuple[int, ...] = ()
    left: tuple[Level | None, ...] = ()
    reached: tuple[Level | None, ...] = ()
    days: tuple[date, ...] = ()

    def select(self, who: PartnerFilter, unsupported: Collection[int] = ()) -> LevelSteps:
        """Those of the partners that fit, whether they have ended or not.

        Who has ended stood last at the level that it ended at, and nothing is asked of it
        any more, so that it is never unsupported.

        Args:
            who: which partners.
            unsupported: those whose level the evidence does not carry, if they are meant.
        """
        numbers = who.numbers
        if who.unsupported:
            weak = frozenset(unsupported)
            numbers = weak if numbers is None else numbers & weak
        if not who.every_level:
            last = zip(self.partners, self.left, self.reached, strict=True)
            stands = {number: reached or left for number, left, reached in last}
            there = frozenset(number for number, level in stands.items() if level in who.levels)
            numbers = there if numbers is None else numbers & there
        if numbers is None:
            return self
        fits = [number in numbers for number in self.partners]
        columns: Iterable[Any] = (tuple(compress(column, fits)) for column in self)
        return LevelSteps(*columns)

    def levels_on(self, day: date) -> dict[int, Level | None]:
        """The level at which partners stood on a day, by number; None for who had ended."""
        return {
            number: level
            for number, level, on in zip(self.partners, self.reached, self.days, strict=True)
            if on <= day
        }

    def movers(self, since: date) -> dict[Way, list[int]]:
        """Who stands elsewhere after the steps than on the earlier day, by how they moved."""
        before = self.levels_on(since)
        movers: dict[Way, list[int]] = defaultdict(list)
        for number, now in dict(zip(self.partners, self.reached, strict=True)).items():
            then = before.get(number)
            if what := movement(then, now, known=number in before):
                movers[Way(what, then, now)].append(number)
        return movers


def level_steps(reader: Reader, day: date, since: date | None = None) -> LevelSteps:
    """All level changes until a day; of those alone that have one after the day `since`."""
    columns: Iterable[Any] = map(
        tuple,
        reader.columns(levels.level_steps, today=day, changed_since=since, **range_of(None)),
    )
    return LevelSteps(*columns)


def matrix(
    movers: Mapping[Way, Iterable[int]],
    names: Mapping[int, str],
    context: ReportContext,
    since: date,
) -> Section:
    """A row for each way that somebody went: how many, and who, where they are few."""
    by_row: dict[Way, list[int]] = defaultdict(list)
    for way, numbers in movers.items():
        by_row[way if way.movement is Movement.UP else Way(way.movement)] += numbers
    t = context.language
    rows = []
    for way, label in WAYS.items():
        if own := by_row.get(way):
            called = [names[number] for number in own] if len(own) <= FEW else []
            opens = context.drilldown(
                levels=way.reached and [way.reached],
                since=since,
                moved=way.movement.value,
                was=way.left,
                status="all" if way.movement is Movement.ENDED else None,
            )
            called.sort(key=lambda name: sort_key(name, t.code))
            rows.append((*way, t.gettext(label), len(own), called, {"partners": opens}))
    return Section(
        "movements",
        "Movements",
        MATRIX,
        rows,
        empty=t.gettext("Every partner stands where it stood on {day}.").format(day=t.day(since)),
    )


QUESTION = Question(
    "Which partners are new, went up or down, ended or came back; since the last meeting.",
    movements,
    looks_back=True,
    to_last_meeting=True,
)
