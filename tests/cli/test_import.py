"""`partnerreg import`: what it says, and how it ends."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

ROOT = Path(__file__).parents[2]
LISTS = ROOT.parent / "shared" / "data" / "organisations"
COMMANDS = re.findall(
    r"^partnerreg (import partners \w+\.csv --map .*)$",
    (ROOT / "docs" / "importing.md")
    .read_text(encoding="utf-8")
    .partition("## Lists to try it on")[2],
    re.MULTILINE,
)
ROWS = {
    "se_public_bodies.csv": 652,
    "dk_public_libraries.csv": 97,
    "no_municipalities.csv": 356,
    "hsds_organizations.csv": 8,
}


@pytest.fixture(autouse=True)
def _lists(tmp_path: Path) -> None:
    """Small lists by their names, where the program is run."""
    for name, text in {
        "good.csv": "Navn;Niveau;Fax;Tlf\nRetro;2;1;2\nNord;;;\nNord;;;\n",
        "bad.csv": "Navn,Sektor\nRetro,foo\nNord,privat\n,bar\n",
        "very-bad.csv": "name,sector\n" + "Retro,foo\n" * 100,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


@pytest.mark.skipif(not LISTS.is_dir(), reason="the folder of real files is not there")
def test_public_lists_come_in_by_the_commands_that_the_documentation_shows(cli: Cli) -> None:
    assert [shlex.split(command)[2] for command in COMMANDS] == list(ROWS)
    for command in COMMANDS:
        noun, verb, file, *options = shlex.split(command)
        words = (noun, verb, str(LISTS / file), *options)
        assert cli.json(*words, "--dry-run")["added"] == ROWS[file]
        answer = cli.json(*words)
        assert (answer["added"], answer["rejected"]) == (ROWS[file], [])
        piped = cli(noun, verb, "-", *options, stdin=(LISTS / file).read_bytes())
        assert f"Added 0 partners, changed 0, unchanged {ROWS[file]}." in piped.stderr
    network = cli.json("report", "levels")["sections"]["levels"][-1]
    assert network["partners"] == sum(ROWS.values())
    assert cli.json("partner", "show", "Oslo")["external_id"] == "0301"


def test_what_was_done_is_said_on_stderr(cli: Cli) -> None:
    answer = cli("import", "partners", "good.csv")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert answer.stderr == (
        "Read 3 rows from good.csv (UTF-8, semicolons between cells).\n"
        "Added 2 partners, changed 0, unchanged 0.\n"
        "1 row repeats an earlier one and was passed over.\n"
        "1 of the added is unsupported at the level declared; "
        "`partnerreg report gaps` says what is missing.\n"
        "Columns: Navn = name, Niveau = level.\n"
        'Columns not used: Fax, Tlf; --map "HEADER=field" uses them.\n'
        'If they mean what they seem to: --map "Tlf=contact_phone"\n'
    )


def test_a_partner_that_differs_is_said_to_be_left_alone(cli: Cli, tmp_path: Path) -> None:
    cli("partner", "add", "Retro", "--website", "retro.dk")
    (tmp_path / "list.csv").write_text("name,website,notes\nRetro,retro.com,x\n")
    said = cli.done("import", "partners", "list.csv")
    assert "Added 0 partners, changed 1, unchanged 0.\n  #1 notes: empty → 'x'\n" in said
    differs = "1 partner differs from the file in something that is filled; in that it was left as"
    assert f"{differs} it was.\n" in said


def test_rows_that_fit_several_partners_are_counted(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("name,external_id\nRetro,1\nRetro,2\n")
    cli.done("import", "partners", "two.csv")
    (tmp_path / "list.csv").write_text("name\nRetro\n")
    answer = cli("import", "partners", "list.csv")
    assert answer.exit_code == 2
    assert "1 row fits several partners; which is not guessed.\n" in answer.stderr
    assert "  line 2, name: Fits 2 partners: #1, #2.\n" in answer.stderr


def test_a_dry_run_says_so_and_the_register_stays_as_it_is(cli: Cli, register: Register) -> None:
    said = cli.done("import", "partners", "good.csv", "--dry-run")
    assert "Dry run, nothing was written. It would have added 2 partners, changed 0" in said
    assert (cli.json("partner", "list"), register.operations) == ([], 0)


def test_bad_rows_are_listed_and_nothing_is_written(cli: Cli, register: Register) -> None:
    answer = cli("import", "partners", "bad.csv")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        "Read 3 rows from bad.csv (UTF-8, commas between cells).\n"
        "Columns: Navn = name, Sektor = sector.\n"
        "Error: 2 rows of bad.csv are wrong; nothing was written.\n"
        "  line 2, Sektor: 'foo' is not one of public, private, civil-society, individual\n"
        "  line 4, Navn: is empty; give a name\n"
        "  line 4, Sektor: 'bar' is not one of public, private, civil-society, individual\n"
        "Mend them, or leave them out with --skip-bad.\n"
    )
    assert (cli.json("partner", "list"), register.operations) == ([], 0)


def test_with_skip_bad_the_others_come_in_and_the_exit_code_tells(cli: Cli) -> None:
    answer = cli("import", "partners", "bad.csv", "--skip-bad")
    assert answer.exit_code == 4
    assert "Added 1 partner, changed 0, unchanged 0.\n" in answer.stderr
    assert "Error: 2 rows of bad.csv are wrong and were left out.\n  line 2, Sek" in answer.stderr
    assert [row["name"] for row in cli.json("partner", "list")] == ["Nord"]


def test_of_very_many_problems_the_first_are_listed_and_json_has_all(cli: Cli) -> None:
    said = cli("import", "partners", "very-bad.csv").stderr
    assert said.count("  line ") == 20
    assert "  … and 80 more; --format json lists all of them.\n" in said
    answer = cli("import", "partners", "very-bad.csv", "--format", "json")
    assert answer.exit_code == 2
    assert len(json.loads(answer.stdout)["rejected"]) == 100
    assert answer.stderr == (
        "Error: 100 rows of very-bad.csv are wrong; nothing was written.\n"
        "Mend them, or leave them out with --skip-bad.\n"
    )


def test_the_answer_as_json_is_a_contract(cli: Cli) -> None:
    words = ("import", "partners", "bad.csv", "--skip-bad", "--dry-run", "--format", "json")
    answer = cli(*words)
    reason = "'foo' is not one of public, private, civil-society, individual"
    assert answer.exit_code == 4
    assert json.loads(answer.stdout) == {
        "noun": "partners",
        "file": "bad.csv",
        "rows": 3,
        "blank_rows": 0,
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "differ": 0,
        "repeated": 0,
        "ambiguous": 0,
        "bad_rows": 2,
        "unsupported": 0,
        "unused_columns": [],
        "dry_run": True,
        "format": "csv",
        "encoding": "utf-8",
        "byte_order_mark": False,
        "encoding_assumed": False,
        "delimiter": ",",
        "sep_line": False,
        "escaped_quotes": False,
        "sheet": None,
        "other_sheets": [],
        "skipped_lines": 0,
        "has_header": True,
        "columns": [
            {"header": "Navn", "field": "name"},
            {"header": "Sektor", "field": "sector"},
        ],
        "edits": [],
        "rejected": [
            {"line": 2, "column": "Sektor", "reason": reason, "value": "foo"},
            {"line": 4, "column": "Navn", "reason": "is empty; give a name", "value": ""},
            {"line": 4, "column": "Sektor", "reason": reason.replace("foo", "bar"), "value": "bar"},
        ],
        "look_alikes": [],
    }


def test_the_documentation_shows_the_keys_of_the_answer(cli: Cli) -> None:
    text = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    shown = json.loads(block)
    answer = json.loads(cli("import", "partners", "bad.csv", "--format", "json").stdout)
    assert list(shown) == list(answer)
    assert list(shown["rejected"][0]) == list(answer["rejected"][0])


def test_what_changes_and_what_looks_alike_is_in_the_json_too(cli: Cli, tmp_path: Path) -> None:
    cli.done("unit", "add", "Huset")
    cli.done("partner", "add", "Café Retro", "--municipality", "Aarhus", "--youth")
    (tmp_path / "list.csv").write_text(
        "name,municipality,unit,youth,tags\nCafé Retro,Aarhus,huset,no,ny\nCafé Rettro,Aarhus,,,\n"
    )
    answer = cli.json("import", "partners", "list.csv", "--on-match", "update")
    assert answer["edits"] == [
        {"number": 1, "field": "tags", "old": None, "new": "ny"},
        {"number": 1, "field": "involves_youth", "old": True, "new": False},
        {"number": 1, "field": "unit", "old": None, "new": "Huset"},
        {"number": 1, "field": "unit_since", "old": None, "new": "2026-03-01"},
    ]
    assert answer["look_alikes"] == [
        {"line": 3, "name": "Café Rettro", "number": 1, "other": "Café Retro"}
    ]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("name\n", "", "has a header and no rows"),
        ("", "", "is empty"),
        ("a,b\n1,2\n", "", "No column is known to hold the name"),
        ("name,name\n1,2\n", "", "columns 1 and 2 are both called 'name'"),
        ("name\nRetro\n", "--map x=name", "The list has no column 'x'"),
        ("name\nRetro\n", "--set x=1", "There is no field 'x'"),
        ("name\nRetro\n", "--set country=Sverigx", "--set country: 'Sverigx' is not"),
        ("name\nRetro\n", "--encoding x", "o encoding is called 'x'"),
        ("name\nRetro\n", "--delimiter ab", "'ab' is no delimiter"),
        ("name\nRetro\n", "--format xml", "--format 'xml' is not known"),
        ("name\nRe\0tro\n", "", "line 2: 'name' holds a NUL byte"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    cli: Cli, tmp_path: Path, text: str, options: str, message: str
) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    answer = cli("import", "partners", "list.csv", *options.split())
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert message in answer.stderr


def test_a_missing_file_makes_no_register(bare_cli: Cli, register: Register) -> None:
    answer = bare_cli("import", "partners", "none.csv")
    assert (answer.exit_code, register.path.exists()) == (2, False)
    assert "there is no file none.csv" in answer.stderr


def test_a_first_list_that_is_refused_makes_no_register(
    bare_cli: Cli, register: Register, tmp_path: Path
) -> None:
    answer = bare_cli("import", "partners", "bad.csv", "--rejects", "rejected.csv")
    assert (answer.exit_code, register.path.exists()) == (2, False)
    assert "2 rows of bad.csv are wrong; nothing was written." in answer.stderr
    assert (tmp_path / "rejected.csv").exists()


def test_a_first_list_makes_the_register(bare_cli: Cli, register: Register) -> None:
    assert "Made a new register" in bare_cli.done("import", "partners", "good.csv")
    assert register.value("SELECT count(*) FROM partner") == 2


def test_what_stands_in_a_file_cannot_steer_the_terminal(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,\x1b[2Jx\n\x1b[31mRetro,1\n")
    answer = cli("import", "partners", "list.csv")
    assert "\x1b" not in answer.stderr
    assert "line 2, name: holds a control character (U+001B) at position 1" in answer.stderr
