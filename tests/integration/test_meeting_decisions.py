"""What a meeting is asked to decide: derived, and asked for until it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import (
    POLICY,
    TODAY,
    agreement,
    assign,
    evaluation,
    link_goal,
    move,
    partner,
    staff,
    writing,
)
from helpers.filled_register import BARE, CAFE, THEATRE
from helpers.report_parts import rows
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import AgreementKind, Level, Rating, Role
from partnerreg.domain.policy_file import load_policy
from partnerreg.nouns import registry
from partnerreg.reports.context import ReportContext
from partnerreg.reports.meeting import meeting
from partnerreg.services import links
from partnerreg.services.lookup import find, find_partner

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.reports.report import Report

ASKED = ReportContext(TODAY, POLICY)
MET = date(2026, 2, 1)


def of(path: Path, asked: ReportContext = ASKED, since: date | None = MET) -> Report:
    """The sheet of a register of the test's own."""
    reader = open_reader(path, pytest.fail)
    try:
        return meeting(reader, asked, since)
    finally:
        reader.close()


def partners(report: Report, key: str) -> list[int]:
    return [row["id"] for row in rows(report, key)]


def figures(report: Report) -> dict[str, int]:
    return {figure.key: figure.number for figure in report.figures}


def texts(report: Report, kind: str) -> dict[int, str]:
    """What is asked to be decided, of a kind, by partner."""
    return {row["id"]: row["text"] for row in rows(report, "decisions") if row["kind"] == kind}


@pytest.mark.parametrize(
    ("number", "decision", "word"),
    [
        (BARE, "promote", "promote"),
        (CAFE, "demote", "demote"),
        (BARE, "end", "end"),
        (CAFE, "hand over", "hand over"),
    ],
)
def test_what_an_evaluation_decided_is_asked_for_until_it_is_done(
    filled: Path, number: int, decision: str, word: str
) -> None:
    with writing(filled) as work:
        evaluation(work, number, Rating.MIXED, held_on=date(2026, 2, 20), decision=decision)
    assert texts(of(filled), "carry-out") == {
        number: f"Decided on 2026-02-20 and not done yet: {word}."
    }
    with writing(filled) as work:
        if decision == "hand over":
            found = find_partner(work.reader, f"#{number}")
            outreach = find(work.reader, registry.noun("staff"), "Outreach")
            links.unassign(work, outreach, found, Role.COORDINATOR, date(2026, 2, 24))
            staff(work, "Ny tovholder")
            assign(work, "Ny tovholder", number, starts_on=date(2026, 2, 25))
        else:
            to = {"promote": Level.SERVICE, "demote": Level.SERVICE, "end": None}[decision]
            move(work, number, to, on=date(2026, 2, 28))
    assert texts(of(filled), "carry-out") == {}


def test_an_old_decision_that_nobody_carried_out_is_still_asked_for(filled: Path) -> None:
    with writing(filled) as work:
        evaluation(work, THEATRE, held_on=date(2023, 6, 1), decision="adjust")
        evaluation(work, BARE, Rating.FAILURE, held_on=date(2023, 6, 1), decision="end")
    assert texts(of(filled), "carry-out") == {BARE: "Decided on 2023-06-01 and not done yet: end."}


@pytest.mark.parametrize(
    ("decision", "way"),
    [
        ("end", [None, Level.SERVICE]),
        ("promote", [Level.STRATEGIC, Level.SERVICE]),
        ("demote", [Level.NETWORK, Level.SERVICE]),
        ("promote", [None, Level.SERVICE]),
    ],
)
def test_what_was_done_and_undone_since_is_not_asked_for_again(
    filled: Path, decision: str, way: list[Level | None]
) -> None:
    with writing(filled) as work:
        number = partner(work, "Skolen", level=Level.SERVICE, on=date(2024, 1, 1))
        evaluation(work, number, Rating.MIXED, held_on=date(2024, 6, 1), decision=decision)
    assert list(texts(of(filled), "carry-out")) == [number]
    for day, level in enumerate(way, start=1):
        with writing(filled) as work:
            move(work, number, level, on=date(2024, 6, day))
    assert texts(of(filled), "carry-out") == {}


def test_what_was_handed_over_and_left_since_is_not_asked_for_again(filled: Path) -> None:
    with writing(filled) as work:
        number = partner(work, "Skolen", level=Level.SERVICE, on=date(2024, 1, 1))
        evaluation(work, number, Rating.MIXED, held_on=date(2024, 6, 1), decision="hand over")
        assign(work, "Outreach", number, starts_on=date(2024, 2, 1), ends_on=date(2024, 6, 30))
    assert list(texts(of(filled), "carry-out")) == [number]
    with writing(filled) as work:
        staff(work, "Ny tovholder")
        days: dict[str, Any] = {"starts_on": date(2024, 7, 1), "ends_on": date(2025, 7, 1)}
        assign(work, "Ny tovholder", number, **days)
    assert texts(of(filled), "carry-out") == {}


def test_what_came_before_the_decision_carries_nothing_out(filled: Path) -> None:
    with writing(filled) as work:
        evaluation(work, THEATRE, Rating.MIXED, held_on=date(2026, 2, 28), decision="demote")
    assert list(texts(of(filled), "carry-out")) == [THEATRE], "it went down the day before"


def test_a_letter_of_intent_does_not_spare_the_decision_on_a_written_agreement(
    filled: Path,
) -> None:
    with writing(filled) as work:
        number = partner(work, "Skolen", on=date(2024, 1, 1))
        signed: dict[str, Any] = {"signed_on": date(2025, 1, 1)}
        ending = agreement(work, number, valid_until=date(2026, 4, 1), **signed)
        agreement(work, number, AgreementKind.LETTER_OF_INTENT, **signed)
        work.session.flush()
        said = f'Agreement "Aftale" (#{ending.id}) ends: renew it, or part well.'
    assert texts(of(filled), "agreement") == {number: said}
    with writing(filled) as work:
        agreement(work, number, **signed)
    assert texts(of(filled), "agreement") == {}


@pytest.mark.parametrize(
    ("number", "decision"), [(CAFE, "promote"), (BARE, "demote"), (CAFE, "continue")]
)
def test_what_leads_nowhere_is_not_asked_for(filled: Path, number: int, decision: str) -> None:
    with writing(filled) as work:
        evaluation(work, number, Rating.MIXED, held_on=date(2026, 2, 20), decision=decision)
    assert texts(of(filled), "carry-out") == {}


def test_a_later_evaluation_overrules_an_earlier_decision(filled: Path) -> None:
    with writing(filled) as work:
        evaluation(work, BARE, Rating.FAILURE, held_on=date(2026, 2, 20), decision="end")
        evaluation(work, BARE, Rating.SUCCESS, held_on=date(2026, 2, 25), decision="continue")
    assert texts(of(filled), "carry-out") == {}


def test_nobody_is_asked_to_grow_whose_end_was_decided(filled: Path) -> None:
    with writing(filled) as work:
        link_goal(work, "G1", BARE, starts_on=date(2026, 1, 1))
        evaluation(work, BARE, Rating.SUCCESS, held_on=date(2026, 2, 28), decision="end")
    report = of(filled)
    assert partners(report, "ready") == [BARE]
    assert texts(report, "grow") == {}


def test_the_unsupported_that_waited_longest_are_decided_first(filled: Path) -> None:
    with writing(filled) as work:
        early = partner(work, "Øst", level=Level.SERVICE, on=date(2024, 1, 1))
    asked = texts(of(filled), "unsupported")
    assert next(iter(asked)) == early


def test_ready_to_grow_counts_network_and_service_apart(filled: Path) -> None:
    with writing(filled) as work:
        for number in (BARE, THEATRE):
            link_goal(work, "G1", number, starts_on=date(2026, 1, 1))
            evaluation(work, number, Rating.SUCCESS, held_on=date(2026, 2, 28))
    report = of(filled)
    assert partners(report, "ready") == [BARE, THEATRE]
    assert (figures(report)["ready_network"], figures(report)["ready_service"]) == (1, 1)
    asked = texts(report, "grow")
    assert asked == {BARE: "Promote to service-based partnership, or say why not yet."}, (
        "the theatre lacks what its own level requires"
    )


def test_decisions_on_partnerships_come_before_any_on_network_collaborations(
    filled: Path,
) -> None:
    with writing(filled) as work:
        signed: dict[str, Any] = {"signed_on": date(2025, 1, 1)}
        agreement(work, BARE, valid_until=date(2026, 3, 20), **signed)
        for place in range(20):
            partner(work, f"Skole {place}", level=Level.SERVICE, on=date(2024, 1, 1))
        late = partner(work, "Sen", level=Level.SERVICE, on=date(2026, 1, 1))
        agreement(work, late, valid_until=date(2026, 5, 1), **signed)
        ally = partner(work, "Ven", level=Level.STRATEGIC, on=date(2026, 1, 1))
        agreement(work, ally, valid_until=date(2026, 5, 20), **signed)
    asked = rows(of(filled), "decisions")
    levels = [row["level"] for row in asked]
    assert levels == sorted(levels)
    assert levels[-1] is Level.NETWORK
    assert [(row["id"], row["by"]) for row in asked[:2]] == [
        (ally, date(2026, 5, 20)),
        (ally, None),
    ]
    assert next(row["id"] for row in asked if row["level"] is Level.SERVICE) == late


def test_a_tacitly_renewed_agreement_with_a_successor_is_not_decided_again(filled: Path) -> None:
    with writing(filled) as work:
        number = partner(work, "Skolen", on=date(2024, 1, 1))
        tacit: dict[str, Any] = {
            "signed_on": date(2025, 1, 1),
            "valid_until": date(2026, 5, 15),
            "renewal_months": 12,
            "notice_months": 2,
        }
        first = agreement(work, number, title="Gammel", **tacit)
        work.session.flush()
        numbers = [first.id]
    said = f'Agreement "Gammel" (#{numbers[0]}): go on with it, or give notice in time.'
    assert texts(of(filled), "agreement") == {number: said}
    with writing(filled) as work:
        new = agreement(work, number, signed_on=date(2026, 2, 1), valid_from=date(2026, 5, 16))
        work.session.flush()
        numbers.append(new.id)
    report = of(filled)
    assert texts(report, "agreement") == {}
    (due,) = (row for row in rows(report, "expiring") if row["id"] == number)
    assert (due["agreement"], due["followed_by"]) == tuple(numbers)


def test_of_who_is_to_leave_its_level_nothing_more_is_to_be_supplied(filled: Path) -> None:
    assert THEATRE in texts(of(filled), "unsupported")
    with writing(filled) as work:
        evaluation(work, THEATRE, Rating.MIXED, held_on=TODAY, decision="demote")
    report = of(filled)
    assert THEATRE not in texts(report, "unsupported")
    assert THEATRE in texts(report, "carry-out")


def test_where_the_activity_is_required_it_is_asked_for_once(filled: Path, tmp_path: Path) -> None:
    with writing(filled) as work:
        number = partner(work, "Stille", level=Level.SERVICE, on=date(2024, 1, 1))
    house = tmp_path / "house.toml"
    house.write_text('[rules.activity]\nservice = "required"\n', encoding="utf-8")
    strict = ASKED._replace(policy=load_policy(house))
    assert number in texts(of(filled), "quiet")
    report = of(filled, strict)
    assert number in partners(report, "quiet")
    assert number not in texts(report, "quiet")
    assert number in texts(report, "unsupported")
