"""Questions about the journal."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import NumberRow, query

if TYPE_CHECKING:
    from sqlalchemy import Select


class OperationRow(NamedTuple):
    """A command that wrote, and how many of the rows it touched are meant here."""

    id: int
    at: datetime
    actor: str
    command: str
    summary: str
    rows: int


@query(OperationRow)
def operations_on_partner() -> "Select[Any]":
    """The commands that touched one partner, the first one first.

    Those that brought it in with many others are found by its number alone.
    """
    import sqlalchemy as sa

    from partnerreg.tables import Change, Operation, columns

    o, c = columns(Operation), columns(Change)
    partner = sa.bindparam("partner", type_=sa.Integer)
    brought_in = sa.select(c.id).where(
        c.table_name == "partner", c.row_id <= partner, c.last_row_id >= partner
    )
    return (
        sa.select(o.id, o.at, o.actor, o.command, o.summary, sa.func.count().label("rows"))
        .join_from(Operation, Change, c.operation_id == o.id)
        .where(sa.or_(c.partner_id == partner, c.id.in_(brought_in)))
        .group_by(o.id, o.at, o.actor, o.command, o.summary)
        .order_by(o.id)
    )


class UndoPair(NamedTuple):
    """An operation that took another one back."""

    id: int
    takes_back_id: int


@query(UndoPair)
def undo_pairs() -> "Select[Any]":
    """The operations that took others back, the last one first."""
    import sqlalchemy as sa

    from partnerreg.tables import Operation, columns

    o = columns(Operation)
    return (
        sa.select(o.id, o.takes_back_id).where(o.takes_back_id.is_not(None)).order_by(o.id.desc())
    )


class OperationLine(NamedTuple):
    """A command that wrote, the rows that it touched, and the operation that it took back."""

    id: int
    at: datetime
    actor: str
    command: str
    summary: str
    rows: int
    takes_back_id: int | None


def _operations(*columns_wanted: Any) -> "Select[Any]":
    """Operations: since a moment, by somebody, of commands with some words in them, one, or all."""
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import Position
    from partnerreg.queries.conditions import optional
    from partnerreg.tables import Operation, columns

    o = columns(Operation)
    command = sa.bindparam("command", type_=sa.String)
    since = sa.bindparam("moment", type_=o.at.type)
    return sa.select(*columns_wanted).where(
        optional("number", o.id),
        sa.or_(since.is_(None), o.at >= since),
        optional("actor", o.actor),
        sa.or_(command.is_(None), Position(o.command, command) > 0),
    )


@query(OperationLine)
def operations() -> "Select[Any]":
    """Operations, the last one first: `most` of them at most."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import at_most
    from partnerreg.tables import Change, Operation, columns

    o, c = columns(Operation), columns(Change)
    rows = sa.select(sa.func.count()).where(c.operation_id == o.id).scalar_subquery()
    # A range is one change of many rows.
    more = (
        sa.select(sa.func.coalesce(sa.func.sum(c.last_row_id - c.row_id), 0))
        .where(c.operation_id == o.id, c.last_row_id.is_not(None))
        .scalar_subquery()
    )
    line = (o.id, o.at, o.actor, o.command, o.summary, (rows + more).label("rows"), o.takes_back_id)
    return _operations(*line).order_by(o.id.desc()).limit(at_most())


@query(NumberRow)
def operation_count() -> "Select[Any]":
    """How many operations there are."""
    import sqlalchemy as sa

    from partnerreg.tables import Operation, columns

    return _operations(sa.func.count(columns(Operation).id))


class ChangeRow(NamedTuple):
    """A change as the journal has it: of one row, or of a range."""

    id: int
    row_id: int
    last_row_id: int | None
    partner_id: int | None
    before: str | None
    after: str | None


@query(ChangeRow)
def changes_in_table() -> "Select[Any]":
    """What an operation did to the rows of a table, from a change on: `most` of it at most."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import at_most
    from partnerreg.tables import Change, columns

    c = columns(Change)
    return (
        sa.select(c.id, c.row_id, c.last_row_id, c.partner_id, c.before, c.after)
        .where(
            c.operation_id == sa.bindparam("operation", type_=sa.Integer),
            c.table_name == sa.bindparam("table", type_=sa.String),
            c.id > sa.bindparam("after", type_=sa.Integer),
        )
        .order_by(c.id)
        .limit(at_most())
    )


class StateRow(NamedTuple):
    """What a row holds, or held before a change."""

    row_id: int
    change: int
    state: str


@query(StateRow)
def states_now() -> "Select[Any]":
    """Rows of a table, as the journal tells rows, from a number to another."""
    import sqlalchemy as sa

    from partnerreg.db.journal import UNJOURNALED, snapshot
    from partnerreg.tables import metadata

    asked = sa.bindparam("table", type_=sa.String)
    first, last = (sa.bindparam(name, type_=sa.Integer) for name in ("first", "last"))
    found = [
        sa.select(table.c.id, sa.literal(0), snapshot(table)).where(
            asked == table.name, table.c.id >= first, table.c.id <= last
        )
        for table in metadata.sorted_tables
        if table.name not in UNJOURNALED
    ]
    return sa.union_all(*found)  # type: ignore[return-value]  # a reader runs it all the same


@query(StateRow)
def states_recorded() -> "Select[Any]":
    """How changes after one found rows of a table, from a number to another."""
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import json_field
    from partnerreg.db.journal import removed_in
    from partnerreg.tables import Change, columns

    c = columns(Change)
    asked = sa.bindparam("table", type_=sa.String)
    after, first, last = (
        sa.bindparam(name, type_=sa.Integer) for name in ("after", "first", "last")
    )
    same = sa.and_(c.table_name == asked, c.id > after)
    single = sa.select(c.row_id, c.id, c.before).where(
        same, c.row_id >= first, c.row_id <= last, c.before.is_not(None), c.last_row_id.is_(None)
    )
    held = removed_in(same, c.last_row_id >= first, c.row_id <= last).c
    number = json_field(held.state, "id")
    return sa.union_all(single, sa.select(number, held.change_id, held.state))  # type: ignore[return-value]
