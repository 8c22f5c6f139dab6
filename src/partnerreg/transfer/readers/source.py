"""Any list as records: each with the line it stands on, its cells as text, what is wrong with it.

A list is a text file (CSV in any dialect) or a workbook of a spreadsheet
program. Which of them is decided by what is in it, not by what it is called.
"""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO, cast

from partnerreg.actions import Advice, Option
from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers.delimited import CsvSource
from partnerreg.transfer.readers.encoding import OLE, ZIP
from partnerreg.transfer.readers.records import LARGEST, Source

__all__ = ["CsvSource", "Source", "open_source"]

STDIN = "-"
_BLOCK = 1 << 20


def open_source(
    path_or_dash: str | Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    skip_lines: int = 0,
    has_header: bool = True,
) -> Source:
    """Open a list and read its header.

    Args:
        path_or_dash: a path, or ``-`` for standard input.
        encoding: how a text file is written; found out if None.
        delimiter: what stands between a text file's cells; found out if None.
        sheet: a workbook's sheet, by name or by number from 1; the first with
            anything in it if None.
        skip_lines: lines above the header that are passed over; rows, of a sheet.
        has_header: the first row that is not blank names the columns. If not,
            it is data, they are called ``column 1``, ``column 2`` …, and it
            says how many there are.

    Raises:
        InvalidInput: there is no such file, it is no list, it has no proper
            header, or an option does not fit the kind of file.
    """
    if skip_lines < 0:
        raise InvalidInput(
            f"{skip_lines} lines cannot be skipped", "Give the number of lines above the header."
        )
    name = "standard input" if path_or_dash == STDIN else str(path_or_dash)
    with ExitStack() as opened:
        stream = opened.enter_context(_seekable(path_or_dash, name))
        reading = None
        stream.seek(0)
        if stream.read(len(OLE)).startswith((OLE, ZIP)):
            from partnerreg.transfer.readers.sandbox import read_apart

            reading = read_apart(stream, name, sheet)
        if reading is None:
            _refuse_option("sheet", sheet, f"{name} is a text file and has no sheets")
            found = CsvSource(
                stream,
                name,
                encoding=encoding,
                delimiter=delimiter,
                skip_lines=skip_lines,
                has_header=has_header,
            )
            opened.pop_all()
            return found
    from partnerreg.transfer.readers.workbook import WorkbookSource

    with ExitStack() as opened:
        opened.enter_context(reading.text)
        workbook = WorkbookSource(reading, name, skip_rows=skip_lines, has_header=has_header)
        for option, value in (("encoding", encoding), ("delimiter", delimiter)):
            _refuse_option(option, value, f"{name} is {workbook.detected.kind.article}, no text")
        opened.pop_all()
        return workbook


def _refuse_option(name: str, value: str | None, why: str) -> None:
    if value is not None:
        option = Option(name)
        raise InvalidInput(
            Advice("{option} does not fit: {why}", option=option, why=why),
            Advice("Leave {option} out.", option=option),
        )


def _seekable(source: str | Path, name: str) -> BinaryIO:
    """The file's bytes. What can be read only once, a pipe, is copied to a temporary file."""
    try:
        if source == STDIN:
            return _copied(_standard_input(name), name)
        path = Path(source)
        _refuse_device(path.stat().st_mode, name)  # opening some waits, or does something
        with ExitStack() as opened:
            stream = opened.enter_context(path.open("rb"))
            if not stream.seekable():
                return _copied(stream, name)
            _refuse_large(stream.seek(0, io.SEEK_END), name)
            opened.pop_all()
            return stream
    except FileNotFoundError:
        raise InvalidInput(f"there is no file {name}") from None
    except IsADirectoryError:
        raise InvalidInput(f"{name} is a folder", "Give the file itself.") from None
    except OSError as error:
        raise InvalidInput(f"{name} cannot be read: {error.strerror}") from None


def _standard_input(name: str) -> BinaryIO:
    if sys.stdin is None:
        raise InvalidInput(f"{name} is closed", "Name the file of the list.")
    stream = sys.stdin.buffer
    with suppress(io.UnsupportedOperation):  # where it stands for something else
        mode = os.fstat(stream.fileno()).st_mode
        if not stream.isatty() and isinstance(stream, io.BufferedReader) and stream.peek(1):
            _refuse_device(mode, name)  # but none that has nothing to say
    return stream


def _refuse_device(mode: int, name: str) -> None:
    """Refuse what has no end, or does something when it is read."""
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
        raise InvalidInput(f"{name} is a device, not a file", "Give the list itself.")


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST:
        raise InvalidInput(
            f"{name} has more than {LARGEST // 1_000_000:,} MB", "Is it a list? Cut it in parts."
        )


def _copied(stream: BinaryIO, name: str) -> BinaryIO:
    with ExitStack() as opened:
        copy = cast("BinaryIO", opened.enter_context(tempfile.TemporaryFile()))
        while block := stream.read(_BLOCK):
            copy.write(block)
            _refuse_large(copy.tell(), name)
        opened.pop_all()
        return copy
