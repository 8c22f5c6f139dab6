"""What engines say differently within a statement: each once, compiled for the engine asked.

The rest of the program puts its statements together from these, and from what SQLAlchemy
says alike for all.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


class Untyped(sa.types.UserDefinedType[Any]):
    """A scratch column that makes no number of a text, and no text of a number."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """SQLite leaves the values of such columns alone."""
        return "BLOB"


def unpacked(
    column: sa.ColumnElement[Any], width: int
) -> tuple[sa.TableValuedAlias, tuple[sa.ColumnElement[Any], ...]]:
    """A JSON array of arrays in a cell: as rows to join with, counted by `key`, and their cells."""
    rows = sa.func.json_each(column).table_valued("key", "value")
    return rows, tuple(sa.func.json_extract(rows.c.value, f"$[{n}]") for n in range(width))
