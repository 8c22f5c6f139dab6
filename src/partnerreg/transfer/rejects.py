"""The rejected rows of a list, in a file that can be mended and imported as it is."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import sqlalchemy as sa

from partnerreg.actions import Advice, Option
from partnerreg.csv_text import CsvDialect, unguard, write_rows
from partnerreg.errors import InvalidInput
from partnerreg.files import STDOUT, build_file
from partnerreg.transfer.mapping.columns import REASON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from partnerreg.transfer.readers.source import Source
    from partnerreg.transfer.stage import Stage

# Of lists that are no text: what a Nordic Excel opens by a double-click.
_ENCODING, _DELIMITER = "utf-8-sig", ";"
_WORKBOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"})
_OPTION = Option("rejects")
_HEAD = 1 << 16  # bytes of a file that is there, in which its header ends


@contextmanager
def open_rejects(
    place: str, source: Source, build_file: Callable[..., AbstractContextManager[Path]] = build_file
) -> Iterator[Rejects]:
    """Give rejected rows a file, which stands at its place at the end if there are any.

    Args:
        place: a path; a file of rejected rows that is there is replaced.
        source: the list, which is read once more.
        build_file: gives the file, as `files.build_file` does.

    Raises:
        InvalidInput: it is no place for CSV, or a file is there that holds something else.
        RegisterError: it cannot be written.
    """
    path = Path(place)
    if place == STDOUT or path.suffix.lower() in _WORKBOOKS:
        raise InvalidInput(
            f"Rejected rows are written as CSV, which {place} is not for.",
            Advice("Give {option} the name of a file, as rejected.csv.", option=_OPTION),
        )
    with build_file(path, overwrite=True, sources=[Path(source.name)]) as file:
        if not _may_replace(path):
            raise InvalidInput(
                f"{place} is there already, and holds no rejected rows.",
                Advice("Give {option} another name, or take that file away.", option=_OPTION),
            )
        yield Rejects(file, source)


class Rejects:
    """Where rejected rows go: as the list was written, with a last column that says why.

    Args:
        file: an empty file for them, which is taken away if there are none.
        source: the list, which is read once more.
    """

    def __init__(self, file: Path, source: Source) -> None:
        self._file = file
        self._source = source

    def write(self, stage: Stage) -> None:
        """Write the rejected rows, if there are any."""
        reasons = _Reasons(stage)
        if not reasons.lines:
            self._file.unlink()
            return
        how = self._source.detected.parts()
        codec = str(how["encoding"] or _ENCODING)
        with self._file.open("w", encoding=codec, newline="") as file:
            if how["byte_order_mark"]:
                file.write("\ufeff")
            self._write(file, reasons, str(how["delimiter"] or _DELIMITER), codec)

    def _write(self, file: TextIO, reasons: _Reasons, delimiter: str, codec: str) -> None:
        """A row that is too long makes the header longer: no cell is lost, none is shifted."""
        # Lines that were skipped are there to be skipped again, with nothing in them.
        file.write("\r\n" * int(str(self._source.detected.parts()["skipped_lines"])))
        dialect = CsvDialect(delimiter, "\r\n")
        header = self._own(self._source.header.cells)
        named = len(header) or len(self._source.headers)
        width = max([named, *(len(cells) for _, cells in self._rows(reasons))])
        if header:
            file.write(write_rows([[*_filled(header, width), REASON]], dialect))
        # Both go by the line.
        for (_, cells), reason in zip(self._rows(reasons), reasons, strict=True):
            # What is said of a row may hold letters that the list's encoding has not.
            told = reason.encode(codec, "replace").decode(codec)
            file.write(write_rows([[*_filled(cells, width), told]], dialect))

    def _rows(self, reasons: _Reasons) -> Iterator[tuple[int, list[str]]]:
        for line, cells, _ in self._source:
            if line in reasons.lines:
                yield line, [unguard(cell) for cell in self._own(cells)]

    def _own(self, cells: Sequence[str]) -> list[str]:
        """The cells without the reasons of an earlier import, which this list may have."""
        header = self._source.header.cells
        old = header[-1:] == (REASON,) and len(cells) == len(header)
        return list(cells[:-1] if old else cells)


def _may_replace(path: Path) -> bool:
    """Whether there is no file, or one of an earlier import: its header ends as ours does."""
    if not path.exists():
        return True
    with path.open("rb") as file:
        head = file.read(_HEAD).replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf\r\n")
    first, _, _ = head.partition(b"\r\n")
    return first.endswith(REASON.encode()) or not head


class _Reasons:
    """Why rows were rejected, by the line they begin on."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rejected = stage.rejected.c
        self.lines = frozenset(stage.connection.scalars(sa.select(self._rejected.line).distinct()))

    def __iter__(self) -> Iterator[str]:
        """What is wrong with each row, by the line it begins on."""
        rejected = self._rejected
        wanted = sa.select(rejected.line, rejected.column, rejected.reason)
        found = self._stage.connection.execute(wanted.order_by(rejected.line, rejected.number))
        for _, entries in groupby(found, key=itemgetter(0)):
            said = (f"{column}: {reason}" if column else reason for _, column, reason in entries)
            yield " / ".join(dict.fromkeys(said))


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
