"""`db backup` and `db restore`: whole, checked, and never at the cost of what is there."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from helpers.command_line import Cli, Register
from partnerreg.db.dialects import sqlite
from partnerreg.db.migrate import bring_up_to_date
from partnerreg.db.version import HEAD


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql)


@pytest.fixture
def backup(portfolio: Cli, tmp_path: Path) -> Path:
    """A backup of the portfolio, to whose register something was added since."""
    portfolio.done("db", "backup", "backup.db")
    portfolio.done("partner", "add", "Added since")
    return tmp_path / "backup.db"


def files(folder: Path) -> set[str]:
    """What stands in a folder, but for what SQLite keeps beside databases and is empty."""
    empty = {path.name for path in folder.glob("*-wal") if not path.stat().st_size}
    beside = {name.replace("-wal", "-shm") for name in empty}
    return {path.name for path in folder.iterdir()} - empty - beside - {"home"}


def test_a_backup_is_the_register_in_one_file_for_the_same_people(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    register.path.chmod(0o640)

    said = portfolio.done("db", "backup", "backup.db")

    file = tmp_path / "backup.db"
    assert said == (
        f"Backed up {register.path} to backup.db: 4 partners, 15 operations, the last one on "
        f"{register.value('SELECT max(at) FROM operation')[:10]}, {file.stat().st_size:,} bytes. "
        "The copy was read back and is whole.\n"
    )
    assert dump(file) == dump(register.path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert files(tmp_path) == {"register.db", "backup.db"}
    # Looking at it makes no file beside it.
    assert portfolio("--db", "backup.db", "partner", "list").exit_code == 0
    assert not list(tmp_path.glob("backup.db-*"))


def test_a_backup_says_for_programs_what_is_in_it(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    assert portfolio.json("db", "backup", "backup.db") == {
        "file": "backup.db",
        "bytes": (tmp_path / "backup.db").stat().st_size,
        "partners": 4,
        "operations": 15,
        "last": register.value("SELECT max(at) FROM operation"),
    }


def test_a_backup_holds_what_was_committed_while_somebody_writes(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(register.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE partner SET notes = 'committed'")
        writer.execute("COMMIT")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE partner SET notes = 'not yet'")
        portfolio.done("db", "backup", "backup.db")
        writer.execute("ROLLBACK")
    assert Register(tmp_path / "backup.db").rows("SELECT DISTINCT notes FROM partner") == [
        ("committed",)
    ]


def test_an_earlier_backup_is_replaced_when_that_is_said(
    portfolio: Cli, register: Register, backup: Path
) -> None:
    before = backup.read_bytes()

    refused = portfolio("db", "backup", "backup.db")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("Error: backup.db is there already.\n")
    assert "--overwrite" in refused.stderr
    assert backup.read_bytes() == before

    portfolio.done("db", "backup", "backup.db", "--overwrite")
    assert dump(backup) == dump(register.path)


def test_a_register_that_somebody_writes_to_is_never_written_over(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    other = Path(shutil.copy(register.path, tmp_path / "other.db"))
    portfolio.done("--db", "other.db", "partner", "add", "Written there")
    before = {path: path.read_bytes() for path in (register.path, other)}

    for name in ("register.db", "register.db-wal", "other.db", "other.db-journal"):
        answer = portfolio("db", "backup", name, "--overwrite")
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert "nothing is written over it" in answer.stderr
    assert {path: path.read_bytes() for path in before} == before


def test_a_register_that_is_not_whole_is_not_backed_up_and_the_earlier_backup_stays(
    portfolio: Cli, register: Register, backup: Path, tmp_path: Path
) -> None:
    before = backup.read_bytes()
    change(register.path, "UPDATE partner SET pilot_until = 'x' WHERE id = 2")

    answer = portfolio("db", "backup", "backup.db", "--overwrite")

    assert (answer.exit_code, answer.stdout) == (6, "")
    assert answer.stderr.startswith(
        f"Error: {register.path} was not backed up: it has 1 fault, the first is: "
        "partner row 2: pilot_until: 'x' is no day."
    )
    assert backup.read_bytes() == before
    assert files(tmp_path) == {"register.db", "backup.db"}


def test_a_backup_takes_the_place_of_the_register_which_is_kept(
    portfolio: Cli, register: Register, backup: Path, tmp_path: Path
) -> None:
    before, mode = dump(register.path), register.path.stat().st_mode
    kept = tmp_path / "register.db.before-restore"

    said = portfolio.done("db", "restore", "backup.db", "--yes")

    assert said.startswith(f"Restored {register.path} from backup.db: 4 partners, 15 operations")
    assert said.endswith(f" What was there is kept in {kept}.\n")
    assert dump(register.path) == dump(backup)
    assert dump(kept) == before
    assert register.path.stat().st_mode == kept.stat().st_mode == mode
    assert portfolio.json("db", "check")["notes"] == [f"{register.path} is whole."]
    assert files(tmp_path) == {"register.db", "backup.db", kept.name}

    portfolio.done("db", "restore", kept.name, "--yes")
    assert dump(register.path) == before
    assert (tmp_path / "register.db.before-restore.2").exists()


def test_where_nobody_can_be_asked_the_option_is_named(
    portfolio: Cli, register: Register, backup: Path
) -> None:
    before = register.path.read_bytes()

    answer = portfolio("db", "restore", "backup.db")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "backup.db (4 partners, 15 operations" in answer.stderr
    assert f"in the place of {register.path} (5 partners, 16 operations" in answer.stderr
    assert answer.stderr.endswith("): nobody can be asked here.\nSay --yes.\n")
    assert register.path.read_bytes() == before


def test_a_backup_is_restored_where_there_is_no_register_and_nobody_is_asked(
    portfolio: Cli, backup: Path, tmp_path: Path
) -> None:
    answer = portfolio.json("--db", "new.db", "db", "restore", "backup.db")

    assert (answer["file"], answer["previous"], answer["partners"]) == ("backup.db", None, 4)
    new = tmp_path / "new.db"
    assert dump(new) == dump(backup)
    assert stat.S_IMODE(new.stat().st_mode) == 0o600


def leave_log(path: Path) -> None:
    """Let a register be as after a crash: with a log full of what is not in its file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE partner SET notes = hex(zeroblob(2000))")
        connection.commit()
        copies = {end: path.with_name(f"{path.name}{end}").read_bytes() for end in ("", "-wal")}
    for end, content in copies.items():
        path.with_name(f"{path.name}{end}").write_bytes(content)


@pytest.mark.parametrize("without_register", [False, True])
def test_what_a_crash_left_beside_the_register_does_not_meet_the_backup(
    portfolio: Cli, register: Register, backup: Path, tmp_path: Path, *, without_register: bool
) -> None:
    leave_log(register.path)
    if without_register:
        register.path.unlink()

    portfolio.done("db", "restore", "backup.db", "--yes")

    assert dump(register.path) == dump(backup)
    assert portfolio("db", "check").exit_code == 0
    kept = tmp_path / "register.db.before-restore"
    if without_register:
        assert kept.with_name(f"{kept.name}-wal").exists()
    else:
        found = Register(kept).rows("SELECT DISTINCT length(notes) FROM partner")
        assert found == [(4000,)], "what was in the log is kept"


@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_a_backup_takes_the_place_of_a_damaged_register(
    portfolio: Cli, register: Register, backup: Path, tmp_path: Path, damage: str
) -> None:
    whole = register.path.read_bytes()
    rest = b"\x07" * (len(whole) - 8192) if damage == "overwritten" else b""
    register.path.write_bytes(whole[:8192] + rest)
    damaged = register.path.read_bytes()

    said = portfolio.done("db", "restore", "backup.db", "--yes")

    kept = tmp_path / "register.db.before-restore"
    assert f"kept in {kept}" in said
    assert dump(register.path) == dump(backup)
    assert len(kept.read_bytes()) == len(damaged)


def test_something_else_in_the_registers_place_is_left_there(
    portfolio: Cli, backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("Not a register.", encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection, connection:
        connection.execute("CREATE TABLE something (a)")
    for name in ("notes.txt", "other.db"):
        before = (tmp_path / name).read_bytes()
        answer = portfolio("--db", name, "db", "restore", "backup.db", "--yes")
        assert (answer.exit_code, answer.stdout) == (6, "")
        assert answer.stderr.startswith(f"Error: {name} is no register; ")
        assert (tmp_path / name).read_bytes() == before


def test_what_is_no_whole_backup_is_not_restored(
    portfolio: Cli, register: Register, backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.db").write_text("Not a register.", encoding="utf-8")
    newer = Path(shutil.copy(backup, tmp_path / "newer.db"))
    change(newer, "UPDATE alembic_version SET version_num = '9999'")
    faulty = Path(shutil.copy(backup, tmp_path / "faulty.db"))
    change(faulty, "UPDATE partner SET name_key = 'x' WHERE id = 1")
    (tmp_path / "cut.db").write_bytes(backup.read_bytes()[:20_000])
    before = dump(register.path)

    for name, code, says in (
        ("missing.db", 2, "There is no backup at missing.db."),
        ("register.db", 2, "register.db is the register itself."),
        ("text.db", 6, "text.db is not a database.\nName a file that `db backup` wrote.\n"),
        ("newer.db", 6, "newer.db was written by a newer partnerreg"),
        ("faulty.db", 6, "faulty.db is not whole: it has 1 fault"),
        ("cut.db", 6, "cut.db is damaged"),
    ):
        answer = portfolio("db", "restore", name, "--yes")
        assert (answer.exit_code, answer.stdout) == (code, ""), name
        assert answer.stderr.startswith(f"Error: {says}")
    assert dump(register.path) == before
    assert not list(tmp_path.glob("*before-restore*"))


def test_a_backup_of_an_older_version_is_restored_and_upgraded_by_the_next_command(
    portfolio: Cli, register: Register, tmp_path: Path
) -> None:
    older = f"{int(HEAD) - 1:04d}"
    bring_up_to_date(tmp_path / "backup.db", target=older)

    portfolio.done("db", "restore", "backup.db", "--yes")
    assert register.value("SELECT version_num FROM alembic_version") == older

    listed = portfolio("partner", "list")
    assert listed.exit_code == 0
    assert listed.stderr.startswith(f"Upgraded the register at {register.path}")


def test_who_reads_meanwhile_goes_on_and_who_writes_is_waited_for(
    portfolio: Cli, register: Register, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.5)
    before = dump(register.path)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = portfolio("db", "restore", "backup.db", "--yes")
        other.execute("ROLLBACK")
        assert (answer.exit_code, answer.stdout) == (6, "")
        assert answer.stderr.startswith(f"Error: {register.path} is locked: ")
        assert dump(register.path) == before

        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM partner").fetchone() == (5,)
        portfolio.done("db", "restore", "backup.db", "--yes")
        assert other.execute("SELECT count(*) FROM partner").fetchone() == (5,)
        other.execute("COMMIT")
        assert other.execute("SELECT count(*) FROM partner").fetchone() == (4,)


def test_what_is_restored_says_for_programs_what_is_in_it(
    portfolio: Cli, register: Register, backup: Path
) -> None:
    answer = portfolio("db", "restore", "backup.db", "--yes", "--format", "json")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert json.loads(answer.stdout) == {
        "file": "backup.db",
        "previous": f"{register.path}.before-restore",
        "partners": 4,
        "operations": 15,
        "last": register.value("SELECT max(at) FROM operation"),
    }
