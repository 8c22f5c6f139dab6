"""Reading: prepared queries through sqlite3, or the same ones through a session."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import EnumType
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from partnerreg.errors import InvalidInput, RegisterUnusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Select
    from sqlmodel import Session

    from partnerreg.store.query import Query, Row

    # What turns the cells of which columns.
    Converters = list[tuple[int, Callable[[Any], Any]]]

PREPARED = Path(__file__).parent / "prepared"

# How much of a file is kept while it is read from one end to the other, in KiB.
_READING_ON = 2000

_PARAMETER = re.compile(r":(\w+)")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


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
    """A query ready to run: its text, what turns the cells of its columns, its parameters."""

    sql: str
    converters: Converters
    parameters: frozenset[str]


@contextmanager
def _readable() -> Iterator[None]:
    """SQLite's errors in reading as the register's own."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise RegisterUnusable(
            f"The register could not be read: {error}.",
            "Run `partnerreg db check` to see what is damaged.",
        ) from error
    except UnicodeEncodeError:
        raise undecodable() from None


class PreparedReader:
    """Runs compiled queries on an open sqlite3 connection.

    All of them see the register as it stands at the first one: what is written in
    the meantime, which nobody has to wait for, cannot make an answer contradict itself.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._prepared: dict[str, _Prepared] = {}
        self._reads_on = False
        self.queries_run = 0
        connection.execute("BEGIN")

    def all(self, query: Query[Row], **parameters: object) -> list[Row]:
        """All rows of a named query."""
        rows, converters = self._fetch(query, parameters)
        # What `row._make` does, in C: a third of its price.
        make: Callable[[Any], Any] = partial(tuple.__new__, query.row)
        return list(map(make, zip(*_turned(rows, converters), strict=True) if converters else rows))

    def columns(self, query: Query[Any], **parameters: object) -> list[Iterable[Any]]:
        """The cells of a named query column by column; no columns where there are no rows.

        For many rows, in the order they lie in the file: putting each of them together
        and apart again costs more than all that is done with most cells.
        """
        if not self._reads_on:
            # No page is come back to, and making room to keep them took a tenth of a report.
            self.connection.execute(f"PRAGMA cache_size = -{_READING_ON}")
            self._reads_on = True
        return _turned(*self._fetch(query, parameters))

    def batches(
        self, query: Query[Any], size: int, **parameters: object
    ) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a named query as SQLite stores them, `size` at a time: for any number."""
        prepared = self._prepared.get(query.name) or self._prepare(query)
        with _readable():
            cursor = self._run(query.name, prepared, parameters)
        while True:
            with _readable():
                rows = cursor.fetchmany(size)
            if not rows:
                return
            yield rows

    def last_numbers(self) -> dict[str, int]:
        """The highest number that each table has given away, by the table's name."""
        with _readable():
            return dict(self.connection.execute("SELECT name, seq FROM sqlite_sequence"))

    def first(self, query: Query[Row], **parameters: object) -> Row | None:
        """The first row of a named query, if there is one."""
        rows = self.all(query, **parameters)
        return rows[0] if rows else None

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _fetch(
        self, query: Query[Any], parameters: Mapping[str, object]
    ) -> tuple[list[tuple[Any, ...]], Converters]:
        """The raw rows of a query, and what turns their cells."""
        prepared = self._prepared.get(query.name) or self._prepare(query)
        with _readable():
            return self._run(query.name, prepared, parameters).fetchall(), prepared.converters

    def _run(
        self, name: str, prepared: _Prepared, parameters: Mapping[str, object]
    ) -> sqlite3.Cursor:
        values = _Parameters()
        for key, value in parameters.items():
            if key not in prepared.parameters:
                raise TypeError(f"query {name} has no parameter {key}")
            values[key] = value.isoformat() if isinstance(value, date) else value
        self.queries_run += 1
        return self.connection.execute(prepared.sql, values)

    def _prepare(self, query: Query[Any]) -> _Prepared:
        sql = (PREPARED / f"{query.name}.sql").read_text(encoding="utf-8")
        parameters = frozenset(_PARAMETER.findall(sql))
        converters = _converters(query.row)
        self._prepared[query.name] = made = _Prepared(sql, converters, parameters)
        return made


def _converters(row: type[Any]) -> Converters:
    """What turns the cells of some columns into what the annotations of `row` say.

    Days and moments come as ISO text, flags as 0 and 1, words and levels by
    value. Numbers and text need no turning.
    """
    found = []
    for index, kind in enumerate(row.__annotations__.values()):
        base = next((arg for arg in get_args(kind) if arg is not type(None)), kind)
        if convert := _converter(base):
            found.append((index, convert))
    return found


def _turned(rows: list[tuple[Any, ...]], converters: Converters) -> list[Iterable[Any]]:
    """The columns of raw rows, their cells turned: a third of the price of row by row."""
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    if columns:
        for index, convert in converters:
            columns[index] = map(convert, columns[index])
    return columns


class _Known(dict[Any, Any]):
    """What cells stand for, worked out when a cell is first met: a register's days repeat."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self._convert = convert

    def __missing__(self, cell: Any) -> Any:
        self[cell] = made = self._convert(cell)
        return made


_day = _Known(date.fromisoformat).__getitem__


def _converter(kind: Any) -> Callable[[Any], Any] | None:
    if kind is date:
        return _day
    if kind is datetime:
        return _Known(_moment).__getitem__
    if kind is bool:
        return _Known(bool).__getitem__
    if isinstance(kind, EnumType):
        return _Known(kind).__getitem__
    return None


class SessionReader:
    """Runs the same queries through a session, as part of a write."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._built: dict[str, tuple[Select[Any], dict[str, None]]] = {}

    def all(self, query: Query[Row], **parameters: object) -> list[Row]:
        """All rows of a named query."""
        statement, unasked = self._built.get(query.name) or self._build(query)
        if unknown := parameters.keys() - unasked.keys():
            raise TypeError(f"query {query.name} has no parameter {min(unknown)}")
        result = self._session.execute(statement, {**unasked, **parameters})
        return [query.row._make(row) for row in result]  # type: ignore[attr-defined]

    def columns(self, query: Query[Any], **parameters: object) -> list[Iterable[Any]]:
        """The cells of a named query column by column; no columns where there are no rows."""
        return list(zip(*self.all(query, **parameters), strict=True))

    def first(self, query: Query[Row], **parameters: object) -> Row | None:
        """The first row of a named query, if there is one."""
        rows = self.all(query, **parameters)
        return rows[0] if rows else None

    def _build(self, query: Query[Any]) -> tuple[Select[Any], dict[str, None]]:
        from sqlalchemy import BindParameter
        from sqlalchemy.sql.visitors import iterate

        statement = query.build()
        # Compiling would tell the parameters too, at five times the price.
        binds = [part for part in iterate(statement) if isinstance(part, BindParameter)]
        unasked = dict.fromkeys(bind.key for bind in binds if bind.required)
        self._built[query.name] = made = statement, unasked
        return made
