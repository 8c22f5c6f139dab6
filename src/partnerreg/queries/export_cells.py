"""Cells of exported lists, as SQL. Imported inside the queries only.

`partnerreg.transfer.cells` says how several things stand in one cell; here it
is said in SQL, since a register of a million partners has several million of them.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

_QUOTE: sa.ColumnElement[str] = sa.literal_column("'\"'")
_QUOTES: sa.ColumnElement[str] = sa.literal_column("'\"\"'")


def words(column: Any) -> sa.ColumnElement[str]:
    """A word of a closed list, as plain text."""
    return sa.type_coerce(column, sa.String)


def yes_or_no(column: Any) -> sa.ColumnElement[str]:
    """A flag as a person reads it; empty where nobody knows."""
    return sa.case((column.is_(True), "yes"), (column.is_(False), "no"))


def item(column: Any) -> sa.ColumnElement[str]:
    """One of several things in a cell, in quotes if it holds what parts them."""
    return _quoted(column, sa.literal_column("""'*[;,"' || char(10, 13) || ']*'"""))


def line_item(column: Any) -> sa.ColumnElement[str]:
    """One of several lines in a cell, in quotes if it has lines itself, or begins with a quote."""
    breaks: sa.ColumnElement[str] = sa.literal_column("'*[' || char(10, 13) || ']*'")
    return _quoted(column, breaks, sa.literal_column("""'"*'"""))


def several(
    items: sa.Select[Any], of: type[Any], between: sa.ColumnElement[str] | None = None
) -> Any:
    """The column `item` of a query about one row of `of`, in its order, as one cell."""
    ordered = items.correlate(of).subquery()
    joined = sa.func.group_concat(ordered.c.item, "; " if between is None else between)
    return sa.select(joined).scalar_subquery()


def _quoted(column: Any, *patterns: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    cuts = sa.or_(*(column.op("GLOB")(pattern) for pattern in patterns))
    quoted = _QUOTE.concat(sa.func.replace(column, _QUOTE, _QUOTES)).concat(_QUOTE)
    return sa.case((cuts, quoted), else_=column)


def labelled(row: type[Any], own: Any, **made: Any) -> sa.Select[Any]:
    """The columns of a row in its order, and rows in that of their numbers.

    A column is one that was made for it, else the table's own of that name.
    """
    found = {"number": own.id, **made}
    names: tuple[str, ...] = row._fields
    return sa.select(*(found.get(name, own.get(name)).label(name) for name in names)).order_by(
        own.id
    )
