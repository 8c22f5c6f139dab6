"""Taking back what an operation did, by the journal: set-based, one statement a table."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.db.dialects.expressions import RAW, AnyOf, InsertNew, Untyped, json_field
from partnerreg.db.journal import (
    UNJOURNALED,
    added_rows,
    partner_of,
    removed_in,
    removed_rows,
    snapshot,
)
from partnerreg.nouns import registry
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Condition = Callable[[sa.FromClause, sa.FromClause], sa.ColumnElement[bool]]


# Why a thing is held as it is (the reasons of `Clash` and of what was edited since).
REFERRED = "referred"
MISSING = "missing"
TAKEN = "taken"
EDITED = "edited"

# From so many rows in a row on, they are journaled as a range.
RUN = 50
# So many removed ones are told in one text.
_AT_A_TIME = 1_000
# With fewer rows, indexes stay while they go or come.
_MANY = 10_000

_change = metadata.tables["change"]
_state = _change.c
_TOLD = ("operation_id", "table_name", "row_id", "partner_id", "before", "after")


def journaled() -> tuple[sa.Table, ...]:
    """The tables whose rows the journal tells of, parents before their children."""
    return tuple(table for table in metadata.sorted_tables if table.name not in UNJOURNALED)


@cache
def _together() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Columns that make sense only together, by table: as nouns declare them, and of parts."""
    nouns = {noun.table_name: tuple(noun.column_groups()) for noun in registry.nouns()}
    period = (("starts_on", "ends_on"),)
    links = dict.fromkeys(("assignment", "partner_area", "partner_goal"), period)
    return nouns | links | {"partner_tag": (("tag", "tag_key"),)}


def groups(table: sa.Table) -> Iterator[tuple[str, ...]]:
    """The columns of a table, its number apart, parted into those that go together."""
    joined = _together().get(table.name, ())
    yield from joined
    known = {"id", *(name for group in joined for name in group)}
    yield from ((column.name,) for column in table.c if column.name not in known)


def owner(table: sa.Table) -> str:
    """What a row of the table belongs to: its partner, its activity, or itself.

    What an operation did to one such thing is taken back all or not at all.
    """
    if table.name == "activity_partner":
        return "activity"
    belongs = table.name == "document" or "partner_id" in table.c
    return "partner" if belongs else table.name


def owner_of_row(table: sa.Table) -> sa.ColumnElement[Any]:
    """The number of the thing that a row standing in the table belongs to, as SQL."""
    if owner(table) == "partner":
        return partner_of(table)
    return table.c.activity_id if table.name == "activity_partner" else table.c.id


def owner_in_journal(table: sa.Table, change: sa.FromClause) -> sa.ColumnElement[Any]:
    """The same of a row told in the journal."""
    if owner(table) == "partner":
        return change.c.partner_id
    if table.name == "activity_partner":
        return json_field(sa.func.coalesce(change.c.before, change.c.after), "activity_id")
    return change.c.row_id


def owner_in_state(table: sa.Table, state: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The same of a row by its state alone, which does not say whose a document is."""
    if table.name == "activity_partner":
        return json_field(state, "activity_id")
    return json_field(state, "partner_id" if "partner_id" in table.c else "id")


def bare(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A column as SQLite stores it, compared and copied without its Python type."""
    return sa.type_coerce(column, RAW)


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
            for table in journaled()
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
        columns = ["owner", "id", "reason", "table_name", "row_id"]
        statement = InsertNew(self.kept).from_select(columns, values)
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
    more = [sa.Column(name, Untyped()) for name in names if name != "id"]
    return [sa.Column("id", sa.Integer, primary_key=True), sa.Column(OWNER, Untyped()), *more]


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
    dialect.set_cache_size(connection)
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
    dialect.defer_foreign_keys(connection)
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
                in_order = rows.order_by(table.c.id)
                connection.execute(sa.insert(_change).from_select(_TOLD, in_order))
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
        in_order = rows.order_by(table.c.id)
        connection.execute(sa.insert(_change).from_select(_TOLD, in_order))


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
        in_order = single.order_by(coming.c.id)
        connection.execute(sa.insert(_change).from_select(_TOLD, in_order))


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
    with dialect.indexed_afterwards(connection, [table] if rows * 2 > others else []):
        yield


class Clash(NamedTuple):
    """A row that comes, or goes, may not do so beside another one that stays.

    Attributes:
        table: the table of the row that comes or goes.
        columns: what of it matters; a row that comes with all of them as they are is let.
        beside: the table of the row that stays.
        beside_columns: what of that one matters.
        reason: why, in a word.
        condition: of both rows, their cells being as SQLite stores them.
        going: it is about rows that go.
    """

    table: str
    columns: tuple[str, ...]
    beside: str
    beside_columns: tuple[str, ...]
    reason: str
    condition: Condition
    going: bool = False


def settle(sets: Sets, clashes: Iterable[Clash]) -> None:
    """Keep whatever is held by what stays, until nothing more is.

    What is kept stays, and may hold something else in turn.
    """
    rules = [*clashes, *(rule for table, *_ in sets for rule in uniques(table))]
    while True:
        count = sets.count(sets.kept)
        for rule in rules:
            _keep_clashing(sets, rule)
        for link in _links(sets):
            _keep_referred(sets, *link)
            _keep_orphans(sets, *link)
        if sets.count(sets.kept) == count:
            return
        sets.drop_kept()


def _links(sets: Sets) -> Iterator[tuple[sa.Column[Any], sa.Table]]:
    """Every column that refers to a journaled table, with that table, if one of them is touched."""
    for table in journaled():
        for key in table.foreign_keys:
            parent = key.column.table
            if parent in journaled() and {table.name, parent.name} & sets.touched.keys():
                yield key.parent, parent


def _keep_referred(sets: Sets, link: sa.Column[Any], parent: sa.Table) -> None:
    """Keep rows that would go although a row that stays refers to them."""
    if parent.name not in sets.touched:
        return
    going = sets.touched[parent.name].going
    # Added together, they have numbers side by side: a range of the index is all that is read.
    ends = sets.ends(going)
    if ends is None:
        return
    child = link.table
    found = (
        sa.select(going.c[OWNER], child.c.id)
        .select_from(sa.join(child, going, going.c.id == link))
        .where(link.between(*ends), sets.stays(child, child.name))
    )
    sets.keep(parent, REFERRED, child.name, found)


def _keep_orphans(sets: Sets, link: sa.Column[Any], parent: sa.Table) -> None:
    """Keep as it is what would come although what it refers to would not be there."""
    if link.table.name not in sets.touched:
        return
    coming = sets.touched[link.table.name].coming
    refers_to = coming.c[link.name]

    def among(rows: sa.Table) -> sa.ColumnElement[bool]:
        parents = rows.alias("parent")
        return sa.exists().where(parents.c.id == refers_to).correlate(coming)

    there = among(parent)
    if parent.name in sets.touched:
        _, goes, comes = sets.touched[parent.name]
        there = sa.or_(sa.and_(there, ~among(goes)), among(comes))
    found = sa.select(coming.c[OWNER], refers_to).where(refers_to.is_not(None), ~there)
    sets.keep(link.table, MISSING, parent.name, found)


def _keep_clashing(sets: Sets, rule: Clash) -> None:
    """Keep what may not come, or go, beside a row that stays, unless both were so before.

    The pairs that clash are looked up first, and there are few. Of each, whichever row is
    not what it was before the operation is the one that holds the other in place.
    """
    if rule.table not in sets.touched:
        return
    table, going, coming = sets.touched[rule.table]
    other = _journaled(rule.beside).alias("other")
    row = table.alias("row") if rule.going else coming
    moving = sa.join(going, row, row.c.id == going.c.id) if rule.going else coming
    pairs = (
        sa.select((going if rule.going else coming).c[OWNER], row.c.id, other.c.id.label("other"))
        .select_from(moving)
        .join(other, rule.condition(row, other))
        .where(sets.stays(other, rule.beside))
    )
    if not rule.going:
        pairs = pairs.where(~_as_it_is(sets.touched[rule.table], rule.columns))
    pair = pairs.cte("pair").prefix_with("MATERIALIZED")
    other_before = _before(sets, rule.beside, pair.c.other)
    both = pair.join(other, other.c.id == pair.c.other).outerjoin(
        other_before, other_before.c.id == pair.c.other
    )
    same = _is_as_before(other, other_before, rule.beside_columns)
    if rule.going:
        new = ~same
    else:
        row_before = _before(sets, rule.table, pair.c.id)
        both = both.join(coming, coming.c.id == pair.c.id).outerjoin(
            row_before, row_before.c.id == pair.c.id
        )
        new = ~sa.and_(same, _is_as_before(coming, row_before, rule.columns))
    holder = sa.case((same, sa.literal(rule.table)), else_=sa.literal(rule.beside))
    number = sa.case((same, pair.c.id), else_=pair.c.other)
    found = sa.select(pair.c[OWNER], number).select_from(both).where(new)
    sets.keep(table, rule.reason, holder, found)


def _before(sets: Sets, table: str, number: sa.ColumnElement[int]) -> sa.Subquery:
    """What rows of a table were before the operation, by the first change of each since then.

    The rows are those whose numbers a column holds. Their `id` and `state` are told; no state
    if a row was not there, and nothing at all of a row that has not changed since.
    """
    change, rows = _change.c, number.table
    since = sa.and_(change.table_name == table, change.operation_id >= sets.operation_id)
    alone = sa.and_(change.row_id == number, change.last_row_id.is_(None))
    together = sa.and_(change.row_id <= number, change.last_row_id >= number)
    changes = sa.union_all(
        *[
            sa.select(number.label("id"), change.id.label("change_id")).select_from(
                sa.join(rows, _change, sa.and_(since, of_row))
            )
            for of_row in (alone, together)
        ]
    ).subquery()
    first = (
        sa.select(changes.c.id, sa.func.min(changes.c.change_id).label("change_id"))
        .group_by(changes.c.id)
        .subquery()
    )
    # A range tells what all its rows were, if it removed them; else they were not there.
    held = removed_in(change.id.in_(sa.select(first.c.change_id)), name=None).c
    in_range = (
        sa.select(held.change_id, json_field(held.state, "id").label("id"), held.state)
        .cte()
        .prefix_with("MATERIALIZED")
    )
    same = sa.and_(in_range.c.change_id == first.c.change_id, in_range.c.id == first.c.id)
    state = sa.case((change.last_row_id.is_(None), change.before), else_=in_range.c.state)
    return (
        sa.select(first.c.id, state.label("state"))
        .join(_change, change.id == first.c.change_id)
        .outerjoin(in_range, same)
        .subquery()
    )


def _is_as_before(
    row: sa.FromClause, before: sa.Subquery, columns: Iterable[str]
) -> sa.ColumnElement[bool]:
    """Whether a row has the same in these columns as it had `_before` the operation."""
    then = {name: json_field(before.c.state, name) for name in columns}
    same = [bare(row.c[name]).is_not_distinct_from(cell) for name, cell in then.items()]
    return sa.or_(before.c.id.is_(None), sa.and_(before.c.state.is_not(None), *same))


def _as_it_is(touched: Touched, columns: Iterable[str]) -> sa.ColumnElement[bool]:
    """Whether a row that comes is there, with these columns as they will be."""
    now = touched.table.alias("now")
    same = [bare(now.c[name]).is_not_distinct_from(touched.coming.c[name]) for name in columns]
    return sa.exists().where(now.c.id == touched.coming.c.id, *same).correlate(touched.coming)


def _journaled(name: str) -> sa.Table:
    """The table of that name."""
    return next(table for table in journaled() if table.name == name)


def uniques(table: sa.Table) -> Iterator[Clash]:
    """The unique constraints and indexes of a table."""
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield _unique(table, constraint.columns.keys(), None)
    for index in table.indexes:
        if index.unique:
            where = index.dialect_options["sqlite"]["where"]
            yield _unique(table, index.columns.keys(), where)


def _unique(table: sa.Table, names: Iterable[str], where: sa.TextClause | None) -> Clash:
    keys = tuple(names)
    mentioned = tuple(
        column.name for column in table.c if where is not None and _mentions(where, column.name)
    )

    def condition(row: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
        same = sa.and_(row.c.id != other.c.id, *[other.c[key] == row.c[key] for key in keys])
        if where is None:
            return same
        # The condition of the index is text, which names the columns of one table only.
        holds = [
            sa.exists().where(each.c.id == one.c.id, where).correlate(one)
            for one, each in ((row, _again(row)), (other, _again(other)))
        ]
        return sa.and_(same, *holds)

    columns = keys + mentioned
    return Clash(table.name, columns, table.name, columns, TAKEN, condition)


def _again(row: sa.FromClause) -> sa.FromClause:
    """The same table once more, by another name."""
    table = row.element if isinstance(row, sa.Alias) else row
    return table.alias("again")


def _mentions(where: sa.TextClause, name: str) -> bool:
    return re.search(rf"\b{name}\b", where.text) is not None


def tables_of(connection: sa.Connection, operation_id: int) -> list[str]:
    """The tables with rows that an operation touched."""
    names = sa.select(_state.table_name).where(_state.operation_id == operation_id).distinct()
    return list(connection.execute(names).scalars())


def fill(sets: Sets) -> None:
    """Let go and come what the operation did; what has another state by now is kept."""
    for touched in sets:
        mine = sa.and_(
            _state.operation_id == sets.operation_id, _state.table_name == touched.table.name
        )
        _fill_ranges(sets, touched, mine)
        _fill_added(sets, touched, mine)
        _fill_removed(sets, touched, mine)
        _fill_changed(sets, touched, mine)
    sets.drop_kept()


def _fill_ranges(sets: Sets, touched: Touched, mine: sa.ColumnElement[bool]) -> None:
    """Rows added as a range: those there go, but for those changed since."""
    table = touched.table
    found = sa.select(_state.id, _state.row_id, _state.last_row_id).where(
        mine, _state.last_row_id.is_not(None), _state.before.is_(None)
    )
    for number, first, last in sets.connection.execute(found).all():
        rows = sa.select(table.c.id, owner_of_row(table)).where(table.c.id.between(first, last))
        _put(sets, touched.going, rows)
        _keep_edited(sets, table, number, first, last)
        _keep_removed(sets, table, number, first, last)


def _keep_edited(sets: Sets, table: sa.Table, number: int, first: int, last: int) -> None:
    """Keep what of a range is not as the next change of the row found it."""
    next_changes = (
        sa.select(sa.func.min(_state.id).label("id"))
        .where(
            _state.table_name == table.name,
            _state.row_id.between(first, last),
            _state.id > number,
            _state.last_row_id.is_(None),
        )
        .group_by(_state.row_id)
        .subquery()
    )
    edited = (
        sa.select(
            sa.func.coalesce(owner_of_row(table), owner_in_journal(table, _change)),
            _state.row_id,
        )
        .select_from(next_changes)
        .join(_change, _state.id == next_changes.c.id)
        .outerjoin(table, table.c.id == _state.row_id)
        .where(
            sa.or_(table.c.id.is_(None), ~_same(table, _state.before)),
            ~_told_between(table, number, _state.id, _state.row_id, ranges=True),
        )
    )
    sets.keep(table, EDITED, table.name, edited)


def _keep_removed(sets: Sets, table: sa.Table, number: int, first: int, last: int) -> None:
    """Keep what of a range is not as it was when it was removed with a range, if it was."""
    removals = sa.select(_state.id).where(
        _state.table_name == table.name,
        _state.last_row_id >= first,
        _state.row_id <= last,
        _state.id > number,
        _state.before.is_not(None),
    )
    removal = sa.bindparam("removal", type_=sa.Integer)
    held = removed_in(_state.id == removal)
    row_id = json_field(held.c.state, "id")
    # Few differ: whether an earlier change tells it better is asked of those alone.
    differing = (
        sa.select(row_id.label("id"), owner_in_state(table, held.c.state).label("owner_id"))
        .select_from(sa.outerjoin(held, table, table.c.id == row_id))
        .where(sa.or_(table.c.id.is_(None), ~_same(table, held.c.state)))
        .cte("differing")
        .prefix_with("MATERIALIZED")
    )
    edited = sa.select(differing.c.owner_id, differing.c.id).where(
        differing.c.id.between(first, last),
        ~_told_between(table, number, removal, differing.c.id, ranges=False),
        ~_told_between(table, number, removal, differing.c.id, ranges=True),
    )
    found = sets.connection.execute(removals.order_by(_state.id)).scalars().all()
    sets.keep(table, EDITED, table.name, edited, [{"removal": number} for number in found])


def _told_between(
    table: sa.Table,
    after: int,
    before: sa.ColumnElement[int],
    row_id: sa.ColumnElement[int],
    *,
    ranges: bool,
) -> sa.ColumnElement[bool]:
    """Whether there is a change of a row between two others, by itself or with a range."""
    change = _change.alias("between")
    own = (
        sa.and_(change.c.last_row_id >= row_id, change.c.row_id <= row_id)
        if ranges
        else sa.and_(change.c.row_id == row_id, change.c.last_row_id.is_(None))
    )
    earlier = sa.exists().where(
        change.c.table_name == table.name, own, change.c.id > after, change.c.id < before
    )
    return earlier.correlate_except(change)


def _fill_added(sets: Sets, touched: Touched, mine: sa.ColumnElement[bool]) -> None:
    """Rows added one by one: they go as long as they are what they were."""
    table = touched.table
    added = sa.and_(mine, _state.before.is_(None), _state.last_row_id.is_(None))
    owned = owner_in_journal(table, _change)
    _put(sets, touched.going, sa.select(_state.row_id, owned).where(added))
    edited = (
        sa.select(owned, _state.row_id)
        .select_from(sa.outerjoin(_change, table, table.c.id == _state.row_id))
        .where(added, sa.or_(table.c.id.is_(None), ~_same(table, _state.after)))
    )
    sets.keep(table, EDITED, table.name, edited)


def _fill_removed(sets: Sets, touched: Touched, mine: sa.ColumnElement[bool]) -> None:
    """Rows removed, one by one or as a range: they come, unless they are there."""
    table, _, coming = touched
    names = [column.name for column in table.c if column.name != "id"]
    removed = sa.and_(mine, _state.after.is_(None), _state.last_row_id.is_(None))
    cells = [json_field(_state.before, name) for name in names]
    single = sa.select(_state.row_id, owner_in_journal(table, _change), *cells)
    _put(sets, coming, single.where(removed))

    held = removed_in(mine).c
    cells = [json_field(held.state, name) for name in names]
    many = sa.select(json_field(held.state, "id"), owner_in_state(table, held.state), *cells)
    _put(sets, coming, many)

    there = sa.select(coming.c[OWNER], coming.c.id).select_from(
        sa.join(coming, table, table.c.id == coming.c.id)
    )
    sets.keep(table, EDITED, table.name, there)


def _fill_changed(sets: Sets, touched: Touched, mine: sa.ColumnElement[bool]) -> None:
    """Rows changed: the fields that the operation changed come, unless they changed since."""
    table = touched.table
    changed = sa.and_(mine, _state.before.is_not(None), _state.after.is_not(None))
    fields = _changed_fields(sets, table, changed)
    if not fields:
        return
    now = {column.name: bare(column) for column in table.c}
    will_be = dict(now)
    conflicts: list[sa.ColumnElement[bool]] = [table.c.id.is_(None)]
    for group in groups(table):
        if not fields.intersection(group):
            continue
        moved = sa.or_(*[_moved(name) for name in group])
        since = sa.or_(*[_differs(now[name], json_field(_state.after, name)) for name in group])
        conflicts.append(sa.and_(moved, since))
        sets.fields.setdefault(table.name, []).extend(group)
        for name in group:
            will_be[name] = sa.case((moved, json_field(_state.before, name)), else_=now[name])
    owned = owner_in_journal(table, _change)
    cells = [cell for name, cell in will_be.items() if name != "id"]
    here = sa.join(_change, table, table.c.id == _state.row_id)
    rows = sa.select(_state.row_id, owned, *cells).select_from(here).where(changed)
    _put(sets, touched.coming, rows)
    edited = (
        sa.select(owned, _state.row_id)
        .select_from(sa.outerjoin(_change, table, table.c.id == _state.row_id))
        .where(changed, sa.or_(*conflicts))
    )
    sets.keep(table, EDITED, table.name, edited)


def _changed_fields(sets: Sets, table: sa.Table, changed: sa.ColumnElement[bool]) -> set[str]:
    """The columns that the operation changed in any row."""
    names = [column.name for column in table.c if column.name != "id"]
    cells = [AnyOf(_moved(name)) for name in names]
    row = sets.connection.execute(sa.select(*cells).where(changed)).one()
    return {name for name, differs in zip(names, row, strict=True) if differs}


def _put(sets: Sets, scratch: sa.Table, rows: sa.Select[Any]) -> None:
    sets.connection.execute(sa.insert(scratch).from_select(scratch.c.keys(), rows))


def _same(table: sa.Table, state: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether a row is what the journal tells; its text is compared first, which is fast."""
    by_field = sa.and_(
        *[bare(column).is_not_distinct_from(json_field(state, column.name)) for column in table.c]
    )
    return sa.case((snapshot(table) == state, sa.true()), else_=by_field)


def _moved(name: str) -> sa.ColumnElement[bool]:
    """Whether a change is one of this column."""
    return _differs(json_field(_state.before, name), json_field(_state.after, name))


def _differs(one: sa.ColumnElement[Any], other: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return one.is_distinct_from(other)
