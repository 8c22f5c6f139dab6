"""`partner end`: with a reason, what is still open, and what is settled with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

SIGNED = ("--kind", "written-agreement", "--signed", "2024-01-01", "--until", "2029-12-31")


@pytest.fixture
def known(cli: Cli) -> Cli:
    """Two partners; the first has an agreement that renews itself, a draft and a contact."""
    for name in ("Østkoret", "Kulturforbundet"):
        cli.done("partner", "add", name, "--on", "2024-01-01")
    cli.done("agreement", "attach", "1", "--title", "Aftale", *SIGNED, "--renewal-months", "12")
    cli.done("agreement", "attach", "1", "--title", "Udkast", "--kind", "letter-of-intent")
    cli.done("contact", "add", "1", "Åse Bjørn", "--source", "mail")
    return cli


def test_an_ending_says_what_is_still_open_and_what_settles_it(
    known: Cli, register: Register
) -> None:
    said = known.done("partner", "end", "1", "--because", "no-time")

    assert said.splitlines() == [
        "#1 Østkoret: network → ended.",
        "Still open:",
        "  agreement #1 Aftale until 2029-12-31: partnerreg agreement terminate 1",
        "  agreement #2 Udkast: partnerreg agreement remove 2",
        "  1 contact to thank, and to erase when it is time",
    ]
    assert register.value("SELECT ending FROM level_change WHERE to_level IS NULL") == "no-time"
    assert "Åse" not in register.value("SELECT summary FROM operation ORDER BY id DESC LIMIT 1")


def test_an_agreement_that_goes_on_stays_in_sight_until_it_is_settled(known: Cli) -> None:
    known.done("partner", "end", "1", "--reason", "Lukket")

    [paper] = known.json("report", "expiring")["sections"]["of_ended"]
    assert (paper["partner"], paper["agreement"], paper["until"]) == (
        "Østkoret",
        1,
        "2029-12-31",
    )
    matters = known.json("report", "brief", "1")["sections"]["open"]
    assert [(row["thing"], row["label"]) for row in matters] == [
        ("agreement", "Aftale"),
        ("agreement", "Udkast"),
        ("contact", "Åse Bjørn"),
    ]
    assert "Udkast" not in known("report", "brief", "1", "--outward").stdout

    known.done("agreement", "terminate", "1")
    assert "of_ended" not in known.json("report", "expiring")["sections"]


def test_agreements_can_end_with_the_partnership_and_all_is_taken_back_at_once(
    known: Cli, register: Register
) -> None:
    answer = known.json("partner", "end", "1", "--because", "succeeded", "--terminate")

    assert (answer["ending"], answer["settled"]) == ("succeeded", [1])
    assert [matter["id"] for matter in answer["open"] if matter["thing"] == "agreement"] == [2]
    assert register.value("SELECT terminated_on FROM agreement WHERE id = 1") is not None
    known.done("undo")
    assert register.value("SELECT terminated_on FROM agreement WHERE id = 1") is None
    assert register.value("SELECT status FROM partner WHERE id = 1") == "active"


def test_an_agreement_with_others_goes_on_between_them(known: Cli, register: Register) -> None:
    known.done("agreement", "join", "1", "2")

    known.done("partner", "end", "1", "--because", "no-time", "--terminate")

    assert register.rows("SELECT left_on IS NULL, terminated_on FROM agreement WHERE id = 1") == [
        (0, None)
    ]
    assert "of_ended" not in known.json("report", "expiring")["sections"]


def test_what_others_have_a_part_in_is_left_and_not_ended(known: Cli) -> None:
    known.done("agreement", "join", "1", "2", "--from", "2025-01-01")
    known.done("project", "add", "Kor", "--with", "1", "--with", "2")

    said = known.done("partner", "end", "2", "--because", "no-time")

    assert "partnerreg agreement leave 1 2" in said
    assert "partnerreg project leave 1 2" in said


def test_what_it_belongs_to_and_is_covered_by_is_still_open(known: Cli) -> None:
    known.done("agreement", "attach", "2", "--title", "Ramme", *SIGNED)
    known.done("agreement", "cover", "3", "1", "--from", "2025-01-01")
    known.done("partner", "relate", "1", "--to", "2", "--as", "member-of")
    known.done("group", "add", "Netværk")
    known.done("group", "join", "1", "--partner", "1")
    known.done("health", "open", "1")

    said = known.done("partner", "end", "1", "--because", "no-time").splitlines()

    assert "  agreement #3 Ramme until 2029-12-31: partnerreg agreement uncover 3 1" in said
    assert (
        "  partner #2 Kulturforbundet: partnerreg partner unrelate 1 --to 2 --as member-of" in said
    )
    assert "  network group #1 Netværk: partnerreg group leave 1 --partner 1" in said
    assert any(line.endswith(": partnerreg health close 1") for line in said)
    for settled in ("agreement uncover 3 1", "group leave 1 --partner 1", "health close 1"):
        known.done(*settled.split(), "--on", "2026-03-01")
    known.done("partner", "unrelate", "1", "--to", "2", "--as", "member-of")


def test_a_termination_to_come_is_no_hindrance(known: Cli, register: Register) -> None:
    known.done("agreement", "terminate", "1", "--on", "2027-01-01")

    known.done("partner", "end", "1", "--because", "no-time", "--terminate")

    assert register.value("SELECT terminated_on FROM agreement WHERE id = 1") == "2027-01-01"


def test_a_partner_that_merged_is_succeeded_and_not_offered_to_be_taken_up_again(
    known: Cli, register: Register
) -> None:
    known.done("partner", "end", "1", "--into", "Kulturforbundet", "--lesson", "Spørg før")

    assert register.rows("SELECT partner_id, kind, other_id FROM partner_tie") == [
        (2, "succeeds", 1)
    ]
    assert register.value("SELECT learned FROM lesson") == "Spørg før"
    refused = known("partner", "reopen", "1")
    assert refused.exit_code == 2
    assert "it was merged into another one" in refused.stderr
    promoted = known("partner", "promote", "1", "--to", "2")
    assert "reopen" not in promoted.stderr
    known.done("partner", "reopen", "1", "--override", "The merger was called off")
    assert register.value("SELECT status FROM partner WHERE id = 1") == "active"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "It is not said why it ends."),
        (("--because", "bored"), "--because"),
        (("--because", "no-time", "--into", "2"), "--into goes with --because merged"),
        (("--into", "1"), "cannot be tied to itself"),
        (("--into", "Nobody"), "Nobody"),
    ],
)
def test_what_cannot_be_is_refused_and_the_partnership_goes_on(
    known: Cli, register: Register, words: tuple[str, ...], says: str
) -> None:
    refused = known("partner", "end", "1", *words)

    assert refused.exit_code in {2, 3}
    assert says in refused.stderr
    assert register.value("SELECT status FROM partner WHERE id = 1") == "active"
