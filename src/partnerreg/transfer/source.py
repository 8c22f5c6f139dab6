"""A CSV file as records: each with the line it begins on, its cells as they are, what is wrong.

What makes the whole file unreadable is an error at opening, or when it is met:
no header, a doubled header, a quote that is never closed. What concerns one
record is handed on with it. Memory does not grow with the file.
"""

from __future__ import annotations

import csv
import io
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from partnerreg.errors import InvalidInput
from partnerreg.transfer.dialect import Dialect, find_dialect, is_blank
from partnerreg.transfer.encoding import Encoding, find_encoding
from partnerreg.transfer.wording import amount, quoted

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterator

Record = tuple[int, list[str], str | None]
"""A record: the line it begins on, its cells, and what is wrong with it (None if nothing is).

A record with nothing wrong has as many cells as there are headers. One that
could not be cut into cells has none.
"""

STDIN = "-"
_HEAD = 1 << 16  # characters looked at to find the delimiter
_CSV_UNCLOSED = "unexpected end of data"  # the csv module's words for it
_QUOTE_REMEDY = 'A quote within a quoted cell is written twice: "The ""Red"" House".'


@dataclass(frozen=True, slots=True)
class Detected:
    """How the file is written, as found or as stated."""

    encoding: Encoding
    dialect: Dialect

    def __str__(self) -> str:
        return f"{self.encoding}, {self.dialect}"


def open_csv(
    source: str | Path, *, encoding: str | None = None, delimiter: str | None = None
) -> CsvSource:
    """Opens a list and reads its header.

    Args:
        source: a path, or ``-`` for standard input.
        encoding: how the file is written; found out if None.
        delimiter: what stands between cells; found out if None.

    Raises:
        InvalidInput: there is no such file, it is no text, or it has no proper header.
    """
    name = "standard input" if source == STDIN else str(source)
    with ExitStack() as opened:
        stream = opened.enter_context(_seekable(source, name))
        found = CsvSource(stream, name, encoding=encoding, delimiter=delimiter)
        opened.pop_all()
        return found


class CsvSource:
    """A list that is open for reading. Iterating yields its records, each time from the first.

    Attributes:
        name: what the file is called in errors.
        detected: its encoding and dialect; as text, a phrase for people.
        headers: the header's cells as they are; a blank one is called ``column 3``.
        header_line: the line the header begins on.
        blank_rows: rows with nothing in them, of those gone by so far.
    """

    def __init__(
        self, stream: BinaryIO, name: str, *, encoding: str | None, delimiter: str | None
    ) -> None:
        self.name = name
        found = find_encoding(stream, name, encoding)
        self._size = stream.seek(0, io.SEEK_END)
        self._text = io.TextIOWrapper(stream, found.codec, newline="")
        head = self._from_the_start().read(_HEAD)
        is_whole = not self._text.read(1)
        dialect = find_dialect(head, is_whole=is_whole, stated=delimiter)
        self.detected = Detected(found, dialect)
        self.blank_rows = 0
        self.header_line, cells = self._read_header()
        self._last_named = max(n for n, cell in enumerate(cells, 1) if cell.strip())
        self.headers = tuple(
            cell if cell.strip() else f"column {n}" for n, cell in enumerate(cells, 1)
        )
        self._refuse_doubled()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; standard input's temporary copy is deleted."""
        self._text.close()

    def progress(self) -> float:
        """How much of the file has gone by, from 0 to 1."""
        return self._text.buffer.tell() / self._size

    def __iter__(self) -> Iterator[Record]:
        width = len(self.headers)
        reader = self._after_header()
        self.blank_rows = self._blank_above
        line = reader.line_num + 1
        while True:
            try:
                for cells in reader:
                    # Nearly always, so it is cheap: a first cell that begins with no white space.
                    if len(cells) == width and cells[0] >= "!":
                        yield line, cells, None
                    elif is_blank(cells):
                        self.blank_rows += 1
                    else:
                        yield line, *self._fitted(cells)
                    line = reader.line_num + 1
            except csv.Error as error:
                if str(error) == _CSV_UNCLOSED:
                    raise self._unclosed(line) from None
                yield line, [], _text_after_quote(line, reader.line_num)
                line = reader.line_num + 1
            except UnicodeDecodeError:  # all of it could be read when the file was opened
                raise InvalidInput(f"{self.name} changed while it was read") from None
            else:
                return

    def _from_the_start(self) -> io.TextIOWrapper:
        """The text, wound back and past a byte order mark."""
        self._text.seek(0)
        if self._text.read(1) != "\ufeff":
            self._text.seek(0)
        return self._text

    def _reader(self) -> Reader:
        """A reader at the file's first record; its `line_num` counts physical lines."""
        # The text's own iterator splits at CR, LF and CRLF, and keeps them within quotes.
        # Strict, or rows would be joined without a word where a quote is not closed.
        delimiter = self.detected.dialect.csv_delimiter
        reader = csv.reader(self._from_the_start(), delimiter=delimiter, strict=True)
        if self.detected.dialect.sep_line:
            next(reader)
        return reader

    def _read_header(self) -> tuple[int, list[str]]:
        reader = self._reader()
        blank = 0
        line = reader.line_num + 1
        try:
            for cells in reader:
                if not is_blank(cells):
                    self._header_end, self._blank_above = reader.line_num, blank
                    return line, cells
                blank += 1
                line = reader.line_num + 1
        except csv.Error as error:
            if str(error) == _CSV_UNCLOSED:
                raise self._unclosed(line) from None
            problem = _text_after_quote(line, reader.line_num)
            raise InvalidInput(f"{self.name}, line {line:,}: {problem}", _QUOTE_REMEDY) from None
        raise InvalidInput(
            f"{self.name} has no header: {amount(reader.line_num, 'line')}, all blank",
            "The first row must name the columns.",
        )

    def _after_header(self) -> Reader:
        reader = self._reader()
        while reader.line_num < self._header_end:
            next(reader)
        return reader

    def _refuse_doubled(self) -> None:
        seen: dict[str, int] = {}
        for number, header in enumerate(self.headers, 1):
            first = seen.setdefault(header.strip(), number)
            if first != number:
                raise InvalidInput(
                    f"{self.name}, line {self.header_line:,}: "
                    f"columns {first} and {number} are both called {quoted(header)}",
                    "Give one of them another name.",
                )

    def _fitted(self, cells: list[str]) -> tuple[list[str], str | None]:
        """The cells, one per header, where that takes nothing away and guesses nothing.

        Empty cells beyond the header are dropped, and cells may be missing
        under headers that are blank themselves. Any other short row is
        wrong: a cell left out in its midst would shift those that follow.
        """
        width = len(self.headers)
        if is_blank(cells[width:]):
            if len(cells) >= width:
                return cells[:width], None
            if len(cells) >= self._last_named:
                return cells + [""] * (width - len(cells)), None
        return cells, f"{amount(len(cells), 'cell')} where the header has {width:,}"

    def _unclosed(self, line: int) -> InvalidInput:
        """A record runs from `line` to the end of the file; finds where its last quote opened."""
        reader = csv.reader(
            islice(self._from_the_start(), line - 1, None),
            delimiter=self.detected.dialect.csv_delimiter,
        )
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


def _seekable(source: str | Path, name: str) -> BinaryIO:
    """The file's bytes. What can be read only once is copied to a temporary file."""
    try:
        if source == STDIN:
            return _copied(sys.stdin.buffer)
        with ExitStack() as opened:
            stream = opened.enter_context(Path(source).open("rb"))
            if not stream.seekable():
                return _copied(stream)
            opened.pop_all()
            return stream
    except FileNotFoundError:
        raise InvalidInput(f"there is no file {name}") from None
    except IsADirectoryError:
        raise InvalidInput(f"{name} is a folder", "Give the file itself.") from None
    except OSError as error:
        raise InvalidInput(f"{name} cannot be read: {error.strerror}") from None


def _copied(stream: BinaryIO) -> BinaryIO:
    with ExitStack() as opened:
        copy = cast("BinaryIO", opened.enter_context(tempfile.TemporaryFile()))
        shutil.copyfileobj(stream, copy)
        opened.pop_all()
        return copy
