"""Mending what was recorded wrongly, and renewing: `agreement edit|renew`, `activity edit` …"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

ATTACH = ("agreement", "attach", "--kind", "written-agreement")
AGREEMENT = """
SELECT kind, title, signed_on, valid_from, valid_until, renewal, renewal_months, notice_months,
       terminated_on, exit_terms, replaces_id FROM agreement WHERE id = ?
"""


@pytest.fixture
def signed(portfolio: Cli) -> Cli:
    """A portfolio in which Alfa has an agreement until the end of April."""
    portfolio.done(
        *(*ATTACH, "Alfa", "--title", "Stage", "--signed", "2025-05-01", "--until", "2026-04-30"),
        *("--notice-months", "3", "--exit-terms", "In writing"),
    )
    return portfolio


def test_an_agreement_is_mended_field_by_field(signed: Cli, register: Register) -> None:
    said = signed.done(
        *("agreement", "edit", "#1", "--kind", "letter-of-intent", "--until", "2026-06-30"),
        *("--renewal-months", "12", "--exit-terms", ""),
    )

    assert said == (
        "Changed agreement #1: kind, first until, renewal months, exit terms.\n"
        "That corrects what agreement #1 says from 2025-05-01 on, for earlier reports too. What was"
        " agreed anew is noted from its day: `partnerreg agreement amend 1 --from DATE --until DATE"
        " --renewal-months NUMBER --exit-terms TEXT`.\n"
    )
    assert register.rows(AGREEMENT, 1) == [
        (
            *("letter-of-intent", "Stage", "2025-05-01", None, "2026-06-30", "tacit", 12, 3),
            *(None, None, None),
        )
    ]


def test_a_termination_noted_by_mistake_is_taken_out(signed: Cli, register: Register) -> None:
    signed.done("agreement", "terminate", "1")
    signed.done("agreement", "edit", "1", "--terminated", "")

    assert register.value("SELECT terminated_on FROM agreement") is None


def test_what_replaces_what_is_mended_too(signed: Cli, register: Register) -> None:
    signed.done(*ATTACH, "Alfa")
    signed.done(*ATTACH, "Gamma")

    signed.done("agreement", "edit", "2", "--replaces", "1")
    assert register.value("SELECT replaces_id FROM agreement WHERE id = 2") == 1
    for words, message in [
        ("edit 1 --replaces 2", "Agreement #2 comes after #1; it replaces it."),
        ("edit 1 --replaces 1", "Agreement #1 cannot replace itself."),
        ("edit 3 --replaces 1", "Agreement #1 is another partner's; it cannot be replaced here."),
    ]:
        assert signed("agreement", *words.split()) == (2, "", f"Error: {message}\n")
    signed.done("agreement", "edit", "2", "--replaces", "")

    assert register.value("SELECT count(replaces_id) FROM agreement") == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("edit 1", 2, "Nothing to change was given."),
        ("edit 9 --title x", 3, "There is no agreement #9."),
        (
            "edit 1 --terminated 2026-04-01 --signed 2026-03-02",
            2,
            "2026-03-02 lies in the future; an agreement is signed",
        ),
        ("edit 1 --signed ", 2, "Agreement #1 was never signed; it cannot be terminated."),
        ("edit 1 --until 2025-04-30", 2, "--until 2025-04-30 lies before the start 2025-05-01."),
        ("edit 1 --notice-months 601", 2, "--notice-months must be at most 600."),
        ("edit 1 --title ", 2, "--title is empty; give a name."),
        ("edit 1 --kind ", 2, "--kind is missing."),
        ("renew 1 --until 2027-01-01", 2, "Agreement #1 was terminated on 2026-03-01."),
    ],
)
def test_what_an_agreement_cannot_be_is_refused(
    signed: Cli, register: Register, words: str, code: int, message: str
) -> None:
    signed.done("agreement", "terminate", "1")
    before = register.rows(AGREEMENT, 1)

    answer = signed("agreement", *words.split(" "))

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows(AGREEMENT, 1) == before


def test_a_renewal_is_a_new_agreement_on_the_same_terms_when_the_old_one_is_over(
    signed: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "new.pdf").write_bytes(b"signed again")

    said = signed.done("agreement", "renew", "1", "new.pdf", "--until", "2028-04-30")

    assert said == "Agreement #2 replaces #1 from 2026-05-01 until 2028-04-30.\n"
    assert register.rows(AGREEMENT, 2) == [
        (
            *("written-agreement", "Stage", "2026-03-01", "2026-05-01", "2028-04-30"),
            *("none", None, 3, None, "In writing", 1),
        )
    ]
    assert register.value("SELECT name FROM document WHERE agreement_id = 2") == "new.pdf"
    states = [row["state"] for row in signed.json("agreement", "list")]
    assert states == ["in-force", "signed"]


def test_a_renewal_that_comes_late_leaves_the_gap_to_be_seen(
    signed: Cli, register: Register
) -> None:
    signed.done("agreement", "edit", "1", "--until", "2025-12-31")

    signed.done("agreement", "renew", "1", "--until", "2027-12-31", "--signed", "2026-02-01")

    assert register.value("SELECT valid_from FROM agreement WHERE id = 2") == "2026-02-01"
    on = ("--as-of", "2026-01-15", "--state", "in-force")
    assert signed.json("agreement", "list", *on) == []


@pytest.mark.parametrize(
    ("first", "words", "message"),
    [
        ("", "renew 1 --until 2026-04-01", "--until 2026-04-01 lies before the start 2026-05-01."),
        ("", "renew 1 --until 2027-01-01 --from 2026-04-01", "Agreement #1 runs until 2026-04-30;"),
        ("edit 1 --until ", "renew 1 --until 2027-01-01", "Agreement #1 has no end;"),
        ("edit 1 --signed ", "renew 1 --until 2027-01-01", "Agreement #1 was never signed;"),
        (
            "edit 1 --renewal-months 12",
            "renew 1 --until 2027-01-01",
            "Agreement #1 renews by itself every 12 months.",
        ),
        (
            "renew 1 --until 2027-01-01",
            "renew 1 --until 2028-01-01",
            "Agreement #1 was replaced by #2 already.",
        ),
    ],
)
def test_what_cannot_be_renewed_is_refused_with_the_reason(
    signed: Cli, first: str, words: str, message: str
) -> None:
    if first:
        signed.done("agreement", *first.split(" "))

    answer = signed("agreement", *words.split())

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"Error: {message}")


def test_an_activity_is_mended_with_who_took_part(portfolio: Cli, register: Register) -> None:
    portfolio.done("activity", "log", "Alfa", "Beta", "--title", "Dates", "--area", "Youth")

    said = portfolio.done(
        *("activity", "edit", "1", "--kind", "call", "--on", "2026-02-01", "--participants", "7"),
        *("--area", "", "--with", "Gamma", "--without", "alfa"),
    )

    assert said == "Changed activity #1: kind, date, people, area, partners.\n"
    columns = "kind, held_on, title, participants, area_id"
    assert register.rows(f"SELECT {columns} FROM activity") == [
        ("call", "2026-02-01", "Dates", 7, None)
    ]
    took_part = "SELECT partner_id FROM activity_partner ORDER BY partner_id"
    assert register.rows(took_part) == [(2,), (3,)]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("1", 2, "Nothing to change was given."),
        ("9 --title x", 3, "There is no activity #9."),
        ("first --title x", 2, "'first' is not the number of an activity."),
        ("1 --on 2026-03-02", 2, "2026-03-02 lies in the future; log an activity when it is done."),
        ("1 --kind party", 2, "--kind 'party' is not one of meeting,"),
        ("1 --without Beta", 2, "Partner #2 did not take part in activity #1."),
        ("1 --without Alfa", 2, "Nobody would have taken part in the activity, and no unit"),
        ("1 --area Zoo", 3, "There is no area 'Zoo'."),
    ],
)
def test_what_an_activity_cannot_be_is_refused(
    portfolio: Cli, register: Register, words: str, code: int, message: str
) -> None:
    portfolio.done("activity", "log", "Alfa", "--title", "Dates")
    before = (
        register.rows("SELECT * FROM activity"),
        register.rows("SELECT * FROM activity_partner"),
    )

    answer = portfolio("activity", "edit", *words.split())

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")
    after = register.rows("SELECT * FROM activity"), register.rows("SELECT * FROM activity_partner")
    assert after == before


def test_an_evaluation_is_mended(portfolio: Cli, register: Register) -> None:
    portfolio.done("evaluation", "add", "Alfa", "--rating", "failure", "--effect", "None")

    said = portfolio.done(
        *("evaluation", "edit", "1", "--rating", "success", "--effect", "", "--decision"),
        *("continue", "--on", "2026-02-01"),
    )

    assert said == "Changed evaluation #1: rating, effect, decision, date.\n"
    columns = "held_on, rating, effect, decision, partner_id"
    assert register.rows(f"SELECT {columns} FROM evaluation") == [
        ("2026-02-01", "success", None, "continue", 1)
    ]
    for words, code, message in [
        ("1 --on 2026-03-02", 2, "2026-03-02 lies in the future; note an evaluation when it is"),
        ("1 --rating fine", 2, "--rating 'fine' is not one of success, mixed, failure."),
        ("2 --rating mixed", 3, "There is no evaluation #2."),
    ]:
        answer = portfolio("evaluation", "edit", *words.split())
        assert answer.exit_code == code
        assert answer.stderr.startswith(f"Error: {message}")


def test_a_mended_thing_is_one_operation_with_a_change(signed: Cli, register: Register) -> None:
    before = register.operations

    signed.done("agreement", "edit", "1", "--title", "Stage and sound")
    signed.done("agreement", "edit", "1", "--title", "Stage and sound")

    assert register.operations == before + 1, "the second changed nothing"
    assert register.value("SELECT summary FROM operation ORDER BY id DESC LIMIT 1") == "#1: title"


def test_what_was_never_signed_is_not_terminated_by_any_door(
    signed: Cli, register: Register, tmp_path: Path
) -> None:
    law = "was never signed; it cannot be terminated."
    header = "partner,kind,title,terminated_on"
    (tmp_path / "new.csv").write_text(f"{header}\nAlfa,letter of intent,Draft,2026-01-01\n")

    typed = signed(*ATTACH, "Alfa", "--terminated", "2026-01-01")
    listed = signed("import", "agreements", "new.csv")

    assert typed == (2, "", f"Error: Agreement #2 {law}\n")
    assert f"  line 2, terminated_on: W{law[1:]}\n" in listed.stderr
    assert register.value("SELECT count(*) FROM agreement") == 1

    signed.done(*ATTACH, "Alfa", "--title", "Draft", "--drafted", "2026-01-01")
    signed.done("agreement", "sign", "2", "--on", "2026-01-15")
    signed.done("agreement", "terminate", "2", "--on", "2026-02-01")
    before_last = signed.json("history")[1]["id"]
    assert signed("undo", str(before_last)).exit_code == 1
    assert register.value("SELECT signed_on FROM agreement WHERE id = 2") == "2026-01-15"


def test_old_registers_may_hold_what_was_terminated_but_never_signed(
    signed: Cli, register: Register
) -> None:
    signed.done(*ATTACH, "Alfa", "--drafted", "2025-11-01")
    register.write("UPDATE agreement SET terminated_on = '2026-01-01' WHERE id = 2")

    check = signed("db", "check")
    assert (check.exit_code, "terminated, but never signed" in check.output) == (0, True)
    signed.done("agreement", "edit", "2", "--title", "Draft")
    signed.done("export", "all", "whole")
    signed.done("import", "all", "whole", "--db", "again.db")
    signed.done("agreement", "edit", "2", "--signed", "2025-12-01")
    assert "never signed" not in signed("db", "check").output
