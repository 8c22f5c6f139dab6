"""What a bulk load needs of SQLite itself: memory, free numbers, lists in a cell, our functions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Kept in memory, of the register and of temporary tables each; what is more goes to the disk.
_CACHE_KIB = 64 * 1024


def make_room(connection: sa.Connection) -> None:
    """Give a bulk load the memory that it needs, and no more however much it loads."""
    for schema in ("main", "temp"):
        connection.exec_driver_sql(f"PRAGMA {schema}.cache_size = -{_CACHE_KIB}")


def next_number(connection: sa.Connection, table: sa.Table) -> int:
    """The number that the table's next row will have. Numbers are never used again."""
    last = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)
    )
    return int(last.scalar() or 0) + 1


def unpacked(
    column: sa.ColumnElement[Any], width: int
) -> tuple[sa.TableValuedAlias, tuple[sa.ColumnElement[Any], ...]]:
    """A JSON array of arrays in a cell: as rows to join with, counted by `key`, and their cells."""
    rows = sa.func.json_each(column).table_valued("key", "value")
    return rows, tuple(sa.func.json_extract(rows.c.value, f"$[{n}]") for n in range(width))


@contextmanager
def indexed_afterwards(connection: sa.Connection, tables: Iterable[sa.Table]) -> Iterator[None]:
    """The tables do without their indexes, but for those that hold constraints, until the end.

    For loading more rows than there are: sorting all of them once is less work than
    finding each one's place.
    """
    names = [table.name for table in tables]
    indexes = sa.text(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'"
        " AND tbl_name IN :names ORDER BY rowid"
    ).bindparams(sa.bindparam("names", names, expanding=True))
    found = connection.execute(indexes).all()
    for name, _ in found:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, sql in found:
        connection.exec_driver_sql(sql)


@contextmanager
def taught(
    connection: sa.Connection, functions: Mapping[str, Callable[[str], str]]
) -> Iterator[None]:
    """SQL knows these functions of one text, by their names.

    Raises:
        KeyboardInterrupt: it came in one of them; SQLite alone would call it an error of its own.
    """
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    interrupts: list[KeyboardInterrupt] = []

    def guarded(function: Callable[[str], str]) -> Callable[[str], str]:
        def call(text: str) -> str:
            try:
                return function(text)
            except KeyboardInterrupt as interrupt:
                interrupts.append(interrupt)
                raise

        return call

    for name, function in functions.items():
        driver.create_function(name, 1, guarded(function), deterministic=True)
    try:
        yield
    except sa.exc.OperationalError:
        if interrupts:
            raise interrupts[0] from None
        raise
