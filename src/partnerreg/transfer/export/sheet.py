"""Rows as an Excel workbook: typed days and numbers, texts that are never calculated."""

from __future__ import annotations

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
    with scratch_folder() as folder, _workbook(out, folder) as (book, sheet):
        return _fill(book, sheet, noun, batches)


@contextmanager
def _workbook(out: BinaryIO, folder: Path) -> Iterator[tuple[Workbook, Worksheet]]:
    """A new workbook with one sheet; what it keeps on the disk meanwhile is in the folder."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    archive = _Archive(out)
    book = Workbook(archive, {"constant_memory": True, "tmpdir": str(folder)})
    sheet = book.add_worksheet()
    try:
        yield book, sheet
        book.close()
        archive.check()
    except BaseException as error:
        # What is half written is of no use: only the files behind it are let go of.
        archive.abandon()
        sheet._opt_close()  # noqa: SLF001  # the library has no way to give a workbook up
        if isinstance(error, FileCreateError):  # its own name for what the system refused
            raise error.args[0] from None
        raise


class _Archive:
    """The file that the library writes, from first to last; what was refused `check` tells.

    If that were told at once, or the file closed, the library would try in vain to write the
    end of its archive nevertheless, and Python would complain of that on stderr.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file
        self._error: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write it, unless the file is abandoned."""
        if self._file:
            try:
                self._file.write(data)
            except OSError as error:
                self._error = error
                self.abandon()
        return len(data)

    def flush(self) -> None:
        """Nothing: who opened the file brings it to the disk."""

    def check(self) -> None:
        """Raise what was refused."""
        if self._error:
            raise self._error

    def abandon(self) -> None:
        """Let go of the file: what is still written goes nowhere."""
        self._file = None


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
