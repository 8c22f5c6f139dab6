"""What holds rows in place when an operation is taken back.

References and unique constraints are read off the tables; what else no two rows may
be beside each other is for the register to say (`Clash`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.store.undo_fields import JOURNALED, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from partnerreg.store.undo_sets import Sets, Touched

    # Whether a row cannot be as it will be, beside another one that stays.
    Condition = Callable[[sa.FromClause, sa.FromClause], sa.ColumnElement[bool]]

REFERRED = "referred"
MISSING = "missing"
TAKEN = "taken"


class Clash(NamedTuple):
    """A row that comes, or goes, may not do so beside another one that stays.

    Attributes:
        table: the table of the row that comes or goes.
        columns: what of it matters; a row that comes with all of them as they are is let.
        beside: the table of the row that stays.
        reason: why, in a word.
        condition: of both rows, their cells being as SQLite stores them.
        going: it is about rows that go.
    """

    table: str
    columns: tuple[str, ...]
    beside: str
    reason: str
    condition: Condition
    going: bool = False


def settle(sets: Sets, clashes: Iterable[Clash]) -> None:
    """Keep whatever is held by what stays, until nothing more is.

    What is kept stays, and may hold something else in turn.
    """
    rules = [*clashes, *(rule for table, *_ in sets for rule in uniques(table))]
    while True:
        found = [
            *[_keep_clashing(sets, rule) for rule in rules],
            *[_keep_referred(sets, *link) for link in _links(sets)],
            *[_keep_orphans(sets, *link) for link in _links(sets)],
        ]
        if not any(found):
            return
        sets.drop_kept()


def _links(sets: Sets) -> Iterator[tuple[sa.Column[Any], sa.Table]]:
    """Every column that refers to a journaled table, with that table, if one of them is touched."""
    for table in JOURNALED:
        for key in table.foreign_keys:
            parent = key.column.table
            if parent in JOURNALED and {table.name, parent.name} & sets.touched.keys():
                yield key.parent, parent


def _keep_referred(sets: Sets, link: sa.Column[Any], parent: sa.Table) -> bool:
    """Keep rows that would go although a row that stays refers to them."""
    if parent.name not in sets.touched:
        return False
    going = sets.touched[parent.name].going
    # Added together, they have numbers side by side: a range of the index is all that is read.
    ends = sets.ends(going)
    if ends is None:
        return False
    child = link.table
    found = (
        sa.select(going.c.owner_id, child.c.id)
        .select_from(sa.join(child, going, going.c.id == link))
        .where(link.between(*ends), sets.stays(child, child.name))
    )
    return sets.keep(parent, REFERRED, child.name, found)


def _keep_orphans(sets: Sets, link: sa.Column[Any], parent: sa.Table) -> bool:
    """Keep as it is what would come although what it refers to would not be there."""
    if link.table.name not in sets.touched:
        return False
    coming = sets.touched[link.table.name].coming
    refers_to = coming.c[link.name]

    def among(rows: sa.Table) -> sa.ColumnElement[bool]:
        parents = rows.alias("parent")
        return sa.exists().where(parents.c.id == refers_to).correlate(coming)

    there = among(parent)
    if parent.name in sets.touched:
        _, goes, comes = sets.touched[parent.name]
        there = sa.or_(sa.and_(there, ~among(goes)), among(comes))
    found = sa.select(coming.c.owner_id, refers_to).where(refers_to.is_not(None), ~there)
    return sets.keep(link.table, MISSING, parent.name, found)


def _keep_clashing(sets: Sets, rule: Clash) -> bool:
    """Keep what may not come, or go, beside a row that stays."""
    if rule.table not in sets.touched:
        return False
    touched = sets.touched[rule.table]
    other = _journaled(rule.beside).alias("other")
    stays = sets.stays(other, rule.beside)
    if rule.going:
        row = touched.table.alias("row")
        found = (
            sa.select(touched.going.c.owner_id, other.c.id)
            .select_from(touched.going)
            .join(row, row.c.id == touched.going.c.id)
            .join(other, rule.condition(row, other))
            .where(stays)
        )
    else:
        coming = touched.coming
        found = (
            sa.select(coming.c.owner_id, other.c.id)
            .select_from(sa.join(coming, other, rule.condition(coming, other)))
            .where(stays, ~_as_it_is(touched, rule.columns))
        )
    return sets.keep(touched.table, rule.reason, rule.beside, found)


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

    return Clash(table.name, keys + mentioned, table.name, TAKEN, condition)


def _again(row: sa.FromClause) -> sa.FromClause:
    """The same table once more, by another name."""
    table = row.element if isinstance(row, sa.Alias) else row
    return table.alias("again")


def _mentions(where: sa.TextClause, name: str) -> bool:
    return re.search(rf"\b{name}\b", where.text) is not None
