"""What holds rows in place when an operation is taken back.

References and unique constraints are read off the tables; what else no two rows may
be beside each other is for the register to say (`Clash`). Two rows that were beside
each other before the operation may be so again, whatever the law says of it by now.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.store.journal import removed_in
from partnerreg.store.undo_fields import JOURNALED, bare, told
from partnerreg.store.undo_sets import OWNER
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from partnerreg.store.undo_sets import Sets, Touched

    # Whether a row cannot be as it will be, beside another one that stays.
    Condition = Callable[[sa.FromClause, sa.FromClause], sa.ColumnElement[bool]]

REFERRED = "referred"
MISSING = "missing"
TAKEN = "taken"

_change = metadata.tables["change"]


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
    for table in JOURNALED:
        for key in table.foreign_keys:
            parent = key.column.table
            if parent in JOURNALED and {table.name, parent.name} & sets.touched.keys():
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
        sa.select(held.change_id, told(held.state, "id").label("id"), held.state)
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
    same = [bare(row.c[name]).is_not_distinct_from(told(before.c.state, name)) for name in columns]
    return sa.or_(before.c.id.is_(None), sa.and_(before.c.state.is_not(None), *same))


def _as_it_is(touched: Touched, columns: Iterable[str]) -> sa.ColumnElement[bool]:
    """Whether a row that comes is there, with these columns as they will be."""
    now = touched.table.alias("now")
    same = [bare(now.c[name]).is_not_distinct_from(touched.coming.c[name]) for name in columns]
    return sa.exists().where(now.c.id == touched.coming.c.id, *same).correlate(touched.coming)


def _journaled(name: str) -> sa.Table:
    """The table of that name."""
    return next(table for table in JOURNALED if table.name == name)


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
