"""Reading: prepared queries on the driver's connection, in a unit of work too."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.actions import Action, Advice
from partnerreg.db.cells import CellKind, WrongCell, kind_of
from partnerreg.db.dialects import dialect
from partnerreg.db.query import text_of
from partnerreg.errors import InvalidInput, RegisterUnusable
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from partnerreg.db.dialects.protocol import Connection, Cursor
    from partnerreg.db.query import Query, Row


_PARAMETER = re.compile(r":(\w+)")


class _Parameters(dict[str, Any]):
    """The values for a query; what was left out is NULL."""

    def __missing__(self, name: str) -> None:
        return None


def undecodable() -> InvalidInput:
    """The error for what was typed in another encoding than the terminal says."""
    return InvalidInput(
        "What was given holds bytes that are no text. Nothing was done.",
        "Check the encoding of the terminal or the file.",
    )


class _Prepared(NamedTuple):
    """A query ready to run: its text, its columns with what they hold, its parameters."""

    name: str
    sql: str
    columns: tuple[tuple[str, CellKind], ...]
    parameters: frozenset[str]

    def read(self, rows: list[tuple[Any, ...]]) -> list[Iterable[Any]]:
        """The columns of raw rows as what they stand for: a third of the price of row by row.

        Raises:
            RegisterUnusable: a cell cannot be what its column holds.
        """
        cells: list[Iterable[Any]] = list(zip(*rows, strict=True))
        if not cells:
            return cells
        try:
            return [
                kind.read(column) for column, (_, kind) in zip(cells, self.columns, strict=True)
            ]
        except WrongCell:
            raise self._wrong(cells) from None

    def _wrong(self, cells: Iterable[Iterable[Any]]) -> RegisterUnusable:
        """The error for the first column with a cell in it that cannot be."""
        for column, (name, kind) in zip(cells, self.columns, strict=True):
            try:
                kind.read(column)
            except WrongCell as wrong:
                return RegisterUnusable(
                    f"The register could not be read: {name} {wrong} (in the query {self.name}).",
                    Advice("{command} names the table and the row.", command=Action("db", "check")),
                )
        raise AssertionError("unreachable: a column was refused")


class PreparedReader:
    """Runs compiled queries on an open connection of the driver's.

    All of them see the register as it stands at the first one: what is written in
    the meantime, which nobody has to wait for, cannot make an answer contradict itself.
    A query raises `RegisterUnusable` if the engine cannot read, or finds what cannot be.

    Args:
        connection: to read from.
        flush: sends on what a unit of work has still to write, in whose transaction the
            queries then run; None for a transaction of the reader's own.
    """

    def __init__(self, connection: Connection, flush: Callable[[], object] | None = None) -> None:
        self.connection = connection
        self._flush = flush
        self._prepared: dict[str, _Prepared] = {}
        self._reads_on = False
        self.queries_run = 0
        if flush is None:
            connection.execute("BEGIN")

    def all(self, query: Query[Row], **parameters: object) -> list[Row]:
        """All rows of a named query."""
        columns = self._fetch(query, parameters)
        # What `row._make` does, in C: a third of its price.
        make: Callable[[Any], Any] = partial(tuple.__new__, query.row)
        return list(map(make, zip(*columns, strict=True)))

    def columns(self, query: Query[Any], **parameters: object) -> list[Iterable[Any]]:
        """The cells of a named query column by column; no columns where there are no rows.

        For many rows, in the order they lie in the file: putting each of them together
        and apart again costs more than all that is done with most cells.
        """
        if not self._reads_on and self._flush is None:
            dialect.read_ahead(self.connection)
            self._reads_on = True
        return self._fetch(query, parameters)

    def batches(
        self, query: Query[Any], size: int, **parameters: object
    ) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a named query as they are stored, `size` at a time: for any number."""
        prepared = self._prepared.get(query.name) or self._prepare(query)
        with self._readable(query):
            cursor = self._run(prepared, parameters)
        while True:
            with self._readable(query):
                rows = cursor.fetchmany(size)
            if not rows:
                return
            prepared.read(rows)  # what cannot be read is not handed on either
            yield rows

    def last_numbers(self) -> dict[str, int]:
        """The highest number that each table has given away, by the table's name."""
        with self._readable():
            return {
                table: number for table, [number] in dialect.last_numbers(self.connection).items()
            }

    def first(self, query: Query[Row], **parameters: object) -> Row | None:
        """The first row of a named query, if there is one."""
        rows = self.all(query, **parameters)
        return rows[0] if rows else None

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _fetch(self, query: Query[Any], parameters: Mapping[str, object]) -> list[Iterable[Any]]:
        """The columns of a query's rows, read."""
        prepared = self._prepared.get(query.name) or self._prepare(query)
        with self._readable(query):
            rows = self._run(prepared, parameters).fetchall()
        return prepared.read(rows)

    def _run(self, prepared: _Prepared, parameters: Mapping[str, object]) -> Cursor:
        values = _Parameters()
        for key, value in parameters.items():
            if key not in prepared.parameters:
                raise TypeError(f"query {prepared.name} has no parameter {key}")
            values[key] = value.isoformat() if isinstance(value, date) else value
        if self._flush is not None:
            self._flush()
        self.queries_run += 1
        return self.connection.execute(prepared.sql, values)

    def _prepare(self, query: Query[Any]) -> _Prepared:
        sql = text_of(query)
        parameters = frozenset(_PARAMETER.findall(sql))
        columns = tuple((name, kind_of(kind)) for name, kind in query.row.__annotations__.items())
        self._prepared[query.name] = made = _Prepared(query.name, sql, columns, parameters)
        return made

    @contextmanager
    def _readable(self, query: Query[Any] | None = None) -> Iterator[None]:
        """The engine's errors in reading as the register's own."""
        try:
            yield
        except dialect.ERRORS as error:
            if dialect.is_interruption(error):
                raise SIGNALS.interruption() from None
            raise dialect.explain(
                dialect.file_of(self.connection), error, query.name if query else ""
            ) from error
        except UnicodeEncodeError:
            raise undecodable() from None
