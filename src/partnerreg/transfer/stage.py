"""Scratch tables of one import: its rows, what is wrong with some, what to do with the others.

They are temporary: they belong to the connection, and go with its transaction.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.reports.imports import Rejected
from partnerreg.store.staging import AsItIs, make_room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from partnerreg.transfer.noun import Noun
    from partnerreg.transfer.reading.source import Record
    from partnerreg.transfer.rows import RowReader

    # What the file calls a field.
    Header = Callable[[str], str]

# Records read in one go: enough to be fast, few enough to stay small.
BATCH = 2_000


class Stage:
    """The rows of one list of one noun, and the plan for them.

    Args:
        connection: where the scratch tables are made.
        noun: what the rows are.
        columns: the columns that rows fill; the table's own have its kinds.
        own: those that may be written to the table.
        items: the table of things in cells, if another stage has it already.

    Attributes:
        rows: good rows, by the line they begin on.
        items: what several things in one cell are (see `Items`).
        rejected: what is wrong with the others; a line may have several entries.
        twin: rows that are the same thing as the one on the line `first`, as `field` shows.
        found: the things that each row may be, by number.
        plan: which thing each row is, by number, and whether that one is new. Of a known one
            also whether the row writes its own columns (`changes`), adds to what hangs on it
            (`ties`), and says something else of it that stays as it is (`differs`).
        before: known things whose own columns will be written, as they were.
        late: keys that only new things need (`Noun.late`).
        ambiguous: how many rows were rejected because they fit several things.
        staged: the names of the columns of `rows`, after the line.
    """

    def __init__(
        self,
        connection: sa.Connection,
        noun: Noun,
        columns: Sequence[str],
        own: Sequence[str],
        items: sa.Table | None = None,
    ) -> None:
        self.connection = connection
        self.noun = noun
        self.staged = tuple(columns)
        self.own = tuple(own)
        self.ambiguous = 0
        scratch = sa.MetaData()

        def table(kind: str, *cells: sa.Column[Any], **how: Any) -> sa.Table:
            title = f"import_{noun.name}_{kind}"
            return sa.Table(title, scratch, *cells, prefixes=["TEMPORARY"], **how)

        self.rows = table("rows", _line(), *[self._column(name) for name in columns])
        self.rejected = table(
            "rejected",
            sa.Column("number", sa.Integer, primary_key=True),
            sa.Column("line", sa.Integer, index=True),
            *[sa.Column(name, sa.Text) for name in Rejected._fields[1:]],
        )
        self.twin = table(
            "twin", _line(), sa.Column("first", sa.Integer), sa.Column("field", sa.Text)
        )
        self.found = table(
            "found",
            _line(),
            sa.Column("id", sa.Integer, primary_key=True),
            sqlite_with_rowid=False,
        )
        self.plan = table(
            "plan",
            _line(),
            sa.Column("id", sa.Integer),
            *[
                sa.Column(mark, sa.Boolean, default=False)
                for mark in ("is_new", "changes", "ties", "differs")
            ],
        )
        self.before = table(
            "before",
            sa.Column("row_id", sa.Integer, primary_key=True),
            sa.Column("before", sa.Text),
        )
        self.late = table("late", _line(), *[sa.Column(key.column, sa.Text) for key in noun.late])
        if items is None:
            self.items = table(
                "items",
                sa.Column("cell", sa.Integer, primary_key=True),
                sa.Column("position", sa.Integer, primary_key=True),
                sa.Column("key", AsItIs()),
                sa.Column("text", sa.Text),
                sqlite_with_rowid=False,
            )
        else:
            self.items = items
        make_room(connection)
        scratch.create_all(connection, checkfirst=False)

    def _column(self, name: str) -> sa.Column[Any]:
        """A column that stores what the table's column of that name does, but may be empty."""
        own = self.noun.table.c.get(name)
        if own is None:
            return sa.Column(name, AsItIs())
        return sa.Column(name, sa.String() if isinstance(own.type, sa.String) else own.type)

    @property
    def planned(self) -> sa.Join:
        """Rows with their plan."""
        return sa.join(self.plan, self.rows, self.rows.c.line == self.plan.c.line)

    @property
    def known(self) -> sa.Join:
        """Rows with their plan and the thing in the register."""
        table = self.noun.table
        return self.planned.join(table, table.c.id == self.plan.c.id)

    def has(self, *columns: str) -> bool:
        """Whether the list has these."""
        return set(columns) <= set(self.staged)

    def fill(self, records: Iterable[Record], reader: RowReader, items: Items) -> int:
        """Put every record on the stage or among the rejected; returns how many there were."""
        places = ", ".join("?" * (len(self.staged) + 1))
        put = f'INSERT INTO "{self.rows.name}" VALUES ({places})'
        count = 0
        for batch in _batches(records):
            wrong: list[Rejected] = []
            if rows := reader.read(batch, wrong):
                self.connection.exec_driver_sql(put, rows)
            if wrong:
                values = [one._asdict() for one in wrong]
                self.connection.execute(sa.insert(self.rejected), values)
            items.put(self)
            count += len(batch)
        return count

    def reject(self, found: sa.Select[Any]) -> None:
        """Put what a query finds wrong, in the shape of `Rejected`, among the rejected."""
        insert = sa.insert(self.rejected).from_select(list(Rejected._fields), found)
        self.connection.execute(insert)

    def drop_rejected(self) -> None:
        """Take the rejected rows off the stage and out of the plan."""
        if not self.connection.scalar(sa.select(sa.exists().where(self.rejected.c.line > 0))):
            return
        for table in (self.rows, self.found, self.plan):
            bad = table.c.line.in_(sa.select(self.rejected.c.line))
            self.connection.execute(sa.delete(table).where(bad))


class Items:
    """Several things in one cell, on a table of their own, once for each cell that is different.

    The stage's column holds the number of such a cell, which depends on what is
    in it alone: equal cells have equal numbers.
    """

    def __init__(self) -> None:
        self._new: list[tuple[int, int, object, str | None]] = []

    def cell(self, things: Sequence[tuple[object, str | None]]) -> int | None:
        """The number of a cell with these things, each a key and a text; None for none."""
        if not things:
            return None
        # 62 bits of Python's keyed hash: two cells out of millions do not meet.
        number = hash(tuple(things)) >> 2
        self._new += [(number, n, key, text) for n, (key, text) in enumerate(things)]
        return number

    def put(self, stage: Stage) -> None:
        """Put what is new on the table."""
        if self._new:
            put = f'INSERT OR IGNORE INTO "{stage.items.name}" VALUES (?, ?, ?, ?)'
            stage.connection.exec_driver_sql(put, self._new)
            self._new = []


def text(*parts: str | sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """A sentence with values in it, as an SQL expression."""
    joined: sa.ColumnElement[str] = sa.literal("")
    for part in parts:
        joined = joined.concat(part if isinstance(part, str) else sa.cast(part, sa.String))
    return joined


def _line() -> sa.Column[Any]:
    return sa.Column("line", sa.Integer, primary_key=True)


def _batches(records: Iterable[Record]) -> Iterator[Sequence[Record]]:
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        yield batch
