"""What would supply what a rule misses.

What only a person can know stands in capitals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import Action
from partnerreg.domain.agreement_terms import in_force
from partnerreg.domain.enums import AgreementKind, Level, Party, Reach, Role
from partnerreg.domain.periods import months_after
from partnerreg.domain.preparation import conditions, is_settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.domain.facts import AgreementFacts, PartnerFacts
    from partnerreg.domain.policy import Policy

    Remedy = Callable[[PartnerFacts, Policy], Action]

# Stands for the partner that misses something.
PARTNER = "PARTNER"


def remedy(noun: str, verb: str, *arguments: str, **options: object) -> Remedy:
    """A remedy that is the same for every partner, with that one in the place of `PARTNER`."""

    def action(facts: PartnerFacts, _: Policy) -> Action:
        called = {PARTNER: facts.called or facts.partner}
        return Action(
            noun,
            verb,
            tuple(called.get(argument, argument) for argument in arguments),
            {name: called.get(str(value), value) for name, value in options.items()},
        )

    return action


def attach(kind: AgreementKind, **options: object) -> Remedy:
    """Attaching an agreement of a kind."""
    days = {"signed_on": "DATE", "valid_until": "DATE"}
    return remedy("agreement", "attach", PARTNER, "FILE", kind=kind, **days, **options)


def say_exit_terms(facts: PartnerFacts, policy: Policy) -> Action:
    """How to leave, said of the agreement that carries the level; where none does, of a new one."""
    paper = _carrying(facts)
    if paper is None:
        return attach(AgreementKind.WRITTEN_AGREEMENT, exit_terms="TEXT")(facts, policy)
    return Action("agreement", "edit", (_number(paper),), {"exit_terms": "TEXT"})


def mark_clauses(facts: PartnerFacts, policy: Policy) -> Action:
    """Marking what the agreement that carries the level says; where none does, attaching one."""
    paper = _carrying(facts)
    if paper is None:
        return attach(AgreementKind.WRITTEN_AGREEMENT)(facts, policy)
    return Action("agreement", "clause", (_number(paper), "rest=STATE"))


def attach_successor(facts: PartnerFacts, policy: Policy) -> Action:
    """A new agreement of the same kind, in place of the one that carries the level."""
    paper = _carrying(facts)
    kind = paper.kind if paper else AgreementKind.WRITTEN_AGREEMENT
    return attach(kind, **_replaced(paper))(facts, policy)


def fill_management_gap(facts: PartnerFacts, policy: Policy) -> Action:
    """Whoever followed without its being recorded, on the first days without anybody."""
    first = facts.management_gaps[0]
    days = {"starts_on": first.start}
    if first.end != facts.today:
        days["ends_on"] = first.end
    return remedy("staff", "assign", "STAFF", PARTNER, role=Role.MANAGEMENT, **days)(facts, policy)


def settle_coordinator(facts: PartnerFacts, policy: Policy) -> Action:
    """One more coordinator where there is none, one fewer where there are several."""
    verb = "unassign" if facts.coordinators > 1 else "assign"
    return remedy("staff", verb, "STAFF", PARTNER, role=Role.COORDINATOR)(facts, policy)


def tell(reach: Reach, **options: object) -> Remedy:
    """Telling of it today, inside the house or outside."""

    def action(facts: PartnerFacts, policy: Policy) -> Action:
        said = {"title": "TEXT", "reach": reach, **options, "published_on": facts.today}
        return remedy("communication", "plan", PARTNER, **said)(facts, policy)

    return action


def complete_balance(facts: PartnerFacts, policy: Policy) -> Action:
    """The sides of the exchange that are empty."""
    sides = ("we_give", "we_get", "they_give", "they_get")
    empty = {side: "TEXT" for side in sides if not getattr(facts, side)}
    return remedy("partner", "edit", PARTNER, **empty)(facts, policy)


def complete_expectations(facts: PartnerFacts, policy: Policy) -> Action:
    """What the party expects that has not said so; where both have, that it was spoken of."""
    if facts.we_expect and facts.they_expect:
        return answer("expect")(facts, policy)
    party = Party.THEY if facts.we_expect else Party.WE
    return remedy("expectation", "add", PARTNER, party=party, text="TEXT")(facts, policy)


def answer_next(checklist: str) -> Remedy:
    """An answer to the first question of a checklist that is asked and not settled."""

    def action(facts: PartnerFacts, policy: Policy) -> Action:
        asked = policy.asked(checklist, facts.asking_level, conditions(facts))
        still_open = (item.code for item in asked if not is_settled(facts, item.code))
        return answer(next(still_open))(facts, policy)

    return action


def answer(step: str) -> Remedy:
    """An answer to a step of the preparation."""
    return remedy("preparation", "answer", PARTNER, step, "TEXT")


def hold_health_check(facts: PartnerFacts, policy: Policy) -> Action | None:
    """A new health check where the last one is too old; else what that one says."""
    since = months_after(facts.today, -policy.thresholds.health_months)
    holds = facts.health_check is not None and facts.health_check.opened_on >= since
    return remedy("health", "show" if holds else "open", PARTNER)(facts, policy)


def promote(facts: PartnerFacts, policy: Policy) -> Action | None:
    """Promotion to the next level, or what it lacks for that; nothing from the highest."""
    above = facts.level.above
    if above is None:
        return None
    held_against = facts.at(above)
    fits = all(rule.met(held_against, policy) for rule in policy.required(above))
    return remedy("partner", "promote" if fits else "check", PARTNER, to=above)(facts, policy)


def _carrying(facts: PartnerFacts) -> AgreementFacts | None:
    """The agreement in force that carries the level: a written one before a letter of intent.

    A letter of intent does not carry the strategic level. Its own before one that covers it.
    """
    papers = [paper for paper in facts.carrying_agreements if in_force(paper, facts.today)]
    if facts.asking_level is Level.STRATEGIC:
        papers = [paper for paper in papers if paper.kind is AgreementKind.WRITTEN_AGREEMENT]
    return min(
        papers,
        key=lambda paper: (paper.kind is not AgreementKind.WRITTEN_AGREEMENT, paper.by is not None),
        default=None,
    )


def _number(paper: AgreementFacts) -> int | str:
    return "AGREEMENT" if paper.number is None else paper.number


def _replaced(paper: AgreementFacts | None) -> dict[str, object]:
    """Which agreement is to be replaced, by its number if that is known."""
    return {} if paper is None or paper.by is not None else {"replaces": _number(paper)}
