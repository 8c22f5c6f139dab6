"""Activities: with partners, or of a unit of the house alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

NOBODY = "Nobody would have taken part in the activity, and no unit would have held it.\n"


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


def test_what_an_activity_took_is_said_in_the_readers_ways(
    portfolio: Cli, register: Register
) -> None:
    portfolio.done(
        *("activity", "log", "Alfa", "--title", "Fair", "--at", "kl. 9-16.30", "--hours", "2:20"),
        *("--staff", "Bo", "--staff", "Ib", "--place", "Torvet", "--outside", "--not-online"),
        *("--series", "Fairs"),
    )
    columns = "at, hours, place, is_outside, is_online, series"
    assert register.rows(f"SELECT {columns} FROM activity") == [
        ("09:00-16:30", 2.33, "Torvet", 1, 0, "Fairs")
    ]
    portfolio.done("activity", "edit", "1", "--hours", "2,5", "--without-staff", "Ib")
    shown = portfolio.json("activity", "show", "1")
    assert (shown["hours"], shown["staff"]) == (2.5, ["Bo"])
    danish = portfolio("--lang", "da", "activity", "show", "1").stdout
    assert "Timer: 2,5" in " ".join(danish.split())
    for words, message in (
        (("--at", "25"), "--at '25' is not a time; write it as 14:00 or 09:00-16:00."),
        (("--at", "9-09:00"), "--at '9-09:00' ends as it begins."),
        (("--hours", "1.234"), "--hours '1.234' is not a number of hours; write it as 2.5"),
    ):
        answer = portfolio("activity", "edit", "1", *words)
        assert answer.exit_code == 2
        assert answer.stderr.startswith(f"Error: {message}")


def test_a_list_of_activities_says_the_same_in_another_language(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "aktiviteter.csv"
    file.write_text(
        "dato;aktivitetstype;titel;partner;klokkeslæt;timer;medarbejdere;sted;uden for huset\n"
        "2026-02-01;møde;Scene;Alfa;9-16;2,5;Bo;Torvet;ja\n"
        "2026-02-02;møde;Scene;Alfa;;2:30;Bo; ;nej\n",
        encoding="utf-8",
    )
    for _ in range(2):
        portfolio.done("import", "activities", str(file), "--on-match", "update")
    columns = "at, hours, place, is_outside"
    assert register.rows(f"SELECT {columns} FROM activity ORDER BY id") == [
        ("09:00-16:00", 2.5, "Torvet", 1),
        (None, 2.5, None, 0),
    ]
    assert register.value("SELECT count(*) FROM activity_staff") == 2
