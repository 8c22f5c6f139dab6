"""What lists and pages tell beside the plain facts, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli

AGREEMENT = [{"id": 1, "partner": "Gamma", "state": "draft"}]
ACTIVITY = [{"id": 1, "partners": ["Beta", "Gamma"], "notes": None}]
ATTACH = ("agreement", "attach", "--kind", "written-agreement")


def test_a_page_tells_whether_the_level_is_carried_and_by_whose_word_it_was_reached(
    portfolio: Cli,
) -> None:
    alfa, beta = (portfolio("partner", "show", name).stdout for name in ("Alfa", "Beta"))
    lines = {line.strip() for line in alfa.splitlines()}

    assert {line.partition(":")[2].strip() for line in lines if line.startswith("Supp")} == {"no"}
    assert any(line.startswith("Came there by override:") for line in lines)
    assert any(line.startswith("Reason for the level:") and "Inherited" in line for line in lines)
    assert "override" not in beta
    page = portfolio.json("partner", "show", "Alfa")
    assert (page["supported"], page["overridden"], page["reason"]) == (False, True, "Inherited")


def test_agreements_tell_what_they_replace_and_what_replaced_them(portfolio: Cli) -> None:
    portfolio.done(*ATTACH, "Alfa")
    portfolio.done(*ATTACH, "Alfa", "--replaces", "1")

    listed = portfolio.json("agreement", "list")

    assert [(row["replaces_id"], row["replaced_by_id"]) for row in listed] == [(None, 2), (1, None)]
    lines = portfolio("agreement", "list").stdout.splitlines()
    assert "draft (replaced by #2)" in lines[2]
    assert "draft (replaces #1)" in lines[3]
    page = portfolio("agreement", "show", "2").stdout.splitlines()
    assert ["Replaces", "#:", "1"] in [line.split() for line in page]


@pytest.mark.parametrize(
    ("order", "numbers"), [("until", [3, 1, 2]), ("number", [1, 2, 3]), ("partner", [2, 3, 1])]
)
def test_agreements_stand_in_the_order_asked_for(
    portfolio: Cli, order: str, numbers: list[int]
) -> None:
    signed = ("--signed", "2026-01-01")
    portfolio.done(*ATTACH, "Gamma", *signed, "--until", "2027-12-31")
    portfolio.done(*ATTACH, "Alfa", *signed)
    portfolio.done(*ATTACH, "Alfa", *signed, "--until", "2026-12-31")

    listed = portfolio.json("agreement", "list", "--sort", order)

    assert [row["id"] for row in listed] == numbers


@pytest.mark.parametrize(
    ("order", "names"), [("name", ["Aage", "Bo", "Carl"]), ("partner", ["Carl", "Aage", "Bo"])]
)
def test_contacts_stand_in_the_order_asked_for(
    portfolio: Cli, order: str, names: list[str]
) -> None:
    for partner, name in (("Gamma", "Bo"), ("Beta", "Aage"), ("Alfa", "Carl")):
        portfolio.done("contact", "add", partner, name)

    listed = portfolio.json("contact", "list", "--sort", order)

    assert [row["name"] for row in listed] == names


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (
            "partner list --columns website,coordinator --sort -name",
            [
                {"id": 3, "website": None, "coordinator": "Bo"},
                {"id": 2, "website": None, "coordinator": None},
                {"id": 1, "website": "https://alfa.example", "coordinator": None},
            ],
        ),
        ("partner list --website ALFA --columns name", [{"id": 1, "name": "Alfa"}]),
        ("partner list --youth yes --as-of 2026-02-01 --columns name", []),
        ("agreement list --title sound --columns partner,state", AGREEMENT),
        ("agreement list --title light", []),
        ("activity list --title fest --columns partners,notes", ACTIVITY),
        ("activity list --with gamma --columns partners,notes", ACTIVITY),
    ],
)
def test_lists_with_columns_of_their_own_have_those_of_every_field_too(
    portfolio: Cli, words: str, rows: list[object]
) -> None:
    portfolio.done("partner", "edit", "Alfa", "--website", "https://alfa.example")
    portfolio.done(*ATTACH, "Gamma", "--title", "Sound and stage")
    portfolio.done("activity", "log", "Beta", "Gamma", "--title", "Høstfest")

    assert portfolio.json(*words.split()) == rows


def test_the_number_stands_first_and_once_whether_it_is_named_or_not(portfolio: Cli) -> None:
    named, unnamed = (
        portfolio("partner", "list", "--columns", columns).stdout for columns in ("name,id", "name")
    )
    assert named == unnamed
    assert named.splitlines()[0].split() == ["#", "Name"]


def test_an_order_that_there_is_not_is_refused(portfolio: Cli) -> None:
    answer = portfolio("contact", "list", "--sort", "age")

    assert answer.exit_code == 2
    assert "Choose among" in answer.stderr
    assert "partner, name" in answer.stderr


def test_whoever_gets_the_name_of_another_is_told(portfolio: Cli) -> None:
    renamed = portfolio("partner", "edit", "Alfa", "--name", "beta")
    added = portfolio("partner", "add", "Delta", "--municipality", "Vejle", "--format", "json")

    assert (renamed.exit_code, added.exit_code) == (0, 0)
    assert renamed.stderr.startswith("There is another partner of that name: #2 Beta (Århus).\n")
    assert added.stderr == "There is another partner of that name: #4 Delta (Odense).\n"
