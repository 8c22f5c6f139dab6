"""The stage on which the rows of a list stand while it is found out what they are.

Scratch tables: they are temporary, belong to the connection, and go with its transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.db.dialects.expressions import Untyped
from partnerreg.reports.imports import Rejection

if TYPE_CHECKING:
    from collections.abc import Sequence


class Stage:
    """The rows of one list of one noun, and the plan for them.

    Args:
        connection: where the scratch tables are made.
        table: where the rows are to go.
        columns: the columns that rows fill; the table's own have its kinds.
        own: those that are columns of the table.
        new_keys: columns of the table that are made for new things only.
        items: the table of things in cells, if another stage has it already.

    Attributes:
        rows: good rows, by the line they begin on.
        items: what several things in one cell are (see `Items`).
        rejected: what is wrong with the others; a line may have several entries.
        repeats: rows that are the same thing as the one on the line `first`, as `field` shows.
        matches: the things that each row may be, by number.
        plan: which thing each row is, by number, and whether that one is new. Of a known one
            also whether the row writes its own columns (`changes`), adds to what is linked to
            it (`links`), and says something else of it that stays as it is (`differs`).
        new_keys: the keys of new things.
        ambiguous: how many rows were rejected because they fit several things.
        staged: the names of the columns of `rows`, after the line.
    """

    def __init__(  # what two stages of one import differ in
        self,
        connection: sa.Connection,
        table: sa.Table,
        columns: Sequence[str],
        own: Sequence[str],
        new_keys: Sequence[str] = (),
        items: sa.Table | None = None,
    ) -> None:
        self.connection = connection
        self.table = table
        self.staged = tuple(columns)
        self.own = tuple(own)
        self.ambiguous = 0
        scratch = sa.MetaData()

        def make(kind: str, *cells: sa.Column[Any], **how: Any) -> sa.Table:
            title = f"import_{table.name}_{kind}"
            return sa.Table(title, scratch, *cells, prefixes=["TEMPORARY"], **how)

        def line() -> sa.Column[Any]:
            return sa.Column("line", sa.Integer, primary_key=True)

        self.rows = make("rows", line(), *[self._column(name) for name in columns])
        self.rejected = make(
            "rejected",
            sa.Column("number", sa.Integer, primary_key=True),
            sa.Column("line", sa.Integer, index=True),
            *[sa.Column(name, sa.Text) for name in Rejection._fields[1:]],
        )
        self.repeats = make(
            "repeats", line(), sa.Column("first", sa.Integer), sa.Column("field", sa.Text)
        )
        self.matches = make(
            "matches",
            line(),
            sa.Column("id", sa.Integer, primary_key=True),
            sqlite_with_rowid=False,
        )
        marks = ("is_new", "changes", "links", "differs")
        self.plan = make(
            "plan",
            line(),
            sa.Column("id", sa.Integer),
            *[sa.Column(mark, sa.Boolean, default=False) for mark in marks],
        )
        self.new_keys = make("new_keys", line(), *[sa.Column(key, sa.Text) for key in new_keys])
        if items is not None:
            self.items = items
        else:
            self.items = make(
                "items",
                sa.Column("cell", sa.Integer, primary_key=True),
                sa.Column("position", sa.Integer, primary_key=True),
                sa.Column("key", Untyped()),
                sa.Column("text", sa.Text),
                sqlite_with_rowid=False,
            )
        dialect.set_cache_size(connection)
        scratch.create_all(connection, checkfirst=False)

    def _column(self, name: str) -> sa.Column[Any]:
        """A column that stores what the table's column of that name does, but may be empty."""
        own = self.table.c.get(name)
        if own is None:
            return sa.Column(name, Untyped())
        return sa.Column(name, sa.String() if isinstance(own.type, sa.String) else own.type)

    @property
    def planned(self) -> sa.Join:
        """Rows with their plan."""
        return sa.join(self.plan, self.rows, self.rows.c.line == self.plan.c.line)

    @property
    def known(self) -> sa.Join:
        """Rows with their plan and the thing in the register."""
        return self.planned.join(self.table, self.table.c.id == self.plan.c.id)

    def has(self, *columns: str) -> bool:
        """Whether the list has these."""
        return set(columns) <= set(self.staged)

    def reject(self, found: sa.Select[Any]) -> None:
        """Put what a query finds wrong, in the shape of `Rejection`, among the rejected."""
        insert = sa.insert(self.rejected).from_select(list(Rejection._fields), found)
        self.connection.execute(insert)

    def drop_rejected(self) -> None:
        """Take the rejected rows off the stage and out of the plan."""
        if not self.connection.scalar(sa.select(sa.exists().where(self.rejected.c.line > 0))):
            return
        for table in (self.rows, self.matches, self.plan):
            bad = table.c.line.in_(sa.select(self.rejected.c.line))
            self.connection.execute(sa.delete(table).where(bad))

    def alike(
        self,
        columns: Sequence[str],
        field: str,
        *,
        empty_too: bool = False,
        apart: Sequence[str] = (),
    ) -> sa.Select[Any]:
        """Rows that are the same thing as an earlier one: the line, the earlier line, the field.

        Args:
            columns: what has to be the same; where one of them is empty, no row is.
            field: shows it.
            empty_too: what is empty counts as the same.
            apart: columns that tell rows apart. Of two rows that both have something in one of
                these, neither is the other: a row that has is the same as the first that has not.
        """
        rows = self.rows.c
        keys = [rows[name] for name in columns]
        filled = [] if empty_too else [key.is_not(None) for key in keys]
        has_id = sa.or_(sa.false(), *[rows[name].is_not(None) for name in apart if self.has(name)])
        without_id = sa.case((~has_id, rows.line))
        firsts = (
            sa.select(
                *keys,
                sa.func.min(rows.line).label("first"),
                sa.func.min(without_id).label("first_without_id"),
            )
            .where(*filled)
            .group_by(*keys)
            .having(sa.func.count() > 1, sa.func.count(without_id) > 0)
            .subquery()
        )
        same = [firsts.c[key.name].is_not_distinct_from(key) for key in keys]
        first = sa.case((has_id, firsts.c.first_without_id), else_=firsts.c.first)
        found = sa.select(rows.line, first, sa.literal(field)).join(firsts, sa.and_(*same))
        return found.where(rows.line > first)


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

    def put(self, connection: sa.Connection, table: sa.Table) -> None:
        """Put what is new on the table."""
        if self._new:
            dialect.put(connection, table, self._new)
            self._new = []


def text(*parts: str | sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """A sentence with values in it, as an SQL expression."""
    joined: sa.ColumnElement[str] = sa.literal("")
    for part in parts:
        joined = joined.concat(part if isinstance(part, str) else sa.cast(part, sa.String))
    return joined
