"""What stands at a register's place, and what is said of what is no register."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import leave_half_written, partner, raw, writing
from partnerreg.cli.remedies import sentence
from partnerreg.db.dialects import dialect
from partnerreg.db.inventory import counts
from partnerreg.db.opening import ensure_current, open_reader
from partnerreg.db.version import HEAD, State
from partnerreg.errors import ExitCode, NotFound, RegisterError
from partnerreg.files import APPLICATION_ID
from partnerreg.queries import partners
from partnerreg.services.examination import examine

if TYPE_CHECKING:
    from collections.abc import Callable

# Both ways in: to read and to write.
OPENERS = (open_reader, ensure_current)
NOBODY = 65534


def names(path: Path) -> list[str]:
    reader = open_reader(path, pytest.fail)
    found = [row.name for row in reader.all(partners.partner_names)]
    reader.close()
    return found


def refusal(path: Path, opener: Callable[..., Any], *, thing: Path | None = None) -> RegisterError:
    """Why a register cannot be opened, which names the thing; what stands there is not touched."""
    before = path.read_bytes() if os.path.isfile(path) else None  # noqa: PTH113 - never raises
    with pytest.raises(RegisterError) as caught:
        opener(path, pytest.fail)
    assert str(thing or path) in caught.value.message
    assert sentence(caught.value.hint)
    assert (path.read_bytes() if before is not None else None) == before
    return caught.value


def test_where_there_is_no_register_reading_says_how_to_make_one(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    error = refusal(path, open_reader)
    assert isinstance(error, NotFound)
    assert "partner add" in sentence(error.hint)
    assert not path.exists()


@pytest.mark.parametrize("content", ["no file", "no byte", "no table"])
def test_where_there_is_nothing_yet_writing_makes_a_register(
    tmp_path: Path, told: list[str], content: str
) -> None:
    path = tmp_path / "register.db"
    if content != "no file":
        path.touch()
    if content == "no table":
        with raw(path) as connection:
            connection.execute("CREATE TABLE t (a)")
            connection.execute("DROP TABLE t")
        assert path.stat().st_size
    assert dialect.state(path) is (State.ABSENT if content == "no file" else State.EMPTY)
    assert isinstance(refusal(path, open_reader), NotFound)
    ensure_current(path, told.append)
    assert told == [f"Made a new register at {path}."]
    with writing(path) as work:
        partner(work, "Café Retro")
    assert names(path) == ["Café Retro"]


def test_a_folder_that_is_missing_is_made_only_if_that_was_asked_for(
    tmp_path: Path, told: list[str]
) -> None:
    path = tmp_path / "not" / "there" / "register.db"
    error = refusal(path, ensure_current, thing=path.parent)
    assert isinstance(error, NotFound)
    assert not path.parent.exists()
    ensure_current(path, told.append, make_folder=True)
    assert dialect.state(path) is State.CURRENT


@pytest.mark.parametrize("opener", OPENERS)
def test_a_text_file_is_no_database(tmp_path: Path, opener: Callable[..., Any]) -> None:
    path = tmp_path / "partners.csv"
    path.write_text("name;municipality\nCafé Retro;Aarhus\n" * 100)
    error = refusal(path, opener)
    assert error.exit_code is ExitCode.UNUSABLE
    assert error.message == f"{path} is not a database."


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("mark", [0, 0x0F055112])
def test_another_programs_database_is_no_register(
    tmp_path: Path, opener: Callable[..., Any], mark: int
) -> None:
    path = tmp_path / "other.db"
    with raw(path) as connection:
        connection.execute("CREATE TABLE partner (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute(f"PRAGMA application_id = {mark}")
    error = refusal(path, opener)
    assert error.exit_code is ExitCode.UNUSABLE
    assert "not a partnership register" in error.message


@pytest.mark.parametrize("opener", OPENERS)
def test_a_database_that_only_bears_the_mark_is_unusable(
    tmp_path: Path, opener: Callable[..., Any]
) -> None:
    path = tmp_path / "marked.db"
    with raw(path) as connection:
        connection.execute("CREATE TABLE partner (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    assert refusal(path, opener).exit_code is ExitCode.UNUSABLE


@pytest.mark.parametrize("opener", OPENERS)
def test_a_folder_is_no_register(tmp_path: Path, opener: Callable[..., Any]) -> None:
    error = refusal(tmp_path, opener)
    assert error.exit_code is ExitCode.UNUSABLE
    assert "is a folder" in error.message
    assert "--db" in sentence(error.hint)


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("kept", [50, 100, 4000, 4096, 40_000, -4096])
def test_a_register_that_was_cut_off_is_damaged(
    filled: Path, opener: Callable[..., Any], kept: int
) -> None:
    whole = filled.read_bytes()
    filled.write_bytes(whole[:kept])
    error = refusal(filled, opener)
    assert error.exit_code is ExitCode.UNUSABLE
    assert "is damaged" in error.message or "not a database" in error.message


@pytest.mark.parametrize("seed", range(8))
def test_garbage_in_the_middle_of_a_register_is_found_when_it_is_examined(
    filled: Path, seed: int
) -> None:
    chance = random.Random(seed)
    size = filled.stat().st_size
    with filled.open("r+b") as file:
        file.seek(chance.randrange(size // 2, size - 8192))
        file.write(chance.randbytes(8192))
    with closing(sqlite3.connect(filled)) as connection:
        assert any(found.faults for found in examine(connection))


@pytest.mark.parametrize(
    ("what", "spoil"),
    [
        ("references", "UPDATE contact SET partner_id = 999 WHERE id = 1"),
        ("documents", "UPDATE content SET data = zeroblob(size)"),
        ("levels", "UPDATE partner SET level = 3 WHERE id = 1"),
        ("levels", "UPDATE partner SET status = 'ended' WHERE id = 1"),
        ("levels", "DELETE FROM level_change WHERE partner_id = 3"),
    ],
)
def test_examining_tells_what_rows_do_not_fit_together(filled: Path, what: str, spoil: str) -> None:
    with raw(filled) as connection:
        assert not any(found.faults or found.remarks for found in examine(connection))
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(spoil)
        faults = {found.what: found.faults for found in examine(connection)}
    assert [name for name, found in faults.items() if found] == [what]


def test_the_number_of_rows_in_each_table_is_told(filled: Path) -> None:
    with raw(filled) as connection:
        told = dict(counts(connection))
    assert told["partner"] == 6
    assert told["document"] == 4


@pytest.mark.parametrize(
    "name",
    [
        "a register.db",
        "#1.db",
        "what?.db",
        "100%.db",
        "%41.db",
        "Ålesund æøå.db",
        "a&b=c.db",
        'it\'s "quoted".db',
        "file:register.db",
        ":memory:",
        "-v",
        "no ending",
        "æ\udce6.db",
    ],
)
@pytest.mark.parametrize("named_by", ["its own name", "its whole path"])
def test_a_register_may_be_called_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str], name: str, named_by: str
) -> None:
    folder = tmp_path / "a folder #1? 100%"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = Path(name) if named_by == "its own name" else folder / name
    ensure_current(path, told.append)
    with writing(path) as work:
        partner(work, "Café Retro")
    assert names(path) == ["Café Retro"]
    assert name in {file.name for file in folder.iterdir()}


def test_a_reader_sees_the_register_as_it_was_while_somebody_writes(filled: Path) -> None:
    with writing(filled) as work:
        partner(work, "Not there yet")
        work.session.flush()
        assert len(names(filled)) == 6
    assert len(names(filled)) == 7


def test_a_reader_cannot_write(filled: Path) -> None:
    connection = dialect.connect(filled)
    with closing(connection), pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("UPDATE partner SET name = 'x'")


def test_a_register_that_a_killed_writer_left_behind_is_read_whole(
    filled: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE partner SET notes = 'in the log'")
        connection.commit()
        left = tmp_path / "left.db"  # as they stand now, the log not yet in the file
        for ending in ("", "-wal"):
            shutil.copy(f"{filled}{ending}", f"{left}{ending}")
    with closing(dialect.connect(left)) as connection:
        found = connection.execute("SELECT DISTINCT notes FROM partner").fetchall()
    assert found == [("in the log",)]


@pytest.mark.parametrize("opener", OPENERS)
def test_a_path_that_no_file_can_have_is_unusable(
    tmp_path: Path, opener: Callable[..., Any]
) -> None:
    error = refusal(tmp_path / ("x" * 300), opener)
    assert error.exit_code is ExitCode.UNUSABLE


def test_a_file_in_the_place_of_the_folder_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "register.db"
    assert isinstance(refusal(path, open_reader), NotFound)
    refusal(path, ensure_current, thing=path.parent)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("database is locked", "is locked"),
        ("file is not a database", "is not a database"),
        ("database disk image is malformed", "is damaged"),
        ("attempt to write a readonly database", "read-only"),
        ("database or disk is full", "the disk is full, that of "),
        ("something else", "cannot be opened: something else"),
    ],
)
def test_each_of_sqlites_errors_is_told_with_its_remedy(
    tmp_path: Path, reason: str, says: str
) -> None:
    error = dialect.explain(tmp_path / "register.db", sqlite3.OperationalError(reason))
    assert says in error.message
    assert sentence(error.hint)
    assert error.exit_code is ExitCode.UNUSABLE


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("content", [b"a", b"SQLite format 3\0", b"x" * 99])
def test_a_file_too_short_for_a_database_is_none_and_stays_as_it_is(
    tmp_path: Path, opener: Callable[..., Any], content: bytes
) -> None:
    path = tmp_path / "short.db"
    path.write_bytes(content)
    error = refusal(path, opener)
    assert error.exit_code is ExitCode.UNUSABLE
    assert error.message == f"{path} is not a database."


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DELETE FROM alembic_version", "none"),
        ("UPDATE alembic_version SET version_num = ''", "''"),
        ("UPDATE alembic_version SET version_num = 4", "'4'"),
        ("UPDATE alembic_version SET version_num = x'00'", r"b'\x00'"),
        ("INSERT INTO alembic_version VALUES ('0001')", f"'{HEAD}', '0001'"),
    ],
)
def test_a_register_that_does_not_say_its_version_is_unusable(
    filled: Path, opener: Callable[..., Any], sql: str, says: str
) -> None:
    with raw(filled) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(sql)
    error = refusal(filled, opener)
    assert error.exit_code is ExitCode.UNUSABLE
    assert "does not say which version of the register it is: " in error.message
    assert error.message.endswith(f"{says}.")


def test_what_a_killed_writer_left_half_written_is_put_right_before_it_is_read(
    filled: Path, filled_register: Path
) -> None:
    leave_half_written(filled)
    assert names(filled) == names(filled_register)
    with raw(filled) as connection:
        assert not any(found.faults for found in examine(connection))


def test_a_register_whose_maker_was_killed_at_its_first_write_is_made_by_the_next(
    tmp_path: Path, told: list[str]
) -> None:
    making, path = tmp_path / "making.db", tmp_path / "register.db"
    with closing(sqlite3.connect(making, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 5")  # or all would be written at the end
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE filling AS SELECT hex(zeroblob(99999))")
        for ending in ("", "-journal"):
            shutil.copy(f"{making}{ending}", f"{path}{ending}")
    assert path.stat().st_size
    ensure_current(path, told.append)
    assert dialect.state(path) is State.CURRENT


def test_a_new_register_is_for_its_owner_to_read(tmp_path: Path, told: list[str]) -> None:
    path = tmp_path / "register.db"
    ensure_current(path, told.append)
    with writing(path) as work:
        partner(work, "Café Retro")
        modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {0o600}
