"""`partnerreg export`: what people and scripts get, and what is left where nothing can be had."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

PROGRAM = (sys.executable, "-m", "partnerreg")


def numbers(text: str, delimiter: str = ",") -> list[str]:
    return [row["number"] for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)]


def files(folder: Path) -> list[str]:
    """What lies in the folder, beside the register and a home."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if not path.name.startswith("register.db") and path.name != "home"
    )


def fill(cli: Cli) -> None:
    """Give the partners more to say than a small disk holds."""
    for name in ("Alfa", "Beta", "Gamma", "Delta"):
        cli.done("partner", "edit", name, "--notes", os.urandom(9_000).hex())


def on_a_small_disk(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the program where a file has room for what SQLite shares between readers, and no more."""
    return subprocess.run(
        [*PROGRAM, *words],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (33_000, 33_000)),
    )


def test_a_list_goes_to_standard_output_and_nothing_else_is_said(portfolio: Cli) -> None:
    answer = portfolio("export", "partners")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert numbers(answer.stdout) == ["1", "2", "3", "4"]
    assert answer.stdout.startswith("number,name,level,since,status,sector,municipality,")
    assert portfolio("export", "partners", "-") == answer


def test_a_file_is_written_as_its_ending_says_and_it_is_told(
    portfolio: Cli, tmp_path: Path
) -> None:
    said = [
        portfolio.done("export", "partners", "list.csv"),
        portfolio.done("export", "partners", "-o", "list.jsonl"),
        portfolio.done("export", "partners", "--output", "list.json"),
        portfolio.done("export", "partners", "list.xlsx"),
        portfolio.done("export", "staff", "people.txt", "--format", "csv"),
    ]
    assert said[0] == "Wrote 4 partners to list.csv.\n"
    assert said[-1] == "Wrote 2 staff to people.txt.\n"
    stdout = portfolio("export", "partners").written
    assert (tmp_path / "list.csv").read_bytes() == stdout
    lines = (tmp_path / "list.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Alfa", "Beta", "Gamma", "Delta"]
    array = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert array == [json.loads(line) for line in lines]
    sheet = load_workbook(tmp_path / "list.xlsx")["partners"]
    assert [cell.value for cell in sheet["B"]] == ["name", "Alfa", "Beta", "Gamma", "Delta"]
    assert files(tmp_path) == ["list.csv", "list.json", "list.jsonl", "list.xlsx", "people.txt"]


def test_one_thing_is_told_as_one(cli: Cli) -> None:
    cli.done("partner", "add", "Alfa")
    cli.done("staff", "add", "Bo")
    assert cli.done("export", "partners", "a.csv") == "Wrote 1 partner to a.csv.\n"
    assert cli.done("export", "staff", "b.csv") == "Wrote 1 staff member to b.csv.\n"
    assert cli.done("export", "activities", "c.csv") == "Wrote 0 activities to c.csv.\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--level", "strategic"], ["1"]),
        (["--sector", "private"], ["2"]),
        (["--municipality", "Aarhus"], ["2"]),
        (["--unit", "Lab"], ["3"]),
        (["--area", "Youth"], ["1"]),
        (["--goal", "G1"], ["2"]),
        (["--coordinator", "Bo"], ["3"]),
        (["--tag", "jazz"], ["2"]),
        (["--status", "ended"], ["4"]),
        (["--status", "active"], ["1", "2", "3"]),
        (["--unsupported"], ["1", "3"]),
        (["--unsupported", "--level", "2"], ["3"]),
        (["--municipality", "Nowhere"], []),
    ],
)
def test_partners_may_be_filtered_as_lists_are(
    portfolio: Cli, words: list[str], found: list[str]
) -> None:
    answer = portfolio("export", "partners", *words)
    assert (answer.exit_code, numbers(answer.stdout)) == (0, found)


def test_people_at_partners_are_left_out_unless_they_are_asked_for(portfolio: Cli) -> None:
    portfolio.done("contact", "add", "Beta", "Åse Bjørn", "--email", "ase@beta.dk")
    assert "ase@beta.dk" not in portfolio("export", "partners").stdout
    full = portfolio("export", "partners", "--contacts").stdout
    found = list(csv.DictReader(io.StringIO(full)))
    assert [row["contact_email"] for row in found] == ["", "ase@beta.dk", "", ""]


def test_what_is_tied_to_partners_may_be_of_one_partner(portfolio: Cli) -> None:
    for name in ("Alfa", "Beta"):
        portfolio.done("contact", "add", name, f"Who at {name}")
        portfolio.done("agreement", "attach", name, "--kind", "letter-of-intent")
        portfolio.done("activity", "log", name, "--title", "Talk")
        portfolio.done("project", "add", f"Work with {name}", "--with", name)
        portfolio.done("lesson", "add", name, "--learned", "Ask early")
        portfolio.done("communication", "plan", name, "--title", "News", "--to", "inside")
    tied = ("contacts", "agreements", "activities", "projects", "lessons", "communications")
    for noun in tied:
        assert numbers(portfolio("export", noun).stdout) == ["1", "2"]
        assert numbers(portfolio("export", noun, "--partner", "Beta").stdout) == ["2"]
        missing = portfolio("export", noun, f"{noun}.csv", "--partner", "Zoo")
        assert (missing.exit_code, missing.stdout) == (3, "")


def test_excel_gets_semicolons_a_mark_and_no_formulas(portfolio: Cli) -> None:
    portfolio.done("partner", "edit", "Beta", "--notes", "=HYPERLINK(1)")
    data = portfolio("export", "partners", "--excel", "--tag", "jazz").written
    assert data.startswith(b"\xef\xbb\xbfnumber;name;level;")
    assert data.endswith(b"\r\n")
    assert b";'=HYPERLINK(1);" in data
    assert b";=HYPERLINK(1);" not in data


def test_what_is_there_is_replaced_only_if_that_is_said(portfolio: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("precious")
    refused = portfolio("export", "partners", "list.csv")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "list.csv is there already." in refused.stderr
    assert "--overwrite" in refused.stderr
    assert (tmp_path / "list.csv").read_text() == "precious"
    portfolio.done("export", "partners", "list.csv", "--overwrite")
    assert numbers((tmp_path / "list.csv").read_text(encoding="utf-8")) == ["1", "2", "3", "4"]


def test_the_register_is_never_written_over(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "register.db")
    for place in ("register.db", "link.csv"):
        refused = portfolio("export", "partners", place, "--overwrite", "--format", "csv")
        assert refused.exit_code == 2
        assert "is the register itself" in refused.stderr
    assert register.value("SELECT count(*) FROM partner") == 4


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["partners", "a.csv", "-o", "b.csv"], 2, "Both FILE and --output"),
        (["partners", "a.pdf"], 2, "does not say by its ending"),
        (["partners", "--format", "pdf"], 2, "no format 'pdf'"),
        (["partners", "a.xlsx", "--excel"], 2, "--excel is about CSV"),
        (["partners", "--delimiter", "ab"], 2, "is no delimiter"),
        (["partners", "no/such/a.csv"], 2, "does not exist"),
        (["partners", "home"], 2, "is a folder"),
        (["partners", "--level", "4"], 2, "--level '4' is not a level"),
        (["partners", "--unit", "Nowhere"], 3, "Nowhere"),
        (["planets"], 2, "planets"),
        (["partners", "--db", "none.db"], 3, "no register"),
    ],
)
def test_what_cannot_be_is_told_and_leaves_nothing(
    portfolio: Cli, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    answer = portfolio("export", *words)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert said in answer.stderr
    assert files(tmp_path) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")  # noqa: PTH110
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_a_full_device_is_told(portfolio: Cli, form: str) -> None:
    answer = portfolio("export", "partners", "/dev/full", "--format", form)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("Error: /dev/full could not be written: No space left")


@pytest.mark.parametrize("place", ["list.csv", "list.jsonl", "list.xlsx"])
def test_a_full_disk_leaves_what_was_there_and_no_half_file(
    portfolio: Cli, tmp_path: Path, place: str
) -> None:
    fill(portfolio)
    (tmp_path / place).write_text("precious")
    ended = on_a_small_disk("export", "partners", place, "--overwrite")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "could not be written: File too large" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (tmp_path / place).read_text() == "precious"
    assert files(tmp_path) == [place]


def test_a_reader_that_goes_away_ends_the_export_quietly(portfolio: Cli) -> None:
    with subprocess.Popen(
        [*PROGRAM, "export", "partners"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        said = program.stderr.read()
    assert (program.returncode, said) == (141, b"")


def test_an_export_needs_no_sqlalchemy(portfolio: Cli) -> None:
    told = (
        "import sys; from partnerreg.cli.program import run\n"
        "run(['export', 'partners', '-o', 'list.csv'])\n"
        "print(*{'sqlalchemy', 'sqlmodel', 'alembic'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ended.stdout == "\n"


def test_all_of_it_goes_to_a_folder(portfolio: Cli, tmp_path: Path) -> None:
    (tmp_path / "aftale.pdf").write_bytes(b"%PDF")
    portfolio.done("agreement", "attach", "Alfa", "aftale.pdf", "--kind", "written-agreement")
    said = portfolio.done("export", "all", "whole")
    manifest = json.loads((tmp_path / "whole" / "manifest.json").read_text(encoding="utf-8"))
    rows = sum(file["rows"] for file in manifest["files"].values())
    assert numbers((tmp_path / "whole" / "partners.csv").read_text(encoding="utf-8")) == [*"1234"]
    assert said == f"Wrote 4 partners and all that belongs to them, {rows} rows, to whole.\n"
    assert (tmp_path / "whole" / "documents" / "1-aftale.pdf").read_bytes() == b"%PDF"
    again = portfolio("export", "all", "whole")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "holds an earlier export" in again.stderr
    portfolio.done("export", "all", "whole", "--overwrite")
    other = portfolio("export", "all", ".")
    assert other.exit_code == 2
    assert "is no export of a register" in other.stderr
    assert files(tmp_path) == ["aftale.pdf", "whole"]


def test_all_of_it_on_a_full_disk_leaves_nothing(portfolio: Cli, tmp_path: Path) -> None:
    fill(portfolio)
    ended = on_a_small_disk("export", "all", "whole")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "whole could not be written: File too large" in ended.stderr
    assert files(tmp_path) == []


def test_what_a_link_points_to_is_replaced_and_not_the_link(portfolio: Cli, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "list.csv").write_text("last year's")
    (tmp_path / "link.csv").symlink_to(tmp_path / "shared" / "list.csv")
    portfolio.done("export", "partners", "link.csv", "--overwrite")
    assert (tmp_path / "link.csv").is_symlink()
    found = (tmp_path / "shared" / "list.csv").read_text(encoding="utf-8")
    assert numbers(found) == ["1", "2", "3", "4"]


def test_tabs_stand_between_cells_where_the_ending_says_so(portfolio: Cli, tmp_path: Path) -> None:
    portfolio.done("export", "units", "units.tsv")
    assert (
        tmp_path / "units.tsv"
    ).read_bytes() == b"number\tname\tretired_on\n1\tStage\t\n2\tLab\t\n"
    assert portfolio("export", "units", "--delimiter", ";").stdout.startswith("number;name;")
