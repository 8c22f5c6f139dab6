"""A sheet of a workbook as records; line numbers are those of the sheet's rows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerreg.actions import Advice, Option
from partnerreg.csv_text import guard_apostrophe
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers.records import LONGEST_ROW, Header, Source, is_blank
from partnerreg.transfer.readers.spreadsheet import FileKind
from partnerreg.transfer.wording import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnerreg.transfer.readers.records import Record
    from partnerreg.transfer.readers.sandbox import Reading


@dataclass(frozen=True, slots=True)
class WorkbookDetection:
    """Which sheet of which kind of workbook is read."""

    kind: FileKind
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
            said += f", {pluralize(self.skipped_rows, 'row')} skipped"
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


class WorkbookSource(Source):
    """A sheet that is open for reading.

    Args:
        reading: the sheet, as `read_apart` gives it.
        name: what the file is called in errors.
        skip_rows: rows above the header that are passed over.
        has_header: the first row that is not blank names the columns.
    """

    detected: WorkbookDetection

    def __init__(
        self, reading: Reading, name: str, *, skip_rows: int = 0, has_header: bool = True
    ) -> None:
        self.name = name
        self._text = reading.text
        self._skipped = skip_rows
        self._gone_by = 0
        self._height: int = reading.about["height"]
        self.detected = WorkbookDetection(
            FileKind(*reading.about["kind"]),
            reading.about["name"],
            tuple(reading.about["others"]),
            skip_rows,
            has_header,
            tells_errors=reading.about["tells_errors"],
        )
        self.blank_rows = 0
        self._read_header()

    def progress(self) -> float:
        """How much of the sheet has gone by, from 0 to 1."""
        return self._gone_by / max(self._height, 1)

    def __iter__(self) -> Iterator[Record]:
        width = len(self.headers)
        self.blank_rows = self._blank_above
        for row, problem, cells in self._rows(self._data_begins):
            if is_blank(cells):
                self.blank_rows += 1
            else:
                yield row, cells[:width], problem or None

    def _rows(self, first: int) -> Iterator[tuple[int, str, list[str]]]:
        """Rows from the first one wanted: the number, what is wrong with it, its cells."""
        self._text.seek(0)
        self._text.readline()  # what the sheet is
        csv.field_size_limit(LONGEST_ROW)
        for number, problem, *cells in csv.reader(self._text):
            self._gone_by = int(number)
            if self._gone_by >= first:
                # An apostrophe at the beginning of a text is its own, in a workbook.
                has_any = "'" in "".join(cells)
                yield self._gone_by, problem, [*map(guard_apostrophe, cells)] if has_any else cells

    def _read_header(self) -> None:
        if self._skipped and self._skipped >= self._height:
            raise InvalidInput(
                f"the sheet {quoted(self.detected.sheet)} of {self.name} has "
                f"{pluralize(self._height, 'row')}: {self._skipped:,} cannot be skipped",
                Advice(
                    "Give the number of rows above the header with {option}.",
                    option=Option("skip_lines"),
                ),
            )
        row, problem, cells = self._first_row()
        if not self.detected.has_header:
            self.header_line, self._data_begins, self._blank_above = 0, self._skipped + 1, 0
            self.header = Header((), self._used_width(0))
            return
        if problem:
            raise InvalidInput(
                f"{self.name}, row {row:,}: in the header, {problem}", "Write a text there."
            )
        self.header_line, self._data_begins = row, row + 1
        named = max(number for number, cell in enumerate(cells, 1) if cell.strip())
        width = self._used_width(named) if named < len(cells) else named
        self.header = Header(cells[:width], width)

    def _first_row(self) -> tuple[int, str, list[str]]:
        """The first row that is not blank: its number, what is wrong with it, its cells."""
        self._blank_above = 0
        for row, problem, cells in self._rows(self._skipped + 1):
            if not is_blank(cells):
                return row, problem, cells
            self._blank_above += 1
        raise InvalidInput(
            f"the sheet {quoted(self.detected.sheet)} of {self.name} has nothing in it",
            "The first row must name the columns.",
        )

    def _used_width(self, at_least: int) -> int:
        """How many columns have anything in them: in a sheet, a cell without header shifts none."""
        width = at_least
        for _, _, cells in self._rows(self._skipped + 1):
            while len(cells) > width and not is_blank(cells[width:]):
                width += 1
        return width
