"""A sheet of a workbook as rows of text: which kind of workbook, which sheet, what its cells say.

Whatever is in the file may be wrong, or made to do harm. What is here runs in a process of
its own, see `partnerreg.transfer.readers.sandbox`.
"""

from __future__ import annotations

import errno
import tempfile
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast
from xml.etree import ElementTree as ET

from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers.encoding import OLE
from partnerreg.transfer.readers.records import LONGEST_ROW, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from partnerreg.transfer.readers.sheet_scan import (
    Scan,
    column_letters,
    scan_excel,
    scan_open_document,
)
from partnerreg.transfer.wording import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from python_calamine import CalamineSheet, CalamineWorkbook

Value = int | float | str | bool | time | date | datetime | timedelta

_MEGABYTE = 1_000_000
_LARGEST = 1_000 * _MEGABYTE  # all parts unpacked; a million rows of 12 columns have 680
_MOST_PARTS = 10_000
# XML packs to a sixtieth at best; what is made of one character, to a thousandth.
_MOST_PACKED, _PACKED_PART = 200, 10 * _MEGABYTE
_BLOCK = 1 << 20

_UNREADABLE = (
    ET.ParseError,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_SAVE_AGAIN = "Open it in the program it belongs to, and save it again as .xlsx or as CSV."
_CUT_DOWN = "Delete what stands far away from the list, or save the sheet as CSV."


class FileKind(NamedTuple):
    """A kind of workbook: its usual ending, and what it is called."""

    format: str
    title: str

    @property
    def article(self) -> str:
        """What it is called, within a sentence."""
        return f"an {self.title}"


XLSX = FileKind("xlsx", "Excel workbook (.xlsx)")
ODS = FileKind("ods", "OpenDocument spreadsheet (.ods)")


class Row(NamedTuple):
    """A row of a sheet.

    Attributes:
        number: counted from 1.
        problem: what its cells with an error hold; empty if there is none.
        cells: as a person would type them.
    """

    number: int
    problem: str
    cells: list[str]


class WorkbookSheet(NamedTuple):
    """A sheet.

    Attributes:
        kind: the kind of its workbook.
        name: what it is called.
        others: the names of the workbook's other sheets.
        tells_errors: whether cells with an error can be told from empty ones.
        height: how many rows it has, those above the first cell too.
        rows: its rows, from the first one that has a cell to the last.
    """

    kind: FileKind
    name: str
    others: tuple[str, ...]
    tells_errors: bool
    height: int
    rows: Iterator[Row]


def read_sheet(stream: BinaryIO, name: str, wanted: str | None) -> WorkbookSheet | None:
    """Read the sheet that is wanted, by its name or number; or the first with anything in it.

    Args:
        stream: the file.
        name: what it is called in errors.
        wanted: the sheet's name or number; None if nobody said.

    Returns:
        The sheet; None if the file is no workbook.

    Raises:
        InvalidInput: it is one, but damaged, locked, larger than anybody's, or of a kind
            that is not read: in .xls and .xlsb, cells with an error cannot be told from
            empty ones, and a damaged .xls brings the program down. Or there is no such sheet.
    """
    stream.seek(0)
    if stream.read(len(OLE)) == OLE:
        _refuse_old(stream, name)
        return None
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        with zipfile.ZipFile(stream) as archive:
            kind = _kind_of(archive, name)
            if kind is None:
                return None
            _refuse_large(archive.infolist(), name)
            unpacked = _unpacked(archive)
        scans: dict[str, Scan] = {}
        if kind is ODS:  # of which the library reads all sheets at once
            with zipfile.ZipFile(unpacked) as archive:
                scans = scan_open_document(archive)
            for title, scan in scans.items():
                _refuse_boundless(scan, title, name)
        unpacked.seek(0)
        with load_workbook(unpacked) as workbook, zipfile.ZipFile(unpacked) as archive:
            sheets = _sheet_names(workbook)
            chosen = sheets if wanted is None else _only(sheets, name, wanted)
            for title in chosen:
                scan = scans.get(title, Scan()) if kind is ODS else scan_excel(archive, title)
                _refuse_boundless(scan, title, name)
                cells = workbook.get_sheet_by_name(title)
                if cells.start is not None and cells.end is not None:
                    others = tuple(other for other in sheets if other != title)
                    rows = _rows(cells, name, cells.start[1], scan.errors or {})
                    tells_errors, height = scan.errors is not None, cells.end[0] + 1
                    return WorkbookSheet(kind, cells.name, others, tells_errors, height, rows)
    except PasswordError:
        raise _locked(name) from None
    except (CalamineError, *_UNREADABLE) as error:
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
            raise  # the system's own, as that the disk is full
        raise InvalidInput(f"{name} is a damaged workbook: {_reason(error)}", _SAVE_AGAIN) from None
    which = f"the sheet {quoted(chosen[0])} of {name} is" if len(chosen) == 1 else f"{name} is"
    raise InvalidInput(f"{which} empty", "The first row must name the columns.")


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


def _refuse_old(stream: BinaryIO, name: str) -> None:
    """Refuse what the container's directory says there is, in UTF-16."""
    content = stream.read()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise _locked(name)
    if any(part.encode("utf-16-le") in content for part in ("Workbook", "Book\0")):
        raise _not_read(name, "an old Excel workbook (.xls)")


def _kind_of(archive: zipfile.ZipFile, name: str) -> FileKind | None:
    """What kind of workbook it is, by what is in it; None if it is none."""
    parts = {part.replace("\\", "/").lower() for part in archive.namelist()}
    if "mimetype" in parts and b"opendocument.spreadsheet" in _head(archive, "mimetype"):
        if b"encryption-data" in _head(archive, "META-INF/manifest.xml"):
            raise _locked(name)
        return ODS
    if "xl/workbook.bin" in parts:
        raise _not_read(name, "a binary Excel workbook (.xlsb)")
    return XLSX if "xl/workbook.xml" in parts else None


def _head(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as content:
        return content.read(_BLOCK)


def _refuse_large(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > _MOST_PARTS:
        raise InvalidInput(
            f"{name} has {len(parts):,} parts; at most {_MOST_PARTS:,} are read", _SAVE_AGAIN
        )
    size = sum(part.file_size for part in parts)
    largest = max(parts, key=lambda part: part.file_size)
    if size > _LARGEST:
        raise InvalidInput(
            f"{name} unpacks to {size // _MEGABYTE:,} MB, of which {quoted(largest.filename)} "
            f"is {largest.file_size // _MEGABYTE:,} MB; at most "
            f"{_LARGEST // _MEGABYTE:,} MB are read",
            _CUT_DOWN,
        )
    for part in parts:
        if part.file_size > max(_PACKED_PART, part.compress_size * _MOST_PACKED):
            times = part.file_size // max(part.compress_size, 1)
            raise InvalidInput(
                f"{quoted(part.filename)} of {name} unpacks to {times:,} times its size, "
                f"{part.file_size // _MEGABYTE:,} MB, as no list does",
                _SAVE_AGAIN,
            )


def _unpacked(archive: zipfile.ZipFile) -> BinaryIO:
    """The parts that are read, in an archive that is not packed and says of itself what is true.

    What the archive says of the size and checksum of a part is held against the part; so
    nothing that reads this copy can be told otherwise.
    """
    copy = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115  # read until the process ends
    paths = {path.replace("\\", "/"): path for path in archive.namelist()}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as plain:
        for name, path in paths.items():
            if name == "mimetype" or name.lower().endswith((".xml", ".rels")):
                with archive.open(path) as part, plain.open(zipfile.ZipInfo(name), "w") as whole:
                    while block := part.read(_BLOCK):
                        whole.write(block)
    return copy


def _sheet_names(workbook: CalamineWorkbook) -> list[str]:
    """Sheets with cells, the visible ones first; a chart may be a sheet too."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    sheets.sort(key=lambda one: one.visible != SheetVisibleEnum.Visible)
    return [one.name for one in sheets]


def _only(sheets: list[str], name: str, wanted: str) -> list[str]:
    """The sheet called that; if none is, the one with that number."""
    key = wanted.strip().casefold()
    for sheet in sheets:
        if sheet.strip().casefold() == key:
            return [sheet]
    if key.isdecimal() and 1 <= int(key) <= len(sheets):
        return [sheets[int(key) - 1]]
    raise InvalidInput(f"{name} has no sheet {quoted(wanted)}", f"Its sheets: {listed(sheets)}.")


def _refuse_boundless(scan: Scan, sheet: str, name: str) -> None:
    """Refuse what no memory holds: a sheet is read as a rectangle, down to its last cell."""
    if scan.is_boundless:
        raise InvalidInput(
            f"the sheet {quoted(sheet)} of {name} reaches to row {scan.rows:,} and column "
            f"{column_letters(scan.columns)}; at most {MOST_ROWS:,} rows, "
            f"{MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells are read",
            _CUT_DOWN,
        )


def _rows(
    sheet: CalamineSheet, name: str, first_column: int, errors: Mapping[int, Mapping[int, str]]
) -> Iterator[Row]:
    """All rows; cells with an error show it."""
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = [value if type(value) is str else as_text(value) for value in values]
        problem = ""
        if number in errors:
            wrong = errors[number]
            for column, error in wrong.items():
                if 0 <= (position := column - first_column) < len(cells):
                    cells[position] = error
            places = (f"{column_letters(n + 1)}{number} holds {text}" for n, text in wrong.items())
            problem = " and ".join(places)
        if sum(map(len, cells)) > LONGEST_ROW:
            raise InvalidInput(
                f"{name}, row {number:,}: it has more than {LONGEST_ROW:,} characters",
                "Is it a list? Shorten what stands in that row.",
            )
        yield Row(number, problem, cells)


def _not_read(name: str, kind: str) -> InvalidInput:
    return InvalidInput(f"{name} is {kind}, which is not read", _SAVE_AGAIN)


def _locked(name: str) -> InvalidInput:
    return InvalidInput(f"{name} is locked by a password", "Save it without one, and try again.")


def _reason(error: Exception) -> str:
    """What is wrong with a workbook, where what reads it says so in words that mean anything."""
    from python_calamine import CalamineError

    if isinstance(error, CalamineError):
        # The library tries one format after another, and of some says only that none fits.
        return str(error).strip().replace("Cannot detect file format", "its parts cannot be read")
    if isinstance(error, ET.ParseError | ValueError):
        return str(error)
    return "it is cut short or changed on its way"
