"""`partnerreg import … --rejects FILE`: what could not come in, to be mended and brought in."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

LIST = """\
Navn;Sektor;Fax
Retro;foo;007
Nord;privat;=1+1
;bar; x
Syd
Vest;privat;a;b
"""


def written(place: Path, text: str, encoding: str = "utf-8") -> Path:
    place.write_bytes(text.encode(encoding))
    return place


def test_rejected_rows_are_written_as_they_were_with_the_reason_last(
    cli: Cli, tmp_path: Path
) -> None:
    written(tmp_path / "list.csv", LIST)
    answer = cli("import", "partners", "list.csv", "--skip-bad", "--rejects", "bad.csv")
    assert answer.exit_code == 4
    assert "They are in bad.csv, each with its reason." in answer.stderr
    rows = list(csv.reader(io.StringIO((tmp_path / "bad.csv").read_text("utf-8")), delimiter=";"))
    assert rows[0] == ["Navn", "Sektor", "Fax", "", "reason"]
    wrong = "'{}' is not one of public, private, civil-society, individual"
    assert rows[1:] == [
        ["Retro", "foo", "007", "", "Sektor: " + wrong.format("foo")],
        ["", "bar", " x", "", "Navn: is empty; give a name / Sektor: " + wrong.format("bar")],
        ["Syd", "", "", "", "1 cell where the header has 3"],
        ["Vest", "privat", "a", "b", "4 cells where the header has 3"],
    ]


def test_the_mended_file_comes_in_as_it_is(cli: Cli, tmp_path: Path) -> None:
    written(tmp_path / "list.csv", LIST)
    cli("import", "partners", "list.csv", "--skip-bad", "--rejects", "bad.csv")
    mended = (tmp_path / "bad.csv").read_text("utf-8")
    mended = mended.replace("Retro;foo", "Retro;public").replace(";bar", "Øst;public")
    written(tmp_path / "bad.csv", mended.replace(";a;b;", ";a;;"))
    answer = cli.json("import", "partners", "bad.csv")
    assert (answer["added"], answer["bad_rows"], answer["unused_columns"]) == (
        4,
        0,
        ["Fax", "column 4"],
    )
    names = {row["name"] for row in cli.json("partner", "list")}
    assert names == {"Retro", "Nord", "Øst", "Syd", "Vest"}


def test_bad_rows_are_written_though_nothing_comes_in(
    cli: Cli, tmp_path: Path, register: Register
) -> None:
    written(tmp_path / "list.csv", LIST)
    answer = cli("import", "partners", "list.csv", "--rejects", "bad.csv")
    assert (answer.exit_code, register.operations) == (2, 0)
    assert (tmp_path / "bad.csv").read_text("utf-8").count("\n") == 5


def test_rejects_that_cannot_be_written_when_the_list_is_in_are_told_as_that(
    cli: Cli, register: Register, tmp_path: Path
) -> None:
    written(tmp_path / "list.csv", LIST)
    place = tmp_path / "bad.csv"

    def take_the_place(_connection: sa.Connection) -> None:
        place.mkdir(exist_ok=True)

    sa.event.listen(sa.Engine, "commit", take_the_place)
    try:
        answer = cli("import", "partners", "list.csv", "--skip-bad", "--rejects", "bad.csv")
    finally:
        sa.event.remove(sa.Engine, "commit", take_the_place)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.splitlines()[-2:] == [
        "Error: bad.csv is a folder. The good rows of list.csv came in.",
        "Import it once more for the rejected ones: nothing comes in twice.",
    ]
    assert register.rows("SELECT name FROM partner") == [("Nord",)]


def test_no_file_is_written_where_nothing_is_rejected(cli: Cli, tmp_path: Path) -> None:
    written(tmp_path / "list.csv", "name\nRetro\n")
    cli.done("import", "partners", "list.csv", "--rejects", "bad.csv")
    assert not (tmp_path / "bad.csv").exists()


def test_the_list_itself_is_not_written_over(cli: Cli, tmp_path: Path) -> None:
    written(tmp_path / "list.csv", LIST)
    answer = cli("import", "partners", "list.csv", "--rejects", "./list.csv")
    assert answer.exit_code == 2
    assert "list.csv is being read; nothing is written over it." in answer.stderr
    assert (tmp_path / "list.csv").read_text("utf-8") == LIST


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rejects_are_written_as_the_list_was(
    cli: Cli, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [["Navn", "Sektor", "Noter"], ["Ærø", "foo", "a;b,c\nd\te|f"], ["Århus", "bar", '"q"']]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    (tmp_path / "list.csv").write_bytes(text.getvalue().encode(encoding))
    words = ["--encoding", encoding] if encoding in {"cp1252", "utf-16-le"} else []
    cli("import", "partners", "list.csv", *words, "--rejects", "bad.csv")
    found = (tmp_path / "bad.csv").read_bytes()
    if encoding in {"utf-8", "utf-8-sig", "utf-16", "utf-32"}:
        marked = text.getvalue().encode(encoding)[:2] == found[:2]
        assert marked or encoding == "utf-8"
    again = cli(
        "import", "partners", "bad.csv", *words, "--rejects", "worse.csv", "--format", "json"
    )
    answer = json.loads(again.stdout)
    assert [one["value"] for one in answer["rejected"]] == ["foo", "bar"]
    assert answer["delimiter"] == delimiter
    assert (tmp_path / "worse.csv").read_bytes() == found


def test_a_list_of_one_column_keeps_its_shape(cli: Cli, tmp_path: Path) -> None:
    written(tmp_path / "list.csv", "name\n" + "x" * 300 + "\n")
    cli("import", "partners", "list.csv", "--rejects", "bad.csv")
    answer = cli("import", "partners", "bad.csv", "--format", "json")
    (found,) = json.loads(answer.stdout)["rejected"]
    assert (found["column"], found["line"]) == ("name", 2)


def test_lines_that_were_skipped_are_there_to_be_skipped_again(cli: Cli, tmp_path: Path) -> None:
    written(tmp_path / "list.csv", "Vores liste\n\nname,sector\nRetro,foo\n")
    words = ("--skip-lines", "2", "--format", "json")
    cli("import", "partners", "list.csv", *words, "--rejects", "bad.csv")
    answer = json.loads(cli("import", "partners", "bad.csv", *words).stdout)
    assert [(one["line"], one["column"]) for one in answer["rejected"]] == [(4, "sector")]


def test_rejects_of_a_list_without_a_header_have_none(cli: Cli, tmp_path: Path) -> None:
    written(tmp_path / "list.csv", "Retro,foo\nNord,public\n")
    words = ("--no-header", "--map", "column 1=name", "--map", "column 2=sector")
    cli("import", "partners", "list.csv", *words, "--skip-bad", "--rejects", "bad.csv")
    text = (tmp_path / "bad.csv").read_text("utf-8")
    assert text.startswith("Retro,foo,")
    written(tmp_path / "bad.csv", text.replace("foo", "private"))
    cli.done("import", "partners", "bad.csv", *words)
    assert {row["name"] for row in cli.json("partner", "list")} == {"Retro", "Nord"}


def test_rejects_of_a_workbook_are_a_file_that_excel_opens(cli: Cli, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Navn", "Sektor", "Nr"], ["Ærø", "foo", 7], ["Nord", "privat", 8]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "list.xlsx")
    cli("import", "partners", "list.xlsx", "--skip-bad", "--rejects", "bad.csv")
    text = (tmp_path / "bad.csv").read_bytes().decode("utf-8-sig")
    assert text.startswith("Navn;Sektor;Nr;reason\r\nÆrø;foo;7;")
    written(tmp_path / "bad.csv", text.replace("foo", "public"), "utf-8-sig")
    cli.done("import", "partners", "bad.csv")
