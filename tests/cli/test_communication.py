"""What is told, inside the house and outside, and whether it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli


@pytest.fixture
def plans(cli: Cli) -> Cli:
    """A partner that is late to be told of, a plan for later, and an activity told of."""
    since = ("--on", "2026-01-01")
    above = ("--level", "strategic", "--override", "Decided")
    cli.done("partner", "add", "Café Retro", *above, *since)
    cli.done("partner", "add", "Teatret", *since)
    cli.done("unit", "add", "Børn")
    cli.done("area", "add", "Ungdom")
    cli.done("area", "link", "Ungdom", "retro", "--unit", "Børn", "--from", "2026-01-01")
    plan = ("communication", "plan")
    cli.done(*plan, "retro", "--title", "Aftalen", "--to", "inside", "--on", "2026-02-01")
    cli.done(*plan, "--title", "Sæsonen", "--to", "outside", "--on", "2026-05-01")
    cli.done("activity", "log", "retro", "teatret", "--title", "Festen", "--on", "2026-02-10")
    cli.done(
        *(*plan, "--title", "Festen", "--to", "ud af huset", "--activity", "1"),
        *("--published", "2026-02-12", "--link", "retro.dk/fest", "--channel", "Avisen"),
    )
    return cli


def states(cli: Cli, *words: str) -> dict[str, str]:
    return {row["title"]: row["state"] for row in cli.json("communication", "list", *words)}


def met(cli: Cli, code: str, *words: str) -> bool:
    rules: list[dict[str, Any]] = cli.json("partner", "check", *words)["sections"]["rules"]
    return next(bool(rule["met"]) for rule in rules if rule["code"] == code)


def test_a_plan_is_overdue_after_its_day_until_it_is_published(plans: Cli) -> None:
    assert states(plans) == {"Aftalen": "overdue", "Sæsonen": "planned", "Festen": "published"}
    assert states(plans, "--as-of", "2026-02-01", "--state", "planned").keys() >= {"Aftalen"}
    said = plans.done("communication", "publish", "1", "--on", "2026-02-20")
    assert said == "Communication #1 Aftalen was published on 2026-02-20.\n"
    assert states(plans, "--state", "overdue") == {}
    assert states(plans, "--as-of", "2026-02-19", "--state", "overdue") == {"Aftalen": "overdue"}
    assert "already" in plans("communication", "publish", "1").stderr


def test_what_is_told_of_its_activities_is_told_of_a_partner(plans: Cli) -> None:
    assert states(plans, "teatret") == {"Festen": "published"}
    assert [row["title"] for row in plans.json("partner", "show", "2")["communications"]] == [
        "Festen"
    ]


def test_a_strategic_partnership_is_told_to_the_units_that_run_its_areas(plans: Cli) -> None:
    strategic = ("retro", "--to", "strategic")
    assert not met(plans, "told-inside", *strategic)
    plans.done("communication", "publish", "1")
    assert not met(plans, "told-inside", *strategic)
    plans.done("communication", "edit", "1", "--unit", "børn")
    assert met(plans, "told-inside", *strategic)
    assert not met(plans, "told-inside", *strategic, "--as-of", "2026-02-28")


def test_what_was_published_outside_is_told_outside(plans: Cli) -> None:
    assert met(plans, "told-outside", "teatret", "--to", "service")
    assert not met(plans, "told-outside", "teatret", "--to", "service", "--as-of", "2026-02-11")


def test_what_is_late_stands_on_the_brief_and_before_the_meeting_never_outward(plans: Cli) -> None:
    brief = plans.json("report", "brief", "retro")["sections"]
    assert [row["title"] for row in brief["communication"]] == ["Aftalen", "Festen"]
    assert "communication" not in plans.json("report", "brief", "retro", "--outward")["sections"]
    meeting = plans.json("report", "meeting")["sections"]
    assert [row["title"] for row in meeting["communication"]] == ["Aftalen"]
    plans.done("communication", "publish", "1")
    assert "communication" not in plans.json("report", "meeting")["sections"]


def test_the_partner_approves_of_what_is_told(plans: Cli) -> None:
    plans.done("communication", "approve", "1", "--on", "2026-01-15")
    shown = plans.json("communication", "show", "1")
    assert shown["partner_approved_on"] == "2026-01-15"
    answer = plans(
        "communication", "plan", "--title", "X", "--to", "inside", "--published", "2027-01-01"
    )
    assert "lies in the future; plan it for that day, and publish it then" in answer.stderr


def test_nothing_new_is_told_to_a_retired_unit(plans: Cli) -> None:
    plans.done("unit", "retire", "børn", "--on", "2026-02-01")
    answer = plans("communication", "edit", "2", "--unit", "børn")
    assert "The unit Børn was retired on 2026-02-01." in answer.stderr
