"""Registers of earlier revisions, made of one of today."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.script import ScriptDirectory

from helpers.actions import ask, raw
from partnerreg.db import migrate
from partnerreg.db.dialects import dialect
from partnerreg.db.version import HEAD, State
from partnerreg.tables import metadata

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

EARLIER = sorted(
    script.revision
    for script in ScriptDirectory(str(migrate.scripts())).walk_revisions()
    if script.revision != HEAD
)
_MADE_OF_OTHERS = {"notice", "drafted_on"}  # by an upgrade
_SORT_KEYS = ("sort_en", "sort_da", "sort_sv")
_write = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def _lengthen(state: Any) -> Any:
    """A partner's state, or several, with sort keys as they were before 0003."""
    if isinstance(state, list):
        return [_lengthen(each) for each in state]
    return state | {name: f"{state[name]}\x01áccents and all" for name in _SORT_KEYS}


def _write_long_keys(connection: sqlite3.Connection) -> None:
    values = ", ".join(f"{name} = {name} || char(1) || 'áccents and all'" for name in _SORT_KEYS)
    connection.execute(f"UPDATE partner SET {values}")
    told = "SELECT id, before, after FROM change WHERE table_name = 'partner'"
    for number, *states in connection.execute(told).fetchall():
        longer = [state and _write(_lengthen(json.loads(state))) for state in states]
        connection.execute(
            "UPDATE change SET before = ?, after = ? WHERE id = ?", [*longer, number]
        )


def tables_since(revision: str, path: Path) -> list[str]:
    """The tables that a revision did not have yet, those that refer to others first."""
    migrate.bring_up_to_date(path, target=revision)
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    then = {name for (name,) in ask(path, names)}
    return [table.name for table in reversed(metadata.sorted_tables) if table.name not in then]


def _columns_since(path: Path) -> dict[str, list[str]]:
    """The columns that tables of an earlier register did not have yet; all of them may be empty."""
    found = {}
    for table in metadata.sorted_tables:
        then = {name for _, name, *_ in ask(path, f"PRAGMA table_info({table.name})")}
        new = [each.name for each in table.c if each.name not in then and each.nullable]
        names = [name for name in new if name not in _MADE_OF_OTHERS]
        if then and names:
            found[table.name] = names
    return found


def _draft_when_noted(connection: sqlite3.Connection) -> None:
    """Drafts are as old as the operation that noted them, as an upgrade has it."""
    connection.execute(
        "UPDATE agreement SET drafted_on = (SELECT date(operation.at) FROM change"
        " JOIN operation ON operation.id = change.operation_id"
        " WHERE change.table_name = 'agreement' AND change.row_id = agreement.id"
        " ORDER BY change.id LIMIT 1) WHERE drafted_on IS NOT NULL"
    )
    connection.execute(
        "UPDATE change SET after = json_set(after, '$.drafted_on',"
        " (SELECT drafted_on FROM agreement WHERE agreement.id = change.row_id))"
        " WHERE table_name = 'agreement' AND json_extract(after, '$.drafted_on') IS NOT NULL"
    )


def forget(path: Path, then: Path, later: list[str]) -> None:
    """Let a register of today hold no more than an earlier one could."""
    with raw(path) as connection:
        for table, names in _columns_since(then).items():
            values = ", ".join(f"{name} = NULL" for name in names)
            connection.execute(f"UPDATE {table} SET {values}")
            told = "SELECT id, before, after FROM change WHERE table_name = ?"
            for number, *states in connection.execute(told, [table]).fetchall():
                less = [state and _write(_empty(json.loads(state), names)) for state in states]
                connection.execute(
                    "UPDATE change SET before = ?, after = ? WHERE id = ?", [*less, number]
                )
        if not ask(then, "SELECT 1 FROM pragma_table_info('agreement') WHERE name = 'drafted_on'"):
            _draft_when_noted(connection)
        for table in later:
            connection.execute(f"DELETE FROM {table}")
            connection.execute("DELETE FROM change WHERE table_name = ?", [table])
        # Somebody took part in each activity then: a partner, a unit, or a group.
        alone = "unit_id IS NULL AND group_id IS NULL"
        alone += " AND id NOT IN (SELECT activity_id FROM activity_partner)"
        for (number,) in connection.execute(f"SELECT id FROM activity WHERE {alone}").fetchall():
            connection.execute("DELETE FROM activity WHERE id = ?", [number])
            told = "DELETE FROM change WHERE table_name = 'activity' AND row_id = ?"
            connection.execute(told, [number])
        connection.execute(
            "DELETE FROM operation WHERE id NOT IN (SELECT operation_id FROM change)"
        )


def _empty(state: Any, names: list[str]) -> Any:
    if isinstance(state, list):
        return [_empty(each, names) for each in state]
    return state | {name: None for name in names if name in state}


def take_down(path: Path, revision: str) -> None:
    """Make a register of an earlier revision of one of today."""
    if revision < "0003":
        with raw(path) as connection:
            _write_long_keys(connection)
    migrate._run(path, lambda config: command.downgrade(config, revision))
    assert dialect.state(path) is State.OLDER
