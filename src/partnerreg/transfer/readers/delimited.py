"""A text file (CSV) as records.

What makes the whole file unreadable is an error at opening, or when it is met:
no header, a quote that is never closed, bytes that are no text in an encoding
where that shifts what follows. What concerns one record is handed on with it.
Memory does not grow with the file.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from partnerreg.actions import Advice, Option
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers import dialect as dialects
from partnerreg.transfer.readers.dialect import CSV_UNCLOSED, ListDialect
from partnerreg.transfer.readers.encoding import SAVE_AS_UTF_8, Encoding, examine
from partnerreg.transfer.readers.records import MOST_COLUMNS, Header, Lines, Source, is_blank
from partnerreg.transfer.wording import quoted

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterable, Iterator, Sequence

    from partnerreg.transfer.readers.records import Record

_HEAD = 1 << 16  # characters looked at to find the delimiter
_QUOTE_REMEDY = 'A quote within a quoted cell is written twice: "The ""Red"" House".'

# What a byte that cannot be read is decoded to (PEP 383), and NUL.
_UNREADABLE = re.compile("[\0\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class CsvDetection:
    """How a text file is written, as found or as stated."""

    encoding: Encoding
    dialect: ListDialect
    skipped_lines: int = 0
    has_header: bool = True

    def __str__(self) -> str:
        said = f"{self.encoding}, {self.dialect}"
        if self.skipped_lines:
            said += f", {pluralize(self.skipped_lines, 'line')} skipped"
        return said if self.has_header else f"{said}, no header"

    def parts(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "format": "csv",
            "encoding": self.encoding.codec,
            "byte_order_mark": self.encoding.bom,
            "encoding_assumed": self.encoding.assumed,
            "delimiter": self.dialect.delimiter,
            "sep_line": self.dialect.sep_line,
            "escaped_quotes": self.dialect.escaped,
            "sheet": None,
            "other_sheets": [],
            "skipped_lines": self.skipped_lines,
            "has_header": self.has_header,
        }


class CsvSource(Source):
    """A text file that is open for reading."""

    detected: CsvDetection

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        skip_lines: int = 0,
        has_header: bool = True,
    ) -> None:
        self.name = name
        self._skipped = skip_lines
        self._examined = examine(stream, name, encoding)
        self._size = stream.seek(0, io.SEEK_END)
        errors = "surrogateescape" if self._examined.is_damaged else "strict"
        found = self._examined.encoding
        self._text = io.TextIOWrapper(stream, found.codec, errors, newline="")
        self._lines = Lines(self._text, name)
        dialect = self._find_dialect(delimiter)
        self.detected = CsvDetection(found, dialect, skip_lines, has_header)
        self.blank_rows = 0
        self._read_header()

    def progress(self) -> float:
        """How much of the file has gone by, from 0 to 1."""
        return self._text.buffer.tell() / self._size

    def __iter__(self) -> Iterator[Record]:
        records = self._records()
        return self._checked(records) if self._examined.is_damaged else records

    def _records(self) -> Iterator[Record]:
        fitted = self.header.fitted
        width = len(self.headers)
        reader = self._after_header()
        lines = self._lines
        self.blank_rows = self._blank_above
        skipped = self._skipped
        line = skipped + reader.line_num + 1
        while True:
            try:
                for cells in reader:
                    lines.row_size = 0
                    # Nearly always, so it is cheap: a first cell that begins with an ASCII mark
                    # (beyond ASCII there is white space again, so that is looked at below).
                    if len(cells) == width and "!" <= cells[0] < "\x7f":
                        yield line, cells, None
                    elif is_blank(cells):
                        self.blank_rows += 1
                    else:
                        yield line, *fitted(cells)
                    line = skipped + reader.line_num + 1
            except csv.Error as error:
                if str(error) == CSV_UNCLOSED:
                    raise self._unclosed(line) from None
                last_line = skipped + reader.line_num
                yield line, [], _text_after_quote(line, last_line)
                line = last_line + 1
            except UnicodeError:  # all of it could be read when the file was opened
                raise InvalidInput(f"{self.name} changed while it was read") from None
            else:
                return

    def _checked(self, records: Iterator[Record]) -> Iterator[Record]:
        """The records; those with bytes that are no text are wrong."""
        for line, cells, problem in records:
            damage = self._damage(cells)
            if damage is None:
                yield line, cells, problem
            else:
                yield line, [_UNREADABLE.sub("\ufffd", cell) for cell in cells], damage

    def _damage(self, cells: Sequence[str]) -> str | None:
        """What in the cells is no text, with its column; None if all of it is."""
        for number, cell in enumerate(cells):
            if found := _UNREADABLE.search(cell):
                known = number < len(self.headers)
                column = quoted(self.headers[number]) if known else f"column {number + 1}"
                return f"{column} holds {self._named(found[0])}"
        return None

    def _named(self, unreadable: str) -> str:
        if unreadable == "\0":
            return "a NUL byte, which no text has"
        byte = ord(unreadable) - 0xDC00
        return f"byte 0x{byte:02X}, which is not {self.detected.encoding.codec}"

    def _find_dialect(self, stated: str | None) -> ListDialect:
        if self._skipped and stated is None:
            stated = dialects.sep_delimiter(next(self._all_lines(), ""))
        lines = self._unskipped()
        head: list[str] = []
        size = 0
        for line in lines:
            self._lines.row_size = 0  # which rows there are is not known yet
            head.append(line)
            size += len(line)
            if size >= _HEAD:
                break
        is_whole = next(lines, None) is None
        return dialects.find_dialect("".join(head), is_whole=is_whole, stated=stated)

    def _all_lines(self) -> Iterator[str]:
        """The physical lines from the first, without a byte order mark.

        The text's own iterator ends them at CR, LF and CRLF and keeps what
        they end with.
        """
        self._text.seek(0)
        if self._text.read(1) != "\ufeff":
            self._text.seek(0)
        self._lines.row_size = 0
        return _once_ended(self._lines) if self._examined.doubled_returns else iter(self._lines)

    def _unskipped(self) -> Iterator[str]:
        """The physical lines that are not skipped."""
        lines = self._all_lines()
        if (there := self._pass_over(lines, self._skipped)) < self._skipped:
            raise InvalidInput(
                f"{self.name} has {pluralize(there, 'line')}: {self._skipped:,} cannot be skipped",
                Advice(
                    "Give the number of lines above the header with {option}.",
                    option=Option("skip_lines"),
                ),
            )
        return lines

    def _pass_over(self, lines: Iterator[str], number: int) -> int:
        """Pass over so many lines; how many there were."""
        there = 0
        for _ in islice(lines, number):
            self._lines.row_size = 0
            there += 1
        return there

    def _reader(self) -> Reader:
        """A reader at the file's first record; its `line_num` counts lines that are not skipped."""
        # Strict, or rows would be joined without a word where a quote is not closed.
        reader = self._cut(self._unskipped(), strict=True)
        if self.detected.dialect.sep_line:
            next(reader)
        return reader

    def _cut(self, lines: Iterator[str], *, strict: bool) -> Reader:
        dialect = self.detected.dialect
        quoted_lines = map(dialects.unescaped, lines) if dialect.escaped else lines
        return csv.reader(quoted_lines, delimiter=dialect.csv_delimiter, strict=strict)

    def _read_header(self) -> None:
        line, cells = self._first_row()
        if len(cells) > MOST_COLUMNS:
            raise InvalidInput(
                f"{self.name}, line {line:,}: there are {len(cells):,} columns; "
                f"at most {MOST_COLUMNS:,} are read",
                Advice(
                    "Take out those that are not used. If they are not that many, say what stands "
                    "between cells with {option}.",
                    option=Option("delimiter"),
                ),
            )
        if self.detected.has_header:
            self.header_line = line
            self.header = Header(cells, len(cells))
            if found := _UNREADABLE.search("".join(cells)):
                raise InvalidInput(
                    f"{self.name}, line {line:,}: the header holds {self._named(found[0])}",
                    SAVE_AS_UTF_8,
                )
        else:
            self.header_line = 0
            self.header = Header((), len(cells))
            self._header_end = self._blank_above = 0

    def _first_row(self) -> tuple[int, list[str]]:
        """The first row that is not blank, with its line."""
        reader = self._reader()
        blank = 0
        line = self._skipped + reader.line_num + 1
        try:
            for cells in reader:
                self._lines.row_size = 0
                if not is_blank(cells):
                    self._header_end, self._blank_above = reader.line_num, blank
                    return line, cells
                blank += 1
                line = self._skipped + reader.line_num + 1
        except csv.Error as error:
            if str(error) == CSV_UNCLOSED:
                raise self._unclosed(line) from None
            problem = _text_after_quote(line, self._skipped + reader.line_num)
            raise InvalidInput(f"{self.name}, line {line:,}: {problem}", _QUOTE_REMEDY) from None
        missing = "header" if self.detected.has_header else "row"
        after = " after those skipped" if self._skipped else ""
        raise InvalidInput(
            f"{self.name} has no {missing}: {pluralize(reader.line_num, 'line')}{after}, all blank",
            "The first row must name the columns." if self.detected.has_header else "",
        )

    def _after_header(self) -> Reader:
        reader = self._reader()
        while reader.line_num < self._header_end:
            next(reader)
            self._lines.row_size = 0
        return reader

    def _unclosed(self, line: int) -> InvalidInput:
        """A record runs from `line` to the end of the file; finds where its last quote opened."""
        lines = self._all_lines()
        self._pass_over(lines, line - 1)
        reader = self._cut(lines, strict=False)
        last_cell = next(reader)[-1]
        last_line = line - 1 + reader.line_num
        spanned = sum(1 for _ in io.StringIO(last_cell, newline=""))
        opened = last_line - max(spanned, 1) + 1
        return InvalidInput(
            f"{self.name}, line {opened:,}: a quote is opened and never closed", _QUOTE_REMEDY
        )


def _text_after_quote(line: int, last_line: int) -> str:
    """What a strict reader stops at, apart from the end of the file."""
    extent = f" (the row runs to line {last_line:,})" if last_line > line else ""
    return f"text follows a closing quote{extent}"


def _once_ended(text: Iterable[str]) -> Iterator[str]:
    """Lines that end in CR CR LF, as a program that translates CRLF again leaves them, end once."""
    lines = iter(text)
    for line in lines:
        held = line
        while held.endswith("\r"):
            following = next(lines, "")
            if following == "\r\n":
                held += "\n"
                break
            yield held
            held = following
        if held:
            yield held
