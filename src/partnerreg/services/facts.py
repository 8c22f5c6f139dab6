"""Gathering the facts that the rules look at: for one partner or for all, by the same queries.

The number of queries depends on the kinds of evidence asked for, never on the
number of partners.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

from partnerreg.db.query import range_of
from partnerreg.domain.enums import Level
from partnerreg.domain.facts import AgreementFacts, Evidence, PartnerFacts
from partnerreg.domain.level_moves import Standing
from partnerreg.domain.periods import Period
from partnerreg.queries import evidence as asked
from partnerreg.queries import levels as ways

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.queries.evidence import PartnerBase
    from partnerreg.queries.levels import LevelStep

Facts = dict[int, PartnerFacts]
Limits = Mapping[str, int]
Thing = TypeVar("Thing")

# A name that begins so may be taken for an option or a number on a command line.
_NO_NAMES = "-#0123456789"

# The sides of the balance that their sum stands for, as in `PartnerEvidence.sides`.
_SIDES = tuple(tuple(bool(sides & side) for side in (1, 2, 4, 8)) for sides in range(16))

# What `_make` of a NamedTuple does, in C: a third of its price.
_AGREEMENT: Callable[[Any], AgreementFacts] = partial(tuple.__new__, AgreementFacts)
_PARTNER: Callable[[Any], PartnerFacts] = partial(tuple.__new__, PartnerFacts)
_PERIOD: Callable[[Any], Period] = partial(tuple.__new__, Period)
_STANDING: Callable[[Any], Standing] = partial(tuple.__new__, Standing)


class Portfolio:
    """All that a report on levels works from, as of one day.

    What not every report looks at is read when it is first asked for, as long as
    the reader is open.

    Attributes:
        facts: of the partners that were active on that day, by number.
    """

    def __init__(self, reader: Reader, day: date, limits: Limits, facts: Facts) -> None:
        self.facts = facts
        self._reader = reader
        self._day = day
        self._limits = limits

    @cached_property
    def standings(self) -> dict[int, Standing]:
        """Where each partner stood that the register knew on that day, by number."""
        columns = self._reader.columns(ways.partner_standings, today=self._day, **self._limits)
        if not columns:
            return {}
        numbers, *cells = columns
        return dict(zip(numbers, map(_STANDING, zip(*cells, strict=True)), strict=True))

    @cached_property
    def bases(self) -> dict[int, PartnerBase]:
        """What each of them says of itself, by number."""
        bases = self._reader.all(asked.partner_bases, today=self._day, **self._limits)
        return {base.id: base for base in bases}


def gather(
    reader: Reader,
    today: date,
    wanted: Iterable[Evidence] | Mapping[Evidence, Collection[Level]],
    partner_id: int | None = None,
    levels: Iterable[Level] = tuple(Level),
    quiet_since: date | None = None,
) -> Portfolio:
    """The facts of all partners, or of one, as of a day.

    Args:
        reader: the register.
        today: the day.
        wanted: the kinds of evidence to gather: at all levels, or each at those levels
            only, as `domain.rules.needs_by_level` has it. What is not gathered is as
            where there is none.
        partner_id: the only partner to look at.
        levels: only partners that stood at one of these.
        quiet_since: only partners without an activity from that day on.
    """
    limits = range_of(partner_id)
    at = wanted if isinstance(wanted, Mapping) else dict.fromkeys(wanted, tuple(Level))
    bits = {kind.value: _bits(at.get(kind, ())) for kind in Evidence}
    agreements, assignments = bits.pop(Evidence.AGREEMENTS), bits[Evidence.ASSIGNMENTS]
    which = {"levels": _bits(levels), "quiet_since": quiet_since}
    columns = reader.columns(asked.partner_evidence, today=today, **which, **bits, **limits)
    if not columns:
        return Portfolio(reader, today, limits, {})
    papers = _agreements(reader, today, limits, agreements) if agreements else {}
    periods = _management(reader, today, limits, assignments) if assignments else {}
    return Portfolio(reader, today, limits, _facts(today, columns, papers, periods))


def _bits(levels: Iterable[Level]) -> int:
    return sum(1 << level for level in levels)


def standing(reader: Reader, day: date, at: Iterable[Level] = tuple(Level)) -> dict[int, Level]:
    """The level of each partner that stood at one of some on a day, by number."""
    numbers, levels = reader.columns(ways.levels_on, today=day, levels=_bits(at)) or ((), ())
    return dict(zip(numbers, levels, strict=True))


def replay(steps: Iterable[LevelStep]) -> dict[int, Standing]:
    """Where each partner stands after its level changes, given in the order they took effect."""
    last = {step.partner_id: step for step in steps}
    return {number: Standing(step.to_level, step.effective_on) for number, step in last.items()}


def _facts(
    today: date,
    columns: Iterable[Iterable[Any]],
    papers: Mapping[int, tuple[AgreementFacts, ...]],
    periods: Mapping[int, tuple[Period, ...]],
) -> Facts:
    """The facts of each partner, by number.

    They are put together column by column: a tenth of the price of doing it partner by
    partner, which was half the time of a report on 10,000.
    """
    (
        ids, named, levels, since, has_unit, has_joint_value, pilot_until, coordinators,
        goals, areas, sides, partner_since, last_activity, last_evaluation, last_rating, successes,
        contacts, contacts_without_basis,
    ) = columns  # fmt: skip
    numbers, names = list(ids), list(named)
    none: tuple[Any, ...] = ()
    facts = zip(
        names,
        repeat(today),
        levels,
        since,
        has_unit,
        has_joint_value,
        pilot_until,
        coordinators,
        map(periods.get, numbers, repeat(none)),
        goals,
        areas,
        map(papers.get, numbers, repeat(none)),
        *zip(*map(_SIDES.__getitem__, sides), strict=True),
        partner_since,
        last_activity,
        last_evaluation,
        last_rating,
        successes,
        contacts,
        contacts_without_basis,
        [
            str(number) if name[0] in _NO_NAMES else None
            for number, name in zip(numbers, names, strict=True)
        ],
        strict=False,  # the day repeats without end
    )
    return dict(zip(numbers, map(_PARTNER, facts), strict=True))


def _agreements(
    reader: Reader, today: date, limits: Limits, levels: int
) -> dict[int, tuple[AgreementFacts, ...]]:
    """The agreements that may hold, by the partner's number, at the levels whose bits are set."""
    columns = reader.columns(asked.agreement_evidence, today=today, agreements=levels, **limits)
    return _grouped(columns, _AGREEMENT)


def _management(
    reader: Reader, today: date, limits: Limits, levels: int
) -> dict[int, tuple[Period, ...]]:
    """When management followed whom, by the partner's number, at the levels whose bits are set."""
    columns = reader.columns(asked.management_evidence, today=today, assignments=levels, **limits)
    return _grouped(columns, _PERIOD)


def _grouped(
    columns: list[Iterable[Any]], make: Callable[[Any], Thing]
) -> dict[int, tuple[Thing, ...]]:
    """The things of each partner, made of the columns after the one with its number."""
    found: dict[int, tuple[Thing, ...]] = {}
    if columns:
        numbers, *cells = columns
        for number, thing in zip(numbers, map(make, zip(*cells, strict=True)), strict=True):
            found[number] = (*found[number], thing) if number in found else (thing,)
    return found
