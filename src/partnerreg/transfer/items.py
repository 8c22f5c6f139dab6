"""Several things in one cell of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.db.dialects import dialect

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlalchemy as sa


class Items:
    """Several things in one cell, on a table of their own, once for each cell that is different.

    The stage's column holds the number of such a cell, which depends on what is
    in it alone: equal cells have equal numbers.
    """

    def __init__(self) -> None:
        self._new: list[tuple[int, int, object, str | None]] = []

    def cell(self, things: Sequence[tuple[object, str | None]]) -> int | None:
        """The number of a cell with these things, each a key and a text; None for none."""
        if not things:
            return None
        # 62 bits of Python's keyed hash: two cells out of millions do not meet.
        number = hash(tuple(things)) >> 2
        self._new += [(number, n, key, text) for n, (key, text) in enumerate(things)]
        return number

    def put(self, connection: sa.Connection, table: sa.Table) -> None:
        """Put what is new on the table."""
        if self._new:
            dialect.put(connection, table, self._new)
            self._new = []
