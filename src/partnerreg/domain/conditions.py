"""What the rules ask, as pure predicates over a partner's facts.

Each takes the facts and the policy, which gives thresholds and, to the rule
that looks one level up, what that level requires.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from partnerreg.domain.terms import (
    coverage,
    gaps,
    in_force,
    last_day,
    months_after,
    next_notice_day,
    state,
)
from partnerreg.domain.vocabulary import AgreementKind, AgreementState, Level, Rating

if TYPE_CHECKING:
    from partnerreg.domain.facts import AgreementFacts, PartnerFacts, Period
    from partnerreg.domain.policy import Policy


def on_paper(facts: PartnerFacts, _: Policy) -> bool:
    """Any signed agreement or letter of intent is in force."""
    # Without a generator: it is asked of every partner, and that was half its price.
    for paper in facts.agreements:  # noqa: SIM110  # see above
        if in_force(paper, facts.today):
            return True
    return False


def in_writing(facts: PartnerFacts, _: Policy) -> bool:
    """A signed written agreement is in force."""
    for paper in facts.agreements:  # as in `on_paper`
        if paper.kind == AgreementKind.WRITTEN_AGREEMENT and in_force(paper, facts.today):
            return True
    return False


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
    """An activity within the policy's time; who has been a partner for less is not yet silent."""
    since = months_after(facts.today, -policy.thresholds.activity_months)
    if facts.last_activity is not None and facts.last_activity >= since:
        return True
    return facts.partner_since is not None and facts.partner_since >= since


def thriving(facts: PartnerFacts, policy: Policy) -> bool:
    """A goal, success in the last evaluation, and an activity within the policy's time."""
    since = months_after(facts.today, -policy.thresholds.activity_months)
    if facts.last_activity is None or facts.last_activity < since:
        return False
    return facts.goals > 0 and facts.last_rating == Rating.SUCCESS


def evaluated(facts: PartnerFacts, policy: Policy) -> bool:
    """An evaluation within the policy's time, both its ends included."""
    since = months_after(facts.today, -policy.thresholds.evaluation_months)
    return facts.last_evaluation is not None and facts.last_evaluation >= since


def ready_to_grow(facts: PartnerFacts, policy: Policy) -> bool:
    """Fit for the next level, or thriving on this one."""
    above = facts.level.above
    if above is None:
        return False
    return thriving(facts, policy) or all(
        rule.met(facts, policy) for rule in policy.required(above)
    )


def nothing_expires(facts: PartnerFacts, policy: Policy) -> bool:
    """Whether agreements hold beyond the near future and no notice day lies in it.

    A successor that is already signed counts. Met without any agreement in
    force: other rules ask for one.
    """
    today = facts.today
    soon = _days_after(today, policy.thresholds.expiring_days)
    after = _days_after(soon, 1)
    strategic = facts.level is Level.STRATEGIC  # where a letter of intent carries nothing
    alive: list[AgreementFacts] = []
    holds = holds_on = False
    for paper in facts.agreements:
        if strategic and paper.kind is AgreementKind.LETTER_OF_INTENT:
            continue
        standing = state(paper, today)
        if standing is AgreementState.IN_FORCE:
            end = last_day(paper)
            holds, holds_on = True, holds_on or end is None or end >= after
        elif standing is not AgreementState.SIGNED:
            continue
        alive.append(paper)
    if not holds:
        return True
    if len(alive) > 1:  # nearly always one of them holds on, and there is no need to look closer
        return holds_on or not gaps((coverage(paper, today) for paper in alive), today, after)
    notice = next_notice_day(alive[0], today)
    return holds_on and (notice is None or notice > soon)


def says_how_to_leave(facts: PartnerFacts, _: Policy) -> bool:
    """An agreement in force has exit terms."""
    return any(paper.has_exit_terms and in_force(paper, facts.today) for paper in facts.agreements)


@cache
def _days_after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
