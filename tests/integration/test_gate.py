"""The gate, the check and what is missing: one evaluation, on evidence written as people do."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.actions import (
    JOINT_VALUE,
    POLICY,
    TODAY,
    activity,
    agreement,
    assign,
    contact,
    dump,
    edit,
    evaluation,
    link_area,
    link_goal,
    of,
    one,
    partner,
    row_of,
    said,
    writing,
)
from helpers.examples import examples
from partnerreg.cli.remedies import sentence
from partnerreg.domain.enums import AgreementKind, Level, Rating, Role, Severity
from partnerreg.domain.evaluation import failed_required
from partnerreg.domain.policy import Policy
from partnerreg.domain.rules import RULES
from partnerreg.errors import InvalidInput, RegisterError, RuleRefused
from partnerreg.reports.partner import check
from partnerreg.services import levels
from partnerreg.services.facts import facts_of
from partnerreg.services.levels import Move

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork

NEAR = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
PAST = st.integers(0, 400).map(lambda days: TODAY - timedelta(days=days))
MAYBE = st.none() | NEAR


def says(work: UnitOfWork, number: int, **fields: Any) -> None:
    """Add to what a partner says of itself."""
    edit(work, "partner", number, **fields)


def with_unit(work: UnitOfWork, number: int) -> None:
    edit(work, "partner", number, unit=1)


def together(work: UnitOfWork, number: int, **fields: Any) -> None:
    activity(work, [number], **fields)


def coordinate(work: UnitOfWork, number: int, who: str, **days: Any) -> None:
    assign(work, who, number, **days)


def manage(work: UnitOfWork, number: int, who: str, **days: Any) -> None:
    assign(work, who, number, Role.MANAGEMENT, **days)


def serve(work: UnitOfWork, number: int, code: str, **days: Any) -> None:
    link_goal(work, code, number, **days)


def touch(work: UnitOfWork, number: int, area: str, **days: Any) -> None:
    link_area(work, area, number, **days)


def deed(what: Any, *given: Any, **fields: Any) -> st.SearchStrategy[Any]:
    """Something to do to a partner, with what is drawn for it."""
    return st.tuples(st.just(what), st.tuples(*given), st.fixed_dictionaries(fields))


ANYBODY = st.sampled_from(["Mette", "Outreach", "Jörgen", "Aino"])
DAYS = {"starts_on": NEAR, "ends_on": MAYBE}
# What carries a partnership at any level.
FULL = [
    deed(agreement, st.just(AgreementKind.WRITTEN_AGREEMENT), signed_on=PAST),
    deed(coordinate, st.just("Outreach"), starts_on=PAST),
    deed(manage, st.just("Mette"), starts_on=PAST),
    deed(serve, st.just("G1"), starts_on=PAST),
    deed(says, **{name: st.just(text) for name, text in JOINT_VALUE.items()}),
]
EVIDENCE = st.one_of(
    *FULL,
    deed(
        agreement,
        st.sampled_from(AgreementKind),
        signed_on=MAYBE,
        valid_from=MAYBE,
        valid_until=MAYBE,
        renewal_months=st.none() | st.integers(1, 30),
        notice_months=st.none() | st.integers(0, 12),
        terminated_on=MAYBE,
    ),
    deed(coordinate, ANYBODY, **DAYS),
    deed(manage, ANYBODY, **DAYS),
    deed(serve, st.sampled_from(["G1", "G2", "Ö3", "G4"]), **DAYS),
    deed(touch, st.sampled_from(["Ungdom", "Sprogcafé"]), **DAYS),
    deed(says, pilot_until=NEAR),
    deed(says, we_give=st.just("Et hus")),
    deed(with_unit),
    deed(contact, st.just("Åse"), retain_until=MAYBE),
    deed(together, held_on=PAST),
    deed(evaluation, st.sampled_from(Rating), held_on=PAST),
)


# All of what carries it or nearly all, and something besides.
NEARLY_FULL = st.builds(
    lambda full, left_out, more: (
        [each for number, each in enumerate(full) if number not in left_out] + more
    ),
    st.tuples(*FULL),
    st.sets(st.integers(0, len(FULL) - 1), max_size=2),
    st.lists(EVIDENCE, max_size=4),
)


def supply(work: UnitOfWork, number: int, evidence: list[Any]) -> None:
    """Do all that can be done; what the register refuses is no evidence."""
    for what, given_, fields in evidence:
        with suppress(RegisterError), work.attempt() as attempt:
            what(work, number, *given_, **fields)
            work.write_journal()
            attempt.commit()


def severities(code: str, level: Level) -> list[Severity]:
    """How hard a policy file may let a rule bind at a level."""
    never_required = level is Level.NETWORK or RULES[code].opportunity
    return [each for each in Severity if each is not Severity.REQUIRED or not never_required]


POLICIES = st.just(POLICY) | st.fixed_dictionaries(
    {
        code: st.fixed_dictionaries(
            {level: st.sampled_from(severities(code, level)) for level in rule.levels}
        )
        for code, rule in RULES.items()
    }
).map(lambda chosen: Policy(RULES, chosen, POLICY.thresholds, POLICY.wording))


def unmet(work: UnitOfWork, number: int, level: Level, policy: Policy) -> list[str]:
    """The required rules that a check shows as not met, by its rows."""
    report = check(work.reader, number, level, TODAY, policy)
    names = [column.key for column in report.main.columns]
    rows = [dict(zip(names, row, strict=True)) for row in report.main.rows]
    missing = [
        row["code"] for row in rows if row["severity"] == Severity.REQUIRED and not row["met"]
    ]
    assert report.extra["met"] == (not missing)
    return missing


def refusal(work: UnitOfWork, number: int, level: Level, policy: Policy) -> list[str]:
    """The rules that a promotion is refused for; it leaves nothing behind."""
    with pytest.raises(RuleRefused) as caught, work.session.begin_nested():
        levels.promote(work, number, level, Move(), policy)
    return [finding.code for finding in caught.value.findings]


@examples(25)
@given(
    evidence=st.lists(EVIDENCE, max_size=8) | NEARLY_FULL,
    way=st.sampled_from([[Level.SERVICE, Level.STRATEGIC], [Level.STRATEGIC]]),
    policy=POLICIES,
)
def test_the_gate_lets_through_exactly_what_a_check_shows_as_met(
    filled_register: Path, evidence: list[Any], way: list[Level], policy: Policy
) -> None:
    with writing(filled_register, dry_run=True) as work:
        number = partner(work, "Kandidat", on=TODAY - timedelta(days=500))
        supply(work, number, evidence)
        for level in way:
            missing = unmet(work, number, level, policy)
            if missing:
                assert refusal(work, number, level, policy) == missing
            else:
                levels.promote(work, number, level, Move(), policy)
                assert row_of(work, "partner", number).level is level


def test_gate_and_check_agree_on_a_rule_that_asks_more_of_who_is_at_the_level(
    filled: Path,
) -> None:
    only = {"management-unbroken": {Level.STRATEGIC: Severity.REQUIRED}}
    policy = Policy(RULES, only, POLICY.thresholds, POLICY.wording)
    with writing(filled) as work:
        assert unmet(work, 3, Level.STRATEGIC, policy) == []
        levels.promote(work, 3, Level.STRATEGIC, Move(), policy)
        assert unmet(work, 3, Level.STRATEGIC, policy) == ["management-unbroken"]


@examples(25)
@given(evidence=st.lists(EVIDENCE, max_size=8) | NEARLY_FULL, more=EVIDENCE, day=NEAR)
def test_adding_evidence_never_adds_a_required_rule_that_fails(
    filled_register: Path, evidence: list[Any], more: Any, day: date
) -> None:
    with writing(filled_register, dry_run=True) as work:
        number = partner(work, "Kandidat", on=TODAY - timedelta(days=500))
        supply(work, number, evidence)
        before = facts_of(work.reader, number, day)
        supply(work, number, [more])
        after = facts_of(work.reader, number, day)
        for level in Level:
            failed = set(failed_required(after, POLICY, level))
            assert failed <= set(failed_required(before, POLICY, level))


def test_a_level_is_refused_with_what_is_missing_and_how_to_supply_it(filled: Path) -> None:
    before = dump(filled)
    refused = pytest.raises(RuleRefused, match="4 required rules are not met")
    with refused as caught, writing(filled) as work:
        levels.promote(work, 3, Level.SERVICE, Move(), POLICY)
    assert [finding.code for finding in caught.value.findings] == [
        "agreement-or-intent",
        "goal-or-pilot",
        "coordinator",
        "joint-value",
    ]
    remedies = [finding.remedy for finding in caught.value.findings]
    assert all("Östra gymnasiet" in remedy.arguments for remedy in remedies if remedy)
    assert all(remedies)
    assert "--override REASON" in sentence(caught.value.hint)
    assert dump(filled) == before


def test_a_new_partner_comes_in_above_network_only_through_the_gate(register: Path) -> None:
    def come(work: UnitOfWork, move: Move) -> None:
        partners = of(work, "partner")
        partners.enter(said(partners, {"name": "Café Retro"}), Level.SERVICE, move, POLICY)

    with pytest.raises(RuleRefused), writing(register) as work:
        come(work, Move())
    with writing(register) as work:
        come(work, Move(override="They are known"))
    assert one(register, "SELECT overridden FROM level_change") == 1


def test_evidence_is_judged_as_of_the_day_a_move_takes_effect(filled: Path) -> None:
    with writing(filled) as work:
        number = partner(work, "Kandidat", on=date(2026, 1, 1), **JOINT_VALUE)
        coordinate(work, number, "Outreach", starts_on=date(2026, 2, 1))
        serve(work, number, "G1", starts_on=date(2026, 1, 1))
        agreement(work, number, signed_on=date(2026, 1, 1))
    early = Move(on=date(2026, 1, 31))
    with pytest.raises(RuleRefused) as caught, writing(filled) as work:
        levels.promote(work, number, Level.SERVICE, early, POLICY)
    assert [finding.code for finding in caught.value.findings] == ["coordinator"]
    with writing(filled) as work:
        levels.promote(work, number, Level.SERVICE, Move(on=date(2026, 2, 1)), POLICY)


def test_a_partnership_that_had_not_begun_cannot_be_checked(filled: Path) -> None:
    with writing(filled) as work, pytest.raises(InvalidInput, match="was not active"):
        check(work.reader, 1, None, date(2022, 1, 1), POLICY)


@pytest.mark.parametrize(
    ("number", "level"), [(3, Level.SERVICE), (2, Level.STRATEGIC), (1, Level.STRATEGIC)]
)
def test_a_check_asks_for_the_next_level_up_unless_told_otherwise(
    filled: Path, number: int, level: Level
) -> None:
    with writing(filled) as work:
        report = check(work.reader, number, None, TODAY, POLICY)
    assert report.extra["level"] == level
    assert report.extra["name"] == level.word
