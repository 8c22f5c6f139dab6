"""Reports judge and group partners by what held on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.command_line import Cli


def test_gaps_at_a_level_are_of_those_that_stood_there_on_the_day(portfolio: Cli) -> None:
    portfolio.done("partner", "demote", "Alfa", "--to", "3", "--on", "2026-02-01")

    def standing(*words: str) -> set[str]:
        report = portfolio.json("report", "gaps", "--level", "1", *words)
        return {row["partner"] for row in report["sections"]["gaps"]}

    assert standing("--as-of", "2026-01-31") == {"Alfa"}
    assert standing() == set()


def test_a_retired_unit_runs_nothing_from_that_day(portfolio: Cli) -> None:
    portfolio.done("unit", "retire", "Lab", "--on", "2026-02-01")

    def unit_is_met(day: str) -> bool:
        report = portfolio.json("partner", "check", "Gamma", "--to", "2", "--as-of", day)
        [rule] = [rule for rule in report["sections"]["rules"] if rule["code"] == "unit"]
        return bool(rule["met"])

    assert unit_is_met("2026-01-31")
    assert not unit_is_met("2026-02-01")


def test_spellings_of_a_municipality_are_one_group_under_the_commonest(cli: Cli) -> None:
    for number, place in enumerate(["aarhus", "AARHUS", "Århus", "Århus", "Odense"]):
        cli.done("partner", "add", f"P{number}", "--municipality", place)
    cli.done("partner", "add", "Nowhere")

    report = cli.json("report", "levels", "--by", "municipality")

    groups = report["sections"]["by_municipality"]
    assert [(row["municipality"], row["network"]) for row in groups] == [
        ("Århus", 4),
        ("Odense", 1),
        (None, 1),
    ]


def test_people_read_what_the_group_of_those_without_is(portfolio: Cli) -> None:
    for by in ("municipality", "sector", "unit", "area", "goal", "coordinator"):
        lines = portfolio("report", "levels", "--by", by).stdout.splitlines()
        assert any(line.startswith(f"(no {by})") for line in lines)


def test_a_contact_that_may_not_be_kept_today_is_on_no_page_of_an_earlier_day(
    portfolio: Cli,
) -> None:
    for name, day in (("Aino", "2026-02-28"), ("Eva", "2026-03-01")):
        portfolio.done("contact", "add", "Alfa", name, "--retain-until", day)

    for words in ((), ("--outward",), ("--as-of", "2026-01-31"), ("--as-of", "2026-02-28")):
        report = portfolio.json("report", "brief", "Alfa", *words)
        assert "Aino" not in [row["name"] for row in report["sections"]["contacts"]]
        assert "Eva" in [row["name"] for row in report["sections"]["contacts"]]
