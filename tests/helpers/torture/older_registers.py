"""Registers as the program of earlier revisions made them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from partnerreg.db.migrate import bring_up_to_date
from partnerreg.domain.name_keys import SORT_LANGUAGES, sort_key

if TYPE_CHECKING:
    from pathlib import Path

FIRST, *LATER = REVISIONS = ("0001", "0002", "0003")
PARTNERS = 60


def make_register_of(revision: str, path: Path) -> None:
    """Make a register of the first revision, with rows, and upgrade it to the given one."""
    bring_up_to_date(path, target=FIRST)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO unit (name, name_key) VALUES ('Lab', 'lab')")
        connection.execute(
            "INSERT INTO operation (id, at, actor, command, summary)"
            " VALUES (1, '2024-01-01 09:30:00', 'Anna', 'import partners', '')"
        )
        for number in range(1, PARTNERS + 1):
            _add_partner(connection, number)
    if revision != FIRST and (copy := bring_up_to_date(path, target=revision)):
        copy.unlink()


def _add_partner(connection: sqlite3.Connection, number: int) -> None:
    name = f"Åben Scene {number}"
    row: dict[str, object] = {"id": number, "name": name, "name_key": f"åben scene {number}"}
    row |= {"search_key": "aben scene", "level": 3, "status": "active", "unit_id": 1}
    row |= {f"sort_{language}": sort_key(name, language) for language in SORT_LANGUAGES}
    _insert(connection, "partner", row)
    change = {"operation_id": 1, "table_name": "partner", "row_id": number, "partner_id": number}
    _insert(connection, "change", change | {"after": json.dumps(row)})


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    places = ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"
    connection.execute(sql, list(row.values()))
