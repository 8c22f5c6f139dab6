"""What goes and what comes when an operation is taken back, on scratch tables.

For each table that the operation touched, `going` are the rows that it added, and
`coming` those that it changed or removed, as they will be. What cannot be taken
back is noted in `kept`, and leaves both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.store.staging import AsItIs
from partnerreg.store.undo_fields import JOURNALED, owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


OWNER = "#owner"
"""The column of `going` and `coming` with the number of what a row belongs to.

No column of a table is called so: a field's name is a word of Python.
"""


class Touched(NamedTuple):
    """A table with rows that go or come."""

    table: sa.Table
    going: sa.Table
    coming: sa.Table


class Sets:
    """The scratch tables of one undo; `drop` them in the end.

    Args:
        connection: where they are made.
        operation_id: the operation to be taken back.
        names: the tables that it touched.

    Attributes:
        kept: what is kept (an owner's table and number), why, and which row holds it there.
        fields: by table, the columns in which rows that are there may come to differ.
    """

    def __init__(self, connection: sa.Connection, operation_id: int, names: Iterable[str]) -> None:
        self.connection = connection
        self.operation_id = operation_id
        self._scratch = sa.MetaData()
        self.kept = self._table(
            "undo_kept",
            sa.Column("owner", sa.Text, primary_key=True),
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("reason", sa.Text),
            sa.Column("table_name", sa.Text),
            sa.Column("row_id", sa.Integer),
        )
        self.fields: dict[str, list[str]] = {}
        found = set(names)
        self.touched = {
            table.name: Touched(
                table,
                self._table(f"undo_going_{table.name}", *_cells([])),
                self._table(f"undo_coming_{table.name}", *_cells(table.c.keys())),
            )
            for table in JOURNALED
            if table.name in found
        }
        self._scratch.create_all(connection, checkfirst=False)

    def __iter__(self) -> Iterator[Touched]:
        """What is touched, parents before their children."""
        return iter(self.touched.values())

    def keep(
        self,
        what: sa.Table,
        reason: str,
        holder: str | sa.ColumnElement[str],
        found: sa.Select[Any],
        parameters: Iterable[dict[str, int]] = ({},),
    ) -> None:
        """Note what a query finds as kept.

        Args:
            what: the table whose rows cannot be taken back.
            reason: why, in a word.
            holder: the table of the row that holds them; for each, or for all.
            found: finds the owner's number, and the number of the row that holds it.
            parameters: the query is asked with each of these.
        """
        row, held_by = found.selected_columns
        table = sa.literal(holder) if isinstance(holder, str) else holder
        values = found.with_only_columns(
            sa.literal(owner(what)), row, sa.literal(reason), table, held_by
        )
        note = sa.insert(self.kept).prefix_with("OR IGNORE")
        columns = ["owner", "id", "reason", "table_name", "row_id"]
        statement = note.from_select(columns, values)
        for each in parameters:
            self.connection.execute(statement, each)

    def drop_kept(self) -> None:
        """Let what is kept neither go nor come."""
        owners = sa.select(self.kept.c.owner).distinct()
        found = set(self.connection.execute(owners).scalars())
        for table, *both in self:
            if owner(table) not in found:
                continue
            ids = sa.select(self.kept.c.id).where(self.kept.c.owner == owner(table))
            for scratch in both:
                self.connection.execute(sa.delete(scratch).where(scratch.c[OWNER].in_(ids)))

    def stays(self, row: sa.FromClause, table: str) -> sa.ColumnElement[bool]:
        """Whether a row of a table is left alone: it neither goes nor comes."""
        if table not in self.touched:
            return sa.true()
        _, *both = self.touched[table]
        return sa.and_(
            *[~sa.exists().where(scratch.c.id == row.c.id).correlate(row) for scratch in both]
        )

    def count(self, scratch: sa.Table) -> int:
        """How many rows a scratch table has."""
        return self.connection.scalar(sa.select(sa.func.count()).select_from(scratch)) or 0

    def ends(self, scratch: sa.Table) -> tuple[int, int] | None:
        """The lowest and the highest number on a scratch table; None if it is empty."""
        # Asked one by one: together they would take a look at each row.
        ends = [
            sa.select(end(scratch.c.id)).scalar_subquery() for end in (sa.func.min, sa.func.max)
        ]
        first, last = self.connection.execute(sa.select(*ends)).one()
        return None if first is None else (first, last)

    def drop(self) -> None:
        """Take the scratch tables away."""
        self._scratch.drop_all(self.connection, checkfirst=False)

    def _table(self, name: str, *cells: sa.Column[Any]) -> sa.Table:
        return sa.Table(name, self._scratch, *cells, prefixes=["TEMPORARY"])


def _cells(names: Iterable[str]) -> list[sa.Column[Any]]:
    more = [sa.Column(name, AsItIs()) for name in names if name != "id"]
    return [sa.Column("id", sa.Integer, primary_key=True), sa.Column(OWNER, AsItIs()), *more]
