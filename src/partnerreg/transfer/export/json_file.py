"""Rows as JSON: an object a line, or an array of them. Numbers, flags and lists are typed."""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING, Any, BinaryIO

from partnerreg.transfer import cells
from partnerreg.transfer.export import lines
from partnerreg.transfer.export.nouns import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from partnerreg.transfer.export.nouns import Column

_encode = JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _several(cell: str | None) -> list[str]:
    return cells.parted(cell, commas=False) if cell else []


_TYPED: dict[Kind, Callable[[Any], Any]] = {
    Kind.FLAG: {"yes": True, "no": False, None: None}.__getitem__,
    Kind.SEVERAL: _several,
    Kind.NUMBERS: lambda cell: list(map(int, _several(cell))),
    Kind.LINES: lambda cell: lines.parted(cell) if cell else [],
}


def write_lines(
    batches: Iterable[Sequence[Sequence[Any]]], columns: Sequence[Column], out: BinaryIO
) -> int:
    """Write an object on each line (JSON Lines); returns how many there were."""
    count = 0
    for rows in batches:
        out.write("".join(f"{one}\n" for one in _objects(rows, columns)).encode())
        count += len(rows)
    return count


def write_array(
    batches: Iterable[Sequence[Sequence[Any]]], columns: Sequence[Column], out: BinaryIO
) -> int:
    """Write one array with an object on each line; returns how many there were."""
    count = 0
    between = "[\n  "
    for rows in batches:
        out.write((between + ",\n  ".join(_objects(rows, columns))).encode())
        between = ",\n  "
        count += len(rows)
    out.write(b"\n]\n" if count else b"[]\n")
    return count


def _objects(rows: Sequence[Sequence[Any]], columns: Sequence[Column]) -> Iterator[str]:
    names = [column.name for column in columns]
    typed = [
        map(_TYPED[kind], column) if kind in _TYPED else column
        for (_, kind), column in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    for row in zip(*typed, strict=True):
        yield _encode(dict(zip(names, row, strict=True)))
