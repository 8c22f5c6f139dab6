"""Gathering the facts that the rules look at: for one partner or for all, by the same queries.

The number of queries depends on the kinds of evidence asked for, never on the
number of partners.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from partnerreg.actions import see
from partnerreg.db.query import range_of
from partnerreg.domain.enums import Level
from partnerreg.domain.facts import AgreementFacts, AnswerFacts, Evidence, HealthFacts, PartnerFacts
from partnerreg.domain.health import results_by_round
from partnerreg.domain.level_moves import Standing
from partnerreg.domain.name_keys import identity_key
from partnerreg.domain.periods import Period
from partnerreg.domain.preparation import REGISTER_KNOWS
from partnerreg.errors import InvalidInput
from partnerreg.queries import evidence
from partnerreg.queries import levels as queries
from partnerreg.queries.evidence import PartnerEvidence
from partnerreg.queries.health import health_evidence
from partnerreg.queries.links import areas_touched
from partnerreg.queries.partners import partner_record, partners_by_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.enums import ClauseState
    from partnerreg.queries.levels import LevelStep

Facts = dict[int, PartnerFacts]
Limits = Mapping[str, int]
Thing = TypeVar("Thing")

_NONE: Mapping[str, AnswerFacts] = {}
_UNMARKED: Mapping[int, Mapping[str, ClauseState]] = {}

# A name that begins so may be taken for an option or a number on a command line.
_NO_NAMES = "-#0123456789"

# The sides of the balance that their sum stands for, as in `PartnerEvidence.sides`.
_SIDES = tuple(tuple(bool(sides & side) for side in (1, 2, 4, 8)) for sides in range(16))


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
        columns = self._reader.columns(queries.partner_standings, today=self._day, **self._limits)
        if not columns:
            return {}
        numbers, *cells = columns
        return dict(zip(numbers, map(Standing._make, zip(*cells, strict=True)), strict=True))


def gather(
    reader: Reader,
    today: date,
    kinds: Iterable[Evidence] | Mapping[Evidence, Collection[Level]],
    partner_id: int | None = None,
    levels: Iterable[Level] = tuple(Level),
    quiet_since: date | None = None,
) -> Portfolio:
    """The facts of all partners, or of one, as of a day.

    Args:
        reader: the register.
        today: the day.
        kinds: the kinds of evidence to gather: at all levels, or each at those levels
            only, as `domain.rules.needs_by_level` has it. What is not gathered is as
            where there is none.
        partner_id: the only partner to look at.
        levels: only partners that stood at one of these.
        quiet_since: only partners without an activity from that day on.
    """
    limits = range_of(partner_id)
    at = kinds if isinstance(kinds, Mapping) else dict.fromkeys(kinds, tuple(Level))
    bits = {kind.value: _bits(at.get(kind, ())) for kind in Evidence}
    agreements, assignments = bits.pop(Evidence.AGREEMENTS), bits[Evidence.ASSIGNMENTS]
    preparation = bits[Evidence.PREPARATION]
    clauses = bits.pop(Evidence.CLAUSES)
    health = bits.pop(Evidence.HEALTH)
    which = {"levels": _bits(levels), "quiet_since": quiet_since}
    columns = reader.columns(evidence.partner_evidence, today=today, **which, **bits, **limits)
    if not columns:
        return Portfolio(reader, today, limits, {})
    papers: dict[int, tuple[AgreementFacts, ...]] = {}
    periods: dict[int, tuple[Period, ...]] = {}
    if agreements:
        rows = reader.columns(
            evidence.agreement_evidence, today=today, agreements=agreements, **limits
        )
        papers = _grouped(rows, AgreementFacts._make)
    if assignments:
        rows = reader.columns(
            evidence.management_evidence, today=today, assignments=assignments, **limits
        )
        periods = _grouped(rows, Period._make)
    answers = _answers(reader, today, preparation, limits) if preparation else {}
    marks = _marks(reader, today, clauses, limits) if clauses else {}
    checks = _health(reader, today, health, limits)
    facts = _facts(today, columns, papers, periods, answers, marks, checks)
    return Portfolio(reader, today, limits, facts)


def facts_of(
    reader: Reader,
    partner_id: int,
    today: date,
    kinds: Iterable[Evidence] = frozenset(Evidence),
) -> PartnerFacts:
    """The facts of one partner as of a day: all of them, or with some kinds of evidence only.

    Raises:
        InvalidInput: the partnership was not active on that day.
    """
    facts = gather(reader, today, kinds, partner_id).facts.get(partner_id)
    if facts and Evidence.AREAS in kinds:
        names = reader.all(areas_touched, partner=partner_id, today=today)
        facts = facts._replace(area_names=tuple(row.value for row in names))
    if facts and len(reader.all(partners_by_key, key=identity_key(facts.partner))) > 1:
        facts = facts._replace(called=str(partner_id))
    if facts is None:
        record = reader.first(partner_record, partner=partner_id)
        assert record is not None
        raise InvalidInput(
            f"The partnership with {record.name} was not active on {today}.",
            see("partner", "history", partner_id),
        )
    return facts


def _bits(levels: Iterable[Level]) -> int:
    return sum(1 << level for level in levels)


def standing(reader: Reader, day: date, at: Iterable[Level] = tuple(Level)) -> dict[int, Level]:
    """The level of each partner that stood at one of some on a day, by number."""
    numbers, levels = reader.columns(queries.levels_on, today=day, levels=_bits(at)) or ((), ())
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
    answers: Mapping[int, Mapping[str, AnswerFacts]],
    marks: Mapping[int, Mapping[int, Mapping[str, ClauseState]]],
    checks: Mapping[int, HealthFacts],
) -> Facts:
    """The facts of each partner, by number.

    They are put together column by column: a tenth of the price of doing it partner by
    partner, which was half the time of a report on 10,000.
    """
    cells: dict[str, Sequence[Any]] = dict(
        zip(PartnerEvidence._fields, map(list, columns), strict=True)
    )
    numbers, names = cells["id"], cells["name"]
    we_give, we_get, they_give, they_get = zip(
        *map(_SIDES.__getitem__, cells["sides"]), strict=True
    )
    called = [
        str(number) if name[0] in _NO_NAMES else None
        for number, name in zip(numbers, names, strict=True)
    ]
    cells |= {
        "partner": names,
        "today": [today] * len(numbers),
        "level_since": cells["since"],
        "management": [periods.get(number, ()) for number in numbers],
        "agreements": [papers.get(number, ()) for number in numbers],
        "we_give": we_give,
        "we_get": we_get,
        "they_give": they_give,
        "they_get": they_get,
        "answers": [answers.get(number, _NONE) for number in numbers],
        "we_expect": [bool(sides & 1) for sides in cells["expecting"]],
        "they_expect": [bool(sides & 2) for sides in cells["expecting"]],
        "health_check": [checks.get(number) for number in numbers],
        "judged_at": [None] * len(numbers),
        "known": [*map(_known, cells["yes"], cells["no"])],
        "called": called,
        "clauses": [marks.get(number, _UNMARKED) for number in numbers],
        "area_names": [()] * len(numbers),  # see `facts_of`
    }
    rows = zip(*(cells[field] for field in PartnerFacts._fields), strict=True)
    return dict(zip(numbers, map(PartnerFacts._make, rows), strict=True))


def _answers(
    reader: Reader, today: date, wanted: int, limits: Limits
) -> dict[int, dict[str, AnswerFacts]]:
    """The answers of each partner that hold on the day, by step."""
    found: dict[int, dict[str, AnswerFacts]] = {}
    for row in reader.all(evidence.answer_evidence, today=today, preparation=wanted, **limits):
        own = found.setdefault(row.partner_id, {})
        own[row.code] = AnswerFacts(row.state, row.text, row.answered_on)
    return found


def _marks(
    reader: Reader, today: date, wanted: int, limits: Limits
) -> dict[int, dict[int, dict[str, ClauseState]]]:
    """How the clauses of each partner's agreements are marked, by agreement."""
    found: dict[int, dict[int, dict[str, ClauseState]]] = {}
    for row in reader.all(evidence.clause_evidence, today=today, clauses=wanted, **limits):
        own = found.setdefault(row.partner_id, {}).setdefault(row.agreement_id, {})
        own[row.code] = row.state
    return found


def _health(reader: Reader, today: date, wanted: int, limits: Limits) -> dict[int, HealthFacts]:
    """The last health check of each partner that somebody answered by the day."""
    if not wanted:
        return {}
    rows = reader.all(health_evidence, today=today, health=wanted, **limits)
    return {
        each.partner_id: HealthFacts(each.opened_on, each.lowest, each.is_from_both)
        for each in results_by_round(rows).values()
    }


@cache
def _known(yes: int, no: int) -> Mapping[str, bool]:
    """What is known of who and what takes part, by the sums of the bits."""
    return {
        code: bool(yes >> place & 1)
        for place, code in enumerate(REGISTER_KNOWS)
        if (yes | no) >> place & 1
    }


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
