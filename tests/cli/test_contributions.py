"""Contributions: what each side gives and gets, by kind, with worth, hours and days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

SPONSOR = (
    *("contribution", "add", "Alfa", "Sponsorship", "--by", "they", "--kind", "money"),
    *("--worth", "12500,50", "--currency", "dkk", "--from", "2026-01-01", "--until", "2026-02-28"),
)


@pytest.fixture
def given(portfolio: Cli) -> Cli:
    """A portfolio with what Alfa and we put in and take out."""
    portfolio.done("partner", "edit", "Alfa", "--they-give", "A stage", "--we-get", "An audience")
    portfolio.done(*SPONSOR)
    portfolio.done(*("contribution", "add", "Alfa", "Helpers", "--by", "they"), "--hours", "2:30")
    return portfolio


def texts(register: Register) -> list[tuple[str, ...]]:
    return register.rows("SELECT party, direction, text, worth FROM contribution ORDER BY id")


def test_a_contribution_is_noted_with_its_worth(given: Cli, register: Register) -> None:
    shown = given.json("contribution", "show", "3")
    assert (shown["partner"], shown["party"], shown["direction"]) == ("Alfa", "they", "give")
    assert (shown["worth"], shown["currency"], shown["kind"]) == (12500.5, "DKK", "money")
    given.done("contribution", "edit", "3", "--worth", "", "--currency", "")
    assert register.value("SELECT worth FROM contribution WHERE id = 3") is None


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--worth 5", "--currency is missing; say in which the worth is, as DKK."),
        ("--currency DKK", "--worth is missing; a currency stands beside it."),
        ("--worth -5 --currency DKK", "--worth is below nought;"),
        ("--worth 5 --currency kroner", "--currency 'kroner' is not a currency;"),
        ("--kind favours", "--kind 'favours' is not one of money, hours, room, goods, knowledge"),
        ("--from 2026-02-01 --until 2026-01-01", "--until 2026-01-01 lies before the start"),
    ],
)
def test_what_a_contribution_cannot_be_is_refused(
    portfolio: Cli, register: Register, words: str, message: str
) -> None:
    answer = portfolio("contribution", "add", "Alfa", "Room", "--by", "we", *words.split())
    assert answer.exit_code == 2
    assert answer.stderr.startswith(f"Error: {message}")
    assert texts(register) == []


def test_naming_what_is_given_anew_keeps_what_is_known_of_it(
    given: Cli, register: Register
) -> None:
    given.done("partner", "edit", "Alfa", "--they-give", "Helpers", "--they-give", "Sound")
    # The sponsorship has ended: what was given stays known.
    assert register.rows("SELECT text, worth, hours FROM contribution ORDER BY id") == [
        ("An audience", None, None),
        ("Sponsorship", 12500.5, None),
        ("Helpers", None, 2.5),
        ("Sound", None, None),
    ]


def test_the_day_says_what_is_given(given: Cli) -> None:
    def gives(day: str) -> list[str]:
        brief = given.json("report", "brief", "Alfa", "--as-of", day)
        return brief["sections"]["balance"][1]["gives"]

    assert "Sponsorship" in gives("2026-02-28")
    assert "Sponsorship" not in gives("2026-03-01")


def test_worth_stays_inside_the_house(given: Cli) -> None:
    inward = given.json("report", "brief", "Alfa", "--as-of", "2026-02-01")
    assert inward["sections"]["balance"][1]["worth"] == ["12,500.50\u00a0DKK"]
    outward = given("report", "brief", "Alfa", "--as-of", "2026-02-01", "--outward").stdout
    assert "Sponsorship" in outward
    assert "DKK" not in outward


def test_a_list_of_contributions_is_read_in_another_language(
    given: Cli, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "bidrag.csv"
    file.write_text(
        "partner;hvem;giver eller får;hvad;bidragstype;timer;værdi;valuta;gælder fra\n"
        "Alfa;de;giver;Sponsorship;penge;;13.000;DKK;2026-01-01\n"
        "Beta;vi;giver;Rådgivning;timer;2,5;;;\n",
        encoding="utf-8",
    )
    answer = given("import", "contributions", str(file), "--on-match", "update")
    assert "'13.000' can be read in two ways; write 13000 or 13.0000" in answer.output
    file.write_text(file.read_text(encoding="utf-8").replace("13.000", "13 000"), encoding="utf-8")
    for _ in range(2):
        given.done("import", "contributions", str(file), "--on-match", "update")
    assert ("they", "give", "Sponsorship", 13000) in texts(register)
    assert len(texts(register)) == 5


def test_each_sides_worth_is_added_up_and_what_is_not_said_is_in_no_sum(given: Cli) -> None:
    given.done("contribution", "add", "Gamma", "Advice", "--by", "we", "--kind", "hours")
    answer = given.json("report", "contributions", "--as-of", "2026-02-01")
    assert answer["sections"]["worth"] == [
        {"party": "we", "currency": None, "contributions": 1, "worth": None},
        {"party": "they", "currency": "DKK", "contributions": 1, "worth": 12500.5},
        {"party": "they", "currency": None, "contributions": 2, "worth": None},
    ]
    assert answer["summary"] == [
        "The worth of 3 contributions is not said; they are in no sum.",
        "Of 1 contribution of hours it is not said how many; it is in no sum.",
    ]
    later = given.json("report", "contributions")
    assert "DKK" not in {row["currency"] for row in later["sections"]["worth"]}
    lately = given.json("report", "contributions", "--since", "2026-02-28")
    assert "DKK" in {row["currency"] for row in lately["sections"]["worth"]}
