"""A sheet of a workbook as records; line numbers are those of the sheet's rows.

The sheet is in memory as a whole: python-calamine reads it so. Cells become
text as a person would type it; nothing is guessed about what it means.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO, Self

from partnerreg.csv_text import guard_apostrophe
from partnerreg.errors import InvalidInput
from partnerreg.transfer.reading.dialect import is_blank
from partnerreg.transfer.reading.header import Header
from partnerreg.transfer.reading.spreadsheet import read_sheet
from partnerreg.transfer.wording import amount, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnerreg.transfer.reading.source import Record
    from partnerreg.transfer.reading.spreadsheet import Kind

Value = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class WorkbookDetected:
    """Which sheet of which kind of workbook is read."""

    kind: Kind
    sheet: str
    other_sheets: tuple[str, ...]
    skipped_rows: int = 0
    has_header: bool = True
    tells_errors: bool = True

    def __str__(self) -> str:
        said = f"{self.kind.title}, sheet {quoted(self.sheet)}"
        if self.other_sheets:
            said += f" (not read: {listed(self.other_sheets)})"
        if self.skipped_rows:
            said += f", {amount(self.skipped_rows, 'row')} skipped"
        if not self.has_header:
            said += ", no header"
        return (
            said if self.tells_errors else f"{said}; cells with an error, as #N/A, count as empty"
        )

    def parts(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "format": self.kind.format,
            "encoding": None,
            "byte_order_mark": False,
            "encoding_assumed": False,
            "delimiter": None,
            "sep_line": False,
            "escaped_quotes": False,
            "sheet": self.sheet,
            "other_sheets": list(self.other_sheets),
            "skipped_lines": self.skipped_rows,
            "has_header": self.has_header,
        }


class WorkbookSource:
    """A sheet that is open for reading; see `Source` for what it offers."""

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        kind: Kind,
        *,
        sheet: str | None = None,
        skip_rows: int = 0,
        has_header: bool = True,
    ) -> None:
        self.name = name
        self._stream = stream
        self._skipped = skip_rows
        found = read_sheet(stream, name, kind, sheet)
        self._sheet = found.cells
        self._gone_by = 0
        start, end = found.cells.start, found.cells.end
        self._first_column = start[1] if start else 0
        self._height = end[0] + 1 if end else 0
        self._errors = found.errors or {}
        self.detected = WorkbookDetected(
            kind,
            found.cells.name,
            found.others,
            skip_rows,
            has_header,
            tells_errors=found.errors is not None,
        )
        self.blank_rows = 0
        self._read_header()

    @property
    def headers(self) -> tuple[str, ...]:
        """What the columns are called."""
        return self.header.names

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; standard input's temporary copy is deleted."""
        self._stream.close()

    def progress(self) -> float:
        """How much of the sheet has gone by, from 0 to 1."""
        return self._gone_by / max(self._height, 1)

    def __iter__(self) -> Iterator[Record]:
        width = len(self.headers)
        errors = self._errors
        self.blank_rows = self._blank_above
        for row, cells in self._rows(self._data_begins):
            if is_blank(cells):
                self.blank_rows += 1
            elif row in errors:
                yield row, cells[:width], _told(row, errors[row])
            else:
                yield row, cells[:width], None

    def _rows(self, first: int) -> Iterator[tuple[int, list[str]]]:
        """Rows from the first one wanted, each with its number; cells with an error show it."""
        for row, values in enumerate(self._sheet.iter_rows(), 1):
            if row < first:
                continue
            self._gone_by = row
            # An apostrophe at the beginning of a text is its own, in a workbook.
            cells = [
                guard_apostrophe(value) if type(value) is str else as_text(value)
                for value in values
            ]
            for column, error in self._errors.get(row, {}).items():
                if 0 <= (position := column - self._first_column) < len(cells):
                    cells[position] = error
            yield row, cells

    def _read_header(self) -> None:
        if self._skipped and self._skipped >= self._height:
            raise InvalidInput(
                f"the sheet {quoted(self._sheet.name)} of {self.name} has "
                f"{amount(self._height, 'row')}: {self._skipped:,} cannot be skipped",
                "Give the number of rows above the header with --skip-lines.",
            )
        row, cells = self._first_row()
        if not self.detected.has_header:
            self.header_line, self._data_begins, self._blank_above = 0, self._skipped + 1, 0
            self.header = Header((), self._used_width(0))
            return
        if row in self._errors:
            problem = _told(row, self._errors[row])
            raise InvalidInput(
                f"{self.name}, row {row:,}: in the header, {problem}", "Write a text there."
            )
        self.header_line, self._data_begins = row, row + 1
        named = max(number for number, cell in enumerate(cells, 1) if cell.strip())
        width = self._used_width(named) if named < len(cells) else named
        self.header = Header(cells[:width], width)

    def _first_row(self) -> tuple[int, list[str]]:
        """The first row that is not blank, with its number."""
        self._blank_above = 0
        for row, cells in self._rows(self._skipped + 1):
            if not is_blank(cells):
                return row, cells
            self._blank_above += 1
        raise InvalidInput(
            f"the sheet {quoted(self._sheet.name)} of {self.name} has nothing in it",
            "The first row must name the columns.",
        )

    def _used_width(self, at_least: int) -> int:
        """How many columns have anything in them: in a sheet, a cell without header shifts none."""
        width = at_least
        for _, cells in self._rows(self._skipped + 1):
            while len(cells) > width and not is_blank(cells[width:]):
                width += 1
        return width


def as_text(value: Value) -> str:
    """A cell's value as a person would type it.

    Numbers have the 15 digits that spreadsheets show and no exponent; days are
    ISO 8601, and a time of midnight is left out.
    """
    text = str(value)
    match value:
        case bool():
            text = text.lower()
        case float():
            # A whole number keeps all digits it has: it may be somebody's key.
            digits = repr(value) if value.is_integer() else format(value, ".15g")
            text = format(Decimal(digits), "f").removesuffix(".0")
        case datetime() if value.time() == time():
            text = value.date().isoformat()
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            text = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return text


def _told(row: int, errors: Mapping[int, str]) -> str:
    """'C7 holds #N/A', of all cells of a row."""
    return " and ".join(f"{_letters(column)}{row} holds {text}" for column, text in errors.items())


def _letters(column: int) -> str:
    """A column counted from 0, as a spreadsheet calls it."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
