"""Workbook files: which kind one is, and its sheets."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from partnerreg.errors import InvalidInput
from partnerreg.transfer.reading import error_cells, excel_parts
from partnerreg.transfer.wording import listed, quoted

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from partnerreg.transfer.reading.error_cells import ErrorCells

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Office files until 2007
_ZIP = b"PK\x03\x04"
_MOST_CELLS = 200_000_000  # some 5 GB; a million rows of 12 columns are a sixteenth of it
_SAVE_AGAIN = "Open it in the program it belongs to, and save it again as .xlsx or as CSV."


class Kind(NamedTuple):
    """A kind of workbook: its usual ending, and what it is called."""

    format: str
    title: str

    @property
    def article(self) -> str:
        """What it is called, within a sentence."""
        return f"an {self.title}"


_XLSX = Kind("xlsx", "Excel workbook (.xlsx)")
_ODS = Kind("ods", "OpenDocument spreadsheet (.ods)")


class Sheet(NamedTuple):
    """A sheet that was read.

    Attributes:
        cells: what is in it.
        others: the names of the workbook's other sheets.
        errors: which cells hold an error; None if it cannot be told.
    """

    cells: CalamineSheet
    others: tuple[str, ...]
    errors: ErrorCells | None


def workbook_kind(stream: BinaryIO, name: str) -> Kind | None:
    """What kind of workbook a file is, by what is in it; None if it is none.

    Raises:
        InvalidInput: it is one, but damaged, locked by a password, or of a kind
            that is not read: in .xls and .xlsb, cells with an error cannot be
            told from empty ones, and a damaged .xls brings the program down.
    """
    stream.seek(0)
    head = stream.read(len(_OLE))
    if head == _OLE:
        _refuse_old(stream, name)
        return None
    if not head.startswith(_ZIP):
        return None
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = {part.replace("\\", "/").lower() for part in archive.namelist()}
            if "mimetype" in parts and b"opendocument.spreadsheet" in archive.read("mimetype"):
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise _locked(name)
                return _ODS
    except excel_parts.UNREADABLE:
        raise _damaged(name, "it is cut short or changed on its way") from None
    if "xl/workbook.bin" in parts:
        raise _not_read(name, "a binary Excel workbook (.xlsb)")
    return _XLSX if "xl/workbook.xml" in parts else None


def _refuse_old(stream: BinaryIO, name: str) -> None:
    """Refuse what the container's directory says there is, in UTF-16."""
    content = stream.read()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise _locked(name)
    if any(part.encode("utf-16-le") in content for part in ("Workbook", "Book\0")):
        raise _not_read(name, "an old Excel workbook (.xls)")


def _not_read(name: str, kind: str) -> InvalidInput:
    return InvalidInput(f"{name} is {kind}, which is not read", _SAVE_AGAIN)


def _locked(name: str) -> InvalidInput:
    return InvalidInput(f"{name} is locked by a password", "Save it without one, and try again.")


def _damaged(name: str, reason: str) -> InvalidInput:
    return InvalidInput(f"{name} is a damaged workbook: {reason}", _SAVE_AGAIN)


def read_sheet(stream: BinaryIO, name: str, kind: Kind, wanted: str | None) -> Sheet:
    """Read the sheet that is wanted, by its name or number; or the first with anything in it.

    Raises:
        InvalidInput: there is none, or the workbook is damaged or locked.
    """
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        # First, since the library reads on for ever in an .ods that is cut short.
        errors = error_cells.of_open_document(stream) if kind is _ODS else {}
        stream.seek(0)
        with load_workbook(stream) as workbook:
            sheets = _sheet_names(workbook)
            chosen = _only_wanted(sheets, name, wanted) if wanted is not None else sheets
            cells = _first_filled(workbook, chosen, name, stream if kind is _XLSX else None)
    except PasswordError:
        raise _locked(name) from None
    except (CalamineError, *excel_parts.UNREADABLE) as error:
        # The library tries one format after another, and of some says only that none fits.
        reason = str(error).replace("Cannot detect file format", "its parts cannot be read")
        raise _damaged(name, reason) from None
    found: ErrorCells | None = errors.get(cells.name, {}) if kind is _ODS else None
    if kind is _XLSX:
        found = error_cells.of_excel(stream, cells.name)
    return Sheet(cells, tuple(other for other in sheets if other != cells.name), found)


def _sheet_names(workbook: CalamineWorkbook) -> list[str]:
    """Sheets with cells, the visible ones first; a chart may be a sheet too."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    sheets.sort(key=lambda one: one.visible != SheetVisibleEnum.Visible)
    return [one.name for one in sheets]


def _refuse_boundless(stream: BinaryIO, sheet: str, name: str) -> None:
    """Refuse what no memory holds: a sheet is read as a rectangle, down to its last cell."""
    rows, columns = excel_parts.extent(stream, sheet)
    if rows * columns > _MOST_CELLS:
        raise InvalidInput(
            f"the sheet {quoted(sheet)} of {name} has {rows:,} rows "
            f"and {columns:,} columns, almost all of them empty",
            "Delete what stands far away from the list, or save the sheet as CSV.",
        )


def _only_wanted(sheets: list[str], name: str, wanted: str) -> list[str]:
    """The sheet called that; if none is, the one with that number."""
    key = wanted.strip().casefold()
    for sheet in sheets:
        if sheet.strip().casefold() == key:
            return [sheet]
    if key.isdecimal() and 1 <= int(key) <= len(sheets):
        return [sheets[int(key) - 1]]
    raise InvalidInput(f"{name} has no sheet {quoted(wanted)}", f"Its sheets: {listed(sheets)}.")


def _first_filled(
    workbook: CalamineWorkbook, sheets: list[str], name: str, excel: BinaryIO | None
) -> CalamineSheet:
    for title in sheets:
        if excel:
            _refuse_boundless(excel, title, name)
        sheet = workbook.get_sheet_by_name(title)
        if sheet.start is not None:
            return sheet
    which = f"the sheet {quoted(sheets[0])} of {name} is" if len(sheets) == 1 else f"{name} is"
    raise InvalidInput(f"{which} empty", "The first row must name the columns.")
