"""Gathering the facts that the rules look at: for one partner or for all, by the same queries.

The number of queries depends on the kinds of evidence asked for, never on the
number of partners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.facts import AgreementFacts, Evidence, PartnerFacts, Period
from partnerreg.domain.vocabulary import Rating, Role
from partnerreg.register.limits import range_of
from partnerreg.register.queries import evidence as asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from partnerreg.domain.vocabulary import Level
    from partnerreg.register.queries.evidence import LevelStep, PartnerBase
    from partnerreg.store.query import Reader

Facts = dict[int, PartnerFacts]

# The fields of each partner's facts, as far as they are known yet.
Known = dict[int, dict[str, Any]]
Limits = dict[str, int]

# A name that begins so may be taken for an option or a number on a command line.
_NO_NAMES = ("-", "#", *"0123456789")


class Standing(NamedTuple):
    """Where a partner stands on a day: its level, and the day it came there. No level: ended."""

    level: Level | None
    since: date


class Portfolio(NamedTuple):
    """All that a report on levels works from, as of one day.

    Attributes:
        bases: the partners that the register knew on that day, by number.
        standings: where each of them stood.
        steps: every level change until that day.
        facts: of those that were active.
    """

    bases: dict[int, PartnerBase]
    standings: dict[int, Standing]
    steps: list[LevelStep]
    facts: Facts


def gather(
    reader: Reader, today: date, wanted: Iterable[Evidence], partner_id: int | None = None
) -> Portfolio:
    """The facts of all partners, or of one, as of a day, with the evidence wanted."""
    limits = range_of(partner_id)
    steps = reader.all(asked.level_steps, today=today, **limits)
    standings = replay(steps)
    bases = {
        base.id: base
        for base in reader.all(asked.partner_bases, today=today, **limits)
        if base.id in standings
    }
    known = {
        number: _known_of(base, standings[number], today)
        for number, base in bases.items()
        if standings[number].level is not None
    }
    for kind in Evidence:
        if kind in wanted:
            _COLLECTORS[kind](reader, today, limits, known)
    facts = {number: PartnerFacts(**fields) for number, fields in known.items()}
    return Portfolio(bases, standings, steps, facts)


def replay(steps: Iterable[LevelStep]) -> dict[int, Standing]:
    """Where each partner stands after its level changes, given in the order they took effect."""
    return {step.partner_id: Standing(step.to_level, step.effective_on) for step in steps}


def _known_of(base: PartnerBase, standing: Standing, today: date) -> dict[str, Any]:
    """The fields of a partner's facts that its own row and history fill."""
    return {
        "partner": base.name,
        "today": today,
        "level": standing.level,
        "level_since": standing.since,
        "has_unit": base.has_unit,
        "has_joint_value": base.has_joint_value,
        "pilot_until": base.pilot_until,
        "called": str(base.id) if base.name.startswith(_NO_NAMES) else None,
    }


def _agreements(reader: Reader, today: date, limits: Limits, known: Known) -> None:
    for row in reader.all(asked.agreement_evidence, today=today, **limits):
        if fields := known.get(row.partner_id):
            fields["agreements"] = (*fields.get("agreements", ()), AgreementFacts(*row[1:]))


def _assignments(reader: Reader, today: date, limits: Limits, known: Known) -> None:
    for row in reader.all(asked.assignment_evidence, today=today, **limits):
        fields = known.get(row.partner_id)
        if fields is None:
            continue
        if row.role is Role.MANAGEMENT:
            period = Period(row.starts_on, row.ends_on)
            fields["management"] = (*fields.get("management", ()), period)
        elif row.ends_on is None or row.ends_on >= today:
            fields["coordinators"] = fields.get("coordinators", 0) + 1


def _goals(reader: Reader, today: date, limits: Limits, known: Known) -> None:
    for row in reader.all(asked.goal_evidence, today=today, **limits):
        if fields := known.get(row.partner_id):
            fields["goals"] = row.number


def _areas(reader: Reader, today: date, limits: Limits, known: Known) -> None:
    for row in reader.all(asked.area_evidence, today=today, **limits):
        if fields := known.get(row.partner_id):
            fields["areas"] = row.number


def _contributions(reader: Reader, _today: date, limits: Limits, known: Known) -> None:
    for row in reader.all(asked.contribution_evidence, **limits):
        if fields := known.get(row.partner_id):
            fields |= {
                "we_give": row.we_give,
                "we_get": row.we_get,
                "they_give": row.they_give,
                "they_get": row.they_get,
            }


def _evaluations(reader: Reader, today: date, limits: Limits, known: Known) -> None:
    for row in reader.all(asked.evaluation_evidence, today=today, **limits):
        if fields := known.get(row.partner_id):
            fields["last_evaluation"], fields["last_rating"] = row.held_on, row.rating
            if row.rating is Rating.SUCCESS:
                fields["successes"] = fields.get("successes", 0) + 1


def _activities(reader: Reader, today: date, limits: Limits, known: Known) -> None:
    for row in reader.all(asked.activity_evidence, today=today, **limits):
        if fields := known.get(row.partner_id):
            fields["last_activity"] = row.last_on


def _contacts(reader: Reader, today: date, limits: Limits, known: Known) -> None:
    for row in reader.all(asked.contact_evidence, today=today, **limits):
        if fields := known.get(row.partner_id):
            fields["contacts"], fields["contacts_without_basis"] = row.live, row.without_basis


_COLLECTORS: dict[Evidence, Callable[[Reader, date, Limits, Known], None]] = {
    Evidence.AGREEMENTS: _agreements,
    Evidence.ASSIGNMENTS: _assignments,
    Evidence.GOALS: _goals,
    Evidence.AREAS: _areas,
    Evidence.CONTRIBUTIONS: _contributions,
    Evidence.EVALUATIONS: _evaluations,
    Evidence.ACTIVITIES: _activities,
    Evidence.CONTACTS: _contacts,
}
