"""Taking back what an operation did, by the journal: set-based, one statement a table.

What is to go and to come is gathered on scratch tables. Whatever is held in place by what came
later is taken off them again, with all that the operation did to the same thing: first what was
edited since, then what refers to something or has something unique, until nothing more is. Then
the rest is written, and the laws are asked. What breaks one is held too, and it is tried again.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.db.dialects.expressions import AnyOf, InsertNew, Untyped, json_field
from partnerreg.db.journal import (
    CELLS,
    UNJOURNALED,
    partner_of,
    raw,
    record_added,
    record_removed,
    removed_in,
    snapshot,
)
from partnerreg.db.laws import breaches
from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.nouns.noun import Law

# Why a thing is kept as it is, laws apart.
EDITED = "was changed since"
REFERRED = "something refers to it that was changed last"
MISSING = "what it refers to is gone"
TAKEN = "what is unique has been given to another"

# With fewer rows, indexes stay while they go or come.
_MANY = 10_000

_change = metadata.tables["change"]
_state = _change.c


def journaled() -> tuple[sa.Table, ...]:
    """The tables whose rows the journal tells of, parents before their children."""
    return tuple(table for table in metadata.sorted_tables if table.name not in UNJOURNALED)


@cache
def _field_groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Columns that make sense only together, by table."""
    return {name: tuple(noun.column_groups()) for name, noun in registry.tables().items()}


def groups(table: sa.Table) -> Iterator[tuple[str, ...]]:
    """The columns of a table, its number apart, parted into those that go together."""
    joined = _field_groups().get(table.name, ())
    yield from joined
    known = {"id", *(name for group in joined for name in group)}
    yield from ((column.name,) for column in table.c if column.name not in known)


# What a row belongs to: its partner, its activity, or itself. What an operation did to one such
# thing is taken back all or not at all.


def owner(table: sa.Table) -> str:
    """The table of what a row belongs to."""
    if whole := registry.whole_of(table.name):
        return owner(metadata.tables[whole.table_name])
    # What need not belong to a partner stands for itself.
    return "partner" if "partner_id" in table.c and not table.c.partner_id.nullable else table.name


def _owner_column(table: sa.Table) -> str:
    """The column that says which one it belongs to; its own number, where there is none."""
    called = registry.tables()[owner(table)].name
    return f"{called}_id" if f"{called}_id" in table.c else "id"


def owner_of_row(table: sa.Table) -> sa.ColumnElement[Any]:
    """The number of the thing that a row standing in the table belongs to, as SQL."""
    return partner_of(table) if owner(table) == "partner" else table.c[_owner_column(table)]


def _owner_in_journal(table: sa.Table) -> sa.ColumnElement[Any]:
    """The same of a row that a change tells of."""
    if owner(table) == "partner":
        return _state.partner_id
    if owner(table) == table.name:
        return _state.row_id
    return json_field(sa.func.coalesce(_state.before, _state.after), _owner_column(table))


def _owner_in_state(table: sa.Table, state: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The same of a row by its state alone, which does not say whose a document is."""
    return json_field(state, _owner_column(table))


OWNER = "#owner"
"""The column of scratch tables with the number of what a row belongs to.

No column of a table is called so: a field's name is a word of Python.
"""


class TableChange(NamedTuple):
    """A table with the rows that go, and those that come as they will be."""

    table: sa.Table
    to_delete: sa.Table
    to_restore: sa.Table


class UndoCounts(NamedTuple):
    """How many rows of a table were removed, changed back, and brought back."""

    removed: int
    changed: int
    returned: int


class UndoPlan:
    """What is to go and to come, on scratch tables; `drop` them in the end.

    Args:
        connection: where they are made.
        operation_id: the operation to be taken back.

    Attributes:
        conflicts: what is kept (an owner's table and number), why, and which row holds it there.
        touched: the tables that the operation touched, by name, parents before their children.
        changed: by table, the columns in which rows that are there may come to differ.
        counts: the rows taken back, by table.
    """

    def __init__(self, connection: sa.Connection, operation_id: int) -> None:
        self.connection = connection
        self.operation_id = operation_id
        self.changed: dict[str, list[str]] = {}
        self.counts: dict[str, UndoCounts] = {}
        self._scratch = sa.MetaData()
        self.conflicts = self._table(
            "undo_conflict",
            sa.Column("owner", sa.Text, primary_key=True),
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("reason", sa.Text),
            sa.Column("table_name", sa.Text),
            sa.Column("row_id", sa.Integer),
        )
        names = sa.select(_state.table_name).where(_state.operation_id == operation_id).distinct()
        found = set(connection.scalars(names))
        self.touched = {
            table.name: TableChange(
                table,
                self._table(f"undo_delete_{table.name}", *_scratch_columns([])),
                self._table(f"undo_restore_{table.name}", *_scratch_columns(table.c.keys())),
            )
            for table in journaled()
            if table.name in found
        }
        self._scratch.create_all(connection, checkfirst=False)

    def __iter__(self) -> Iterator[TableChange]:
        """What is touched, parents before their children."""
        return iter(self.touched.values())

    def put(self, scratch: sa.Table, rows: sa.Select[Any]) -> None:
        """Let rows go, or come."""
        self.connection.execute(sa.insert(scratch).from_select(scratch.c.keys(), rows))

    def keep(
        self,
        table: sa.Table,
        reason: str,
        holder: str,
        found: sa.Select[Any],
        parameters: dict[str, int] | None = None,
    ) -> None:
        """Note that what a query finds is kept.

        Args:
            table: the table whose rows cannot be taken back.
            reason: why.
            holder: the table of the rows that hold them.
            found: finds the owner's number, and the number of the row that holds it.
            parameters: of the query.
        """
        row, held_by = found.selected_columns
        values = found.with_only_columns(
            *(sa.literal(owner(table)), row, sa.literal(reason), sa.literal(holder), held_by)
        )
        # The first reason stays.
        note = InsertNew(self.conflicts)
        columns = self.conflicts.c.keys()
        self.connection.execute(note.from_select(columns, values), parameters or {})

    def drop_kept(self) -> None:
        """Let what is kept neither go nor come."""
        owners = set(self.connection.scalars(sa.select(self.conflicts.c.owner).distinct()))
        for table, *both in self:
            if owner(table) in owners:
                ids = sa.select(self.conflicts.c.id).where(self.conflicts.c.owner == owner(table))
                for scratch in both:
                    self.connection.execute(sa.delete(scratch).where(scratch.c[OWNER].in_(ids)))

    def stays(self, row: sa.FromClause, table: str) -> sa.ColumnElement[bool]:
        """Whether a row of a table is left alone: it neither goes nor comes."""
        if table not in self.touched:
            return sa.true()
        _, *both = self.touched[table]
        return sa.and_(*[row.c.id.not_in(sa.select(scratch.c.id)) for scratch in both])

    def size(self, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
        """How many rows a scratch table has."""
        rows = sa.select(sa.func.count()).select_from(table).where(*conditions)
        return self.connection.scalar(rows) or 0

    def drop(self) -> None:
        """Take the scratch tables away."""
        self._scratch.drop_all(self.connection, checkfirst=False)

    def _table(self, name: str, *cells: sa.Column[Any]) -> sa.Table:
        return sa.Table(name, self._scratch, *cells, prefixes=["TEMPORARY"])


def _scratch_columns(names: Iterable[str]) -> list[sa.Column[Any]]:
    more = [sa.Column(name, Untyped()) for name in names if name != "id"]
    return [sa.Column("id", sa.Integer, primary_key=True), sa.Column(OWNER, Untyped()), *more]


@contextmanager
def take_back(work: UnitOfWork, operation_id: int) -> Iterator[UndoPlan]:
    """Take back what can be taken back of an operation; the plan says what it was.

    The operation must be in effect. What was edited since is kept, together with all
    that the operation did to the same partner. The content of files stays, so that their
    documents can be brought back.

    Raises:
        InvalidInput: what is taken back breaks a law, and keeping it does not mend that.
    """
    connection = work.session.connection()
    dialect.set_cache_size(connection)
    work.restores = True
    plan = UndoPlan(connection, operation_id)
    _fill(plan)
    while True:
        _propagate_conflicts(plan)
        plan.counts = {touched.table.name: _counts(plan, touched) for touched in plan}
        if not any(any(counts) for counts in plan.counts.values()):
            break
        with work.attempt() as attempt:
            with work.journal.undoing(touched.table for touched in plan):
                _write(plan, work.operation_id())
            holds = _unlawful(plan, work)
            if not holds:
                attempt.commit()
                break
        connection.execute(InsertNew(plan.conflicts), [hold._asdict() for hold in holds])
        plan.drop_kept()
    yield plan
    plan.drop()


# What goes and comes.


def _fill(plan: UndoPlan) -> None:
    """Let go and come what the operation did; what has another state by now is kept."""
    for touched in plan:
        mine = sa.and_(
            _state.operation_id == plan.operation_id, _state.table_name == touched.table.name
        )
        _fill_ranges(plan, touched, mine)
        _fill_added(plan, touched, mine)
        _fill_removed(plan, touched, mine)
        _fill_changed(plan, touched, mine)
    plan.drop_kept()


def _fill_ranges(plan: UndoPlan, touched: TableChange, mine: sa.ColumnElement[bool]) -> None:
    """Rows added as a range: those there go, but for those changed since."""
    table = touched.table
    found = sa.select(_state.id, _state.row_id, _state.last_row_id).where(
        mine, _state.last_row_id.is_not(None), _state.before.is_(None)
    )
    for number, first, last in plan.connection.execute(found).all():
        rows = sa.select(table.c.id, owner_of_row(table)).where(table.c.id.between(first, last))
        plan.put(touched.to_delete, rows)
        _keep_edited(plan, table, number, first, last)
        _keep_removed(plan, table, number, first, last)


def _keep_edited(plan: UndoPlan, table: sa.Table, number: int, first: int, last: int) -> None:
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
    owned = sa.func.coalesce(owner_of_row(table), _owner_in_journal(table))
    edited = (
        sa.select(owned, _state.row_id)
        .select_from(next_changes)
        .join(_change, _state.id == next_changes.c.id)
        .outerjoin(table, table.c.id == _state.row_id)
        .where(
            sa.or_(table.c.id.is_(None), ~_same(table, _state.before)),
            # Unless the row was removed with a range before that, which tells it better.
            ~_changed_between(table, number, _state.id, _state.row_id, in_range=True),
        )
    )
    plan.keep(table, EDITED, table.name, edited)


def _keep_removed(plan: UndoPlan, table: sa.Table, number: int, first: int, last: int) -> None:
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
        sa.select(row_id.label("id"), _owner_in_state(table, held.c.state).label("owner_id"))
        .select_from(sa.outerjoin(held, table, table.c.id == row_id))
        .where(sa.or_(table.c.id.is_(None), ~_same(table, held.c.state)))
        .cte("differing")
        .prefix_with("MATERIALIZED")
    )
    edited = sa.select(differing.c.owner_id, differing.c.id).where(
        differing.c.id.between(first, last),
        ~_changed_between(table, number, removal, differing.c.id, in_range=False),
        ~_changed_between(table, number, removal, differing.c.id, in_range=True),
    )
    for each in plan.connection.scalars(removals.order_by(_state.id)).all():
        plan.keep(table, EDITED, table.name, edited, {"removal": each})


def _changed_between(
    table: sa.Table,
    after: int,
    before: sa.ColumnElement[int],
    row_id: sa.ColumnElement[int],
    *,
    in_range: bool,
) -> sa.ColumnElement[bool]:
    """Whether there is a change of a row between two others, by itself or with a range."""
    change = _change.alias("between")
    own = (
        sa.and_(change.c.last_row_id >= row_id, change.c.row_id <= row_id)
        if in_range
        else sa.and_(change.c.row_id == row_id, change.c.last_row_id.is_(None))
    )
    earlier = sa.exists().where(
        change.c.table_name == table.name, own, change.c.id > after, change.c.id < before
    )
    return earlier.correlate_except(change)


def _fill_added(plan: UndoPlan, touched: TableChange, mine: sa.ColumnElement[bool]) -> None:
    """Rows added one by one: they go as long as they are what they were."""
    table = touched.table
    added = sa.and_(mine, _state.before.is_(None), _state.last_row_id.is_(None))
    owned = _owner_in_journal(table)
    plan.put(touched.to_delete, sa.select(_state.row_id, owned).where(added))
    edited = (
        sa.select(owned, _state.row_id)
        .select_from(sa.outerjoin(_change, table, table.c.id == _state.row_id))
        .where(added, sa.or_(table.c.id.is_(None), ~_same(table, _state.after)))
    )
    plan.keep(table, EDITED, table.name, edited)


def _fill_removed(plan: UndoPlan, touched: TableChange, mine: sa.ColumnElement[bool]) -> None:
    """Rows removed, one by one or as a range: they come, unless they are there."""
    table, _, to_restore = touched
    names = [column.name for column in table.c if column.name != "id"]
    removed = sa.and_(mine, _state.after.is_(None), _state.last_row_id.is_(None))
    cells = [json_field(_state.before, name) for name in names]
    single = sa.select(_state.row_id, _owner_in_journal(table), *cells)
    plan.put(to_restore, single.where(removed))

    held = removed_in(mine).c
    cells = [json_field(held.state, name) for name in names]
    number = json_field(held.state, "id")
    plan.put(to_restore, sa.select(number, _owner_in_state(table, held.state), *cells))

    there = sa.select(to_restore.c[OWNER], to_restore.c.id).select_from(
        sa.join(to_restore, table, table.c.id == to_restore.c.id)
    )
    plan.keep(table, EDITED, table.name, there)


def _fill_changed(plan: UndoPlan, touched: TableChange, mine: sa.ColumnElement[bool]) -> None:
    """Rows changed: the fields that the operation changed come, unless they changed since."""
    table = touched.table
    changed = sa.and_(mine, _state.before.is_not(None), _state.after.is_not(None))
    fields = _changed_fields(plan, table, changed)
    if not fields:
        return
    now = {column.name: raw(column) for column in table.c}
    will_be = dict(now)
    conflicts: list[sa.ColumnElement[bool]] = [table.c.id.is_(None)]
    for group in groups(table):
        if not fields.intersection(group):
            continue
        moved = sa.or_(
            *[
                json_field(_state.before, name).is_distinct_from(json_field(_state.after, name))
                for name in group
            ]
        )
        since = sa.or_(
            *[now[name].is_distinct_from(json_field(_state.after, name)) for name in group]
        )
        conflicts.append(sa.and_(moved, since))
        plan.changed.setdefault(table.name, []).extend(group)
        for name in group:
            will_be[name] = sa.case((moved, json_field(_state.before, name)), else_=now[name])
    owned = _owner_in_journal(table)
    cells = [cell for name, cell in will_be.items() if name != "id"]
    here = sa.join(_change, table, table.c.id == _state.row_id)
    rows = sa.select(_state.row_id, owned, *cells).select_from(here).where(changed)
    plan.put(touched.to_restore, rows)
    edited = (
        sa.select(owned, _state.row_id)
        .select_from(sa.outerjoin(_change, table, table.c.id == _state.row_id))
        .where(changed, sa.or_(*conflicts))
    )
    plan.keep(table, EDITED, table.name, edited)


def _changed_fields(plan: UndoPlan, table: sa.Table, changed: sa.ColumnElement[bool]) -> set[str]:
    """The columns that the operation changed in any row."""
    names = [column.name for column in table.c if column.name != "id"]
    before, after = _state.before, _state.after
    cells = [
        AnyOf(json_field(before, name).is_distinct_from(json_field(after, name))) for name in names
    ]
    row = plan.connection.execute(sa.select(*cells).where(changed)).one()
    return {name for name, differs in zip(names, row, strict=True) if differs}


def _same(table: sa.Table, state: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether a row is what the journal tells; its text is compared first, which is fast."""
    by_field = sa.and_(
        *[raw(column).is_not_distinct_from(json_field(state, column.name)) for column in table.c]
    )
    return sa.case((snapshot(table) == state, sa.true()), else_=by_field)


# What is held in place.


def _propagate_conflicts(plan: UndoPlan) -> None:
    """Keep whatever is held by what stays, until nothing more is.

    What is kept stays, and may hold something else in turn.
    """
    before = -1
    while (count := plan.size(plan.conflicts)) != before:
        before = count
        for touched in plan:
            for columns, where in _uniques(touched.table):
                _keep_taken(plan, touched, columns, where)
        for table in journaled():
            for key in table.foreign_keys:
                _keep_referred(plan, key.parent, key.column.table)
                _keep_orphans(plan, key.parent, key.column.table)
        plan.drop_kept()


def _keep_referred(plan: UndoPlan, link: sa.Column[Any], parent: sa.Table) -> None:
    """Keep rows that would go although a row that stays refers to them."""
    if parent.name not in plan.touched:
        return
    to_delete = plan.touched[parent.name].to_delete
    # Added together, they have numbers side by side: a range of the index is all that is read.
    # Asked for one by one: together, the ends would take a look at each row.
    first, last = (
        plan.connection.scalar(sa.select(end(to_delete.c.id))) for end in (sa.func.min, sa.func.max)
    )
    if first is not None:
        child = link.table
        found = (
            sa.select(to_delete.c[OWNER], child.c.id)
            .select_from(sa.join(child, to_delete, to_delete.c.id == link))
            .where(link.between(first, last), plan.stays(child, child.name))
        )
        plan.keep(parent, REFERRED, child.name, found)


def _keep_orphans(plan: UndoPlan, link: sa.Column[Any], parent: sa.Table) -> None:
    """Keep as it is what would come although what it refers to would not be there."""
    if link.table.name not in plan.touched or parent.name in UNJOURNALED:
        return
    to_restore = plan.touched[link.table.name].to_restore
    refers_to = to_restore.c[link.name]
    there: sa.ColumnElement[bool] = refers_to.in_(sa.select(parent.c.id))
    if parent.name in plan.touched:
        _, goes, comes = plan.touched[parent.name]
        goes_away = refers_to.in_(sa.select(goes.c.id))
        there = sa.or_(sa.and_(there, ~goes_away), refers_to.in_(sa.select(comes.c.id)))
    found = sa.select(to_restore.c[OWNER], refers_to).where(refers_to.is_not(None), ~there)
    plan.keep(link.table, MISSING, parent.name, found)


def _uniques(table: sa.Table) -> Iterator[tuple[list[str], str]]:
    """The columns of each unique constraint or index of a table, and for which rows it is."""
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield constraint.columns.keys(), ""
    for index in table.indexes:
        if index.unique:
            where = index.dialect_options["sqlite"]["where"]
            yield index.columns.keys(), "" if where is None else where.text


def _keep_taken(plan: UndoPlan, touched: TableChange, columns: list[str], where: str) -> None:
    """Keep rows that would come with what is unique and another one has that stays."""
    table, _, to_restore = touched
    other = table.alias("other")
    same = [raw(other.c[name]) == to_restore.c[name] for name in columns]
    found = (
        sa.select(to_restore.c[OWNER], other.c.id)
        .select_from(sa.join(to_restore, other, sa.and_(*same, other.c.id != to_restore.c.id)))
        .where(plan.stays(other, table.name))
    )
    for each in (to_restore, other) if where else ():
        # The condition of the index is text, which names the columns of one table only.
        again = (table if each is other else each).alias("again")
        holds = sa.exists().where(again.c.id == each.c.id, sa.text(where)).correlate(each)
        found = found.where(holds)
    plan.keep(table, TAKEN, table.name, found)


class _Hold(NamedTuple):
    """A thing that cannot be taken back: whose table and number, why, and which row holds it."""

    owner: str
    id: int
    reason: str
    table_name: str
    row_id: int


def _unlawful(plan: UndoPlan, work: UnitOfWork) -> list[_Hold]:
    """What breaks a law now that the plan is written, and did not do so before.

    Rows that were beside each other before the operation may be so again, even where they
    break a law of today: older registers hold such rows. So only what a later operation
    changed holds anything.

    Raises:
        InvalidInput: something breaks a law, and nothing can be kept that mends it.
    """
    found = []
    for breach in breaches(plan.connection, work.operation_id(), work.today, lasting=True):
        law = breach.law
        rows = [(law.table, breach.row)]
        if breach.other is not None:
            rows.append((law.beside, breach.other))
        # A law that names no other row may be broken by any.
        later = [row for row in rows if not law.beside or not _is_as_before(plan, law, *row)]
        if not later:
            continue
        name, number = next((row for row in rows if _moves(plan, *row)), rows[0])
        holder = next((row for row in later if row != (name, number)), (name, number))
        table = metadata.tables[name]
        whose = sa.select(owner_of_row(table)).where(table.c.id == number)
        hold = _Hold(
            owner(table),
            plan.connection.scalar(whose) or 0,
            law.since or breach.sentence.removesuffix("."),
            *holder,
        )
        if not _is_touched(plan, hold):
            raise InvalidInput(breach.of_row, breach.remedy)
        found.append(hold)
    return found


def _moves(plan: UndoPlan, name: str, number: int) -> bool:
    """Whether a row goes or comes."""
    scratch = plan.touched[name].to_restore if name in plan.touched else None
    return scratch is not None and bool(plan.size(scratch, scratch.c.id == number))


def _is_touched(plan: UndoPlan, hold: _Hold) -> bool:
    """Whether something goes or comes of a thing."""
    return any(
        plan.size(scratch, scratch.c[OWNER] == hold.id)
        for table, *both in plan
        if owner(table) == hold.owner
        for scratch in both
    )


def _is_as_before(plan: UndoPlan, law: Law, name: str, number: int) -> bool:
    """Whether a row is in all that a law looks at what it was before the operation."""
    table, change = metadata.tables[name], _change.c
    of_row = sa.and_(change.row_id == number, change.last_row_id.is_(None))
    of_range = sa.and_(change.row_id <= number, change.last_row_id >= number)
    since = sa.and_(change.table_name == name, change.operation_id >= plan.operation_id)
    cells = (change.id, change.last_row_id, change.before)
    changes = sa.union_all(*[sa.select(*cells).where(since, each) for each in (of_row, of_range)])
    first = plan.connection.execute(changes.order_by("id").limit(1)).one_or_none()
    if first is None:
        return True
    before = json.loads(first.before or "null")
    if first.before and first.last_row_id is not None:
        before = next(state for state in before if state["id"] == number)
    text = plan.connection.scalar(sa.select(snapshot(table)).where(table.c.id == number))
    now = json.loads(text or "null")
    if before is None or now is None:
        return before is now
    watched = [each.columns for each in law.watches if each.table == name]
    names = {column for columns in watched for column in columns} or table.c.keys()
    return all(before.get(column) == now.get(column) for column in names)


# What is written.


def _counts(plan: UndoPlan, touched: TableChange) -> UndoCounts:
    table, to_delete, to_restore = touched
    changed = plan.size(to_restore, to_restore.c.id.in_(sa.select(table.c.id)))
    return UndoCounts(plan.size(to_delete), changed, plan.size(to_restore) - changed)


def _write(plan: UndoPlan, operation_id: int) -> None:
    """Take back what is left of the plan, and journal each row as it is and as it will be."""
    connection = plan.connection
    # In any order: in the end every reference is whole.
    dialect.defer_foreign_keys(connection)
    changed = sum(counts.changed for counts in plan.counts.values())
    with _without_indexes(connection, _change, changed):
        for table, to_delete, to_restore in plan:
            counts = plan.counts[table.name]
            if counts.removed:
                record_removed(connection, operation_id, table, sa.select(to_delete.c.id))
            if counts.changed:
                states = snapshot(table), snapshot(to_restore, table.c.keys())
                named = sa.literal(operation_id), sa.literal(table.name)
                rows = sa.select(*named, table.c.id, partner_of(table), *states).select_from(
                    sa.join(to_restore, table, table.c.id == to_restore.c.id)
                )
                in_order = rows.order_by(table.c.id)
                connection.execute(sa.insert(_change).from_select(CELLS, in_order))
    for touched in reversed(list(plan)):
        _remove(plan, touched)
    for touched in plan:
        _bring(plan, touched)
    for table, _, to_restore in plan:
        counts = plan.counts[table.name]
        numbers = sa.select(to_restore.c.id)
        if counts.changed:
            mine = sa.and_(_state.operation_id == operation_id, _state.table_name == table.name)
            told = sa.select(_state.row_id).where(mine)
            numbers = numbers.where(to_restore.c.id.not_in(told))
        if counts.returned:
            record_added(connection, operation_id, table, numbers)


def _remove(plan: UndoPlan, touched: TableChange) -> None:
    """Remove the rows that go, and those that give a unique value up for another one.

    Those come back with the new value: changed in place, two rows that change values
    would have the same one for a moment.
    """
    connection, counts = plan.connection, plan.counts[touched.table.name]
    table, to_delete, to_restore = touched
    if counts.removed:
        with _without_indexes(connection, table, counts.removed):
            goes = table.c.id.in_(sa.select(to_delete.c.id))
            connection.execute(sa.delete(table).where(goes))
    fields = set(plan.changed.get(table.name, ()))
    keys = {
        column.name
        for names, where in _uniques(table)
        for column in table.c
        # Whether an index is for a row may change too.
        if column.name in names or re.search(rf"\b{column.name}\b", where)
    } & fields
    if counts.changed and keys:
        differ = sa.or_(*[raw(table.c[key]).is_distinct_from(to_restore.c[key]) for key in keys])
        moved = sa.select(to_restore.c.id).where(to_restore.c.id == table.c.id, differ)
        connection.execute(sa.delete(table).where(sa.exists(moved.correlate(table))))


def _bring(plan: UndoPlan, touched: TableChange) -> None:
    """Change rows to what they were, and bring back those that are not there."""
    connection, counts = plan.connection, plan.counts[touched.table.name]
    table, _, to_restore = touched
    if counts.changed:
        values = {name: to_restore.c[name] for name in plan.changed[table.name]}
        update = sa.update(table).where(table.c.id == to_restore.c.id).values(values)
        connection.execute(update)
    names = table.c.keys()
    rows = sa.select(*[to_restore.c[name] for name in names]).order_by(to_restore.c.id)
    if counts.changed:
        rows = rows.where(to_restore.c.id.not_in(sa.select(table.c.id)))
    if counts.changed or counts.returned:
        with _without_indexes(connection, table, counts.returned):
            connection.execute(sa.insert(table).from_select(names, rows))


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
