"""`partnerreg db path|info|check`, `config show`, and files that are no register."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Answer, Cli, Register

# A command that only asks, one that is not plain, and one that writes.
COMMANDS = (
    ("partner", "list"),
    ("report", "levels", "--format", "json"),
    ("db", "info"),
    ("db", "check"),
    ("partner", "add", "Café Retro"),
)


def test_the_path_is_where_the_settings_say(cli: Cli, register: Register) -> None:
    assert cli("db", "path") == (0, f"{register.path}\n", "")
    assert cli("db", "path", "--db", "elsewhere.db") == (0, "elsewhere.db\n", "")


def test_info_tells_how_large_which_version_and_how_many(
    portfolio: Cli, register: Register
) -> None:
    info = portfolio.json("db", "info")

    tables = {row["table"]: row["rows"] for row in info.pop("tables")}
    assert info == {
        "path": str(register.path),
        "bytes": register.path.stat().st_size,
        "version": register.value("SELECT version_num FROM alembic_version"),
    }
    assert (tables["partner"], tables["unit"], tables["level_change"]) == (4, 2, 5)
    assert (tables["operation"], tables["meeting"]) == (15, 0)


def test_a_whole_register_is_found_whole(portfolio: Cli) -> None:
    check = portfolio.json("db", "check")

    assert (check["report"], len(check["notes"])) == ("db_check", 1)
    assert {row["what"]: row["faults"] for row in check["sections"]["checks"]} == dict.fromkeys(
        (
            "tables and indexes",
            "values",
            "pages",
            "constraints",
            "references",
            "numbers",
            "keys of names",
            "documents",
            "journal",
            "levels",
            "rules",
        ),
        0,
    )
    assert check["sections"]["faults"] == []


def test_files_that_no_agreement_has_any_more_are_told_and_no_fault(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"signed")
    portfolio.done("agreement", "attach", "Alfa", "paper.pdf", "--kind", "letter-of-intent")
    with closing(sqlite3.connect(register.path)) as connection, connection:
        connection.execute("DELETE FROM document")

    notes = portfolio.json("db", "check")["notes"]

    assert notes[0].endswith("is whole.")
    assert notes[1:] == [
        "1 file (6 bytes) no agreement has any more: kept, so that a removal can be taken back."
    ]


def test_what_earlier_versions_let_be_written_is_told_and_no_fault(
    portfolio: Cli, register: Register
) -> None:
    with closing(sqlite3.connect(register.path)) as connection, connection:
        connection.execute("UPDATE staff SET ends_on = '2026-02-01' WHERE name = 'Bo'")

    notes = portfolio.json("db", "check")["notes"]

    assert notes[0].endswith("is whole.")
    assert notes[1].startswith("1 assignment (row 1): whoever follows is not here then")
    assert "`partnerreg staff unassign STAFF PARTNER --on DATE` ends one." in notes[1]


def test_what_is_wrong_in_a_register_is_found(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"signed")
    portfolio.done("agreement", "attach", "Alfa", "paper.pdf", "--kind", "letter-of-intent")
    with closing(sqlite3.connect(register.path)) as connection, connection:
        connection.execute("UPDATE content SET data = X'736967636564'")
        connection.execute("UPDATE partner SET level = 2 WHERE id = 1")
        connection.execute("UPDATE partner SET unit_id = 99 WHERE id = 2")

    answer = portfolio("db", "check", "--format", "json")

    assert answer.exit_code == 6
    assert answer.stderr == (
        f"Error: {register.path} has 3 faults.\n"
        "`partnerreg db restore FILE` puts a backup in its place, made before they came.\n"
    )
    assert [tuple(row.values()) for row in json.loads(answer.stdout)["sections"]["faults"]] == [
        ("references", "partner", 2, "refers to a unit that is not there"),
        ("documents", "content", 1, "the bytes of a document are not those that were attached"),
        ("levels", "partner", 1, "the level of Alfa is not what its history says"),
    ]


def every(cli: Cli, path: Path | str) -> dict[str, Answer]:
    """What each command says of a file."""
    return {" ".join(words): cli(*words, "--db", str(path)) for words in COMMANDS}


def damaged(path: Path) -> bytes:
    """The register with pages in its middle overwritten."""
    data = bytearray(path.read_bytes())
    data[8192 : len(data) // 2] = b"\x07" * (len(data) // 2 - 8192)
    return bytes(data)


def test_what_is_no_register_is_told_and_left_as_it_is(bare_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    text = tmp_path / "text.db"
    text.write_text("Not a database, only text.", encoding="utf-8")
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE something (else_ TEXT)")
    before = {path: path.read_bytes() for path in (text, other)}

    for path, message in {
        tmp_path / "folder": "is a folder, not a register.",
        text: "is not a database.",
        other: "is a database, but not a partnership register.",
    }.items():
        for said in every(bare_cli, path).values():
            assert (said.exit_code, said.stdout) == (6, "")
            assert said.stderr.startswith(f"Error: {path} {message}\n")
            assert len(said.stderr.splitlines()) == 2
    assert {path: path.read_bytes() for path in before} == before


def test_a_newer_register_is_refused_and_left_as_it_is(
    bare_cli: Cli, tmp_path: Path, new_register: Path
) -> None:
    newer = Path(shutil.copy(new_register, tmp_path / "newer.db"))
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = newer.read_bytes()

    for said in every(bare_cli, newer).values():
        assert (said.exit_code, said.stdout) == (6, "")
        assert said.stderr.startswith(f"Error: {newer} was written by a newer partnerreg")
        assert said.stderr.endswith("Upgrade partnerreg; the file was not touched.\n")
    assert newer.read_bytes() == before


def test_a_damaged_register_is_told(portfolio: Cli, register: Register, tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    with closing(sqlite3.connect(register.path)) as connection:
        connection.execute("VACUUM INTO ?", (str(whole),))
    (tmp_path / "cut.db").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    (tmp_path / "bad.db").write_bytes(damaged(whole))

    for name in ("cut.db", "bad.db"):
        for said in every(portfolio, tmp_path / name).values():
            assert said.exit_code in {0, 6}
            assert "fault in partnerreg" not in said.stderr
    info = portfolio("db", "info", "--db", "bad.db")
    assert info.exit_code == 6
    assert info.stderr.startswith("Error: bad.db is damaged: ")


def test_where_there_is_no_register_reading_says_how_to_make_one(
    bare_cli: Cli, tmp_path: Path
) -> None:
    for words in COMMANDS[:-1]:
        said = bare_cli(*words)
        assert (said.exit_code, said.stdout) == (3, "")
        assert said.stderr.startswith(f"Error: There is no register at {tmp_path / 'register.db'}.")
        assert "`partnerreg partner add NAME` makes one" in said.stderr
    assert not (tmp_path / "register.db").exists()


def test_a_folder_that_is_missing_is_not_made_where_the_place_was_named(
    bare_cli: Cli, tmp_path: Path
) -> None:
    answer = bare_cli("partner", "add", "Café Retro", "--db", "no/such/register.db")

    assert answer == (
        3,
        "",
        "Error: The folder no/such does not exist.\nMake it, or name another place with --db.\n",
    )
    assert not (tmp_path / "no").exists()


def test_an_empty_file_becomes_a_register(bare_cli: Cli, register: Register) -> None:
    register.path.touch()

    assert bare_cli("partner", "list").exit_code == 3
    bare_cli.done("partner", "add", "Café Retro")

    assert register.rows("SELECT name FROM partner") == [("Café Retro",)]


def test_settings_are_shown_with_where_they_come_from(cli: Cli, register: Register) -> None:
    assert cli.json("config", "show", "--lang", "da") == [
        {"name": "db", "value": str(register.path), "origin": "PARTNERREG_DB"},
        {"name": "lang", "value": "da", "origin": "--lang"},
        {"name": "actor", "value": "Anna", "origin": "PARTNERREG_ACTOR"},
        {"name": "policy", "value": "", "origin": "default"},
        {"name": "house", "value": "", "origin": "default"},
    ]
    assert "The config file is looked for at" in cli("config", "show").stdout


def test_a_config_file_holds_where_nothing_else_is_said(
    bare_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "partnerreg.toml"
    config.write_text('db = "mine.db"\nlang = "sv"\nactor = "Bo"\n', encoding="utf-8")
    monkeypatch.setenv("PARTNERREG_CONFIG", str(config))
    monkeypatch.delenv("PARTNERREG_DB")
    monkeypatch.delenv("PARTNERREG_ACTOR")

    bare_cli.done("partner", "add", "Café Retro")

    shown = {row["name"]: (row["value"], row["origin"]) for row in bare_cli.json("config", "show")}
    assert shown["db"] == (str(tmp_path / "mine.db"), str(config))
    assert shown["lang"] == ("sv", str(config))
    with closing(sqlite3.connect(tmp_path / "mine.db")) as connection:
        assert connection.execute("SELECT actor FROM operation").fetchall() == [("Bo",)]


@pytest.mark.parametrize(
    "text", ["lang = da", "lang = 1", 'language = "da"', "[db]\npath = 1", "\xff"]
)
def test_a_config_file_that_says_nonsense_is_named(
    cli: Cli, register: Register, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(text.encode("latin-1"))
    monkeypatch.setenv("PARTNERREG_CONFIG", str(config))

    for words in (("partner", "list"), ("config", "show"), ("partner", "add", "Café Retro")):
        answer = cli(*words)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert str(config) in answer.stderr
    assert register.rows("SELECT * FROM partner") == []


@pytest.mark.parametrize("actor", ["", "   ", "Anna\x1b[31m", "x" * 201])
def test_an_actor_that_is_no_name_is_refused_before_anything_is_written(
    cli: Cli, register: Register, actor: str
) -> None:
    answer = cli("partner", "add", "Café Retro", "--actor", actor)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("Error: The actor (--actor) is ")
    assert "\x1b" not in answer.stderr
    assert register.rows("SELECT * FROM partner") == []


def test_a_language_that_is_none_is_refused_before_anything_is_written(
    cli: Cli, register: Register
) -> None:
    answer = cli("partner", "add", "Café Retro", "--lang", "xx")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "'xx' (--lang)" in answer.stderr
    assert register.rows("SELECT * FROM partner") == []


def test_a_day_that_is_none_is_refused(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERREG_TODAY", "2026-02-30")

    answer = cli("report", "levels")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "PARTNERREG_TODAY is '2026-02-30', which is not a date." in answer.stderr
