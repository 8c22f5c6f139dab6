"""Taking back what an operation did, by the journal: set-based, one statement a table."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.store.journal import added_rows, partner_of, removed_rows, snapshot
from partnerreg.store.staging import indexed_afterwards, make_room
from partnerreg.store.undo_fields import bare, owner
from partnerreg.store.undo_fill import fill, tables_of
from partnerreg.store.undo_rules import settle, uniques
from partnerreg.store.undo_sets import OWNER, Sets
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from partnerreg.store.undo_rules import Clash
    from partnerreg.store.undo_sets import Touched

# From so many rows in a row on, they are journaled as a range.
RUN = 50
# So many removed ones are told in one text.
_AT_A_TIME = 1_000
# With fewer rows, indexes stay while they go or come.
_MANY = 10_000

_change = metadata.tables["change"]
_TOLD = ("operation_id", "table_name", "row_id", "partner_id", "before", "after")


class Counts(NamedTuple):
    """How many rows of a table were removed, changed back, and brought back."""

    removed: int
    changed: int
    returned: int


class UndoPlan(NamedTuple):
    """What goes and comes, with the tables' names: on scratch tables as long as it is open."""

    sets: Sets
    counts: dict[str, Counts]


@contextmanager
def plan_undo(
    connection: sa.Connection, operation_id: int, clashes: Iterable[Clash]
) -> Iterator[UndoPlan]:
    """Find out what of an operation can be taken back; `write` does it.

    The operation must be in effect. What was edited since is kept, together with all
    that the operation did to the same partner.
    """
    make_room(connection)
    sets = Sets(connection, operation_id, tables_of(connection, operation_id))
    fill(sets)
    settle(sets, clashes)
    yield UndoPlan(sets, {touched.table.name: _counts(sets, touched) for touched in sets})
    sets.drop()


def write(plan: UndoPlan, operation_id: Callable[[], int]) -> None:
    """Take back what was found, as an operation of its own.

    The content of files stays, so that their documents can be brought back.
    """
    connection = plan.sets.connection
    # In any order: in the end every reference is whole.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    _journal(plan, operation_id())
    for touched in reversed(list(plan.sets)):
        _remove(plan, touched)
    for touched in plan.sets:
        _bring(plan, touched)


def _counts(sets: Sets, touched: Touched) -> Counts:
    table, going, coming = touched
    there = sa.select(sa.func.count()).select_from(
        sa.join(coming, table, table.c.id == coming.c.id)
    )
    changed = sets.connection.scalar(there) or 0
    return Counts(sets.count(going), changed, sets.count(coming) - changed)


def _journal(plan: UndoPlan, operation_id: int) -> None:
    """Write down what will be done, with each row as it is and as it will be."""
    connection = plan.sets.connection
    number = sa.literal(operation_id)
    changed = sum(counts.changed for counts in plan.counts.values())
    with _without_indexes(connection, _change, changed):
        for touched in plan.sets:
            table, _, coming = touched
            name, counts = sa.literal(table.name), plan.counts[table.name]
            if counts.removed:
                _journal_removed(plan, touched, operation_id)
            if counts.changed:
                states = snapshot(table), snapshot(coming, table.c.keys())
                rows = sa.select(
                    number, name, table.c.id, _partner(table, coming), *states
                ).select_from(sa.join(coming, table, table.c.id == coming.c.id))
                connection.execute(sa.insert(_change).from_select(_TOLD, rows))
            if counts.returned:
                _journal_returned(plan, touched, operation_id)


def _journal_removed(plan: UndoPlan, touched: Touched, operation_id: int) -> None:
    """Rows that go: those in long runs as ranges, some at a time."""
    connection, (table, going, _) = plan.sets.connection, touched
    numbers, count = sa.select(going.c.id), plan.counts[table.name].removed
    # Whose a document is has to be told with each.
    runs = [] if table.name == "document" else _runs(connection, numbers, count)
    statement = removed_rows(table)
    for first, last in runs:
        for start in range(first, last + 1, _AT_A_TIME):
            ends = {"first": start, "last": min(start + _AT_A_TIME - 1, last)}
            connection.execute(statement, {"operation": operation_id, **ends})
    rows = sa.select(
        sa.literal(operation_id),
        sa.literal(table.name),
        table.c.id,
        _partner(table, going),
        snapshot(table),
        sa.null(),
    ).select_from(sa.join(going, table, table.c.id == going.c.id))
    if runs:
        rows = rows.where(going.c.id.in_(_alone(numbers)))
    if count > _length(runs):
        connection.execute(sa.insert(_change).from_select(_TOLD, rows))


def _journal_returned(plan: UndoPlan, touched: Touched, operation_id: int) -> None:
    """Rows that come back: those in long runs as ranges."""
    connection, (table, _, coming) = plan.sets.connection, touched
    numbers, count = sa.select(coming.c.id), plan.counts[table.name].returned
    if plan.counts[table.name].changed:
        numbers = numbers.where(_is_new(touched))
    runs = _runs(connection, numbers, count)
    for first, last in runs:
        connection.execute(added_rows(operation_id, table, first, last))
    single = sa.select(
        sa.literal(operation_id),
        sa.literal(table.name),
        coming.c.id,
        _partner(table, coming),
        sa.null(),
        snapshot(coming, table.c.keys()),
    ).where(coming.c.id.in_(_alone(numbers)))
    if count > _length(runs):
        connection.execute(sa.insert(_change).from_select(_TOLD, single))


def _runs(connection: sa.Connection, numbers: sa.Select[Any], count: int) -> list[tuple[int, int]]:
    """The first and the last of numbers that make a long run."""
    if count < RUN:
        return []
    among = numbers.subquery().c.id
    first, last = connection.execute(sa.select(sa.func.min(among), sa.func.max(among))).one()
    if last - first + 1 == count:
        return [(first, last)]
    runs = _numbered(numbers)
    ends = sa.func.min(runs.c.id), sa.func.max(runs.c.id)
    long = sa.select(*ends).group_by(runs.c.run).having(sa.func.count() >= RUN)
    return [(first, last) for first, last in connection.execute(long)]


def _length(runs: Iterable[tuple[int, int]]) -> int:
    return sum(last - first + 1 for first, last in runs)


def _alone(numbers: sa.Select[Any]) -> sa.Select[Any]:
    """The numbers that are in no long run."""
    runs = _numbered(numbers)
    size = sa.func.count().over(partition_by=runs.c.run).label("size")
    sized = sa.select(runs.c.id, size).subquery()
    return sa.select(sized.c.id).where(sized.c.size < RUN)


def _numbered(numbers: sa.Select[Any]) -> sa.Subquery:
    """Numbers, each with what all in a row with it have in common."""
    number = numbers.subquery().c.id
    place = sa.func.row_number().over(order_by=number)
    return sa.select(number, (number - place).label("run")).subquery()


def _remove(plan: UndoPlan, touched: Touched) -> None:
    """Remove the rows that go, and those that give a unique value up for another one.

    Those come back with the new value: changed in place, two rows that change values
    would have the same one for a moment.
    """
    connection, counts = plan.sets.connection, plan.counts[touched.table.name]
    table, going, coming = touched
    if counts.removed:
        with _without_indexes(connection, table, counts.removed):
            goes = table.c.id.in_(sa.select(going.c.id))
            connection.execute(sa.delete(table).where(goes))
    fields = set(plan.sets.fields.get(table.name, ()))
    keys = {name for rule in uniques(table) for name in rule.columns} & fields
    if counts.changed and keys:
        differ = sa.or_(*[bare(table.c[key]).is_distinct_from(coming.c[key]) for key in keys])
        moved = sa.select(coming.c.id).where(coming.c.id == table.c.id, differ)
        connection.execute(sa.delete(table).where(sa.exists(moved.correlate(table))))


def _bring(plan: UndoPlan, touched: Touched) -> None:
    """Change rows to what they were, and bring back those that are not there."""
    connection, counts = plan.sets.connection, plan.counts[touched.table.name]
    table, _, coming = touched
    if counts.changed:
        values = {name: coming.c[name] for name in plan.sets.fields[table.name]}
        update = sa.update(table).where(table.c.id == coming.c.id).values(values)
        connection.execute(update)
    names = table.c.keys()
    rows = sa.select(*[coming.c[name] for name in names]).order_by(coming.c.id)
    if counts.changed:
        rows = rows.where(_is_new(touched))
    if counts.changed or counts.returned:
        with _without_indexes(connection, table, counts.returned):
            connection.execute(sa.insert(table).from_select(names, rows))


def _is_new(touched: Touched) -> sa.ColumnElement[bool]:
    """Whether a row that comes is not there."""
    table, _, coming = touched
    return ~sa.exists().where(table.c.id == coming.c.id)


def _partner(table: sa.Table, scratch: sa.Table) -> sa.ColumnElement[Any]:
    """The partner that a row belongs to."""
    if owner(table) == "partner":
        return scratch.c[OWNER]
    return partner_of(scratch if "partner_id" in scratch.c else table)


@contextmanager
def _without_indexes(connection: sa.Connection, table: sa.Table, rows: int) -> Iterator[None]:
    """Do without a table's indexes while most of it goes or comes.

    A row that goes is looked for where it may be referred to: not by the index that is missing.
    """
    refers_to_itself = any(key.column.table is table for key in table.foreign_keys)
    if rows < _MANY or refers_to_itself:
        yield
        return
    others = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
    with indexed_afterwards(connection, [table] if rows * 2 > others else []):
        yield
