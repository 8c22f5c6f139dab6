"""`report activities` and `report network`: what was done, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli

LOG = ("activity", "log")


@pytest.fixture
def busy(portfolio: Cli) -> Cli:
    """A portfolio with a joint fair, a meeting with few children, and something of our own."""
    portfolio.done("audience", "add", "Children", "--minors")
    portfolio.done("audience", "add", "Adults")
    portfolio.done(
        *(*LOG, "Alfa", "Beta", "--title", "Fair", "--kind", "event", "--on", "2026-02-03"),
        *("--participants", "120", "--at", "10-14", "--staff", "Bo", "--staff", "Ib"),
        *("--audience", "Adults", "--series", "Fairs", "--area", "Youth"),
    )
    portfolio.done(
        *(*LOG, "Alfa", "--title", "Reading", "--on", "2026-01-20", "--participants", "3"),
        *("--audience", "Children", "--hours", "1,5"),
    )
    portfolio.done(*LOG, "--title", "Open day", "--unit", "Lab", "--on", "2026-02-20")
    portfolio.done(*LOG, "Beta", "--title", "Old", "--on", "2025-12-31", "--participants", "7")
    return portfolio


def rows(cli: Cli, by: str, *words: str) -> dict[Any, tuple[Any, ...]]:
    """What is counted in each group."""
    section = cli.json("report", "activities", "--by", by, *words)["sections"][f"by_{by}"]
    counts = ("sessions", "people", "hours", "staff_hours")
    return {row[by]: tuple(row[count] for count in counts) for row in section}


def test_a_joint_activity_counts_once_and_what_is_unknown_is_said_beside_the_sum(
    busy: Cli,
) -> None:
    (total,) = busy.json("report", "activities")["sections"]["total"]
    opens = total.pop("filter")
    assert total == {
        "sessions": 3,
        "people": 123,
        "hours": 5.5,
        "staff_hours": 8,
        "people_unknown": 1,
        "hours_unknown": 1,
        "staff_hours_unknown": 2,
        "people_hidden": False,
    }
    assert opens == {"sessions": "activity list --since 2026-01-01 --until 2026-03-01"}
    assert "people: 1, hours: 1, our hours: 2" in busy("report", "activities").stdout


def test_under_each_partner_it_counts_and_the_sheet_says_that_columns_do_not_add_up(
    busy: Cli,
) -> None:
    answer = busy.json("report", "activities", "--by", "partner")
    assert {row["partner"]: row["sessions"] for row in answer["sections"]["by_partner"]} == {
        "Alfa": 2,
        "Beta": 1,
        None: 1,
    }
    assert any("columns do not add up" in note for note in answer["notes"])


def test_few_minors_are_not_broken_down_nor_can_they_be_worked_out(busy: Cli) -> None:
    kinds = busy.json("report", "activities", "--by", "audience")["sections"]["by_audience"]
    told = {row["audience"]: (row["people"], row["people_hidden"]) for row in kinds}
    assert told == {"Adults": (None, True), "Children": (None, True), None: (None, False)}
    busy.done(*LOG, "Alfa", "--title", "Play", "--participants", "9", "--audience", "Children")
    assert rows(busy, "audience")["Children"][:2] == (2, 12)


def test_where_all_who_came_were_few_minors_the_total_does_not_tell_it_either(busy: Cli) -> None:
    days = ("--since", "2026-01-01", "--as-of", "2026-01-31")
    for by in ((), ("--by", "audience"), ("--by", "kind")):
        told = busy.json("report", "activities", *days, *by)
        for row in (row for rows in told["sections"].values() for row in rows):
            assert (row["sessions"], row["people"], row["people_hidden"]) == (1, None, True)
        assert any(note.startswith("Of fewer than 5 minors no number") for note in told["notes"])


def test_activities_are_grouped_by_what_they_say_and_by_whom_they_are_with(busy: Cli) -> None:
    since = ("--since", "2025-01-01")
    assert {key: counts[0] for key, counts in rows(busy, "kind", *since).items()} == {
        "event": 1,
        "meeting": 3,
    }
    assert list(rows(busy, "month", *since)) == ["2025-12-01", "2026-01-01", "2026-02-01"]
    assert {key: counts[0] for key, counts in rows(busy, "year", *since).items()} == {
        "2025": 1,
        "2026": 3,
    }
    assert {key: counts[0] for key, counts in rows(busy, "series").items()} == {"Fairs": 1, None: 2}
    assert {key: counts[0] for key, counts in rows(busy, "area").items()} == {"Youth": 1, None: 2}
    assert {key: counts[0] for key, counts in rows(busy, "unit").items()} == {"Stage": 2, "Lab": 1}
    busy.done("goal", "unlink", "G1", "Beta")
    goals = rows(busy, "goal", "--as-of", "2026-03-01")
    assert {key: counts[0] for key, counts in goals.items()} == {None: 3}


def test_filters_leave_the_activities_of_the_partners_chosen(busy: Cli) -> None:
    assert {k: c[0] for k, c in rows(busy, "partner", "--sector", "private").items()} == {"Beta": 1}
    assert rows(busy, "partner", "--unit", "Lab")[None][0] == 1
    answer = busy("report", "activities", "--as-of", "2024-01-01")
    assert "Nothing was done from 2024-01-01 to 2024-01-01." in answer.stdout


def test_a_year_begins_when_the_policy_says(busy: Cli, tmp_path: Path) -> None:
    policy = tmp_path / "own.toml"
    policy.write_text("[thresholds]\nyear_shift_months = 7\nsmall_number = 0\n", encoding="utf-8")
    answer = busy.json("--policy", str(policy), "report", "activities", "--by", "year")
    assert answer["since"] == "2025-08-01"
    (year,) = answer["sections"]["by_year"]
    assert (year["year"], year["sessions"], year["people"]) == ("2025/26", 4, 130)


def test_who_works_with_whom_is_seen_from_activities_agreements_and_ties(busy: Cli) -> None:
    def pairs(*words: str) -> list[tuple[Any, ...]]:
        told = ("one", "other", "activities", "agreements", "tie")
        found = busy.json("report", "network", *words)["sections"]["network"]
        return [tuple(pair[key] for key in told) for pair in found]

    assert pairs() == [("Alfa", "Beta", 1, 0, None)]
    assert busy.json("report", "network")["summary"] == [
        "1 pair of partners has to do with each other.",
        "1 partner has to do with no other one.",
    ]
    busy.done("partner", "add", "Epsilon")
    busy.done("partner", "relate", "Gamma", "--to", "Alfa", "--as", "member-of")
    paper = ("agreement", "attach", "Gamma", "--kind", "written-agreement", "--title", "Ours")
    busy.done(*paper, "--signed", "2026-01-01", "--with", "Beta")
    assert pairs() == [
        ("Alfa", "Beta", 1, 0, None),
        ("Beta", "Gamma", 0, 1, None),
        ("Gamma", "Alfa", 0, 0, "member-of"),
    ]
    assert pairs("--sector", "private") == pairs()[:2]
    assert ("Alfa", "Beta", 1, 0, None) not in pairs("--since", "2026-02-04")


def test_a_whole_export_holds_all_that_is_counted(busy: Cli, tmp_path: Path) -> None:
    busy.done(
        *("contribution", "add", "Alfa", "Sponsorship", "--by", "they", "--kind", "money"),
        *("--worth", "12500,50", "--currency", "DKK", "--from", "2026-01-01"),
    )
    other = str(tmp_path / "other.db")
    assert busy("export", "all", str(tmp_path / "whole")).exit_code == 0
    assert busy("--db", other, "import", "all", str(tmp_path / "whole")).exit_code == 0

    def answers(*db: str) -> list[Any]:
        return [
            busy.json(*db, *words)
            for words in (
                ("report", "activities", "--by", "audience"),
                ("report", "contributions"),
                ("activity", "show", "1"),
                ("activity", "show", "3"),
                ("contribution", "show", "1"),
            )
        ]

    assert answers("--db", other) == answers()
