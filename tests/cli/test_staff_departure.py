"""What is said of the partners of somebody who leaves: what never begins, who has nobody then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

FOLLOWS = "SELECT partner_id, role, starts_on, ends_on FROM assignment WHERE staff_id = 2"


@pytest.fixture
def ib(portfolio: Cli) -> Cli:
    """Ib coordinates Alfa, will follow Beta and Gamma later; Bo coordinates Gamma until June."""
    assign = ("staff", "assign", "Ib")
    portfolio.done(*assign, "Alfa", "--as", "coordinator")
    portfolio.done(*assign, "Beta", "--as", "management", "--from", "2026-06-01")
    portfolio.done("staff", "unassign", "Bo", "Gamma", "--on", "2026-06-30")
    portfolio.done(*assign, "Gamma", "--as", "coordinator", "--from", "2026-07-01")
    return portfolio


LINES = (
    "Cancelled before it began:\n"
    "  #2 Beta: management from 2026-06-01\n"
    "  #3 Gamma: coordinator from 2026-07-01\n"
    "Left without a coordinator; `partnerreg staff assign` names another one:\n"
    "  #1 Alfa from 2026-05-01\n"
    "  #3 Gamma from 2026-07-01\n"
)


def test_who_retires_is_told_what_is_cancelled_and_who_has_no_coordinator_then(
    ib: Cli, register: Register
) -> None:
    assert ib.done("staff", "retire", "Ib", "--on", "2026-04-30") == (
        f"Ib is here until 2026-04-30. They follow 1 partner until then.\n{LINES}"
    )
    assert register.rows(FOLLOWS) == [(1, "coordinator", "2026-03-01", "2026-04-30")]


def test_a_last_day_that_is_edited_is_told_alike(ib: Cli, register: Register) -> None:
    assert ib.done("staff", "edit", "Ib", "--until", "2026-04-30") == (
        f"Changed #2 Ib: until.\n{LINES}"
    )
    assert register.rows(FOLLOWS) == [(1, "coordinator", "2026-03-01", "2026-04-30")]


def test_programs_are_told_too(ib: Cli) -> None:
    for words in ("retire Ib --on 2026-04-30", "edit Ib --until 2026-04-30"):
        assert ib.json("staff", *words.split()) == {
            "id": 2,
            "cancelled": [
                {
                    "partner_id": 2,
                    "partner": "Beta",
                    "role": "management",
                    "starts_on": "2026-06-01",
                },
                {
                    "partner_id": 3,
                    "partner": "Gamma",
                    "role": "coordinator",
                    "starts_on": "2026-07-01",
                },
            ],
            "without_coordinator": [
                {"partner_id": 1, "partner": "Alfa", "since": "2026-05-01"},
                {"partner_id": 3, "partner": "Gamma", "since": "2026-07-01"},
            ],
        }
        ib.done("undo")
    assert ib.json("staff", "edit", "Ib", "--email", "ib@a.dk") == {
        "id": 2,
        "cancelled": [],
        "without_coordinator": [],
    }


def test_nothing_more_is_said_where_nothing_is_cancelled_and_somebody_else_takes_over(
    ib: Cli,
) -> None:
    ib.done(
        "staff", "assign", "Bo", "Alfa", "--as", "coordinator", "--from", "2026-05-01", "--replace"
    )
    ib.done("staff", "unassign", "Ib", "Beta", "--on", "2026-04-30")
    ib.done("staff", "unassign", "Ib", "Gamma", "--on", "2026-04-30")
    assert ib.done("staff", "retire", "Ib", "--on", "2026-04-30") == (
        "Ib is here until 2026-04-30. They follow 1 partner until then.\n"
    )


def test_a_partner_that_has_ended_needs_no_coordinator(ib: Cli) -> None:
    ib.done("partner", "end", "Alfa", "--reason", "Over")
    said = ib.done("staff", "retire", "Ib", "--on", "2026-04-30")
    assert "#1 Alfa" not in said
    assert "#3 Gamma from 2026-07-01" in said


def test_who_is_unassigned_before_they_begin_is_told_so(ib: Cli, register: Register) -> None:
    assert ib.done("staff", "unassign", "Ib", "Beta") == (
        "Ib does not follow Beta.\n"
        "Cancelled before it began:\n"
        "  #2 Beta: management from 2026-06-01\n"
    )
    assert ib.json("staff", "unassign", "Ib", "Gamma") == {
        "id": 3,
        "cancelled": [
            {"partner_id": 3, "partner": "Gamma", "role": "coordinator", "starts_on": "2026-07-01"}
        ],
        "without_coordinator": [],
    }
    assert register.rows(FOLLOWS) == [(1, "coordinator", "2026-03-01", None)]
