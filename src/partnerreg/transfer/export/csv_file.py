"""Rows as CSV, a batch at a time. Numbers that begin with noughts Excel shortens in any CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from partnerreg.csv_text import PLAIN, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnerreg.csv_text import Dialect
    from partnerreg.transfer.export.nouns import Column

_BOM = b"\xef\xbb\xbf"


class Sink(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take some."""
        ...


def write(
    batches: Iterable[Sequence[Sequence[Any]]],
    columns: Sequence[Column],
    out: Sink,
    dialect: Dialect = PLAIN,
) -> int:
    """Write a header and rows, as UTF-8; returns how many rows there were."""
    if dialect.marked:
        out.write(_BOM)
    out.write(write_rows([[column.name for column in columns]], dialect).encode())
    count = 0
    for rows in batches:
        out.write(write_rows(rows, dialect).encode())
        count += len(rows)
    return count
