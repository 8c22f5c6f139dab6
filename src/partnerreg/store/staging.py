"""What a bulk load needs of SQLite itself: scratch space, free numbers, lists in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Sequence

# Pages kept in memory, for the register and for temporary tables each; more goes to the disk.
_CACHE_KIB = 64 * 1024


def make_room(connection: sa.Connection) -> None:
    """Give a bulk load the memory it needs, and no more however large the file is."""
    for schema in ("main", "temp"):
        connection.exec_driver_sql(f"PRAGMA {schema}.cache_size = -{_CACHE_KIB}")
    connection.exec_driver_sql("PRAGMA temp_store = FILE")


def next_number(connection: sa.Connection, table: sa.FromClause) -> int:
    """The number that the table's next row will have. Numbers are never used again."""
    name = str(table.name)  # type: ignore[attr-defined]
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,))
    return int(last.scalar() or 0) + 1


def unpacked(
    column: sa.ColumnElement[Any], width: int
) -> tuple[sa.TableValuedAlias, Sequence[sa.ColumnElement[Any]]]:
    """A JSON array of arrays in a cell, as rows to join with and the columns they have."""
    rows = sa.func.json_each(column).table_valued("key", "value", joins_implicitly=True)
    cells = [sa.func.json_extract(rows.c.value, f"$[{n}]") for n in range(width)]
    return rows, cells
