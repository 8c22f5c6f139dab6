"""Scratch tables of one import: its rows, what is wrong with some, what to do with the others.

They are temporary: they belong to the connection, and go with its transaction.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.register.partners import COLUMNS
from partnerreg.reports.imports import Rejected
from partnerreg.store.staging import make_room
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from partnerreg.transfer.rows import RowReader
    from partnerreg.transfer.source import Record

    # What the file calls a field.
    Header = Callable[[str], str]

# Records handed to SQLite in one go: enough to be fast, few enough to stay small.
_BATCH = 2_000

_scratch = sa.MetaData()


def _table(name: str, *cells: sa.Column[Any]) -> sa.Table:
    return sa.Table(f"import_{name}", _scratch, *cells, prefixes=["TEMPORARY"])


def _like_partner(name: str) -> sa.Column[Any]:
    """A column that stores what the partner's column of that name does, but may be empty."""
    kind = metadata.tables["partner"].c[name].type
    return sa.Column(name, sa.String() if isinstance(kind, sa.String) else kind)


stage = _table(
    "stage",
    sa.Column("line", sa.Integer, primary_key=True),
    *[
        _like_partner(name)
        for name in (*COLUMNS, "level", "unit_id", "name_key", "municipality_key")
    ],
    sa.Column("tags", sa.Text),
    sa.Column("sides", sa.Text),
    sa.Column("balance", sa.Text),
)
"""Good rows by the line they begin on: see `partnerreg.transfer.rows.RowReader`."""

rejected = _table(
    "rejected",
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("line", sa.Integer, index=True),
    *[sa.Column(name, sa.Text) for name in Rejected._fields[1:]],
)
"""What is wrong with the others; a line may have several entries."""

twin = _table(
    "twin",
    sa.Column("line", sa.Integer, primary_key=True),
    sa.Column("first", sa.Integer),
    sa.Column("field", sa.Text),
)
"""Rows that are the same partner as the one on the line `first`, as `field` shows."""

plan = _table(
    "plan",
    sa.Column("line", sa.Integer, primary_key=True),
    sa.Column("partner_id", sa.Integer, primary_key=True),
    sa.Column("is_new", sa.Boolean, default=False),
    sa.Column("fills", sa.Boolean, default=False),
    sa.Column("lists", sa.Boolean, default=False),
    sa.Column("differs", sa.Boolean, default=False),
)
"""Which partner each row is, by number, and whether that one is new.

Of a known partner also whether the row fills empty fields, adds to its tags
and contributions, and says something else than a filled field.
"""

verdict = _table(
    "verdict",
    sa.Column("level", sa.Integer),
    sa.Column("has_unit", sa.Boolean),
    sa.Column("has_joint_value", sa.Boolean),
    sa.Column("pilot_until", sa.Date),
    sa.Column("balance", sa.Text),
    sa.Column("findings", sa.Text),
)
"""The required rules that new partners fail, for all that are alike in the other columns."""

before = _table(
    "before", sa.Column("row_id", sa.Integer, primary_key=True), sa.Column("before", sa.Text)
)
"""Partners whose fields will be filled, as they were."""


def set_up(connection: sa.Connection) -> None:
    """Make the scratch tables."""
    make_room(connection)
    _scratch.create_all(connection, checkfirst=False)


def fill(connection: sa.Connection, records: Iterable[Record], reader: RowReader) -> int:
    """Put every record on the stage or among the rejected; returns how many there were."""
    put = str(sa.insert(stage).compile(column_keys=reader.staged, dialect=connection.dialect))
    count = 0
    for batch in _batches(records):
        wrong: list[Rejected] = []
        if rows := list(reader.read(batch, wrong)):
            connection.exec_driver_sql(put, rows)
        if wrong:
            connection.execute(sa.insert(rejected), [one._asdict() for one in wrong])
        count += len(batch)
    return count


def reject(connection: sa.Connection, found: sa.Select[Any]) -> None:
    """Put what a query finds wrong, in the shape of `Rejected`, among the rejected."""
    connection.execute(sa.insert(rejected).from_select(list(Rejected._fields), found))


def drop_rejected(connection: sa.Connection) -> None:
    """Take the rejected rows off the stage and out of the plan."""
    for table in (stage, plan):
        bad = table.c.line.in_(sa.select(rejected.c.line))
        connection.execute(sa.delete(table).where(bad))


def text(*parts: str | sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """A sentence with values in it, as an SQL expression."""
    joined: sa.ColumnElement[str] = sa.literal("")
    for part in parts:
        joined = joined.concat(part if isinstance(part, str) else sa.cast(part, sa.String))
    return joined


def _batches(records: Iterable[Record]) -> Iterator[Sequence[Record]]:
    rest = iter(records)
    while batch := list(islice(rest, _BATCH)):
        yield batch
