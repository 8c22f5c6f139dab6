"""Cells of exported lists, as SQL. Imported inside the queries only.

`partnerreg.transfer.cells` says how several things stand in one cell; here it
is said in SQL, since a register of a million partners has several million of them.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from partnerreg.db.dialects.expressions import Character, Joined, Position

# The numbers of the characters that end a line.
_BREAKS = (10, 13)


def words(column: Any) -> sa.ColumnElement[str]:
    """A word of a closed list, as plain text."""
    return sa.type_coerce(column, sa.String)


def yes_or_no(column: Any) -> sa.ColumnElement[str]:
    """A flag as a person reads it; empty where nobody knows."""
    return sa.case((column.is_(True), "yes"), (column.is_(False), "no"))


def item(column: Any) -> sa.ColumnElement[str]:
    """One of several things in a cell, in quotes if it holds what parts them."""
    parting = [*map(sa.literal, ';,"'), *map(Character, _BREAKS)]
    return _quoted(column, *(Position(column, character) > 0 for character in parting))


def line_item(column: Any) -> sa.ColumnElement[str]:
    """One of several lines in a cell, in quotes if it has lines itself, or begins with a quote."""
    breaks = (Position(column, Character(number)) > 0 for number in _BREAKS)
    return _quoted(column, *breaks, Position(column, '"') == 1)


def several(items: sa.Select[Any], of: type[Any], between: Any = "; ") -> Any:
    """The column `item` of a query about one row of `of`, in its order, as one cell."""
    ordered = items.correlate(of).subquery()
    joined = Joined(ordered.c.item, between)
    return sa.select(joined).scalar_subquery()


def _quoted(column: Any, *conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[str]:
    quoted = sa.literal('"') + sa.func.replace(column, '"', '""') + '"'
    return sa.case((sa.or_(*conditions), quoted), else_=column)


def labelled(row: type[Any], own: Any, **made: Any) -> sa.Select[Any]:
    """The columns of a row in its order, and rows in that of their numbers.

    A column is one that was made for it, else the table's own of that name.
    """
    found = {"number": own.id, **made}
    names: tuple[str, ...] = row._fields
    return sa.select(*(found.get(name, own.get(name)).label(name) for name in names)).order_by(
        own.id
    )
