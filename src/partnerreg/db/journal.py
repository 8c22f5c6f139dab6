"""The journal: each row a unit of work touches, before and after.

A row is kept as a JSON object of its columns as SQLite stores them, made by
SQLite itself: one expression per table serves a single row here and a whole
import in ``INSERT … SELECT``, and what is written back from it is the same to
the byte. `Content` is left out: it is addressed by its hash and never changes.

Rows whose numbers follow each other are told as a range if many are added or removed at
once. A range of added rows does not say what they held: the table says it, or the next change
of the row. It holds numbers of such rows only, for nobody else writes meanwhile (see
`Dialect.begin`), and gaps part it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import event

from partnerreg.db.dialects.expressions import RAW, JsonArray, JsonItems, json_row
from partnerreg.nouns import registry
from partnerreg.tables import Change, metadata
from partnerreg.tables.columns import Entity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlmodel import Session

# Never journaled: the journal itself, and content that cannot change.
UNJOURNALED = frozenset({"operation", "change", "content"})

CELLS = ["operation_id", "table_name", "row_id", "partner_id", "before", "after"]
"""What a change of one row says."""

# From so many rows in a row on, an undo journals them as a range.
RUN = 50
# So many removed ones are told in one text.
_AT_A_TIME = 1_000

_change = metadata.tables["change"]


def snapshot(table: sa.FromClause, names: Iterable[str] | None = None) -> sa.ColumnElement[str]:
    """A row of the table, all of it or the columns named, as JSON text, as an SQL expression."""
    return json_row(table.c if names is None else [table.c[name] for name in names])


def raw(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A column as SQLite stores it, compared and copied without its Python type."""
    return sa.type_coerce(column, RAW)


def partner_of(table: sa.FromClause) -> sa.ColumnElement[Any]:
    """The partner a row of the table belongs to, as an SQL expression; NULL for the house's own.

    An activity belongs to several: its rows in `activity_partner` say to which.
    """
    name: str = table.name  # type: ignore[attr-defined]
    if name == "partner":
        return table.c.id
    if "partner_id" in table.c:
        return table.c.partner_id
    if (whole := registry.whole_of(name)) is None:
        return sa.null()
    thing = metadata.tables[whole.table_name]
    of_thing = thing.c.id == table.c[f"{whole.name}_id"]
    return sa.select(partner_of(thing)).where(of_thing).scalar_subquery()


class RowState(NamedTuple):
    """A row as it was before the unit of work, and whose it was; nothing if it was not there."""

    before: str | None
    partner_id: int | None


class Journal:
    """What a unit of work writes down: one change for each row touched, however often it was.

    It listens to the session. Whoever writes many rows at once by SQL does so within `adding`,
    `updating` or `undoing`: a statement that goes past them is refused.
    """

    def __init__(self, session: Session, operation_id: Callable[[], int]) -> None:
        self._session = session
        self._operation_id = operation_id
        self._touched: dict[tuple[str, int], RowState] = {}
        self._writable: set[str] = set()
        event.listen(session, "before_flush", self._remember)
        event.listen(session, "after_flush", self._note_new)
        event.listen(session.connection(), "before_execute", self._refuse_unjournaled)

    def write(self) -> None:
        """Write what was touched since the start; no operation is asked for if nothing was."""
        rows = []
        for (name, row_id), touched in self._touched.items():
            now = self._state(name, row_id)
            if now.before == touched.before:
                continue
            rows.append(
                {
                    "operation_id": self._operation_id(),
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

    @contextmanager
    def adding(self, table: sa.Table, *, each: bool = False) -> Iterator[None]:
        """All rows that are added to a table meanwhile are journaled.

        Args:
            table: the table; nobody else may write to it meanwhile.
            each: row by row, each with its partner: for rows that hang on things which were
                there before. Else as ranges.
        """
        connection = self._session.connection()
        first = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1)
        number = connection.scalar(first)
        with self._writing(table):
            yield
        new = sa.select(table.c.id).where(table.c.id >= number)
        if connection.scalar(sa.select(sa.exists(new))):
            record_added(connection, self._operation_id(), table, new, least=None if each else 1)

    def update(self, update: sa.Update, rows: sa.Select[Any]) -> None:
        """Update rows of a table, and journal what they were and are.

        Args:
            update: the statement.
            rows: the numbers of the rows that it changes, as they are found before.
        """
        table: Any = update.table
        connection, operation = self._session.connection(), self._operation_id()
        before = sa.Table(
            f"journal_before_{table.name}",
            sa.MetaData(),
            sa.Column("row_id", sa.Integer, primary_key=True),
            sa.Column("before", sa.Text),
            prefixes=["TEMPORARY"],
        )
        before.create(connection, checkfirst=False)
        states = sa.select(table.c.id, snapshot(table)).where(table.c.id.in_(rows))
        connection.execute(sa.insert(before).from_select(["row_id", "before"], states))
        with self._writing(table):
            connection.execute(update)
        # A row of which this operation tells already gets no second entry.
        change = _change.c
        mine = sa.and_(
            change.operation_id == operation,
            change.table_name == table.name,
            change.last_row_id.is_(None),
            change.row_id.in_(sa.select(before.c.row_id)),
        )
        now = sa.select(snapshot(table)).where(table.c.id == change.row_id).scalar_subquery()
        if connection.execute(sa.update(_change).where(mine).values(after=now)).rowcount:
            told = before.c.row_id.in_(sa.select(change.row_id).where(mine))
            connection.execute(sa.delete(before).where(told))
        changed = sa.select(
            sa.literal(operation),
            sa.literal(table.name),
            table.c.id,
            partner_of(table),
            before.c.before,
            snapshot(table),
        ).select_from(sa.join(table, before, before.c.row_id == table.c.id))
        connection.execute(sa.insert(Change).from_select(CELLS, changed.order_by(table.c.id)))
        before.drop(connection, checkfirst=False)

    @contextmanager
    def undoing(self, tables: Iterable[sa.Table]) -> Iterator[None]:
        """What is written to tables meanwhile is journaled by the undo itself."""
        with self._writing(*tables):
            yield

    @contextmanager
    def _writing(self, *tables: sa.Table) -> Iterator[None]:
        before = self._writable
        self._writable = before | {table.name for table in tables}
        yield
        self._writable = before

    def _refuse_unjournaled(self, _connection: Any, statement: Any, *_: Any) -> None:
        """Let no statement past the journal; what the session flushes it hears of."""
        if not isinstance(statement, sa.Insert | sa.Update | sa.Delete):
            return
        table: Any = statement.table
        name = table.name
        is_journaled = metadata.tables.get(name) is table and name not in UNJOURNALED
        if is_journaled and name not in self._writable and not self._session._flushing:  # noqa: SLF001
            raise AssertionError(f"rows of {name} are written past the journal")

    def _remember(self, session: Session, _context: Any, _instances: Any) -> None:
        """Take the rows about to change for the first time as they stand in the database."""
        changed = (row for row in session.dirty if session.is_modified(row))
        for name, row_id in _journaled([*changed, *session.deleted]):
            if (name, row_id) not in self._touched:
                self._touched[name, row_id] = self._state(name, row_id)

    def _note_new(self, session: Session, _context: Any) -> None:
        for key in _journaled(session.new):
            self._touched.setdefault(key, RowState(None, None))

    def _state(self, name: str, row_id: int) -> RowState:
        table = metadata.tables[name]
        statement = sa.select(snapshot(table), partner_of(table)).where(table.c.id == row_id)
        row = self._session.connection().execute(statement).one_or_none()
        return RowState(*row) if row else RowState(None, None)


def record_added(
    connection: sa.Connection,
    operation_id: int,
    table: sa.Table,
    numbers: sa.Select[Any],
    *,
    least: int | None = RUN,
) -> None:
    """Journal that rows were added, as they stand in their table.

    Args:
        connection: where they are.
        operation_id: the operation that added them.
        table: the table.
        numbers: the rows' numbers.
        least: from so many in a row on, they are journaled as a range; None for never.
    """
    runs = [] if least is None else _runs(connection, numbers, least)
    ranges = {"operation_id": operation_id, "table_name": table.name}
    if runs:
        ends = [{"row_id": first, "last_row_id": last, **ranges} for first, last in runs]
        connection.execute(sa.insert(Change), ends)
    alone = _alone(numbers, least) if runs else numbers
    if not (runs and least == 1):
        _record_single(connection, operation_id, table, alone, sa.null(), snapshot(table))


def record_removed(
    connection: sa.Connection, operation_id: int, table: sa.Table, numbers: sa.Select[Any]
) -> None:
    """Journal that rows will be removed, as they stand: long runs as ranges, some at a time."""
    # Whose a part is that does not say so, like a document, has to be told with each.
    says_whose = "partner_id" in table.c or registry.whole_of(table.name) is None
    runs = _runs(connection, numbers, RUN) if says_whose else []
    first, last = (sa.bindparam(name, type_=sa.Integer) for name in ("first", "last"))
    held = sa.select(
        sa.literal(operation_id),
        sa.literal(table.name),
        first,
        last,
        JsonArray(snapshot(table)),
    ).where(table.c.id.between(first, last))
    cells = ["operation_id", "table_name", "row_id", "last_row_id", "before"]
    statement = sa.insert(Change).from_select(cells, held)
    for start, end in runs:
        for number in range(start, end + 1, _AT_A_TIME):
            ends = {"first": number, "last": min(number + _AT_A_TIME - 1, end)}
            connection.execute(statement, ends)
    alone = _alone(numbers, RUN) if runs else numbers
    _record_single(connection, operation_id, table, alone, snapshot(table), sa.null())


def _record_single(
    connection: sa.Connection,
    operation_id: int,
    table: sa.Table,
    numbers: sa.Select[Any],
    before: sa.ColumnElement[Any],
    after: sa.ColumnElement[Any],
) -> None:
    rows = sa.select(
        sa.literal(operation_id),
        sa.literal(table.name),
        table.c.id,
        partner_of(table),
        before,
        after,
    ).where(table.c.id.in_(numbers))
    connection.execute(sa.insert(Change).from_select(CELLS, rows.order_by(table.c.id)))


def _runs(connection: sa.Connection, numbers: sa.Select[Any], least: int) -> list[tuple[int, int]]:
    """The first and the last of numbers that make a run of at least so many."""
    among = numbers.subquery().c.id
    ends = sa.select(sa.func.min(among), sa.func.max(among), sa.func.count())
    first, last, count = connection.execute(ends).one()
    if count < least:
        return []
    if last - first + 1 == count:
        return [(first, last)]
    number, run = _numbered(numbers)
    long = sa.select(sa.func.min(number), sa.func.max(number)).group_by(run)
    return [
        (first, last) for first, last in connection.execute(long.having(sa.func.count() >= least))
    ]


def _alone(numbers: sa.Select[Any], least: int | None) -> sa.Select[Any]:
    """The numbers that are in no such run."""
    number, run = _numbered(numbers)
    sized = sa.select(number, sa.func.count().over(partition_by=run).label("size")).subquery().c
    return sa.select(sized.id).where(sized.size < least)


def _numbered(numbers: sa.Select[Any]) -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    """Numbers, and what those in a row have in common: their distance from their place."""
    number = numbers.subquery().c.id
    place = sa.func.row_number().over(order_by=number)
    numbered = sa.select(number, (number - place).label("run")).subquery().c
    return numbered.id, numbered.run


def removed_in(*changes: sa.ColumnElement[bool], name: str | None = "held") -> sa.CTE:
    """What the ranges of removed rows that meet conditions held: `change_id` and `state` of each.

    Materialized, for SQLite would write the state anew for each look into it. Where a
    statement has several of these, `name` None tells them apart.
    """
    held, change = JsonItems(_change.c.before).table_valued("value"), _change
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
