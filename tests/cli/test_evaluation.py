"""`partnerreg evaluation`: whose view it holds, the numbers it rests on, and the next day due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

ADD = ("evaluation", "add", "1", "--rating", "success", "--on", "2026-01-10")


@pytest.fixture
def partners(cli: Cli) -> Cli:
    """A partner."""
    cli.done("partner", "add", "Café Retro")
    return cli


def test_an_evaluation_says_who_judged_and_on_what_numbers(
    partners: Cli, register: Register
) -> None:
    partners.done(
        *ADD, "--by", "begge", "--evidence", "asked", "--effect-on", "persons", "--answers", "40",
        "--indicator", "viden=34", "--indicator", "Besøg på Ø=1 200,5", "--next", "2027-01-10",
    )  # fmt: skip

    assert register.rows(
        "SELECT judged_by, evidence, effect_on, answers, next_on FROM evaluation"
    ) == [("both", "asked", "persons", 40, "2027-01-10")]
    # Numbers are numbers, and a word of the closed list is the same in every language.
    assert register.rows("SELECT name, value FROM evaluation_indicator ORDER BY id") == [
        ("knowledge", 34),
        ("Besøg på Ø", 1200.5),
    ]


def test_its_page_tells_how_many_of_a_hundred_agree(partners: Cli) -> None:
    partners.done(*ADD, "--indicator", "knowledge=34", "--indicator", "visits=9", "--answers", "40")

    shown = partners.json("evaluation", "show", "1")

    assert shown["indicators"] == [
        {"name": "knowledge", "value": 34, "percent": 85},
        {"name": "visits", "value": 9, "percent": None},
    ]


def test_of_few_answers_only_the_count_is_told(partners: Cli) -> None:
    partners.done(*ADD, "--indicator", "knowledge=8", "--answers", "9")

    assert partners.json("evaluation", "show", "1")["indicators"] == [
        {"name": "knowledge", "value": 8, "percent": None}
    ]
    assert "knowledge 8 of 9\n" in partners("report", "brief", "1").stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--indicator", "visits"), "'visits' is not a name and a number; write NAME=NUMBER"),
        (("--indicator", "=3"), "is empty"),
        (("--indicator", "visits=many"), "'many' is not a number"),
        (("--indicator", "visits=1,200"), "can be read in two ways; write 1200 or 1,2000"),
        (("--indicator", "a=1", "--indicator", "A=2"), "'A' is there twice"),
        (("--indicator", "viden=41", "--answers", "40"), "More people agree on knowledge than"),
        (("--next", "2026-01-10"), "2026-01-10 is not after 2026-01-10"),
        (("--by", "somebody"), "we, they, both"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    partners: Cli, register: Register, typed: tuple[str, ...], said: str
) -> None:
    result = partners(*ADD, *typed)

    assert result.exit_code == 2
    assert said in result.stderr
    assert register.value("SELECT count(*) FROM evaluation") == 0


def test_fewer_cannot_have_answered_afterwards(partners: Cli) -> None:
    partners.done(*ADD, "--indicator", "use=30", "--answers", "40")

    assert "--answers" in partners("evaluation", "edit", "1", "--answers", "20").stderr


def test_indicators_go_out_and_come_in_with_a_list(partners: Cli, register: Register) -> None:
    partners.done(*ADD, "--indicator", "knowledge=34", "--indicator", "besøg=4,5")
    written = partners("export", "evaluations", "-o", "-").stdout
    partners.done("undo")
    assert register.value("SELECT count(*) FROM evaluation_indicator") == 0

    path = register.path.with_name("list.csv")
    path.write_text(written.replace("\n1,1,", "\n,1,"), encoding="utf-8")
    partners.done("import", "evaluations", str(path))

    assert register.rows("SELECT name, value FROM evaluation_indicator ORDER BY id") == [
        ("knowledge", 34),
        ("besøg", 4.5),
    ]


def test_the_meeting_sheet_tells_what_is_to_be_evaluated_soon(partners: Cli) -> None:
    partners.done(*ADD, "--next", "2026-06-01")

    def due(day: str) -> Any:
        return partners.json("report", "meeting", "--as-of", day)["sections"].get("evaluations")

    assert due("2026-02-01") is None
    (row,) = due("2026-05-01")
    assert (row["day"], row["partner"]) == ("2026-06-01", "Café Retro")
    # What is past is still due, until it is evaluated again.
    assert due("2026-08-01")
    partners.done("evaluation", "add", "1", "--rating", "mixed", "--on", "2026-02-20")
    assert due("2026-08-01") is None
