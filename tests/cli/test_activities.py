"""Activities: with partners, or of a unit of the house alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

NOBODY = "Nobody would have taken part in activity #1, and no unit would have held it.\n"


def test_a_unit_holds_an_activity_without_any_partner(portfolio: Cli, register: Register) -> None:
    said = portfolio.done("activity", "log", "--title", "Open house", "--unit", "Lab")

    assert said == "Logged meeting #1 Open house, held by Lab.\n"
    assert portfolio.json("activity", "list")[0]["partners"] == []
    assert portfolio.json("activity", "show", "1")["unit"] == "Lab"
    assert register.rows("SELECT summary FROM operation ORDER BY id DESC LIMIT 1") == [
        ("#1 meeting",)
    ]
    assert portfolio.json("activity", "list", "Alfa") == []


def test_an_activity_of_nobody_is_refused_whichever_way_it_comes_to_be(
    portfolio: Cli, register: Register
) -> None:
    answer = portfolio("activity", "log", "--title", "Open house")
    assert answer.exit_code == 2
    assert answer.stderr.startswith(f"Error: {NOBODY}Name a partner, or the unit that held it:")

    portfolio.done("activity", "log", "Alfa", "--title", "Open house")
    assert portfolio("activity", "edit", "1", "--without", "Alfa").stderr.startswith(
        f"Error: {NOBODY}"
    )
    portfolio.done("activity", "edit", "1", "--without", "Alfa", "--unit", "Lab")
    assert portfolio("activity", "edit", "1", "--unit", "").stderr.startswith(f"Error: {NOBODY}")
    portfolio.done("activity", "edit", "1", "--with", "Beta", "--unit", "")
    assert register.rows("SELECT unit_id FROM activity") == [(None,)]


def test_a_list_of_activities_names_partners_or_units(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "activities.csv"
    file.write_text(
        "date;kind of activity;title;partner;unit\n"
        "2026-02-01;event;Fair;;Lab\n2026-02-02;visit;Talk;Alfa;\n",
        encoding="utf-8",
    )
    for _ in range(2):  # what is there is known again
        portfolio.done("import", "activities", str(file))
    assert register.rows("SELECT title, unit_id FROM activity ORDER BY id") == [
        ("Fair", 2),
        ("Talk", None),
    ]

    text = "date;kind of activity;title;partner;unit\n2026-02-03;event;Lost;;\n"
    file.write_text(text, encoding="utf-8")
    answer = portfolio("import", "activities", str(file))
    assert answer.exit_code == 2
    assert "Name a partner, or the unit that held it." in answer.stderr + answer.stdout
    assert register.value("SELECT count(*) FROM activity") == 2


def test_a_list_without_a_column_of_partners_is_one_of_units(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "activities.csv"
    text = "date;kind of activity;title;unit\n2026-02-01;event;Fair;Lab\n"
    file.write_text(text, encoding="utf-8")
    for _ in range(2):
        portfolio.done("import", "activities", str(file))
    assert register.rows("SELECT title, unit_id FROM activity") == [("Fair", 2)]
