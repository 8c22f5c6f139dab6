"""CSV that is opened in a spreadsheet calculates nothing, and comes back as it was."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from partnerreg.csv_text import write_rows

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

FORMULA = '=HYPERLINK("http://evil.example")'
TEXTS = [FORMULA, "@SUM(A1)", "'=1", "''tis", "-", "+1+1", "＝1", "-5", "+45 12 34", "'s-Hage", "'"]
NAMES = "SELECT name, notes FROM partner ORDER BY id"


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


@pytest.fixture
def partners(cli: Cli, tmp_path: Path) -> Cli:
    """A register of partners that are called by what a spreadsheet would calculate."""
    lines = write_rows([("name", "notes"), *((text, text) for text in TEXTS)])
    (tmp_path / "texts.csv").write_text(lines, encoding="utf-8")
    cli.done("import", "partners", "texts.csv")
    return cli


@pytest.mark.parametrize(
    "words",
    [
        ("partner", "list", "--format", "csv"),
        ("partner", "list", "-o", "x.csv"),
        ("report", "gaps", "--severity", "hint", "--format", "csv"),
        ("report", "gaps", "--severity", "hint", "-o", "x.csv"),
        ("export", "partners"),
        ("export", "partners", "x.csv"),
        ("export", "partners", "--excel"),
    ],
)
def test_a_name_that_is_a_formula_is_text_wherever_csv_is_written(
    partners: Cli, tmp_path: Path, words: tuple[str, ...]
) -> None:
    answer = partners(*words)
    assert answer.exit_code == 0
    written = (tmp_path / "x.csv").read_text("utf-8") if "x.csv" in words else answer.stdout
    cells = [cell for row in csv.reader(io.StringIO(written), delimiter=",") for cell in row]
    if "--excel" in words:
        cells = [cell for row in csv.reader(io.StringIO(written), delimiter=";") for cell in row]
    assert "'" + FORMULA in cells
    assert FORMULA not in cells
    assert {cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "＝"}} <= {"-5", "+45 12 34"}


@pytest.mark.parametrize(
    "words",
    [
        ("partner", "list", "--format", "csv", "--raw"),
        ("partner", "list", "--raw", "-o", "x.csv"),
        ("--lang", "da", "report", "gaps", "--severity=hint", "--format=csv", "--raw"),
        ("export", "partners", "--raw"),
        ("export", "partners", "x.csv", "--raw", "--delimiter", "tab"),
    ],
)
def test_programs_get_what_was_typed(partners: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    answer = partners(*words)
    assert answer.exit_code == 0
    written = (tmp_path / "x.csv").read_text("utf-8") if "x.csv" in words else answer.stdout
    delimiter = "\t" if "tab" in words else ","
    cells = {cell for row in csv.reader(io.StringIO(written), delimiter=delimiter) for cell in row}
    assert {FORMULA, "@SUM(A1)", "-", "+1+1", "＝1", "''tis"} <= cells


@pytest.mark.parametrize("options", [(), ("--raw",), ("--excel",), ("--delimiter", "tab")])
def test_every_text_comes_in_again_as_it_was(
    partners: Cli, tmp_path: Path, register: Register, options: tuple[str, ...]
) -> None:
    expected = [(text, text) for text in TEXTS]
    assert register.rows(NAMES) == expected
    partners.done("export", "partners", "x.csv", *options)
    again = json.loads(partners("import", "partners", "x.csv", "--format", "json").stdout)
    assert (again["changed"], again["unchanged"]) == (0, len(TEXTS))
    lists = (tmp_path / "x.csv").read_bytes().split(b"\n", 1)
    (tmp_path / "new.csv").write_bytes(
        lists[0].replace(b"number", b"nothing", 1) + b"\n" + lists[1]
    )
    partners.done("--db", str(tmp_path / "new.db"), "import", "partners", "new.csv")
    assert type(register)(tmp_path / "new.db").rows(NAMES) == expected


def test_a_whole_export_calculates_nothing_and_comes_back(
    partners: Cli, tmp_path: Path, register: Register
) -> None:
    partners.done("export", "all", "whole")
    names = [row["name"] for row in rows((tmp_path / "whole/partners.csv").read_text("utf-8"))]
    assert names[0] == "'" + FORMULA
    partners.done("--db", str(tmp_path / "new.db"), "import", "all", "whole")
    assert type(register)(tmp_path / "new.db").rows(NAMES) == register.rows(NAMES)


def test_rejected_rows_calculate_nothing_and_mean_what_they_meant(
    cli: Cli, tmp_path: Path, register: Register
) -> None:
    (tmp_path / "list.csv").write_text("name,sector,notes,=x\n=1,foo,'=2,''=3\n", encoding="utf-8")
    cli("import", "partners", "list.csv", "--rejects", "bad.csv")
    mended = (tmp_path / "bad.csv").read_text("utf-8")
    assert mended.startswith("name,sector,notes,'=x,reason\n'=1,foo,'=2,''=3,")
    (tmp_path / "bad.csv").write_text(mended.replace("foo", "private"), encoding="utf-8")
    cli.done("import", "partners", "bad.csv", "--map", "=x=tags")
    assert register.rows(NAMES) == [("=1", "=2")]
    assert register.value("SELECT tag FROM partner_tag") == "'=3"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("partner", "list", "--raw"), "--raw is about CSV; table has no such thing."),
        (("report", "gaps", "--raw", "-o", "x.html"), "--raw is about CSV; html has"),
        (("export", "partners", "x.xlsx", "--raw"), "--raw is about CSV; a xlsx file has"),
        (("export", "partners", "--excel", "--raw"), "--excel and --raw are both given"),
        (("export", "partners", "--delimiter", "\udcff"), "is no delimiter"),
        (("import", "partners", "x.csv", "--delimiter", "\udcff"), "is no delimiter"),
    ],
)
def test_what_makes_no_sense_is_refused(
    cli: Cli, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "x.csv").write_text("name\nx\n")
    answer = cli(*words)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr
