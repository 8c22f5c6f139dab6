"""The options that say how a list is read, and what is done with it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

NOUNS = ["partners", "contacts", "agreements", "activities", "staff", "units", "areas", "goals"]


def partners(cli: Cli, *fields: str) -> list[tuple[str, ...]]:
    shown = [cli.json("partner", "show", f"#{row['id']}") for row in cli.json("partner", "list")]
    return sorted(tuple(one[field] for field in fields) for one in shown)


def test_a_value_for_all_rows_gives_way_to_a_cell(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,land\nRetro,NO\nNord,\n")
    cli.done("import", "partners", "a.csv", "--set", "country=SE", "--set", "sector=forening")
    assert partners(cli, "name", "country", "sector") == [
        ("Nord", "SE", "civil-society"),
        ("Retro", "NO", "civil-society"),
    ]


def test_doubled_columns_are_told_apart_by_a_person(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name,name,Fax,Fax\n1,Nord,Retro,1,2\n")
    answer = cli("import", "partners", "a.csv")
    assert answer.exit_code == 2
    assert 'Say which it is: --map "name (1)=name" or --map "name (2)=name".' in answer.stderr
    said = cli.done("import", "partners", "a.csv", "--map", "name (2)=name")
    assert "Columns not used: id, name (1), Fax (1), Fax (2);" in said
    cli.done("import", "partners", "a.csv", "--map", "id=name")
    assert partners(cli, "name") == [("1",), ("Retro",)]


def test_columns_mean_what_a_person_says(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("A,Kommune,B\nRetro,Aarhus,x\n")
    maps = ("--map", "A=name", "--map", "Kommune=", "--map", "B=notes", "--map", "B=municipality")
    cli.done("import", "partners", "a.csv", *maps)
    assert partners(cli, "name", "municipality", "notes") == [("Retro", "x", "x")]


def test_a_mapping_is_kept_and_what_is_typed_counts_more(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Forening|Hvor\nRetro|Aarhus\n")
    said = cli.done(
        *("import", "partners", "a.csv", "--map", "Forening=name", "--map", "Hvor=municipality"),
        *("--set", "country=DK", "--save-mapping", "foreninger"),
    )
    assert "Saved the mapping at" in said
    (tmp_path / "b.csv").write_text("Forening|Hvor\nNord|Lund\n")
    words = ("import", "partners", "b.csv", "--mapping", "foreninger", "--set", "country=SE")
    cli.done(*words)
    assert partners(cli, "name", "municipality", "country") == [
        ("Nord", "Lund", "SE"),
        ("Retro", "Aarhus", "DK"),
    ]
    answer = cli("import", "staff", "b.csv", "--mapping", "foreninger")
    assert (answer.exit_code, "foreninger" in answer.stderr) == (2, True)


def test_a_mapping_that_does_not_fit_the_list_is_not_kept(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nRetro\n")
    words = ("import", "partners", "a.csv", "--map", "Forening=name", "--save-mapping", "x")
    answer = cli(*words)
    assert (answer.exit_code, "Saved" in answer.stderr) == (2, False)
    assert cli("import", "partners", "a.csv", "--mapping", "x").exit_code == 2


def test_columns_that_mean_nothing_are_kept_as_notes_if_asked(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,Fax,notes,Adresse\nRetro,12,Vores,\nNord,,,Vej 1\n")
    said = cli.done("import", "partners", "a.csv", "--keep-unmapped")
    assert "Columns not used" not in said
    assert partners(cli, "name", "notes") == [
        ("Nord", "Adresse: Vej 1"),
        ("Retro", "Vores\nFax: 12"),
    ]
    assert "unchanged 2." in cli.done("import", "partners", "a.csv", "--keep-unmapped")
    (tmp_path / "u.csv").write_text("name,Fax\nHuset,1\n")
    assert "have no notes" in cli("import", "units", "u.csv", "--keep-unmapped").stderr


DAYS = "name,pilot_until\nRetro,03.04.2026\nNord,{}\n"


@pytest.mark.parametrize(
    ("other", "options", "day"),
    [
        ("31.12.2026", (), "2026-04-03"),
        ("12/31/2026", (), "2026-03-04"),
        ("2026-01-01", ("--date-order", "dmy"), "2026-04-03"),
        ("2026-01-01", ("--date-order", "mdy"), "2026-03-04"),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_file_or_a_person(
    cli: Cli, tmp_path: Path, other: str, options: tuple[str, ...], day: str
) -> None:
    (tmp_path / "a.csv").write_text(DAYS.format(other))
    cli.done("import", "partners", "a.csv", *options)
    assert cli.json("partner", "show", "Retro")["pilot_until"] == day


def test_a_day_with_two_readings_is_not_guessed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(DAYS.format("2026-01-01"))
    answer = cli("import", "partners", "a.csv")
    assert answer.exit_code == 2
    assert "'03.04.2026' may be 3 April or 4 March; say which with --date-order" in answer.stderr


def test_a_sheet_of_a_workbook_is_read_as_it_shows(cli: Cli, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["something else"])  # type: ignore[union-attr]
    sheet = book.create_sheet("Partnere")
    for row in (["Navn", "Eksternt id", "Unge"], ["Retro", "0007", True], ["Nord", 8, None]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert cli("import", "partners", "a.xlsx").exit_code == 2
    cli.done("import", "partners", "a.xlsx", "--sheet", "Partnere")
    assert partners(cli, "name", "external_id", "involves_youth") == [
        ("Nord", "8", None),
        ("Retro", "0007", True),
    ]
    answer = cli.json("import", "partners", "a.xlsx", "--sheet", "2")
    assert (answer["format"], answer["sheet"], answer["unchanged"]) == ("xlsx", "Partnere", 2)


def test_lines_above_the_header_are_passed_over(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Vores partnere\nudtrukket i dag\nNavn\nRetro\n")
    cli.done("import", "partners", "a.csv", "--skip-lines", "2")
    assert partners(cli, "name") == [("Retro",)]


def test_a_list_without_a_header_is_data_from_its_first_row(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Retro;Aarhus\nNord;Odense\n")
    cli.done("import", "partners", "a.csv", "--no-header", "--map", "column 1=name")
    assert partners(cli, "name") == [("Nord",), ("Retro",)]


def test_empty_cells_may_empty_only_in_an_update(cli: Cli, tmp_path: Path) -> None:
    cli.done("partner", "add", "Retro", "--website", "retro.dk")
    (tmp_path / "a.csv").write_text("name,website\nRetro,\n")
    words = ("import", "partners", "a.csv", "--empty-clears")
    answer = cli(*words)
    assert (answer.exit_code, "--on-match update" in answer.stderr) == (2, True)
    said = cli.done(*words, "--on-match", "update")
    assert "  #1 website: 'retro.dk' → empty\n" in said


def test_what_on_match_may_be_is_told(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nRetro\n")
    answer = cli("import", "partners", "a.csv", "--on-match", "merge")
    assert answer.exit_code == 2
    assert "skip, fill, update" in answer.stderr


@pytest.mark.parametrize("noun", NOUNS)
def test_a_dry_run_makes_no_register(bare_cli: Cli, register: Register, noun: str) -> None:
    header = {
        "partners": "name,level\nRetro,1",
        "goals": "code,title\nG1,Mål",
        "contacts": "partner,name\n#1,Bo",
        "agreements": "partner,kind,title\n#1,letter of intent,X",
        "activities": "held_on,kind,title,partners\n2026-01-01,event,X,#1",
    }.get(noun, "name\nNy")
    answer = bare_cli(*("import", noun, "-", "--dry-run", "--format", "json"), stdin=header + "\n")
    found = json.loads(answer.stdout)
    assert (found["noun"], found["dry_run"], found["rows"]) == (noun, True, 1)
    assert found["added"] + found["bad_rows"] == 1
    assert not register.path.exists()


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("language", ["en", "da", "sv", "fi", "nb"])
def test_a_template_in_any_language_comes_in_when_it_is_filled(
    cli: Cli, tmp_path: Path, noun: str, language: str
) -> None:
    answer = cli("--lang", language, "import", "template", noun)
    assert answer.exit_code == 0
    header = next(csv.reader([answer.stdout.rstrip("\n")], delimiter=";"))
    (tmp_path / "a.csv").write_text(answer.stdout + ";" * (len(header) - 2) + "x;\n", "utf-8")
    found = json.loads(cli("import", noun, "a.csv", "--dry-run", "--format", "json").stdout)
    assert (found["unused_columns"], len(found["columns"])) == ([], len(header))
