"""What undo is built on: by the journal alone, everything becomes what it was."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import one, raw
from helpers.random_actions import DEEDS, bytes_of, live

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def operations(path: Path) -> int:
    return int(one(path, "SELECT count(*) FROM operation"))


def take_back(path: Path, first: int) -> None:
    """Take back every operation from a number on, by the journal and plain SQL alone."""
    with raw(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        rows = connection.execute(
            """SELECT table_name, row_id, before, after FROM change
            WHERE operation_id >= ? ORDER BY id DESC""",
            [first],
        ).fetchall()
        for table, number, before, after in rows:
            if after is not None:
                connection.execute(f"DELETE FROM {table} WHERE id = ?", [number])
            if before is not None:
                row = json.loads(before)
                places = ", ".join("?" * len(row))
                sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"
                connection.execute(sql, list(row.values()))
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(days=st.lists(st.lists(st.one_of(DEEDS), max_size=4), min_size=1, max_size=4))
def test_any_edits_can_be_taken_back_to_the_byte(
    filled_register: Path, tmp_path_factory: pytest.TempPathFactory, days: list[list[Any]]
) -> None:
    path = tmp_path_factory.mktemp("edited") / "register.db"
    shutil.copy(filled_register, path)
    before, first = bytes_of(path), operations(path) + 1
    live(path, days)
    take_back(path, first)
    assert bytes_of(path) == before
    shutil.rmtree(path.parent)
