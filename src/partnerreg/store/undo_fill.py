"""Filling the sets of an undo from the journal, and what has another state by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.store.journal import removed_in, snapshot
from partnerreg.store.undo_fields import (
    bare,
    groups,
    owner_in_journal,
    owner_in_state,
    owner_of_row,
    told,
)
from partnerreg.store.undo_sets import OWNER
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from partnerreg.store.undo_sets import Sets, Touched

EDITED = "edited"

_change = metadata.tables["change"]
_state = _change.c


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
    row_id = told(held.c.state, "id")
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
    cells = [told(_state.before, name) for name in names]
    single = sa.select(_state.row_id, owner_in_journal(table, _change), *cells)
    _put(sets, coming, single.where(removed))

    held = removed_in(mine).c
    cells = [told(held.state, name) for name in names]
    many = sa.select(told(held.state, "id"), owner_in_state(table, held.state), *cells)
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
        moved = sa.or_(*[_differs(told(_state.before, n), told(_state.after, n)) for n in group])
        since = sa.or_(*[_differs(now[name], told(_state.after, name)) for name in group])
        conflicts.append(sa.and_(moved, since))
        sets.fields.setdefault(table.name, []).extend(group)
        for name in group:
            will_be[name] = sa.case((moved, told(_state.before, name)), else_=now[name])
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
    cells = [
        sa.func.max(_differs(told(_state.before, name), told(_state.after, name))) for name in names
    ]
    row = sets.connection.execute(sa.select(*cells).where(changed)).one()
    return {name for name, differs in zip(names, row, strict=True) if differs}


def _put(sets: Sets, scratch: sa.Table, rows: sa.Select[Any]) -> None:
    sets.connection.execute(sa.insert(scratch).from_select(scratch.c.keys(), rows))


def _same(table: sa.Table, state: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether a row is what the journal tells; its text is compared first, which is fast."""
    by_field = sa.and_(
        *[bare(column).is_not_distinct_from(told(state, column.name)) for column in table.c]
    )
    return sa.case((snapshot(table) == state, sa.true()), else_=by_field)


def _differs(one: sa.ColumnElement[Any], other: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return one.is_distinct_from(other)
