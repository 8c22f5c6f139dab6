"""What the rules ask, as pure predicates over a partner's facts.

Each takes the facts and the policy, which gives thresholds and, to the rule
that looks one level up, what that level requires.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from partnerreg.domain.terms import coverage, gaps, in_force, months_after, notice_day, state
from partnerreg.domain.vocabulary import AgreementKind, AgreementState, Level, Rating

if TYPE_CHECKING:
    from partnerreg.domain.facts import PartnerFacts, Period
    from partnerreg.domain.policy import Policy


def on_paper(facts: PartnerFacts, _: Policy) -> bool:
    """Any signed agreement or letter of intent is in force."""
    return any(in_force(paper, facts.today) for paper in facts.agreements)


def in_writing(facts: PartnerFacts, _: Policy) -> bool:
    """A signed written agreement is in force."""
    return any(
        paper.kind == AgreementKind.WRITTEN_AGREEMENT and in_force(paper, facts.today)
        for paper in facts.agreements
    )


def managed(facts: PartnerFacts, _: Policy) -> bool:
    """Somebody from management is assigned today."""
    return any(period.holds(facts.today) for period in facts.management)


def managed_unbroken(facts: PartnerFacts, _: Policy) -> bool:
    """Management has been there every day; vacuous for a partner that is not yet strategic."""
    return not management_gaps(facts)


def management_gaps(facts: PartnerFacts) -> tuple[Period, ...]:
    """The days without management since the partner became strategic; none before it did."""
    if facts.level != Level.STRATEGIC or facts.level_since is None:
        return ()
    return gaps(facts.management, facts.level_since, facts.today)


def goal_or_pilot(facts: PartnerFacts, _: Policy) -> bool:
    """A goal in force, or a pilot whose end has not passed."""
    piloting = facts.pilot_until is not None and facts.pilot_until >= facts.today
    return facts.goals > 0 or piloting


def balanced(facts: PartnerFacts, _: Policy) -> bool:
    """Both parties give and both gain."""
    return facts.we_give and facts.we_get and facts.they_give and facts.they_get


def active(facts: PartnerFacts, policy: Policy) -> bool:
    """An activity within the policy's time, both its ends included."""
    since = months_after(facts.today, -policy.thresholds.activity_months)
    return facts.last_activity is not None and facts.last_activity >= since


def evaluated(facts: PartnerFacts, policy: Policy) -> bool:
    """An evaluation within the policy's time, both its ends included."""
    since = months_after(facts.today, -policy.thresholds.evaluation_months)
    return facts.last_evaluation is not None and facts.last_evaluation >= since


def ready_to_grow(facts: PartnerFacts, policy: Policy) -> bool:
    """Fit for the next level, or thriving on this one."""
    above = facts.level.above
    if above is None:
        return False
    thriving = facts.goals > 0 and facts.last_rating == Rating.SUCCESS and active(facts, policy)
    return thriving or all(rule.met(facts, policy) for rule in policy.required(above))


def nothing_expires(facts: PartnerFacts, policy: Policy) -> bool:
    """Whether agreements hold beyond the near future and no notice day lies in it.

    A successor that is already signed counts. Met without any agreement in
    force: other rules ask for one.
    """
    today = facts.today
    strategic = facts.level is Level.STRATEGIC  # where a letter of intent carries nothing
    if not (in_writing if strategic else on_paper)(facts, policy):
        return True
    alive = AgreementState.IN_FORCE, AgreementState.SIGNED
    papers = [
        paper
        for paper in facts.agreements
        if state(paper, today) in alive
        and not (strategic and paper.kind is AgreementKind.LETTER_OF_INTENT)
    ]
    days = policy.thresholds.expiring_days
    if gaps((coverage(paper, today) for paper in papers), today, _days_after(today, days + 1)):
        return False
    notice = notice_day(papers[0], today) if len(papers) == 1 else None
    return notice is None or not today <= notice <= _days_after(today, days)


def says_how_to_leave(facts: PartnerFacts, _: Policy) -> bool:
    """An agreement in force has exit terms."""
    return any(paper.has_exit_terms and in_force(paper, facts.today) for paper in facts.agreements)


def _days_after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
