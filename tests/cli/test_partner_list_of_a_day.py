"""`partner list` as of a day, and what opens the figures of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli


def names(cli: Cli, options: str) -> list[str]:
    return [row["name"] for row in rows(cli, options)]


def rows(cli: Cli, options: str) -> list[dict[str, Any]]:
    found = cli.json("partner", "list", *options.split())
    assert isinstance(found, list)
    return found


def done(cli: Cli, line: str) -> None:
    cli.done(*line.split())


def test_a_list_of_a_day_shows_who_was_active_then_at_the_level_of_then(portfolio: Cli) -> None:
    assert names(portfolio, "--as-of 2024-05-31") == []
    [delta] = rows(portfolio, "--as-of 2024-06-01")
    assert (delta["name"], delta["level"], delta["status"]) == ("Delta", 3, "active")
    assert names(portfolio, "--as-of 2025-01-01") == ["Alfa", "Delta", "Gamma"]
    assert names(portfolio, "--as-of 2025-12-31") == ["Alfa", "Gamma"]
    assert names(portfolio, "--as-of 2026-02-28") == ["Alfa", "Gamma"]


def test_a_list_of_today_is_the_plain_list(portfolio: Cli) -> None:
    for options in ("", "--status all", "--status ended", "--level 1", "--level 3 --status all"):
        assert rows(portfolio, f"{options} --as-of 2026-03-01") == rows(portfolio, options)


def test_a_partner_that_has_moved_since_is_listed_where_it_stood(portfolio: Cli) -> None:
    done(portfolio, "partner demote Alfa --to 3 --on 2026-02-01")

    then, now = "--as-of 2026-01-31", "--as-of 2026-02-01"

    assert names(portfolio, f"--level strategic {then}") == ["Alfa"]
    assert names(portfolio, f"--level strategic {now}") == []
    [alfa] = rows(portfolio, f"--sector public {then}")
    assert (alfa["level"], alfa["level_name"]) == (1, "strategic")
    assert names(portfolio, f"--sort level {then}") == ["Alfa", "Gamma"]


def test_who_has_ended_is_listed_at_the_level_it_ended_from(portfolio: Cli) -> None:
    done(portfolio, "partner end Gamma --reason Moved --on 2026-01-01")

    [gamma] = rows(portfolio, "--status ended --level service --as-of 2026-01-01")

    assert (gamma["name"], gamma["level"], gamma["status"]) == ("Gamma", 2, "ended")


def test_ties_are_those_of_the_day(portfolio: Cli) -> None:
    done(portfolio, "staff unassign Bo Gamma --on 2026-03-01")
    done(portfolio, "area link Music Gamma --from 2025-05-01")

    assert names(portfolio, "--coordinator Bo --as-of 2026-03-01") == ["Gamma"]
    assert names(portfolio, "--coordinator Bo --as-of 2026-03-02") == []
    assert names(portfolio, "--area Music --as-of 2025-04-30") == []
    [gamma] = rows(portfolio, "--area Music --as-of 2025-05-01")
    assert gamma["coordinator"] is None


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("1,2", ["Alfa", "Gamma"]),
        ("strategic,service", ["Alfa", "Gamma"]),
        ("netværk,1", ["Alfa", "Beta"]),
        ("1,2,3", ["Alfa", "Beta", "Gamma"]),
        ("3,3", ["Beta"]),
    ],
)
def test_several_levels_are_parted_by_commas(
    portfolio: Cli, levels: str, expected: list[str]
) -> None:
    assert names(portfolio, f"--level {levels}") == expected


def test_movements_compare_two_days(portfolio: Cli) -> None:
    done(portfolio, "partner demote Alfa --to 2 --on 2026-01-15")
    done(portfolio, "partner reopen Delta --on 2026-02-15")
    done(portfolio, "partner promote Beta --to 2 --override Asked --on 2026-03-01")

    def moved(how: str, days: str = "--since 2026-01-01") -> list[str]:
        return names(portfolio, f"{days} {how}")

    assert moved("--moved any") == ["Alfa", "Beta", "Delta"]
    assert moved("--moved new") == ["Beta"]
    assert moved("--moved down") == ["Alfa"]
    assert moved("--moved down --was strategic --level service") == ["Alfa"]
    assert moved("--moved up") == []
    assert moved("--moved reopened") == ["Delta"]
    assert moved("--moved reopened --was ended") == ["Delta"]
    assert moved("--was service") == ["Gamma"]
    assert moved("--was absent") == ["Beta"]
    between = "--since 2025-06-01 --as-of 2025-12-31"
    assert moved("--moved any --status all", between) == ["Delta"]
    assert moved("--moved any", between) == []


def test_those_who_ended_are_listed_where_that_is_asked_for(portfolio: Cli) -> None:
    since = "--since 2025-06-01"

    assert names(portfolio, f"{since} --moved ended") == ["Delta"]
    assert names(portfolio, f"{since} --moved ended --status active") == []
    assert names(portfolio, f"{since} --moved ended --status all --was network") == ["Delta"]


def test_a_movement_may_be_told_since_the_last_meeting(portfolio: Cli) -> None:
    asked = "--since last-meeting --moved any"
    assert portfolio("partner", "list", *asked.split()).exit_code == 3

    done(portfolio, "partner demote Alfa --to 2 --on 2026-02-20")
    assert portfolio("report", "meeting", "--held", "--as-of", "2026-02-01").exit_code == 0

    assert names(portfolio, asked) == ["Alfa", "Beta"]


def test_what_is_missing_is_what_binds_at_the_level_and_is_not_met(portfolio: Cli) -> None:
    assert names(portfolio, "--missing written-agreement") == ["Alfa"]
    assert names(portfolio, "--missing agreement-or-intent") == ["Gamma"]
    assert names(portfolio, "--missing coordinator") == ["Alfa", "Beta"]
    assert names(portfolio, "--meets coordinator") == ["Gamma"]
    assert names(portfolio, "--meets coordinator --as-of 2026-02-28") == []
    assert names(portfolio, "--meets goal") == []  # Beta serves one, and its level asks for none
    assert names(portfolio, "--missing coordinator --level network") == ["Beta"]


def test_a_severity_asks_for_anything_that_is_missing(portfolio: Cli) -> None:
    assert names(portfolio, "--missing required") == names(portfolio, "--unsupported")
    assert names(portfolio, "--missing advised") == ["Alfa", "Beta", "Gamma"]
    done(portfolio, "contact add Beta Åse --source Met --basis consent --retain-until 2030-01-01")
    done(portfolio, "activity log Beta --kind visit --title Visit")
    done(portfolio, "staff assign Bo Beta --as coordinator")

    assert names(portfolio, "--missing advised") == ["Alfa", "Gamma"]
    assert names(portfolio, "--missing hint") == ["Alfa", "Beta", "Gamma"]


def test_who_has_ended_lacks_nothing(portfolio: Cli) -> None:
    for options in ("--missing hint", "--unsupported", "--expiring 90"):
        assert "Delta" not in names(portfolio, f"{options} --status all")
        assert names(portfolio, f"{options} --status ended") == []


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("0d", []),
        ("30", []),
        ("31d", ["Alfa"]),
        ("4w", []),
        ("5w", ["Alfa"]),
        ("1m", ["Alfa"]),
        ("3M", ["Alfa", "Gamma"]),
        ("90 d", ["Alfa"]),
        ("91d", ["Alfa", "Gamma"]),
    ],
)
def test_agreements_that_fall_due_may_be_told_in_days_weeks_or_months(
    portfolio: Cli, span: str, expected: list[str]
) -> None:
    agreed = "agreement attach {} --kind written-agreement --signed 2025-01-01 --until {}"
    done(portfolio, agreed.format("Alfa", "2026-04-01"))
    done(portfolio, agreed.format("Gamma", "2026-08-31") + " --notice-months 3")

    found = portfolio.json("partner", "list", "--expiring", span)

    assert [row["name"] for row in found] == expected


def test_what_falls_due_is_counted_from_the_day_asked_about(portfolio: Cli) -> None:
    agreed = "agreement attach Alfa --kind letter-of-intent --signed 2025-01-01"
    done(portfolio, f"{agreed} --until 2025-09-30")

    assert names(portfolio, "--expiring 3m") == []
    assert names(portfolio, "--expiring 3m --as-of 2025-06-30") == ["Alfa"]
    assert names(portfolio, "--expiring 3m --as-of 2025-06-29") == []


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("sector", ["Gamma"]),
        ("municipality", ["Alfa", "Gamma"]),
        ("unit", ["Beta"]),
        ("area", ["Beta", "Gamma"]),
        ("goal", ["Alfa", "Gamma"]),
        ("coordinator", ["Alfa", "Beta"]),
        ("contact", ["Alfa", "Beta", "Gamma"]),
    ],
)
def test_who_is_without_something_can_be_listed(
    portfolio: Cli, thing: str, expected: list[str]
) -> None:
    assert names(portfolio, f"--without {thing}") == expected


def test_who_was_without_something_on_a_day_can_be_listed(portfolio: Cli) -> None:
    done(portfolio, "contact add Alfa Åse --retain-until 2026-06-30")
    done(portfolio, "staff retire Bo --on 2026-04-30")

    assert names(portfolio, "--without contact --as-of 2026-06-30") == ["Beta", "Gamma"]
    assert names(portfolio, "--without contact --as-of 2026-07-01") == ["Alfa", "Beta", "Gamma"]
    assert names(portfolio, "--without coordinator --as-of 2026-04-30") == ["Alfa", "Beta"]
    assert "Gamma" in names(portfolio, "--without coordinator --as-of 2026-05-01")


def test_all_options_hold_together(portfolio: Cli) -> None:
    asked = "--without area --missing hint --level 2,3 --since 2025-06-01"

    assert names(portfolio, f"{asked} --was service") == ["Gamma"]
    assert names(portfolio, f"{asked} --moved new") == ["Beta"]
    assert names(portfolio, f"{asked} --moved new --sector public") == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--as-of soon", "--as-of 'soon' is not a date; write it as 2026-03-31."),
        ("--moved up", "--moved needs an earlier day to compare with.\nAdd --since DATE."),
        ("--was ended", "--was needs an earlier day to compare with.\nAdd --since DATE."),
        ("--since 2026-01-01", "--since says nothing by itself.\nAdd --moved new|up|down"),
        ("--since soon --was ended", "--since 'soon' is not a date"),
        (
            "--since 2026-03-02 --moved up",
            "--since 2026-03-02 lies after the day that is asked about, 2026-03-01.",
        ),
        ("--since 2026-01-01 --moved away", "--moved 'away' is not known.\nChoose one of new,"),
        ("--since 2026-01-01 --was away", "--was 'away' is not known.\nChoose one of absent,"),
        ("--missing goals", "--missing 'goals' is not a rule.\nDid you mean goal?"),
        ("--missing xyz", "--missing 'xyz' is not a rule.\nChoose one of agreement-or-intent,"),
        ("--meets required", "--meets 'required' is not a rule."),
        ("--expiring soon", "--expiring 'soon' is not a stretch of time; write it as 90d, 12w"),
        ("--expiring=-5", "--expiring '-5' is not a stretch of time"),
        ("--without money", "--without 'money' is not known.\nChoose one of sector,"),
        ("--level 1,4", "--level '4' is not a level.\nThe levels: 1 or strategic,"),
        ("--level 1,", "--level '' is not a level."),
        ("--status gone --as-of 2026-01-01", "--status 'gone' is not known."),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_listed(
    portfolio: Cli, options: str, said: str
) -> None:
    answer = portfolio("partner", "list", *options.split())

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"Error: {said}")
