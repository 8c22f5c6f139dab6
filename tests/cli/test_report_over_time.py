"""`partnerreg report movements|timeline`, and `levels --since`, on the portfolio of `conftest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli


def test_movements_are_the_net_of_a_time_and_every_change_in_it(portfolio: Cli) -> None:
    report = portfolio.json("report", "movements", "--since", "2025-12-30")

    assert report["since"] == "2025-12-30"
    assert report["summary"] == ["2 partners stand elsewhere than on 2025-12-30."]
    net = report["sections"]["movements"]
    assert [(row["movement"], row["partners"], row["names"]) for row in net] == [
        ("new", 1, ["Beta"]),
        ("ended", 1, ["Delta"]),
    ]
    assert report["sections"]["changes"] == [
        {
            "effective_on": "2026-03-01",
            "id": 2,
            "partner": "Beta",
            "from_level": None,
            "to_level": 3,
            "change": "new",
            "ending": None,
            "reason": None,
            "overridden": False,
        },
        {
            "effective_on": "2025-12-31",
            "id": 4,
            "partner": "Delta",
            "from_level": 3,
            "to_level": None,
            "change": "ended",
            "ending": None,
            "reason": "Moved",
            "overridden": False,
        },
    ]


def test_what_a_count_of_movements_names_lists_those_who_moved(portfolio: Cli) -> None:
    report = portfolio.json("report", "movements", "--since", "2025-12-30")

    ended = report["sections"]["movements"][1]["filter"]["partners"].split()
    assert [row["name"] for row in portfolio.json(*ended)] == ["Delta"]
    moved = report["figures"]["moved"]["filter"].split()
    assert [row["name"] for row in portfolio.json(*moved)] == ["Beta", "Delta"]


def test_csv_has_the_single_changes(portfolio: Cli) -> None:
    answer = portfolio("report", "movements", "--since", "2025-12-30", "--format", "csv")

    assert answer.stdout.splitlines()[0] == (
        "effective_on,id,partner,from_level,to_level,change,ending,reason,overridden"
    )
    assert len(answer.stdout.splitlines()) == 3


def test_where_nothing_moved_the_level_report_says_so_in_a_sentence(portfolio: Cli) -> None:
    portfolio.done("partner", "add", "Epsilon")

    answer = portfolio("report", "levels", "--as-of", "2026-02-28", "--since", "2026-01-01")

    assert "Every partner stands where it stood on 2026-01-01." in answer.stdout


def test_sectors_stand_as_readers_of_the_language_call_them(portfolio: Cli) -> None:
    portfolio.done("partner", "edit", "Gamma", "--sector", "civil-society")

    def order(language: str) -> list[str]:
        report = portfolio.json("--lang", language, "report", "levels", "--by", "sector")
        return [row["sector"] for row in report["sections"]["by_sector"]]

    assert order("en") == ["civil-society", "private", "public"]
    assert order("da") == ["civil-society", "public", "private"]


def test_a_timeline_counts_at_the_ends_of_months_and_on_the_day(portfolio: Cli) -> None:
    rows = portfolio.json("report", "timeline", "--months", "2")["sections"]["timeline"]

    keys = ("month", "strategic", "service", "partnerships", "network")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("2026-01-31", 1, 1, 2, 0),
        ("2026-02-28", 1, 1, 2, 0),
        ("2026-03-01", 1, 1, 2, 1),
    ]


def test_what_ties_partners_is_looked_at_on_each_day_of_a_timeline(portfolio: Cli) -> None:
    rows = portfolio.json("report", "timeline", "--months", "1", "--area", "youth")

    counts = [(row["strategic"], row["service"]) for row in rows["sections"]["timeline"]]
    assert counts == [(0, 0), (1, 0)]


@pytest.mark.parametrize("filters", [["--unsupported"], ["--unsupported", "--level", "1"]])
def test_a_timeline_of_the_unsupported_is_refused(portfolio: Cli, filters: list[str]) -> None:
    answer = portfolio("report", "timeline", *filters)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "--unsupported cannot be drawn over time" in answer.stderr
    assert "partnerreg report levels --as-of DATE" in answer.stderr


def test_a_timeline_says_which_filters_have_no_history(portfolio: Cli) -> None:
    said = portfolio.json("report", "timeline", "--sector", "public")["notes"]

    (note,) = said
    assert note == (
        "Only areas, goals, units, coordinators and members have a history here: all else is as it"
        " is now."
    )
    assert portfolio.json("report", "timeline", "--area", "youth")["notes"] == []
