"""What a bulk load needs of SQLite itself: memory, free numbers, lists in a cell, our functions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Kept in memory of the register, and of temporary tables; what is more goes to the disk. What
# SQLite sorts, as for an index, it sorts in pieces of the size of the first.
_CACHE_KIB = {"main": 24 * 1024, "temp": 16 * 1024}


def set_cache_size(connection: sa.Connection) -> None:
    """Give a bulk load the memory that it needs, and no more however much it loads."""
    for schema, size in _CACHE_KIB.items():
        connection.exec_driver_sql(f"PRAGMA {schema}.cache_size = -{size}")
    # Sorting may use a second core.
    connection.exec_driver_sql("PRAGMA threads = 1")


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
def sql_functions(
    connection: sa.Connection, functions: Mapping[str, Callable[[str], str]]
) -> Iterator[None]:
    """SQL knows these functions of one text, by their names.

    What one of them raises, Ctrl-C or a fault of ours, comes out as it is: SQLite alone
    would call either an error of its own.
    """
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    raised: list[BaseException] = []

    def guarded(function: Callable[[str], str]) -> Callable[[str], str]:
        def call(text: str) -> str:
            try:
                return function(text)
            except BaseException as error:
                raised.append(error)
                raise

        return call

    for name, function in functions.items():
        driver.create_function(name, 1, guarded(function), deterministic=True)
    try:
        yield
    except sa.exc.OperationalError as error:
        if raised:
            raise raised[0] from None
        if "user-defined function raised" in str(error.orig):  # before or after ours was heard
            raise SIGNALS.interruption() from None
        raise


class Untyped(sa.types.UserDefinedType[Any]):
    """A scratch column that makes no number of a text, and no text of a number."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """SQLite leaves the values of such columns alone."""
        return "BLOB"


def reserve_ids(connection: sa.Connection, table: sa.Table, last: int) -> None:
    """Let the table give away no number up to `last`, whether there are such rows or not."""
    known = connection.exec_driver_sql(
        "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, table.name)
    )
    if known.rowcount == 0:
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, last)
        )


def defer_foreign_keys(connection: sa.Connection) -> None:
    """Let rows refer to rows that come later in this transaction; `missing_references` tells."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def missing_references(connection: sa.Connection) -> Iterator[tuple[str, int, str, str]]:
    """References to rows that are not there: the table, the row, its column, the other table."""
    for table, row, other, key in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
        yield table, row, next(found[3] for found in keys if found[0] == key), other
