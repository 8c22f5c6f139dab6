"""How an older register is upgraded, and a newer one refused.

There may be one revision only, so a later version of the program is made up here.
"""

from __future__ import annotations

import shutil
import stat
from typing import TYPE_CHECKING

import pytest

from helpers.actions import ask, dump, one, raw
from helpers.database_schema import constraints
from partnerreg.db import migrate, version
from partnerreg.db.dialects import sqlite
from partnerreg.db.migrate import bring_up_to_date
from partnerreg.db.opening import ensure_current, open_reader
from partnerreg.db.version import HEAD, State
from partnerreg.errors import ExitCode, RegisterUnusable
from partnerreg.files import APPLICATION_ID
from partnerreg.services.examination import examine
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.processes import Programs

REBUILD = """
def upgrade():
    with op.batch_alter_table(
        "partner", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ) as batch:
        batch.add_column(sa.Column("nickname", sa.String(), nullable=True))
"""

UNFINISHED = """
def upgrade():
    op.execute("UPDATE partner SET name = 'lost'")
    op.add_column("partner", sa.Column("nickname", sa.String(), nullable=True))
    op.execute("INSERT INTO no_such_table VALUES (1)")
"""

FAULTY = """
def upgrade():
    op.execute("UPDATE partner SET name = 'lost'")
    raise ZeroDivisionError("a fault in the migration")
"""

ORPHANING = """
def upgrade():
    op.execute("DELETE FROM unit")
"""


class Later:
    """A later version of the program: its migrations are these and one more."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.head = f"{int(HEAD) + 1:04d}"
        shutil.copytree(migrate.scripts(), folder)
        self._monkeypatch = monkeypatch

    def arrives(self, body: str) -> None:
        """From now on this process is the later version."""
        script = f"""import sqlalchemy as sa
from alembic import op

revision = {self.head!r}
down_revision = {HEAD!r}
branch_labels = depends_on = None

{body}
"""
        (self.folder / "versions" / f"{self.head}_later.py").write_text(script)
        self._monkeypatch.setattr(migrate, "scripts", lambda: self.folder)
        self._monkeypatch.setattr(version, "HEAD", self.head)


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    return Later(tmp_path / "later scripts 100%", monkeypatch)


def copies(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.glob(f"{path.name}.*"))


def test_bringing_up_a_current_register_touches_nothing(register: Path) -> None:
    before = register.read_bytes()
    assert bring_up_to_date(register) is None
    assert register.read_bytes() == before
    assert not copies(register)


def test_an_older_register_is_upgraded_when_it_is_read(
    filled: Path, later: Later, told: list[str]
) -> None:
    before = dump(filled)
    later.arrives(REBUILD)
    open_reader(filled, told.append).close()
    assert sqlite.state(filled) is State.CURRENT
    kept = filled.with_name(f"register.db.version-{HEAD}")
    assert told == [f"Upgraded the register at {filled}; it is kept as it was in {kept}."]
    assert dump(kept) == before
    assert one(kept, "PRAGMA application_id") == APPLICATION_ID


def test_an_older_register_is_upgraded_before_it_is_written(
    filled: Path, later: Later, told: list[str]
) -> None:
    before = dump(filled)
    later.arrives(REBUILD)
    ensure_current(filled, told.append)
    ensure_current(filled, pytest.fail)
    assert one(filled, "SELECT version_num FROM alembic_version") == later.head
    assert len(told) == 1
    assert dump(filled.with_name(f"register.db.version-{HEAD}")) == before


def test_the_copy_holds_what_others_wrote_and_the_file_does_not_have_yet(
    filled: Path, later: Later, told: list[str]
) -> None:
    with raw(filled) as connection:  # kept open, so that its write stays in the -wal file
        connection.execute("UPDATE partner SET notes = 'just written'")
        connection.commit()
        later.arrives(REBUILD)
        ensure_current(filled, told.append)
    kept = filled.with_name(f"register.db.version-{HEAD}")
    assert ask(kept, "SELECT DISTINCT notes FROM partner") == [("just written",)]
    assert ask(filled, "SELECT DISTINCT notes FROM partner") == [("just written",)]


def test_a_copy_never_takes_the_place_of_another(
    filled: Path, later: Later, told: list[str]
) -> None:
    earlier = filled.with_name(f"register.db.version-{HEAD}")
    earlier.write_text("kept from an upgrade that was taken back")
    later.arrives(REBUILD)
    ensure_current(filled, told.append)
    assert earlier.read_text() == "kept from an upgrade that was taken back"
    assert copies(filled) == [earlier.name, f"{earlier.name}.2"]


def test_rebuilding_a_table_loses_no_row_of_its_children_and_no_constraint(
    filled: Path, later: Later, told: list[str]
) -> None:
    tables = set(metadata.tables)
    rows = {table: ask(filled, f"SELECT * FROM {table}") for table in tables}
    held = constraints(filled)
    later.arrives(REBUILD)
    ensure_current(filled, told.append)
    partners = [row[:-1] for row in ask(filled, "SELECT * FROM partner")]
    assert partners == rows["partner"]
    for table in tables - {"partner"}:
        assert ask(filled, f"SELECT * FROM {table}") == rows[table]
    assert constraints(filled) == held
    with raw(filled) as connection:
        faults = [str(fault) for found in examine(connection) for fault in found.faults]
    assert faults == ["partner: this table is not as it should be: nickname VARCHAR"]


@pytest.mark.parametrize(
    ("body", "error", "says"),
    [
        (UNFINISHED, RegisterUnusable, "no such table"),
        (FAULTY, ZeroDivisionError, "a fault in the migration"),
        (ORPHANING, RegisterUnusable, "{orphans} references point nowhere"),
    ],
)
def test_a_migration_that_fails_leaves_the_register_as_it_was(
    filled: Path, later: Later, body: str, error: type[Exception], says: str
) -> None:
    before, said = filled.read_bytes(), dump(filled)
    orphans = sum(
        one(filled, f"SELECT count({key.parent.name}) FROM {table.name}")
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "unit"
    )
    later.arrives(body)
    for _ in range(2):
        with pytest.raises(error, match=says.format(orphans=orphans)):
            ensure_current(filled, pytest.fail)
        assert dump(filled) == said
        assert filled.read_bytes() == before
        assert sqlite.state(filled) is State.OLDER


def test_where_no_copy_can_be_put_nothing_is_upgraded(
    filled: Path, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(filled)
    later.arrives(REBUILD)
    nowhere = filled.parent / "missing folder" / "copy"
    monkeypatch.setattr(type(filled), "with_name", lambda _path, _name: nowhere)
    with pytest.raises(RegisterUnusable, match=r"no copy of it could be put in .*missing folder"):
        ensure_current(filled, pytest.fail)
    assert dump(filled) == before


def test_a_newer_register_is_refused_and_not_touched(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = filled.read_bytes()
    for open_it in (open_reader, ensure_current):
        with pytest.raises(RegisterUnusable, match="written by a newer partnerreg") as caught:
            open_it(filled, pytest.fail)
        assert caught.value.exit_code is ExitCode.UNUSABLE
        assert "Upgrade partnerreg" in caught.value.hint
    assert filled.read_bytes() == before
    assert not copies(filled)


def test_of_two_programs_that_upgrade_at_once_one_does_it_and_the_other_goes_on(
    tmp_path: Path, filled_register: Path, later: Later, programs: Programs
) -> None:
    later.arrives(REBUILD)
    both = [programs.start("upgrader.py", later.folder, later.head) for _ in range(2)]
    for number in range(5):
        path = tmp_path / f"{number}.db"
        shutil.copy(filled_register, path)
        said = programs.tell(both, str(path))
        kept = path.with_name(f"{path.name}.version-{HEAD}")
        waiting = f"Waiting for another program, which is writing to {path} …"  # if that took long
        assert sorted(each.removeprefix(waiting) for each in said) == [
            "",
            f"Upgraded the register at {path}; it is kept as it was in {kept}.",
        ]
        assert copies(path) == [kept.name]
        assert one(kept, "SELECT version_num FROM alembic_version") == HEAD
        assert sqlite.state(path) is State.CURRENT


def test_a_version_that_never_was_is_told_and_nothing_is_touched(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    before = dump(filled)

    with pytest.raises(RegisterUnusable, match=r"does not say which version .*'0000'") as caught:
        bring_up_to_date(filled)

    assert caught.value.exit_code is ExitCode.UNUSABLE
    assert dump(filled) == before
    assert not [name for name in copies(filled) if "version" in name]


def test_the_copy_is_for_those_to_read_who_may_read_the_register(
    filled: Path, later: Later, told: list[str]
) -> None:
    filled.chmod(0o640)
    later.arrives(REBUILD)
    ensure_current(filled, told.append)
    kept = filled.with_name(f"register.db.version-{HEAD}")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError("no room")])
def test_a_copy_that_is_interrupted_leaves_nothing(
    filled: Path, later: Later, monkeypatch: pytest.MonkeyPatch, interruption: BaseException
) -> None:
    def copy_some(_source: object, file: Path) -> None:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.write_bytes(b"a part of it")
        file.with_name(f"{file.name}-journal").touch()
        raise interruption

    monkeypatch.setattr(sqlite, "copy_alone", copy_some)
    later.arrives(REBUILD)
    before = set(filled.parent.iterdir())
    with pytest.raises((KeyboardInterrupt, RegisterUnusable)):
        ensure_current(filled, pytest.fail)
    assert set(filled.parent.iterdir()) - before <= {
        filled.with_name(f"register.db{ending}") for ending in ("-wal", "-shm")
    }
    assert sqlite.state(filled) is State.OLDER


def test_the_copy_needs_no_other_file_and_makes_none(
    filled: Path, later: Later, told: list[str]
) -> None:
    later.arrives(REBUILD)
    ensure_current(filled, told.append)
    kept = filled.with_name(f"register.db.version-{HEAD}")
    assert one(kept, "PRAGMA journal_mode") == "delete"
    assert copies(filled) == [kept.name]
