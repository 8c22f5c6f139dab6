"""Who moved between two days, and the movement matrix that several reports show.

Compared are the two days alone; who went up and down again in between has not moved.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import range_of
from partnerreg.domain.enums import Level
from partnerreg.domain.level_moves import Movement, movement
from partnerreg.domain.name_keys import sort_key
from partnerreg.language import N_
from partnerreg.queries.evidence import level_steps
from partnerreg.reports.report import FILTER, Column, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from partnerreg.actions import Action
    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext
    from partnerreg.services.partner_filter import PartnerFilter

MATRIX = (
    Column("movement", "Movement", Kind.WORD, shown=False),
    Column("from_level", "From", Kind.LEVEL, shown=False),
    Column("to_level", "To", Kind.LEVEL, shown=False),
    Column("label", "Movement"),
    Column("partners", "Partners", Kind.NUMBER),
    Column("names", "Who", Kind.LIST),
    FILTER,
)

# Up to so many partners are named.
FEW = 5


class Steps(NamedTuple):
    """Level changes, column by column; each partner's in the order they took effect."""

    partners: tuple[int, ...] = ()
    left: tuple[Level | None, ...] = ()
    reached: tuple[Level | None, ...] = ()
    days: tuple[date, ...] = ()


class Way(NamedTuple):
    """A kind of movement; of those that go up, from where to where."""

    movement: Movement
    left: Level | None = None
    reached: Level | None = None


# The rows of the matrix, in order, and what people read.
WAYS = {
    Way(Movement.NEW): N_("New"),
    Way(Movement.UP, Level.NETWORK, Level.SERVICE): N_("Network to service-based (3→2)"),
    Way(Movement.UP, Level.SERVICE, Level.STRATEGIC): N_("Service-based to strategic (2→1)"),
    Way(Movement.UP, Level.NETWORK, Level.STRATEGIC): N_("Network to strategic (3→1)"),
    Way(Movement.DOWN): N_("To a lower level"),
    Way(Movement.ENDED): N_("Ended"),
    Way(Movement.REOPENED): N_("Taken up again"),
}


class Moved(NamedTuple):
    """How partners moved that stand elsewhere than before; no level where they had none."""

    movement: Movement
    left: Level | None
    reached: Level | None

    @property
    def way(self) -> Way:
        """The row of the matrix that they belong in."""
        if self.movement is Movement.UP:
            return Way(self.movement, self.left, self.reached)
        return Way(self.movement)


# Who moved in which way, by number.
Moves = dict[Moved, list[int]]


def level_changes(reader: Reader, day: date, since: date | None = None) -> Steps:
    """All level changes until a day; of those alone that have one after the day `since`."""
    columns: Iterable[Any] = map(
        tuple, reader.columns(level_steps, today=day, changed_since=since, **range_of(None))
    )
    return Steps(*columns)


def of_chosen(steps: Steps, who: PartnerFilter, unsupported: Collection[int] = ()) -> Steps:
    """The level changes of those chosen, whether they have ended or not.

    Who has ended stood last at the level that it ended at, and nothing is asked of it
    any more, so that it is never unsupported.

    Args:
        steps: all level changes.
        who: which partners.
        unsupported: those whose level the evidence does not carry, if that is chosen.
    """
    numbers = who.numbers
    if who.unsupported:
        numbers = frozenset(unsupported if numbers is None else numbers.intersection(unsupported))
    if not who.every_level:
        last = zip(steps.partners, steps.left, steps.reached, strict=True)
        stands = {number: reached or left for number, left, reached in last}
        there = frozenset(number for number, level in stands.items() if level in who.levels)
        numbers = there if numbers is None else numbers & there
    if numbers is None:
        return steps
    kept = [number in numbers for number in steps.partners]
    columns: Iterable[Any] = (tuple(compress(column, kept)) for column in steps)
    return Steps(*columns)


def stood(steps: Steps, day: date) -> dict[int, Level | None]:
    """The level at which partners stood on a day, by number; None for who had ended."""
    return {
        number: level
        for number, level, on in zip(steps.partners, steps.reached, steps.days, strict=True)
        if on <= day
    }


def moved(steps: Steps, since: date) -> Moves:
    """Who stands elsewhere after the steps than on the earlier day."""
    before = stood(steps, since)
    now = dict(zip(steps.partners, steps.reached, strict=True))
    known, then = map(before.__contains__, now), map(before.get, now)
    gone: dict[tuple[bool, Level | None, Level | None], list[int]] = defaultdict(list)
    for number, way in zip(now, zip(known, then, now.values(), strict=True), strict=True):
        gone[way].append(number)
    return {
        Moved(what, left, reached): numbers
        for (was_known, left, reached), numbers in gone.items()
        if (what := movement(left, reached, known=was_known))
    }


def matrix(moves: Moves, names: Mapping[int, str], context: ReportContext, since: date) -> Section:
    """A row for each way that somebody went: how many, and who, where they are few."""
    gone: dict[Way, list[int]] = defaultdict(list)
    for one, numbers in moves.items():
        gone[one.way] += numbers
    t = context.language
    rows = [
        (
            *way,
            t.gettext(label),
            len(gone[way]),
            _called(gone[way], names, t),
            {"partners": _opens(way, context, since)},
        )
        for way, label in WAYS.items()
        if way in gone
    ]
    return Section(
        "movements",
        "Movements",
        MATRIX,
        rows,
        empty=t.gettext("Every partner stands where it stood on {day}.").format(day=t.day(since)),
    )


def _called(numbers: Collection[int], names: Mapping[int, str], language: Language) -> list[str]:
    """The partners' names as readers expect to find them; none where they are many."""
    if len(numbers) > FEW:
        return []
    return sorted((names[n] for n in numbers), key=lambda name: sort_key(name, language.code))


def _opens(way: Way, context: ReportContext, since: date) -> Action:
    ended = way.movement is Movement.ENDED
    return context.drilldown(
        levels=way.reached and [way.reached],
        since=since,
        moved=way.movement.value,
        was=way.left,
        status="all" if ended else None,
    )
