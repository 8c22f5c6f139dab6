"""What each level asks, and what a partner is told about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partnerreg.cli.remedies import to_paste
from partnerreg.domain.enums import (
    AgreementKind,
    ClauseState,
    Level,
    Rating,
    Renewal,
    Severity,
    StepState,
)
from partnerreg.domain.evaluation import Finding, evaluate, failed_required, is_supported, needs
from partnerreg.domain.facts import AgreementFacts, AnswerFacts, Evidence, HealthFacts, PartnerFacts
from partnerreg.domain.periods import Period
from partnerreg.domain.policy import Policy
from partnerreg.domain.policy_file import load_policy
from partnerreg.domain.rules import RULES

TODAY = date(2026, 3, 1)
DAY = timedelta(days=1)
DOKK1 = load_policy()
LETTER = AgreementFacts(AgreementKind.LETTER_OF_INTENT, signed_on=TODAY - 100 * DAY)
MARKED = {0: {item.code: ClauseState.IN for item in DOKK1.checklist("agreement").items}}
ANSWER = AnswerFacts(StepState.ANSWERED, "It is as it is.", TODAY - 200 * DAY)
CONTRACT = LETTER._replace(kind=AgreementKind.WRITTEN_AGREEMENT)


def partner(level: Level = Level.NETWORK, **facts: Any) -> PartnerFacts:
    return PartnerFacts("Café Retro", TODAY, level, TODAY - 400 * DAY, **facts)


def service_partner(**facts: Any) -> PartnerFacts:
    """A service-based partnership that meets all that is required and advised."""
    there = {
        "has_unit": True,
        "has_joint_value": True,
        "coordinators": 1,
        "goals": 1,
        "areas": 1,
        "agreements": (LETTER,),
        "we_give": True,
        "we_get": True,
        "they_give": True,
        "they_get": True,
        "last_activity": TODAY - 30 * DAY,
        "last_evaluation": TODAY - 60 * DAY,
        "last_rating": Rating.MIXED,
        "contacts": 1,
        "answers": {item.code: ANSWER for item in DOKK1.checklist("preparation").items},
        "we_expect": True,
        "they_expect": True,
        "told_outside": TODAY - 30 * DAY,
        "clauses": MARKED,
    }
    return partner(Level.SERVICE, **(there | facts))


def strategic_partner(**facts: Any) -> PartnerFacts:
    """A strategic partnership that meets all that is required and advised."""
    there = {
        "areas": 2,
        "agreements": (CONTRACT._replace(has_exit_terms=True),),
        "management": (Period(TODAY - 400 * DAY, None),),
        "successes": 1,
        "told_inside": TODAY - 30 * DAY,
        "health_check": HealthFacts(TODAY - 60 * DAY, 3.0, is_from_both=True),
    }
    return service_partner(**(there | facts))._replace(level=Level.STRATEGIC)


def finding(
    facts: PartnerFacts, code: str, level: Level | None = None, policy: Policy = DOKK1
) -> Finding:
    found = {each.code: each for each in evaluate(facts, policy, level or facts.level)}
    return found[code]


def unmet(facts: PartnerFacts) -> list[str]:
    return [each.code for each in evaluate(facts, DOKK1, facts.level) if not each.met]


# What the levels require


def test_anything_goes_as_network_collaboration() -> None:
    assert is_supported(partner(), DOKK1, Level.NETWORK)


def test_a_newcomer_lacks_what_a_service_based_partnership_requires() -> None:
    assert failed_required(partner(), DOKK1, Level.SERVICE) == (
        "agreement-or-intent",
        "goal-or-pilot",
        "coordinator",
        "joint-value",
    )


def test_a_newcomer_lacks_what_a_strategic_partnership_requires() -> None:
    assert failed_required(partner(), DOKK1, Level.STRATEGIC) == (
        "written-agreement",
        "management-follows",
        "goal",
        "coordinator",
        "joint-value",
    )


def test_a_well_kept_service_based_partnership_misses_nothing() -> None:
    assert unmet(service_partner()) == ["ready-to-grow"]


def test_a_well_kept_strategic_partnership_misses_nothing() -> None:
    assert unmet(strategic_partner()) == []


def test_a_letter_of_intent_carries_a_service_but_no_strategic_partnership() -> None:
    assert is_supported(service_partner(agreements=(LETTER,)), DOKK1, Level.SERVICE)
    assert failed_required(strategic_partner(agreements=(LETTER,)), DOKK1, Level.STRATEGIC) == (
        "written-agreement",
    )


def test_an_agreement_that_lapsed_leaves_the_partner_unsupported() -> None:
    lapsed = CONTRACT._replace(valid_until=TODAY - DAY)
    facts = strategic_partner(agreements=(lapsed,))
    assert failed_required(facts, DOKK1, Level.STRATEGIC) == ("written-agreement",)


def test_a_manager_who_left_yesterday_leaves_the_partner_unsupported() -> None:
    facts = strategic_partner(management=(Period(None, TODAY - DAY),))
    assert failed_required(facts, DOKK1, Level.STRATEGIC) == ("management-follows",)


def test_a_pilot_stands_in_for_a_goal_until_its_last_day() -> None:
    assert is_supported(service_partner(goals=0, pilot_until=TODAY), DOKK1, Level.SERVICE)
    over = service_partner(goals=0, pilot_until=TODAY - DAY)
    assert failed_required(over, DOKK1, Level.SERVICE) == ("goal-or-pilot",)


def test_a_pilot_is_no_excuse_for_a_strategic_partnership() -> None:
    facts = strategic_partner(goals=0, pilot_until=TODAY + DAY)
    assert failed_required(facts, DOKK1, Level.STRATEGIC) == ("goal",)


def test_two_coordinators_are_one_too_many() -> None:
    facts = service_partner(coordinators=2)
    assert failed_required(facts, DOKK1, Level.SERVICE) == ("coordinator",)
    command = "partnerreg staff unassign STAFF 'Café Retro' --as coordinator"
    assert to_paste(finding(facts, "coordinator").remedy) == command


# What is advised


def test_a_day_without_management_breaks_the_always() -> None:
    since, broken = TODAY - 400 * DAY, TODAY - 200 * DAY
    facts = strategic_partner(
        management=(Period(since, broken - DAY), Period(broken + DAY, None)),
    )
    assert unmet(facts) == ["management-unbroken"]
    assert to_paste(finding(facts, "management-unbroken").remedy) == (
        "partnerreg staff assign STAFF 'Café Retro' --as management "
        f"--from {broken} --until {broken}"
    )


def test_a_gap_that_lasts_until_today_is_filled_from_its_first_day_on() -> None:
    facts = strategic_partner(management=(Period(None, TODAY - 3 * DAY),))
    remedy = to_paste(finding(facts, "management-unbroken").remedy)
    assert remedy.endswith(f"--as management --from {TODAY - 2 * DAY}")


def test_days_before_the_partner_was_strategic_need_no_management() -> None:
    facts = strategic_partner(management=(Period(TODAY - 400 * DAY, None),))
    assert finding(facts, "management-unbroken").met
    assert finding(service_partner(), "management-unbroken", Level.STRATEGIC).met


@pytest.mark.parametrize(
    ("code", "last", "fresh", "stale"),
    [
        ("activity", "last_activity", date(2025, 3, 1), date(2025, 2, 28)),
        ("evaluated", "last_evaluation", date(2025, 3, 1), date(2025, 2, 28)),
    ],
)
def test_twelve_months_ago_to_the_day_is_recent_enough(
    code: str, last: str, fresh: date, stale: date
) -> None:
    assert finding(service_partner(**{last: fresh}), code).met
    assert not finding(service_partner(**{last: stale}), code).met
    assert not finding(service_partner(**{last: None}), code).met


@pytest.mark.parametrize(("came", "met"), [(date(2025, 3, 1), True), (date(2025, 2, 28), False)])
def test_who_has_been_a_partner_for_less_than_twelve_months_is_not_yet_silent(
    came: date, *, met: bool
) -> None:
    for last in (None, date(2019, 1, 1)):
        facts = service_partner(partner_since=came, last_activity=last)
        assert finding(facts, "activity").met is met
    assert finding(service_partner(partner_since=date(2019, 1, 1)), "activity").met


def test_balance_names_only_the_sides_that_are_empty() -> None:
    facts = service_partner(we_get=False, they_give=False)
    command = "partnerreg partner edit 'Café Retro' --we-get TEXT --they-give TEXT"
    assert to_paste(finding(facts, "balance").remedy) == command


@pytest.mark.parametrize(
    ("agreements", "met"),
    [
        ((), True),
        ((CONTRACT,), True),
        ((CONTRACT._replace(valid_until=TODAY + 91 * DAY),), True),
        ((CONTRACT._replace(valid_until=TODAY + 90 * DAY),), False),
        ((CONTRACT._replace(valid_until=TODAY),), False),
        ((CONTRACT._replace(valid_until=TODAY), LETTER), True),
        (
            (
                CONTRACT._replace(valid_until=TODAY + 9 * DAY),
                CONTRACT._replace(valid_from=TODAY + 10 * DAY),
            ),
            True,
        ),
        (
            (
                CONTRACT._replace(valid_until=TODAY + 9 * DAY),
                CONTRACT._replace(valid_from=TODAY + 11 * DAY),
            ),
            False,
        ),
        (
            (CONTRACT._replace(valid_until=TODAY, renewal=Renewal.TACIT, renewal_months=12),),
            True,
        ),
        ((CONTRACT._replace(valid_until=date(2026, 11, 30), notice_months=6),), False),
        ((CONTRACT._replace(valid_until=date(2026, 12, 1), notice_months=3),), True),
        ((CONTRACT._replace(valid_until=date(2026, 8, 31), notice_months=6),), True),
        ((CONTRACT._replace(terminated_on=TODAY + 10 * DAY),), False),
    ],
    ids=[
        "no agreement",
        "open-ended",
        "ends in 91 days",
        "ends in 90 days",
        "ends today",
        "another goes on",
        "its successor is signed",
        "its successor begins a day late",
        "renewed tacitly",
        "notice day in 90 days",
        "notice day far ahead",
        "notice day has passed",
        "terminated soon",
    ],
)
def test_an_agreement_that_ends_soon_is_pointed_out(
    agreements: tuple[AgreementFacts, ...], *, met: bool
) -> None:
    assert finding(service_partner(agreements=agreements), "agreement-expiring").met is met


def test_an_agreement_that_ends_soon_is_replaced_by_one_of_its_kind() -> None:
    facts = service_partner(agreements=(LETTER._replace(valid_until=TODAY),))
    assert to_paste(finding(facts, "agreement-expiring").remedy) == (
        "partnerreg agreement attach 'Café Retro' FILE --kind letter-of-intent "
        "--signed DATE --until DATE --replaces AGREEMENT"
    )


def test_exit_terms_and_clauses_are_of_the_agreement_that_carries_the_level() -> None:
    papers = (LETTER._replace(number=1), CONTRACT._replace(number=2))
    judged = service_partner(agreements=papers).at(Level.STRATEGIC)
    remedy = finding(judged, "exit-terms", Level.STRATEGIC).remedy
    assert to_paste(remedy) == "partnerreg agreement edit 2 --exit-terms TEXT"
    remedy = finding(judged, "agreement-complete", Level.STRATEGIC).remedy
    assert to_paste(remedy) == "partnerreg agreement clause 2 rest=STATE"


def test_where_none_carries_the_level_exit_terms_come_with_a_new_agreement() -> None:
    remedy = finding(strategic_partner(agreements=(LETTER,)), "exit-terms").remedy
    assert to_paste(remedy) == (
        "partnerreg agreement attach 'Café Retro' FILE --kind written-agreement "
        "--signed DATE --until DATE --exit-terms TEXT"
    )


# What may grow


def test_a_partner_that_meets_the_next_level_is_ready_for_it() -> None:
    grown = service_partner()._replace(level=Level.NETWORK, last_rating=None)
    found = finding(grown, "ready-to-grow")
    assert found.met
    assert to_paste(found.remedy) == "partnerreg partner promote 'Café Retro' --to service"


def test_an_active_successful_partner_tied_to_a_goal_is_ready_for_more() -> None:
    thriving: dict[str, Any] = {"goals": 1, "last_activity": TODAY, "last_rating": Rating.SUCCESS}
    found = finding(partner(**thriving), "ready-to-grow")
    assert found.met
    # Where the next level requires more, what it lacks comes first.
    assert to_paste(found.remedy) == "partnerreg partner check 'Café Retro' --to service"
    for missing in ({"goals": 0}, {"last_activity": None}, {"last_rating": Rating.FAILURE}):
        facts = partner(**(thriving | missing), partner_since=TODAY)
        found = finding(facts, "ready-to-grow")
        assert not found.met
        assert to_paste(found.remedy) == ""


def test_nothing_grows_beyond_strategic() -> None:
    binding = {each.rule.code for each in DOKK1.binding(Level.STRATEGIC)}
    assert "ready-to-grow" not in binding
    assert not finding(strategic_partner(), "ready-to-grow", Level.SERVICE).met


# What is said


def test_findings_come_in_the_order_of_the_rules() -> None:
    order = list(RULES)
    for level in Level:
        codes = [each.code for each in evaluate(partner(), DOKK1, level)]
        assert codes == sorted(codes, key=order.index)


def test_a_rule_speaks_with_the_thresholds_of_the_policy() -> None:
    quick = DOKK1.thresholds._replace(activity_months=6)
    policy = Policy(RULES, DOKK1.severities, quick, DOKK1.wording)
    facts = service_partner(last_activity=date(2025, 8, 1))
    found = finding(facts, "activity", policy=policy)
    assert found.text == (
        "Something was done together in the last 6 months, or it is newer than that."
    )
    assert not found.met
    assert finding(facts, "activity").met


def test_drift_needs_only_what_the_required_rules_look_at() -> None:
    assert needs(DOKK1, Level, [Severity.REQUIRED]) == {
        Evidence.AGREEMENTS,
        Evidence.ASSIGNMENTS,
        Evidence.GOALS,
    }
    assert needs(DOKK1, [Level.NETWORK], [Severity.REQUIRED]) == frozenset()
    assert needs(DOKK1, Level, Severity) == set(Evidence)


def test_an_open_letter_of_intent_does_not_hide_that_a_strategic_agreement_ends() -> None:
    ending = CONTRACT._replace(valid_until=TODAY + 30 * DAY)
    open_ended = LETTER._replace(valid_until=None)
    facts = strategic_partner(agreements=(open_ended, ending))
    found = {
        finding.code: finding.met for finding in evaluate(facts, load_policy(), Level.STRATEGIC)
    }
    assert found["agreement-expiring"] is False


@pytest.mark.parametrize(
    ("check", "missing"),
    [
        (None, ["healthy"]),
        (HealthFacts(TODAY - 60 * DAY, 3.0, is_from_both=True), []),
        (HealthFacts(TODAY - 60 * DAY, 2.9, is_from_both=True), ["healthy"]),
        (HealthFacts(TODAY - 60 * DAY, None, is_from_both=True), ["healthy"]),
        (HealthFacts(TODAY - 60 * DAY, 4.0, is_from_both=False), ["heard-both"]),
        (HealthFacts(TODAY - 320 * DAY, 4.0, is_from_both=True), ["health-due"]),
        (HealthFacts(TODAY - 370 * DAY, 4.0, is_from_both=True), ["healthy", "health-due"]),
    ],
)
def test_a_health_check_is_recent_heard_from_both_sides_and_low_in_nothing(
    check: HealthFacts | None, missing: list[str]
) -> None:
    facts = strategic_partner(health_check=check)
    codes = ("healthy", "heard-both", "health-due")
    assert [code for code in codes if not finding(facts, code).met] == missing
