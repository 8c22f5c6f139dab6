"""The rules: what a level may ask of a partnership.

A rule is a pure predicate over a partner's facts and the policy, which gives thresholds
and, to the rule that looks one level up, what that level requires. Whether and how hard
a rule binds at a level is the policy's to say; `partnerreg.domain.evaluation` judges by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain import remedies
from partnerreg.domain.agreement_terms import coverage, in_force, last_day, next_notice_day, state
from partnerreg.domain.clauses import is_complete
from partnerreg.domain.enums import (
    ActivityKind,
    AgreementKind,
    AgreementState,
    Level,
    Rating,
    Reach,
    Role,
)
from partnerreg.domain.facts import Evidence
from partnerreg.domain.periods import days_after, gaps, months_after
from partnerreg.domain.policy import Rule
from partnerreg.domain.preparation import complexity, conditions, is_settled
from partnerreg.domain.remedies import PARTNER, remedy
from partnerreg.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.domain.facts import AgreementFacts, PartnerFacts
    from partnerreg.domain.policy import Policy


def has_agreement(facts: PartnerFacts, _: Policy) -> bool:
    """Any signed agreement or letter of intent is in force."""
    return any(in_force(paper, facts.today) for paper in facts.carrying_agreements)


def has_written_agreement(facts: PartnerFacts, _: Policy) -> bool:
    """A signed written agreement is in force."""
    return any(
        paper.kind == AgreementKind.WRITTEN_AGREEMENT and in_force(paper, facts.today)
        for paper in facts.carrying_agreements
    )


def covering_paper(
    facts: PartnerFacts, kinds: tuple[AgreementKind, ...] = tuple(AgreementKind)
) -> tuple[str, dict[str, str]] | None:
    """By whose paper it is carried, where none in force is its own."""
    papers = [
        paper
        for paper in facts.carrying_agreements
        if paper.kind in kinds and in_force(paper, facts.today)
    ]
    if not papers or any(paper.by is None for paper in papers):
        return None
    return N_("It is covered by the agreement with {partner}."), {"partner": papers[0].by or ""}


def covering_written_paper(facts: PartnerFacts) -> tuple[str, dict[str, str]] | None:
    """The same of written agreements."""
    return covering_paper(facts, (AgreementKind.WRITTEN_AGREEMENT,))


def has_management(facts: PartnerFacts, _: Policy) -> bool:
    """Somebody from management is assigned today."""
    return any(period.holds(facts.today) for period in facts.management)


def has_unbroken_management(facts: PartnerFacts, _: Policy) -> bool:
    """Management has been there every day; vacuous for a partner that is not yet strategic."""
    return not facts.management_gaps


def has_goal_or_pilot(facts: PartnerFacts, _: Policy) -> bool:
    """A goal in force, or a pilot whose end has not passed."""
    piloting = facts.pilot_until is not None and facts.pilot_until >= facts.today
    return facts.goals > 0 or piloting


def is_balanced(facts: PartnerFacts, _: Policy) -> bool:
    """Both parties give and both gain."""
    return facts.we_give and facts.we_get and facts.they_give and facts.they_get


def is_active(facts: PartnerFacts, policy: Policy) -> bool:
    """An activity within the policy's time; who has been a partner for less is not yet silent."""
    since = months_after(facts.today, -policy.thresholds.activity_months)
    if facts.last_activity is not None and facts.last_activity >= since:
        return True
    return facts.partner_since is not None and facts.partner_since >= since


def is_thriving(facts: PartnerFacts, policy: Policy) -> bool:
    """A goal, success in the last evaluation, and an activity within the policy's time."""
    since = months_after(facts.today, -policy.thresholds.activity_months)
    if facts.last_activity is None or facts.last_activity < since:
        return False
    return facts.goals > 0 and facts.last_rating == Rating.SUCCESS


def is_evaluated(facts: PartnerFacts, policy: Policy) -> bool:
    """An evaluation within the policy's time, both its ends included."""
    since = months_after(facts.today, -policy.thresholds.evaluation_months)
    return facts.last_evaluation is not None and facts.last_evaluation >= since


def may_grow(facts: PartnerFacts, policy: Policy) -> bool:
    """Fit for the next level, or thriving on this one."""
    above = facts.level.above
    if above is None:
        return False
    held_against = facts.at(above)
    return is_thriving(facts, policy) or all(
        rule.met(held_against, policy) for rule in policy.required(above)
    )


def nothing_expires(facts: PartnerFacts, policy: Policy) -> bool:
    """Whether agreements hold beyond the near future and no notice day lies in it.

    A successor that is already signed counts. Met without any agreement in
    force: other rules ask for one.
    """
    today = facts.today
    soon = days_after(today, policy.thresholds.expiring_days)
    after = days_after(soon, 1)
    strategic = facts.level is Level.STRATEGIC  # where a letter of intent carries nothing
    alive: list[AgreementFacts] = []
    holds = holds_on = False
    for paper in facts.carrying_agreements:
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


def named_areas(facts: PartnerFacts) -> tuple[str, dict[str, str]] | None:
    """The areas found within it, where one partner is looked at."""
    names = {"names": ", ".join(facts.area_names)}
    return (N_("Areas: {names}."), names) if facts.area_names else None


def is_told_inside(facts: PartnerFacts, _: Policy) -> bool:
    """It was told inside the house, and to every unit that runs one of its areas."""
    return facts.told_inside is not None and not facts.units_untold


def has_exit_terms(facts: PartnerFacts, _: Policy) -> bool:
    """An agreement in force has exit terms."""
    return any(
        paper.has_exit_terms and in_force(paper, facts.today) for paper in facts.carrying_agreements
    )


def drafts_move(facts: PartnerFacts, policy: Policy) -> bool:
    """No draft lies where it is for longer than the policy's time."""
    since = days_after(facts.today, -policy.thresholds.draft_days)
    return facts.draft_since is None or facts.draft_since >= since


def settles(checklist: str) -> Callable[[PartnerFacts, Policy], bool]:
    """A rule met where all that a checklist asks is answered, or known not to be relevant."""

    def is_met(facts: PartnerFacts, policy: Policy) -> bool:
        asked = policy.asked(checklist, facts.asking_level, conditions(facts))
        return all(is_settled(facts, item.code) for item in asked)

    return is_met


def settles_step(code: str) -> Callable[[PartnerFacts, Policy], bool]:
    """A rule met where one step is answered, or known not to be relevant, if it is asked."""

    def is_met(facts: PartnerFacts, policy: Policy) -> bool:
        item = policy.step(code)
        return item is None or not item.applies(conditions(facts)) or is_settled(facts, code)

    return is_met


def is_simple_or_on_paper(facts: PartnerFacts, policy: Policy) -> bool:
    """A signed written agreement is in force, or there are few points of complexity."""
    few = complexity(facts, policy) < policy.thresholds.complexity_points
    return few or has_written_agreement(facts, policy)


def goes_through_expectations(facts: PartnerFacts, policy: Policy) -> bool:
    """Both parties say what they expect, and spoke of it within the policy's time.

    They did when an expectation was stated or settled, or the step `expect` answered.
    """
    since = months_after(facts.today, -policy.thresholds.expectation_months)
    answer = facts.answers.get("expect")
    days = (facts.expectations_on, answer.answered_on if answer else None)
    lately = any(day is not None and day >= since for day in days)
    return facts.we_expect and facts.they_expect and lately


def says_all(facts: PartnerFacts, policy: Policy) -> bool:
    """An agreement in force was gone through clause by clause, and lacks none of them."""
    return any(
        is_complete(facts.clauses.get(paper.number or 0, {}), policy, facts.asking_level)
        for paper in facts.carrying_agreements
        if in_force(paper, facts.today)
    )


def is_healthy(facts: PartnerFacts, policy: Policy) -> bool:
    """A health check within the policy's time, in which no group was low on any side."""
    limits, check = policy.thresholds, facts.health_check
    if check is None or check.opened_on < months_after(facts.today, -limits.health_months):
        return False
    return check.lowest is not None and check.lowest >= limits.health_low


def is_health_check_far_off(facts: PartnerFacts, policy: Policy) -> bool:
    """The next health check is not due soon; met without any: another rule asks for one."""
    if facts.health_check is None:
        return True
    due = months_after(facts.health_check.opened_on, policy.thresholds.health_months)
    return due > days_after(facts.today, policy.thresholds.health_due_days)


_NOTHING: frozenset[Evidence] = frozenset()
_AGREEMENTS = frozenset({Evidence.AGREEMENTS})
_ASSIGNMENTS = frozenset({Evidence.ASSIGNMENTS})
_GOALS = frozenset({Evidence.GOALS})
_AREAS = frozenset({Evidence.AREAS})
_EVALUATIONS = frozenset({Evidence.EVALUATIONS})
_ACTIVITIES = frozenset({Evidence.ACTIVITIES})
_HEALTH = frozenset({Evidence.HEALTH})
_CONTACTS = frozenset({Evidence.CONTACTS})
_PREPARATION = frozenset({Evidence.PREPARATION})
_COMMUNICATIONS = frozenset({Evidence.COMMUNICATIONS})

_ALL = (
    Rule(
        "agreement-or-intent",
        N_("A signed agreement or letter of intent is in force."),
        N_("Sign an agreement or a letter of intent, and attach it."),
        "D",
        _AGREEMENTS,
        has_agreement,
        remedies.attach(AgreementKind.LETTER_OF_INTENT),
        names=covering_paper,
    ),
    Rule(
        "written-agreement",
        N_("A signed written agreement is in force; a letter of intent is not enough."),
        N_("Sign a written agreement, and attach it."),
        "D",
        _AGREEMENTS,
        has_written_agreement,
        remedies.attach(AgreementKind.WRITTEN_AGREEMENT),
        names=covering_written_paper,
    ),
    Rule(
        "management-follows",
        N_("Somebody from management follows the partnership."),
        N_("Ask somebody from management to follow it, and record who."),
        "D",
        _ASSIGNMENTS,
        has_management,
        remedy("staff", "assign", "STAFF", PARTNER, role=Role.MANAGEMENT),
    ),
    Rule(
        "management-unbroken",
        N_("Management has followed the partnership every day since it became strategic."),
        N_("Record who from management followed it in the days without anybody."),
        "D",
        _ASSIGNMENTS,
        has_unbroken_management,
        remedies.fill_management_gap,
        levels=frozenset({Level.STRATEGIC}),
    ),
    Rule(
        "goal-or-pilot",
        N_("It is tied to a goal in force, or is a pilot that still runs."),
        N_("Link it to the goal it serves, or mark it as a pilot with an end date."),
        "D",
        _GOALS,
        has_goal_or_pilot,
        remedy("goal", "link", "GOAL", PARTNER, rationale="WHY"),
    ),
    Rule(
        "goal",
        N_("It is tied to a goal in force; a pilot is no excuse."),
        N_("Link it to the goal it serves, and write why."),
        "D",
        _GOALS,
        lambda facts, _: facts.goals > 0,
        remedy("goal", "link", "GOAL", PARTNER, rationale="WHY"),
    ),
    Rule(
        "area",
        N_("It is tied to a service area."),
        N_("Link it to the service area it belongs to."),
        "D",
        _AREAS,
        lambda facts, _: facts.areas > 0,
        remedy("area", "link", "AREA", PARTNER),
    ),
    Rule(
        "areas",
        N_("At least two service areas are found within it."),
        N_("Link it to every service area that takes part."),
        "D",
        _AREAS,
        lambda facts, _: facts.areas > 1,
        remedy("area", "link", "AREA", PARTNER),
        names=named_areas,
    ),
    Rule(
        "coordinator",
        N_("Exactly one coordinator looks after it."),
        N_("See to it that exactly one person is its coordinator."),
        "D",
        _ASSIGNMENTS,
        lambda facts, _: facts.coordinators == 1,
        remedies.settle_coordinator,
    ),
    Rule(
        "unit",
        N_("One of the house's own units runs it."),
        N_("Say which unit runs it."),
        "D",
        _NOTHING,
        lambda facts, _: facts.has_unit,
        remedy("partner", "edit", PARTNER, unit="UNIT"),
    ),
    Rule(
        "joint-value",
        N_("It is written down what we make together, for whom, and why not alone."),
        N_("Write down together what you make, for whom, and why not alone."),
        "D",
        _NOTHING,
        lambda facts, _: facts.has_joint_value,
        remedy("partner", "edit", PARTNER, together="TEXT", for_whom="TEXT", why_together="TEXT"),
    ),
    Rule(
        "balance",
        N_("Both parties give and both gain."),
        N_("Write down what each party gives and what it gets."),
        "D",
        frozenset({Evidence.CONTRIBUTIONS}),
        is_balanced,
        remedies.complete_balance,
    ),
    Rule(
        "earlier-success",
        N_("An earlier evaluation came out as a success."),
        N_("Evaluate what you have done together, and record how it came out."),
        "D",
        _EVALUATIONS,
        lambda facts, _: facts.successes > 0,
        remedy("evaluation", "add", PARTNER, rating="RATING"),
    ),
    Rule(
        "activity",
        N_(
            "Something was done together in the last {activity_months} months, "
            "or it is newer than that."
        ),
        N_("Get in touch, and log what you do together."),
        "D",
        _ACTIVITIES,
        is_active,
        remedy("activity", "log", PARTNER, kind=ActivityKind.MEETING, title="TEXT"),
    ),
    Rule(
        "letter-of-intent",
        N_("A letter of intent, or more, is in force."),
        N_("Consider a letter of intent."),
        "D",
        _AGREEMENTS,
        has_agreement,
        remedies.attach(AgreementKind.LETTER_OF_INTENT),
        names=covering_paper,
    ),
    Rule(
        "ready-to-grow",
        N_("It meets what the next level requires, or is active, a success and tied to a goal."),
        N_("Consider promotion to the next level."),
        "D",
        _GOALS | _ACTIVITIES | _EVALUATIONS,
        may_grow,
        remedies.promote,
        levels=frozenset({Level.SERVICE, Level.NETWORK}),
        opportunity=True,
    ),
    Rule(
        "agreement-expiring",
        N_("The agreement neither ends nor has its notice day in the next {expiring_days} days."),
        N_(
            "Decide whether to renew, renegotiate or end the agreement, and record what follows it."
        ),
        "D",
        _AGREEMENTS,
        nothing_expires,
        remedies.attach_successor,
    ),
    Rule(
        "drafts-move",
        N_("No draft of an agreement has waited longer than {draft_days} days."),
        N_("Ask who has the draft; sign it, or take it out."),
        "P",
        frozenset({Evidence.DRAFTS}),
        drafts_move,
        remedy("agreement", "list", PARTNER, state=AgreementState.DRAFT),
    ),
    Rule(
        "exit-terms",
        N_("The agreement says how to leave it."),
        N_("Agree on how to leave, and record it with the agreement."),
        "P",
        _AGREEMENTS,
        has_exit_terms,
        remedies.say_exit_terms,
    ),
    Rule(
        "agreement-complete",
        N_("The agreement was gone through, and says who, why, what, when, how and what if."),
        N_("Go through the agreement clause by clause, and agree on what it lacks."),
        "P",
        _AGREEMENTS | {Evidence.CLAUSES},
        says_all,
        remedies.mark_clauses,
    ),
    Rule(
        "evaluated",
        N_("It was evaluated in the last {evaluation_months} months."),
        N_("Evaluate it together, and record how it came out."),
        "P",
        _EVALUATIONS,
        is_evaluated,
        remedy("evaluation", "add", PARTNER, rating="RATING"),
    ),
    Rule(
        "told-inside",
        N_("It was told inside the house, to every unit that runs one of its areas."),
        N_("Tell our units of the partnership, and record which ones."),
        "G",
        _COMMUNICATIONS,
        is_told_inside,
        remedies.tell(Reach.INSIDE, units="UNIT"),
    ),
    Rule(
        "told-outside",
        N_("Something was told of it outside the house."),
        N_("Consider telling of it outside the house."),
        "G",
        _COMMUNICATIONS,
        lambda facts, _: facts.told_outside is not None,
        remedies.tell(Reach.OUTSIDE),
    ),
    Rule(
        "anchored",
        N_("Every unit of ours that its projects and areas touch was told of a project of its."),
        N_("Tell our units of the projects that touch them, and note whether they agree."),
        "G",
        frozenset({Evidence.PROJECTS}),
        lambda facts, _: facts.units_to_anchor == 0,
        remedy("project", "list", PARTNER),
    ),
    Rule(
        "healthy",
        N_("In a health check of the last {health_months} months no group of statements was low."),
        N_("Hold a health check with both sides, and talk about what is low in it."),
        "P",
        _HEALTH,
        is_healthy,
        remedies.hold_health_check,
    ),
    Rule(
        "heard-both",
        N_("Both sides answered the last health check."),
        N_("Send the form of the health check to the side that has not answered."),
        "P",
        _HEALTH,
        lambda facts, _: facts.health_check is None or facts.health_check.is_from_both,
        remedy("health", "show", PARTNER),
    ),
    Rule(
        "health-due",
        N_("The next health check is not due within {health_due_days} days."),
        N_("Open the next health check, and ask both sides."),
        "P",
        _HEALTH,
        is_health_check_far_off,
        remedy("health", "open", PARTNER),
    ),
    Rule(
        "contact",
        N_("There is a contact person."),
        N_("Record who the contact person is."),
        "D",
        _CONTACTS,
        lambda facts, _: facts.contacts > 0,
        remedy("contact", "add", PARTNER, "NAME", email="ADDRESS"),
    ),
    Rule(
        "contact-basis",
        N_("Every contact has a source, a legal basis and a retention date that has not passed."),
        N_("Record for each contact the source, the legal basis and how long it may be kept."),
        "P",
        _CONTACTS,
        lambda facts, _: facts.contacts_without_basis == 0,
        remedy(
            "contact",
            "edit",
            "NAME",
            partner=PARTNER,
            source="TEXT",
            legal_basis="BASIS",
            retain_until="DATE",
        ),
    ),
    Rule(
        "prepared",
        N_("The questions that are asked before it are settled."),
        N_("Go through the questions of preparation, and note the answers."),
        "G",
        _PREPARATION,
        settles("preparation"),
        remedies.answer_next("preparation"),
    ),
    Rule(
        "volunteer-conditions",
        N_("Where volunteers take part, it is written down on what conditions."),
        N_("Answer the questions about the conditions of volunteers."),
        "G",
        _PREPARATION,
        settles("volunteers"),
        remedies.answer_next("volunteers"),
    ),
    Rule(
        "youth-benefit",
        N_("Where young people take part, it is written down what they get out of it."),
        N_("Write down what the young people get out of it."),
        "G",
        _PREPARATION,
        settles_step("youth-gain"),
        remedies.answer("youth-gain"),
    ),
    Rule(
        "public-private",
        N_("With a private party, gifts, purchases and influence are settled."),
        N_("Answer the questions about a private party."),
        "G",
        _PREPARATION,
        settles("private"),
        remedies.answer_next("private"),
    ),
    Rule(
        "complexity-on-paper",
        N_(
            "A complex partnership, of {complexity_points} points or more, has a written agreement."
        ),
        N_("Sign a written agreement, and attach it."),
        "G",
        _PREPARATION | _AGREEMENTS,
        is_simple_or_on_paper,
        remedies.attach(AgreementKind.WRITTEN_AGREEMENT),
    ),
    Rule(
        "expectations",
        N_(
            "Both parties' expectations are written down, and were gone through in the last "
            "{expectation_months} months."
        ),
        N_("Go through what each party expects, and note it."),
        "G",
        _PREPARATION | frozenset({Evidence.EXPECTATIONS}),
        goes_through_expectations,
        remedies.complete_expectations,
    ),
)


def asking_for(code: str, step: str, text: str) -> Rule:
    """A rule of the house's own, which asks for a step; the text is in the reader's language."""
    return Rule(
        code,
        text.replace("{", "{{").replace("}", "}}"),
        N_("Answer the question, and note the answer."),
        "own",
        _PREPARATION,
        settles_step(step),
        remedies.answer(step),
    )


RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}
"""Every rule by its code, in the order in which reports show them."""
