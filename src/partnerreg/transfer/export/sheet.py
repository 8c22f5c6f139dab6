"""Rows as an Excel workbook: typed days and numbers, texts that are never calculated."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from partnerreg.errors import InvalidInput
from partnerreg.files import scratch_folder
from partnerreg.transfer.export.nouns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from partnerreg.transfer.export.nouns import Noun

MOST_ROWS = 1_048_575
"""How many rows a sheet holds below its header."""

LONGEST = 32_767
"""How many characters Excel holds in a cell; one beyond the first plane of Unicode counts twice."""

_WIDTHS = {Kind.NUMBER: 10, Kind.DATE: 12, Kind.FLAG: 10, Kind.CODE: 18, Kind.NUMBERS: 14}
_TEXT_WIDTH = 28
_REMEDY = "Write .csv or .jsonl instead, which have no such limit."


def write(batches: Iterable[Sequence[Sequence[Any]]], noun: Noun, out: BinaryIO) -> int:
    """Write a workbook with one sheet; returns how many rows there were.

    Raises:
        InvalidInput: there are more rows, or a text is longer, than Excel holds.
    """
    # Rows pass through the disk, so that memory does not grow with them.
    with scratch_folder() as folder:
        path = folder / "list.xlsx"
        with _workbook(path) as (book, sheet):
            count = _fill(book, sheet, noun, batches)
        with path.open("rb") as file:
            shutil.copyfileobj(file, out)
    return count


@contextmanager
def _workbook(path: Path) -> Iterator[tuple[Workbook, Worksheet]]:
    """A new workbook with one sheet; what it keeps on the disk meanwhile is beside it."""
    from xlsxwriter import Workbook

    book = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    sheet = book.add_worksheet()
    try:
        yield book, sheet
        book.close()
    except BaseException:
        # What is half written is of no use: only the file behind it is let go of.
        sheet._opt_close()  # noqa: SLF001  # the library has no way to give a workbook up
        raise


def _fill(
    book: Workbook, sheet: Worksheet, noun: Noun, batches: Iterable[Sequence[Sequence[Any]]]
) -> int:
    columns = noun.columns
    sheet.name = noun.name
    heading = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for index, (name, kind) in enumerate(columns):
        width = max(_WIDTHS.get(kind, _TEXT_WIDTH), len(name) + 4)
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, name, heading)
    sheet.freeze_panes(1, 0)
    count = 0
    for rows in batches:
        for row in rows:
            count += 1
            if count > MOST_ROWS:
                raise InvalidInput(
                    f"A sheet holds {MOST_ROWS:,} rows; there are more {noun.name}.", _REMEDY
                )
            for index, ((name, kind), cell) in enumerate(zip(columns, row, strict=True)):
                if cell is None:
                    continue
                if kind is Kind.NUMBER:
                    sheet.write_number(count, index, cell)
                elif kind is Kind.DATE:
                    sheet.write_datetime(count, index, date.fromisoformat(cell), day)
                elif sheet.write_string(count, index, cell):
                    raise _too_long(noun, row[0], name, cell)
    sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


def _too_long(noun: Noun, number: int, name: str, cell: str) -> InvalidInput:
    return InvalidInput(
        f"{name.replace('_', ' ').capitalize()} of {noun.thing} #{number} has {len(cell):,} "
        f"characters; a cell of Excel holds {LONGEST:,}.",
        _REMEDY,
    )
