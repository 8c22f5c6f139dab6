"""The journal: each row a unit of work touches, before and after.

A row is kept as a JSON object of its columns as SQLite stores them, made by
SQLite itself: one expression per table serves a single row here and a whole
import in ``INSERT … SELECT``, and what is written back from it is the same to
the byte. `Content` is left out: it is addressed by its hash and never changes.

Rows that a bulk load adds one after the other are told as a range, without what
they held: the table says it, or the next change of the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import event

from partnerreg.db.dialects.expressions import JsonArray, JsonItems, json_row
from partnerreg.tables import Change, metadata
from partnerreg.tables.columns import Entity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlmodel import Session

# Never journaled: the journal itself, and content that cannot change.
UNJOURNALED = frozenset({"operation", "change", "content"})


def snapshot(table: sa.FromClause, names: Iterable[str] | None = None) -> sa.ColumnElement[str]:
    """A row of the table, all of it or the columns named, as JSON text, as an SQL expression."""
    return json_row(table.c if names is None else [table.c[name] for name in names])


def partner_of(table: sa.FromClause) -> sa.ColumnElement[Any]:
    """The partner a row of the table belongs to, as an SQL expression; NULL for the house's own.

    An activity belongs to several: its rows in `activity_partner` say to which.
    """
    if table.name == "partner":  # type: ignore[attr-defined]
        return table.c.id
    if table.name == "document":  # type: ignore[attr-defined]
        agreement = metadata.tables["agreement"]
        of_document = sa.select(agreement.c.partner_id).where(
            agreement.c.id == table.c.agreement_id
        )
        return of_document.scalar_subquery()
    return table.c.partner_id if "partner_id" in table.c else sa.null()


class Touched(NamedTuple):
    """A row as it was before the unit of work, and whose it was; nothing if it was not there."""

    before: str | None
    partner_id: int | None


class Journal:
    """Listens to a session, and writes one change for each row touched, however often it was."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._touched: dict[tuple[str, int], Touched] = {}
        event.listen(session, "before_flush", self._remember)
        event.listen(session, "after_flush", self._note_new)

    def write(self, operation_id: Callable[[], int]) -> None:
        """Write what was touched since the start; no operation is asked for if nothing was."""
        rows = []
        for (name, row_id), touched in self._touched.items():
            now = self._state(name, row_id)
            if now.before == touched.before:
                continue
            rows.append(
                {
                    "operation_id": operation_id(),
                    "table_name": name,
                    "row_id": row_id,
                    "partner_id": now.partner_id or touched.partner_id,
                    "before": touched.before,
                    "after": now.before,
                }
            )
        self._touched = {}
        if rows:
            self._session.connection().execute(sa.insert(Change), rows)

    def _remember(self, session: Session, _context: Any, _instances: Any) -> None:
        """Take the rows about to change for the first time as they stand in the database."""
        changed = (row for row in session.dirty if session.is_modified(row))
        for name, row_id in _journaled([*changed, *session.deleted]):
            if (name, row_id) not in self._touched:
                self._touched[name, row_id] = self._state(name, row_id)

    def _note_new(self, session: Session, _context: Any) -> None:
        for key in _journaled(session.new):
            self._touched.setdefault(key, Touched(None, None))

    def _state(self, name: str, row_id: int) -> Touched:
        table = metadata.tables[name]
        statement = sa.select(snapshot(table), partner_of(table)).where(table.c.id == row_id)
        row = self._session.connection().execute(statement).one_or_none()
        return Touched(*row) if row else Touched(None, None)


def journal_rows(
    operation_id: int, table: sa.Table, row_ids: sa.Select[Any], before: sa.FromClause | None = None
) -> sa.Insert:
    """An INSERT that journals many rows of a table at once, as they stand now.

    `before`, if given, has columns ``row_id`` and ``before``: the rows' earlier states.
    """
    earlier: sa.ColumnElement[Any] = sa.null()
    source: sa.FromClause = table
    if before is not None:
        source = table.outerjoin(before, before.c.row_id == table.c.id)
        earlier = before.c.before
    rows = (
        sa.select(
            sa.literal(operation_id),
            sa.literal(table.name),
            table.c.id,
            partner_of(table),
            earlier,
            snapshot(table),
        )
        .select_from(source)
        .where(table.c.id.in_(row_ids))
        .order_by(table.c.id)
    )
    columns = ["operation_id", "table_name", "row_id", "partner_id", "before", "after"]
    return sa.insert(Change).from_select(columns, rows)


def added_rows(operation_id: int, table: sa.Table, first: int, last: int) -> sa.Insert:
    """An INSERT that journals, as one range, that the rows `first` to `last` were added.

    Every number in it must be of a row that the operation added. For bulk loads.
    """
    return sa.insert(Change).values(
        operation_id=operation_id, table_name=table.name, row_id=first, last_row_id=last
    )


def removed_rows(table: sa.Table) -> sa.Insert:
    """An INSERT that journals, as one range, that rows will be removed. For bulk undoing.

    Its parameters are `operation` and the rows' numbers, `first` and `last`; they must
    all be there yet, and be as many as fit into memory.
    """
    first, last = (sa.bindparam(name, type_=sa.Integer) for name in ("first", "last"))
    rows = sa.select(
        sa.bindparam("operation", type_=sa.Integer),
        sa.literal(table.name),
        first,
        last,
        JsonArray(snapshot(table)),
    ).where(table.c.id.between(first, last))
    columns = ["operation_id", "table_name", "row_id", "last_row_id", "before"]
    return sa.insert(Change).from_select(columns, rows)


def removed_in(*changes: sa.ColumnElement[bool], name: str | None = "held") -> sa.CTE:
    """What the ranges of removed rows that meet conditions held: `change_id` and `state` of each.

    Materialized, for SQLite would write the state anew for each look into it. Where a
    statement has several of these, `name` None tells them apart.
    """
    held = JsonItems(Change.__table__.c.before).table_valued("value")  # type: ignore[attr-defined]
    change = Change.__table__  # type: ignore[attr-defined]
    rows = (
        sa.select(change.c.id.label("change_id"), held.c.value.label("state"))
        .select_from(sa.join(change, held, sa.true()))
        .where(change.c.last_row_id.is_not(None), change.c.before.is_not(None), *changes)
    )
    return rows.cte(name).prefix_with("MATERIALIZED")


def _journaled(rows: Iterable[object]) -> list[tuple[str, int]]:
    return [
        (str(row.__tablename__), row.id)
        for row in rows
        if isinstance(row, Entity) and row.id is not None and row.__tablename__ not in UNJOURNALED
    ]
