"""What holds of the rules for all facts, levels and policies."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnerreg.cli.remedies import to_paste
from partnerreg.domain.agreement_terms import coverage, in_force, state
from partnerreg.domain.due_dates import Due, falls_due
from partnerreg.domain.enums import (
    AgreementKind,
    AgreementState,
    Level,
    Rating,
    Severity,
    StepState,
)
from partnerreg.domain.evaluation import (
    evaluate,
    failed_required,
    is_supported,
    needs,
    needs_by_level,
)
from partnerreg.domain.facts import AgreementFacts, AnswerFacts, Evidence, PartnerFacts
from partnerreg.domain.periods import Period, gaps
from partnerreg.domain.policy import Policy
from partnerreg.domain.policy_file import load_policy
from partnerreg.domain.rules import RULES

DOKK1 = load_policy()
FACTS = st.from_type(PartnerFacts)
CODES = ["need", "expect", "youth-gain", "private-kind"]
LEVELS = st.sampled_from(Level)


def policies() -> st.SearchStrategy[Policy]:
    """Any policy that a file could ask for, in the shipped one's thresholds."""
    severities = {
        code: st.fixed_dictionaries(
            {level: st.sampled_from(allowed_severities(code, level)) for level in rule.levels}
        )
        for code, rule in RULES.items()
    }
    return st.fixed_dictionaries(severities).map(
        lambda chosen: Policy(RULES, chosen, DOKK1.thresholds, DOKK1.wording)
    )


def allowed_severities(code: str, level: Level) -> list[Severity]:
    never_required = level is Level.NETWORK or RULES[code].opportunity
    return [each for each in Severity if each is not Severity.REQUIRED or not never_required]


@given(FACTS, LEVELS, policies())
def test_a_remedy_is_a_command_about_the_partner_and_no_other_word_is_its_name(
    facts: PartnerFacts, level: Level, policy: Policy
) -> None:
    for found in evaluate(facts, policy, level):
        opportunity = RULES[found.code].opportunity
        assert bool(found.remedy) == (found.met if opportunity else not found.met)
        if found.remedy:
            words = shlex.split(to_paste(found.remedy))
            assert words[0] == "partnerreg"
            # An agreement's clauses are those of the partner whose it is.
            assert facts.partner in words[2:] or words[1:3] == ["agreement", "clause"]


@given(FACTS, LEVELS, policies())
def test_a_level_is_refused_just_for_the_required_rules_that_a_check_shows_unmet(
    facts: PartnerFacts, level: Level, policy: Policy
) -> None:
    unmet_required = tuple(
        each.code
        for each in evaluate(facts, policy, level)
        if each.severity is Severity.REQUIRED and not each.met
    )
    assert failed_required(facts, policy, level) == unmet_required
    assert is_supported(facts, policy, level) == (not unmet_required)


@given(FACTS, LEVELS, policies())
def test_a_check_shows_every_rule_that_binds_and_no_other(
    facts: PartnerFacts, level: Level, policy: Policy
) -> None:
    shown = [(each.code, each.severity) for each in evaluate(facts, policy, level)]
    bound = [(code, policy.severity(code, level)) for code in RULES]
    assert shown == [(code, how) for code, how in bound if how is not Severity.OFF]


@st.composite
def more_evidence(draw: st.DrawFn) -> tuple[PartnerFacts, PartnerFacts]:
    """Facts, and the same with something more that speaks for the partnership."""
    facts = draw(FACTS)
    add: dict[str, dict[str, Any]] = {
        "agreement": {"agreements": (*facts.agreements, draw(st.from_type(AgreementFacts)))},
        "management": {"management": (*facts.management, draw(st.from_type(Period)))},
        "coordinator": {"coordinators": facts.coordinators or 1},
        "goal": {"goals": facts.goals + 1},
        "area": {"areas": facts.areas + 1},
        "unit": {"has_unit": True},
        "joint value": {"has_joint_value": True},
        "contribution": {draw(st.sampled_from(["we_give", "we_get", "they_get"])): True},
        "contact with a basis": {"contacts": facts.contacts + 1},
        "activity": {"last_activity": facts.today},
        "evaluation": {
            "last_evaluation": facts.today,
            "last_rating": draw(st.sampled_from(Rating)),
            "successes": facts.successes + draw(st.integers(0, 1)),
        },
        "answer": {
            "answers": facts.answers
            | {
                draw(st.sampled_from(CODES)): AnswerFacts(
                    StepState.ANSWERED, "Nothing", facts.today
                )
            }
        },
        "expectation": {"we_expect": True, "expectations_on": facts.today},
        "pilot": {"pilot_until": max(facts.pilot_until or date.min, facts.today)},
    }
    return facts, facts._replace(**add[draw(st.sampled_from(sorted(add)))])


@given(more_evidence(), LEVELS)
def test_more_evidence_never_makes_a_required_rule_fail(
    case: tuple[PartnerFacts, PartnerFacts], level: Level
) -> None:
    before, after = (set(failed_required(facts, DOKK1, level)) for facts in case)
    assert after <= before


@given(more_evidence(), LEVELS, policies())
def test_more_evidence_makes_no_rule_fail_but_that_a_new_agreement_may_soon_end(
    case: tuple[PartnerFacts, PartnerFacts], level: Level, policy: Policy
) -> None:
    before, after = (set(failed_required(facts, policy, level)) for facts in case)
    assert after - before <= {"agreement-expiring"}


WITHOUT: dict[Evidence, dict[str, Any]] = {
    Evidence.AGREEMENTS: {"agreements": ()},
    Evidence.ASSIGNMENTS: {"coordinators": 0, "management": ()},
    Evidence.GOALS: {"goals": 0},
    Evidence.AREAS: {"areas": 0},
    Evidence.CONTRIBUTIONS: dict.fromkeys(["we_give", "we_get", "they_give", "they_get"], False),
    Evidence.EVALUATIONS: {"last_evaluation": None, "last_rating": None, "successes": 0},
    Evidence.ACTIVITIES: {"last_activity": None, "partner_since": None},
    Evidence.CONTACTS: {"contacts": 0, "contacts_without_basis": 0},
    Evidence.DRAFTS: {"draft_since": None},
    Evidence.CLAUSES: {"clauses": {}},
    Evidence.PREPARATION: {"answers": {}, "known": {}},
    Evidence.EXPECTATIONS: {
        "we_expect": False,
        "they_expect": False,
        "expectations_on": None,
    },
    Evidence.HEALTH: {"health_check": None},
    Evidence.COMMUNICATIONS: {"told_inside": None, "told_outside": None, "units_untold": 0},
    Evidence.PROJECTS: {"units_to_anchor": 0},
}


@given(FACTS, LEVELS, policies(), st.sets(st.sampled_from(Severity), min_size=1))
def test_evidence_that_is_not_needed_changes_no_finding(
    facts: PartnerFacts, level: Level, policy: Policy, severities: set[Severity]
) -> None:
    wanted = needs(policy, [level], severities)
    blanks: dict[str, Any] = {}
    for kind in set(Evidence) - wanted:
        blanks |= WITHOUT[kind]
    full, bare = (
        [
            (each.code, each.met)
            for each in evaluate(some, policy, level)
            if each.severity in severities
        ]
        for some in (facts, facts._replace(**blanks))
    )
    assert full == bare


@given(policies(), st.sets(st.sampled_from(Severity), min_size=1))
def test_by_level_evidence_is_needed_where_each_level_alone_needs_it(
    policy: Policy, severities: set[Severity]
) -> None:
    by_level = needs_by_level(policy, severities)
    for level in Level:
        here = {kind for kind in Evidence if level in by_level[kind]}
        assert here == needs(policy, [level], severities)


@given(FACTS)
def test_agreements_expire_where_they_leave_days_bare_or_the_only_one_is_up_for_notice(
    facts: PartnerFacts,
) -> None:
    today, soon = facts.today, facts.today + timedelta(days=DOKK1.thresholds.expiring_days)
    papers = [
        paper
        for paper in facts.agreements
        if state(paper, today) in {AgreementState.IN_FORCE, AgreementState.SIGNED}
        and (facts.level, paper.kind) != (Level.STRATEGIC, AgreementKind.LETTER_OF_INTENT)
    ]
    held = [coverage(paper, today) for paper in papers]
    bare = gaps(held, today, soon + timedelta(days=1))
    due = falls_due(papers[0], today, DOKK1.thresholds.expiring_days) if len(papers) == 1 else None
    expires = bool(bare) or (due is not None and due.what is Due.NOTICE)
    none_in_force = not any(in_force(paper, today) for paper in papers)
    assert RULES["agreement-expiring"].met(facts, DOKK1) is (none_in_force or not expires)
