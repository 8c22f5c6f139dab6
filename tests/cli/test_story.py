"""`partnerreg activity log|list` and `partnerreg evaluation add|list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register


def test_an_activity_is_logged_with_several_partners(portfolio: Cli, register: Register) -> None:
    said = portfolio.done(
        *("activity", "log", "Alfa", "beta", "alfa", "--title", "Open stage", "--kind", "event"),
        *("--on", "2026-02-20", "--area", "youth", "--participants", "120"),
        *("--for-whom", "Families", "--notes", "Rain"),
    )

    assert said == "Logged event #1 Open stage with Alfa; Beta.\n"
    assert register.rows(
        "SELECT held_on, kind, title, area_id, participants, audience, notes FROM activity"
    ) == [("2026-02-20", "event", "Open stage", 1, 120, "Families", "Rain")]
    assert register.rows("SELECT activity_id, partner_id FROM activity_partner") == [
        (1, 1),
        (1, 2),
    ]


def test_an_activity_is_a_meeting_of_today_unless_it_is_said_otherwise(
    portfolio: Cli, register: Register
) -> None:
    assert portfolio.json("activity", "log", "Alfa", "--title", "Coffee") == {"id": 1}
    assert register.rows("SELECT held_on, kind FROM activity") == [("2026-03-01", "meeting")]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["Alfa", "--title", ""], 2, "--title is empty; give a name.\n"),
        (
            ["Alfa", "--title", "T", "--kind", ""],
            2,
            "--kind '' is not one of meeting, event, call, visit,",
        ),
        (
            ["Alfa", "--title", "T", "--kind", "party"],
            2,
            "--kind 'party' is not one of meeting, event,",
        ),
        (["Alfa", "--title", "T", "--on", "2026-02-30"], 2, "--on '2026-02-30' is not a day"),
        (["Alfa", "--title", "T", "--on", "2026-03-02"], 2, "2026-03-02 lies in the future;"),
        (
            ["Alfa", "--title", "T", "--participants", "-3"],
            2,
            "--participants '-3' is not a whole number",
        ),
        (["Alfa", "--title", "T", "--area", "Zoo"], 3, "There is no area 'Zoo'.\n"),
        (["Alfa", "Zoo", "--title", "T"], 3, "There is no partner 'Zoo'.\n"),
    ],
)
def test_an_activity_that_makes_no_sense_is_refused(
    portfolio: Cli, register: Register, words: list[str], code: int, message: str
) -> None:
    answer = portfolio("activity", "log", *words)

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows("SELECT * FROM activity") == []


def test_an_activity_belongs_to_no_area_that_was_retired_by_then(
    portfolio: Cli, register: Register
) -> None:
    portfolio.done("area", "retire", "Music", "--on", "2026-02-01")
    log = ("activity", "log", "Alfa", "--title", "Concert", "--area", "Music", "--on")
    refused = (2, "", "Error: The area Music was retired on 2026-02-01.\n")
    areas = "SELECT area_id, held_on FROM activity"

    assert portfolio(*log, "2026-02-01") == refused
    assert register.rows(areas) == []
    portfolio.done(*log, "2026-01-31")
    assert portfolio("activity", "edit", "1", "--on", "2026-02-02") == refused
    assert register.rows(areas) == [(2, "2026-01-31")]

    portfolio.done("activity", "edit", "1", "--on", "2026-02-02", "--area", "Youth")
    assert portfolio("activity", "edit", "1", "--area", "Music") == refused
    portfolio.done("activity", "edit", "1", "--area", "Music", "--on", "2026-01-02")
    portfolio.done("activity", "edit", "1", "--title", "Concerts", "--with", "Beta")
    assert register.rows(areas) == [(2, "2026-01-02")]


@pytest.fixture
def year(portfolio: Cli) -> Cli:
    """Three activities."""
    for words in (
        "Alfa --title First --on 2025-05-01",
        "Alfa Beta --title Second --on 2025-11-01 --kind event",
        "Beta --title Third --on 2026-02-01 --kind call",
    ):
        portfolio.done("activity", "log", *words.split())
    return portfolio


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("", "Third Second First"),
        ("Alfa", "Second First"),
        ("--kind EVENT", "Second"),
        ("--since 2025-11-01", "Third Second"),
        ("--until 2025-11-01", "Second First"),
        ("Beta --since 2025-12-01 --until 2025-12-31", ""),
    ],
)
def test_activities_are_listed_the_latest_first(year: Cli, words: str, titles: str) -> None:
    listed = year.json("activity", "list", *words.split())

    assert [row["title"] for row in listed] == titles.split()


def test_a_list_of_activities_has_these_keys(year: Cli) -> None:
    [row] = year.json("activity", "list", "--kind", "event")
    assert {key: row[key] for key in row if row[key] is not None} | {"notes": None} == (
        {
            "id": 2,
            "held_on": "2025-11-01",
            "kind": "event",
            "title": "Second",
            "partners": ["Alfa", "Beta"],
            "notes": None,
        }
    )
    assert {"area", "participants", "audience", "notes", "unit", "at", "hours"} < row.keys()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--since 2026-02-01 --until 2026-01-31", "--until 2026-01-31 lies before --since 2026-02"),
        ("--since May", "--since 'May' is not a date; write"),
        ("--until 2026-02-30", "--until '2026-02-30' is not a day of the calendar"),
        ("--kind party", "--kind 'party' is not one of meeting, event,"),
    ],
)
def test_a_question_about_activities_that_makes_no_sense_is_refused(
    year: Cli, words: str, message: str
) -> None:
    answer = year("activity", "list", *words.split())

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"Error: {message}")


def test_an_evaluation_is_noted(portfolio: Cli, register: Register) -> None:
    said = portfolio.done(
        *("evaluation", "add", "Alfa", "--rating", "Success", "--decision", "hand over"),
        *("--experience", "Warm", "--effect", "More guests", "--continuation", "Yearly"),
        *("--on", "2026-02-20"),
    )

    assert said == "Noted evaluation #1 of Alfa: success.\n"
    assert register.rows(
        "SELECT partner_id, held_on, rating, experience, effect, continuation, decision"
        " FROM evaluation"
    ) == [(1, "2026-02-20", "success", "Warm", "More guests", "Yearly", "hand-over")]
    [row] = portfolio.json("evaluation", "list", "Alfa")
    assert {key: row[key] for key in row if row[key] not in (None, [])} == (
        {
            "id": 1,
            "partner_id": 1,
            "partner": "Alfa",
            "held_on": "2026-02-20",
            "rating": "success",
            "experience": "Warm",
            "effect": "More guests",
            "continuation": "Yearly",
            "decision": "hand-over",
        }
    )
    assert {"judged_by", "evidence", "next_on"} < row.keys()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["Alfa", "--rating", "fine"], 2, "--rating 'fine' is not one of success"),
        (["Alfa", "--rating", ""], 2, "--rating '' is not one of success, mixed, failure.\n"),
        (
            ["Alfa", "--rating", "mixed", "--decision", "sleep"],
            2,
            "--decision 'sleep' is not one of continue, adjust, promote, demote, hand-over, end.\n",
        ),
        (["Alfa", "--rating", "mixed", "--on", "2026-03-02"], 2, "2026-03-02 lies in the future;"),
        (["Zoo", "--rating", "mixed"], 3, "There is no partner 'Zoo'.\n"),
    ],
)
def test_an_evaluation_that_makes_no_sense_is_refused(
    portfolio: Cli, register: Register, words: list[str], code: int, message: str
) -> None:
    answer = portfolio("evaluation", "add", *words)

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows("SELECT * FROM evaluation") == []


def test_evaluations_are_listed_the_latest_first(portfolio: Cli) -> None:
    for day in ("2025-01-01", "2026-01-01", "2025-06-01"):
        portfolio.done("evaluation", "add", "Alfa", "--rating", "mixed", "--on", day)

    assert [row["held_on"] for row in portfolio.json("evaluation", "list")] == [
        "2026-01-01",
        "2025-06-01",
        "2025-01-01",
    ]
    assert portfolio.json("evaluation", "list", "Beta") == []
