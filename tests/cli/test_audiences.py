"""Target groups: a closed list of the house's, which partners, activities and goals name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register


@pytest.fixture
def reaching(portfolio: Cli) -> Cli:
    """A portfolio with three target groups, two of which partners are for."""
    for name in ("Children", "Seniors 65+, alone", "Newcomers"):
        portfolio.done("audience", "add", name)
    portfolio.done("partner", "edit", "Alfa", "--audience", "children", "--audience", "newcomers")
    portfolio.done("partner", "edit", "Beta", "--audience", "seniors")
    return portfolio


def names(cli: Cli, *words: str) -> list[str]:
    return [row["name"] for row in cli.json("partner", "list", *words)]


def test_only_what_is_on_the_list_is_a_target_group(reaching: Cli) -> None:
    answer = reaching("partner", "edit", "Gamma", "--audience", "Teens")
    assert answer.exit_code == 3
    assert answer.stderr.startswith("Error: There is no target group 'Teens'.\n")

    reaching.done("audience", "retire", "newcomers")
    answer = reaching("goal", "edit", "G1", "--audience", "newcomers")
    assert "The target group Newcomers was retired on 2026-03-01." in answer.stderr
    reaching.done("partner", "edit", "Alfa", "--website", "alfa.dk")  # who names it, goes on to


def test_partners_are_filtered_by_target_group_and_by_having_none(reaching: Cli) -> None:
    assert names(reaching, "--audience", "seniors") == ["Beta"]
    assert names(reaching, "--without", "audience") == ["Gamma"]
    reaching.done("partner", "edit", "Beta", "--without-audience", "seniors")
    assert names(reaching, "--audience", "seniors") == []
    assert reaching.json("partner", "show", "Alfa")["audiences"] == ["Children", "Newcomers"]


def test_coverage_shows_which_target_group_no_partnership_is_for(reaching: Cli) -> None:
    coverage = reaching.json("report", "coverage")
    assert [
        (row["audience"], row["partnerships"], row["network"], row["hole"])
        for row in coverage["sections"]["audiences"]
    ] == [
        ("Children", 1, 0, False),
        ("Newcomers", 1, 0, False),
        ("Seniors 65+, alone", 0, 1, True),
        (None, 1, 0, False),
    ]
    reaching.done("audience", "add", "Nobody yet")
    meeting = reaching.json("report", "meeting")["sections"]
    assert [row["name"] for row in meeting["audiences"]] == ["Nobody yet"]
    reaching.done("audience", "remove", "Nobody yet", "--yes")
    assert "audiences" not in reaching.json("report", "meeting")["sections"]
    sentence = "1 target group is noted on no partnership: Seniors 65+, alone."
    assert sentence in coverage["summary"]


def test_the_list_of_activities_says_for_whom_by_both_ways(
    reaching: Cli, register: Register, tmp_path: Path
) -> None:
    reaching.done(
        *("activity", "log", "Alfa", "--title", "Fair", "--for-whom", "Everybody"),
        *("--audience", "children", "--audience", "seniors"),
    )
    file = str(tmp_path / "activities.csv")
    reaching("export", "activities", "-o", file)
    reaching.done("undo")
    reaching.done("import", "activities", file, "--map", "number=")
    shown = reaching.json("activity", "show", "2")
    assert shown["audience"] == "Everybody"
    assert shown["audiences"] == ["Children", "Seniors 65+, alone"]
    assert reaching.json("activity", "list", "--audience", "seniors")[0]["id"] == 2
    assert register.value("SELECT count(*) FROM activity_audience") == 2
