"""What becomes of those whom our people follow, when they leave the house or its management."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

ASSIGNMENTS = "SELECT staff_id, partner_id, role, starts_on, ends_on FROM assignment ORDER BY id"


def test_who_follows_partners_as_management_does_not_leave_it_unseen(
    portfolio: Cli, register: Register
) -> None:
    for partner in ("Gamma", "Alfa"):
        portfolio.done("staff", "assign", "Ib", partner, "--as", "management")

    refused = portfolio("staff", "edit", "Ib", "--not-management")

    assert refused == (
        2,
        "",
        (
            "Error: Ib follows 2 partners as management.\n"
            "Let somebody else follow, if it is needed, and end it first:\n"
            "  partnerreg staff unassign 2 1 --as management\n"
            "  partnerreg staff unassign 2 3 --as management\n"
        ),
    )
    assert register.value("SELECT is_management FROM staff WHERE name = 'Ib'") == 1


def test_who_follows_nobody_as_management_any_more_can_leave_it(
    portfolio: Cli, register: Register
) -> None:
    portfolio.done("staff", "assign", "Ib", "Alfa", "--as", "management")
    portfolio.done("staff", "assign", "Ib", "Beta", "--as", "coordinator")
    portfolio.done(
        *("staff", "assign", "Ib", "Gamma", "--as", "management", "--from", "2026-06-01")
    )

    portfolio.done("staff", "unassign", "2", "1", "--as", "management")
    portfolio.done("staff", "unassign", "2", "3", "--as", "management")
    portfolio.done("staff", "edit", "Ib", "--not-management")

    assert register.value("SELECT is_management FROM staff WHERE name = 'Ib'") == 0
    assert register.rows(ASSIGNMENTS)[1:] == [
        (2, 1, "management", "2026-03-01", "2026-03-01"),
        (2, 2, "coordinator", "2026-03-01", None),
    ]


@pytest.mark.parametrize("words", ["retire Bo --on 2026-04-30", "edit Bo --until 2026-04-30"])
def test_leaving_ends_what_one_does_for_partners_and_coming_back_takes_nothing_up(
    portfolio: Cli, register: Register, words: str
) -> None:
    portfolio.done("staff", "assign", "Bo", "Alfa", "--as", "coordinator", "--from", "2026-05-01")
    portfolio.done("staff", *words.split())
    ended = [(1, 3, "coordinator", "2026-03-01", "2026-04-30")]
    assert register.rows(ASSIGNMENTS) == ended
    journaled = "SELECT count(*) FROM change WHERE table_name = 'assignment' AND operation_id = ?"
    assert register.value(journaled, register.operations) == 2

    portfolio.done("staff", "edit", "Bo", "--until", "")

    assert register.rows(ASSIGNMENTS) == ended


def test_a_coordinator_who_comes_back_does_not_stand_beside_the_new_one(portfolio: Cli) -> None:
    portfolio.done("staff", "retire", "Bo", "--on", "2026-03-02")
    portfolio.done("staff", "assign", "Ib", "Gamma", "--as", "coordinator", "--from", "2026-03-03")

    portfolio.done("staff", "edit", "Bo", "--until", "")

    rules = portfolio.json("partner", "check", "Gamma", "--to", "2", "--as-of", "2026-04-01")
    assert {r["code"]: r["met"] for r in rules["sections"]["rules"]}["coordinator"]


def test_nobody_follows_a_partner_beyond_their_last_day(portfolio: Cli, register: Register) -> None:
    portfolio.done("staff", "retire", "Ib", "--on", "2026-06-30")

    portfolio.done("staff", "assign", "Ib", "Beta", "--as", "coordinator")
    portfolio.done("staff", "assign", "Bo", "Beta", "--as", "coordinator", "--from", "2026-07-01")

    assert (2, 2, "coordinator", "2026-03-01", "2026-06-30") in register.rows(ASSIGNMENTS)


def test_the_last_day_is_not_before_what_one_has_begun(portfolio: Cli) -> None:
    answer = portfolio("staff", "edit", "Bo", "--until", "2026-02-01")

    assert answer == (2, "", "Error: 2026-02-01 lies before the start 2026-03-01.\n")
