"""A register of any earlier revision is upgraded with all rows, and all of it can be taken back."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from helpers.actions import ask, one, raw, writing
from helpers.bulk_imports import bring_in
from helpers.database_schema import schema
from helpers.random_actions import bytes_of
from partnerreg.db import migrate
from partnerreg.db.dialects import dialect
from partnerreg.db.opening import ensure_current
from partnerreg.db.version import HEAD, State
from partnerreg.services.undo import redo, undo
from partnerreg.tables import metadata

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

EARLIER = sorted(
    script.revision
    for script in ScriptDirectory(str(migrate.scripts())).walk_revisions()
    if script.revision != HEAD
)
MADE_OF_OTHERS = {"notice", "drafted_on"}  # by an upgrade
SORT_KEYS = ("sort_en", "sort_da", "sort_sv")


write = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def lengthen(state: Any) -> Any:
    """A partner's state, or several, with sort keys as they were before 0003."""
    if isinstance(state, list):
        return [lengthen(each) for each in state]
    return state | {name: f"{state[name]}\x01áccents and all" for name in SORT_KEYS}


def write_long_keys(connection: sqlite3.Connection) -> None:
    values = ", ".join(f"{name} = {name} || char(1) || 'áccents and all'" for name in SORT_KEYS)
    connection.execute(f"UPDATE partner SET {values}")
    told = "SELECT id, before, after FROM change WHERE table_name = 'partner'"
    for number, *states in connection.execute(told).fetchall():
        longer = [state and write(lengthen(json.loads(state))) for state in states]
        connection.execute(
            "UPDATE change SET before = ?, after = ? WHERE id = ?", [*longer, number]
        )


def tables_since(revision: str, path: Path) -> list[str]:
    """The tables that a revision did not have yet, those that refer to others first."""
    migrate.bring_up_to_date(path, target=revision)
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    then = {name for (name,) in ask(path, names)}
    return [table.name for table in reversed(metadata.sorted_tables) if table.name not in then]


def columns_since(path: Path) -> dict[str, list[str]]:
    """The columns that tables of an earlier register did not have yet; all of them may be empty."""
    found = {}
    for table in metadata.sorted_tables:
        then = {name for _, name, *_ in ask(path, f"PRAGMA table_info({table.name})")}
        new = [each.name for each in table.c if each.name not in then and each.nullable]
        names = [name for name in new if name not in MADE_OF_OTHERS]
        if then and names:
            found[table.name] = names
    return found


def forget(path: Path, then: Path, later: list[str]) -> None:
    """Let a register of today hold no more than an earlier one could."""
    with raw(path) as connection:
        for table, names in columns_since(then).items():
            values = ", ".join(f"{name} = NULL" for name in names)
            connection.execute(f"UPDATE {table} SET {values}")
            told = "SELECT id, before, after FROM change WHERE table_name = ?"
            for number, *states in connection.execute(told, [table]).fetchall():
                less = [state and write(_empty(json.loads(state), names)) for state in states]
                connection.execute(
                    "UPDATE change SET before = ?, after = ? WHERE id = ?", [*less, number]
                )
        for table in later:
            connection.execute(f"DELETE FROM {table}")
            connection.execute("DELETE FROM change WHERE table_name = ?", [table])
        if "unit_id" in columns_since(then).get("activity", ()):  # each had a partner then
            alone = "id NOT IN (SELECT activity_id FROM activity_partner)"
            for (number,) in connection.execute(
                f"SELECT id FROM activity WHERE {alone}"
            ).fetchall():
                connection.execute("DELETE FROM activity WHERE id = ?", [number])
                told = "DELETE FROM change WHERE table_name = 'activity' AND row_id = ?"
                connection.execute(told, [number])


def _empty(state: Any, names: list[str]) -> Any:
    if isinstance(state, list):
        return [_empty(each, names) for each in state]
    return state | {name: None for name in names if name in state}


def take_down(path: Path, revision: str) -> None:
    """Make a register of an earlier revision of one of today."""
    if revision < "0003":
        with raw(path) as connection:
            write_long_keys(connection)
    migrate._run(path, lambda config: command.downgrade(config, revision))
    assert dialect.state(path) is State.OLDER


def test_there_is_an_earlier_revision() -> None:
    assert EARLIER[0] == "0001"


def everything(path: Path, later: list[str]) -> dict[str, Any]:
    """All rows, what the journal says, and how the tables are made; but for rows of some tables."""
    rows = bytes_of(path) | {table: [] for table in later}
    for table in ("operation", "change", "content"):
        rows[table] = ask(path, f"SELECT * FROM {table} ORDER BY 1")
    rows["change"] = [row for row in rows["change"] if not {*later}.intersection(row)]
    return rows | {"schema": sorted(schema(path))}


@pytest.mark.parametrize("revision", EARLIER)
def test_a_register_of_a_revision_keeps_its_rows_and_what_was_done_can_be_taken_back(
    filled: Path, tmp_path: Path, told: list[str], revision: str
) -> None:
    later = tables_since(revision, tmp_path / "then.db")
    ranges = revision >= "0002"  # of rows that were added, and of those that were removed
    if ranges:
        for _ in range(2):
            with writing(filled) as work:
                bring_in(work, 60)
        with writing(filled) as work:
            assert undo(work).kept == []
    forget(filled, tmp_path / "then.db", later)
    before = everything(filled, later)
    told_of = "SELECT DISTINCT operation_id FROM change ORDER BY 1"
    operations = [number for (number,) in ask(filled, told_of)]
    take_down(filled, revision)
    ensure_current(filled, told.append)
    assert len(told) == 1
    assert one(filled, "SELECT version_num FROM alembic_version") == HEAD
    assert everything(filled, later) == before

    rows = bytes_of(filled)
    if ranges:
        with writing(filled) as work:
            assert redo(work).kept == []
        with writing(filled) as work:
            assert undo(work).kept == []
        assert bytes_of(filled) == rows
        del operations[-2:]
    for number in reversed(operations):
        with writing(filled) as work:
            assert undo(work, number).kept == []
    assert not any(bytes_of(filled).values())
    for _ in operations:
        with writing(filled) as work:
            assert redo(work).kept == []
    assert bytes_of(filled) == rows
