"""Rows as CSV, a batch at a time: hardly any Python is run for a single row.

Two dialects: the plain one (RFC 4180 but for its line ends) from which an import
gets back exactly what was there, and the one that a Nordic Excel opens right by
a double-click. There a text that Excel would calculate has an apostrophe before
it, which an import takes away again. Numbers that begin with noughts, Excel
shortens in any CSV: a workbook keeps them.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from partnerreg.transfer.cells import guarded, neutral
from partnerreg.transfer.export.nouns import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnerreg.transfer.export.nouns import Column

_BOM = b"\xef\xbb\xbf"
_FREE = frozenset({Kind.TEXT, Kind.SEVERAL, Kind.LINES})


class Sink(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take some."""
        ...


class Dialect(NamedTuple):
    """How CSV is written.

    Attributes:
        delimiter: what stands between cells.
        line_end: what stands after each row.
        marked: the file begins with a byte order mark.
        neutral: what Excel would take for a formula is made text.
    """

    delimiter: str = ","
    line_end: str = "\n"
    marked: bool = False
    neutral: bool = False


PLAIN = Dialect()
EXCEL = Dialect(";", "\r\n", marked=True, neutral=True)


def write(
    batches: Iterable[Sequence[Sequence[Any]]],
    columns: Sequence[Column],
    out: Sink,
    dialect: Dialect = PLAIN,
) -> int:
    """Write a header and rows, as UTF-8; returns how many rows there were."""
    if dialect.marked:
        out.write(_BOM)
    out.write(_text([[column.name for column in columns]], dialect).encode())
    safe = _neutral if dialect.neutral else _guarded
    count = 0
    for rows in batches:
        out.write(safe(rows, columns, dialect).encode())
        count += len(rows)
    return count


def _guarded(rows: Sequence[Sequence[Any]], columns: Sequence[Column], dialect: Dialect) -> str:
    """The rows, each cell as it is: those few guarded that begin with an apostrophe."""
    text = _text(rows, dialect)
    # Hardly any batch has one: looking for it in the text costs a hundredth of looking at cells.
    if any(before + "'" in text for before in (dialect.delimiter, "\n", '"')):
        text = _text(_made(guarded, rows, columns), dialect)
    return text


def _neutral(rows: Sequence[Sequence[Any]], columns: Sequence[Column], dialect: Dialect) -> str:
    return _text(_made(neutral, rows, columns), dialect)


def _made(
    make: Callable[[str], str], rows: Sequence[Sequence[Any]], columns: Sequence[Column]
) -> Iterable[Sequence[Any]]:
    """The rows with all free texts made into something else."""
    cells = [
        [text and make(text) for text in column] if kind in _FREE else column
        for (_, kind), column in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    return zip(*cells, strict=True)


class _Lines(list[str]):
    """What a csv writer writes, a row at a time."""

    write = list.append


def _text(rows: Iterable[Sequence[Any]], dialect: Dialect) -> str:
    # csv quotes the characters of the line end. Before Python 3.13 these alone, so that
    # it has to be told of both for a lone "\r" to be quoted, too.
    lines = _Lines()
    csv.writer(lines, delimiter=dialect.delimiter, lineterminator="\r\n").writerows(rows)
    if dialect.line_end == "\r\n":
        return "".join(lines)
    return "".join([line[:-2] + dialect.line_end for line in lines])
