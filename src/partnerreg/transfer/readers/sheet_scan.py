"""How far a sheet reaches and which of its cells hold an error, told before it is read.

The library that reads workbooks holds a sheet as a rectangle down to its last cell, and
believes what the file says of where that is. A cell with an error it gives as empty, or as
0; to import that where a formula failed would lose or make up something without a word.
"""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from partnerreg.transfer.readers.records import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

ErrorCells = dict[int, dict[int, str]]
"""What stands in cells with an error: by row, counted from 1, and column, counted from 0."""

_MOST_ERRORS = 1_000_000  # cells; an .ods may say that one cell stands for many

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"

_BLOCK = 1 << 20
_LONGEST_ROW = 32 << 20  # bytes of XML

# Of an .xlsx: the end of a row, whatever the prefix; where rows and cells are, as nearly every
# program writes it; where a cell is that has anything in it; a cell that holds an error, or a
# formula that was never calculated.
_ROW_END = b"row>"
_ANY_COLUMN = re.compile(rb' r="([A-Z]+)[0-9]')
_ANY_ROW = re.compile(rb'row r="([0-9]+)')
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]+)([0-9]+)["'][^>]*(?<!/)>""")
_ERROR_MARKERS = (b't="e"', b"t='e'")
_NO_VALUE = re.compile(rb"(?:f>|<(?:\w+:)?f[^>]*/>)\s*(?:<(?:\w+:)?v\s*(?:/>|></)|</(?:\w+:)?c>)")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")
_PLACE = re.compile(rb"""\br=["']([A-Za-z]+)([0-9]+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_NOT_CALCULATED = "a formula that was never calculated"

# What begins a sheet of an .ods, a row and a cell; how many rows or cells one stands for.
_TABLE = b"<table:table "
_NAME = re.compile(rb"""[^>]*?\btable:name=(?:"([^"]*)"|'([^']*)')""")
_ROW = b"<table:table-row"
_CELL_BEGINS = (b"<table:table-cell", b"<table:covered-table-cell")
_REPEATED_ROWS = re.compile(rb"""number-rows-repeated=["']([0-9]+)""")
_REPEATED_COLUMNS = re.compile(rb"""number-columns-repeated=["']([0-9]+)""")
_OPEN_CELL = re.compile(
    rb"""<table:(?:covered-)?table-cell(?=[\s/>])((?:[^"'>]|"[^"]*"|'[^']*')*+)>([^<]*+"""
    rb"""(?:<(?!table:|/table:)[^<]*+)*+)"""
)
_HAS_ERROR = b'calcext:value-type="error"'
_TAG = re.compile(rb"<[^>]*>")


class Scan(NamedTuple):
    """What is known of a sheet before it is read.

    Attributes:
        rows: up to which row it has anything in it.
        columns: up to which column.
        errors: its cells with an error; None if it cannot be told where they are.
    """

    rows: int = 0
    columns: int = 0
    errors: ErrorCells | None = None

    @property
    def is_boundless(self) -> bool:
        """Whether it reaches farther than a list does."""
        return (
            self.rows > MOST_ROWS
            or self.columns > MOST_COLUMNS
            or self.rows * self.columns > MOST_CELLS
        )


def scan_excel(archive: zipfile.ZipFile, sheet: str) -> Scan:
    """Go through a sheet of an .xlsx.

    Raises:
        ValueError: it is damaged; says how.
    """
    path = _path_of(archive, sheet)
    if path is None:
        return Scan()
    rows = columns = 0
    errors: ErrorCells | None = {}
    for piece in _whole_rows(archive, path, _ROW_END):
        rows = max([rows, *map(int, _ANY_ROW.findall(piece))])
        columns = max([columns, *map(column_number, set(_ANY_COLUMN.findall(piece)))])
        if errors is not None and _may_have_errors(piece):
            errors = _errors_in(piece, errors)
    if Scan(rows, columns).is_boundless:  # cells with a colour and nothing else do not count
        rows = columns = 0
        for piece in _whole_rows(archive, path, _ROW_END):
            filled = _FILLED.findall(piece)
            rows = max([rows, *map(int, {row for _, row in filled})])
            columns = max([columns, *map(column_number, {letters for letters, _ in filled})])
    return Scan(rows, columns, errors)


def scan_open_document(archive: zipfile.ZipFile) -> dict[str, Scan]:
    """Go through all sheets of an .ods, where rows and cells may stand for many.

    Raises:
        ValueError: it is damaged; says how.
    """
    walk = _TableWalk()
    for piece in _whole_rows(archive, "content.xml", b"</table:table-row>"):
        walk.over(piece)
    return walk.end()


def column_number(letters: bytes) -> int:
    """A column's number, counted from 1, by its letters."""
    result = 0
    for letter in letters.upper():
        result = result * 26 + letter - ord("A") + 1
    return result


def column_letters(number: int) -> str:
    """A column's letters by its number, counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _path_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The path of the sheet's part: the workbook gives it an id, the relations its path."""
    names = set(archive.namelist())
    if not {_WORKBOOK, _RELATIONS} <= names:  # they are called so in other letters
        return None
    # Entities that expand without end are refused by expat itself, since 2.4.1.
    workbook = ET.fromstring(archive.read(_WORKBOOK))  # noqa: S314  # see above
    relations = ET.fromstring(archive.read(_RELATIONS))  # noqa: S314  # see above
    ids = (
        value
        for element in workbook.iter()
        if element.tag.endswith("}sheet") and element.get("name") == sheet
        for key, value in element.attrib.items()
        if key.endswith("}id")
    )
    wanted = next(ids, None)
    for relation in relations.iter():
        if wanted is not None and relation.get("Id") == wanted:
            target = posixpath.join("/xl", relation.get("Target", ""))
            path = posixpath.normpath(target).lstrip("/")
            return path if path in names else None
    return None


def _whole_rows(archive: zipfile.ZipFile, part: str, row_end: bytes) -> Iterator[bytes]:
    """A sheet's part in pieces, none of which ends within a row."""
    rest = b""
    with archive.open(part) as content:
        while block := content.read(_BLOCK):
            piece = rest + block
            end = piece.rfind(row_end) + len(row_end) if row_end in piece else 0
            yield piece[:end]
            rest = piece[end:]
            if len(rest) > _LONGEST_ROW:
                raise ValueError(f"a row of it is longer than {_LONGEST_ROW >> 20} MB")
    yield rest


def _may_have_errors(rows: bytes) -> bool:
    if any(marker in rows for marker in _ERROR_MARKERS):
        return True
    # An "f" at the end of a tag's name is a formula's; few sheets of data have any.
    return (b"f>" in rows or b"<f " in rows) and _NO_VALUE.search(rows) is not None


def _errors_in(rows: bytes, errors: ErrorCells) -> ErrorCells | None:
    """The errors with those of some more rows; None if one does not say where it is."""
    for cell in _CELL.finditer(rows):
        error = _error(cell[1], cell[2])
        if error is None:
            continue
        place = _PLACE.search(cell[1])
        if place is None:
            return None
        errors.setdefault(int(place[2]), {})[column_number(place[1]) - 1] = error
    return errors


def _error(attributes: bytes, content: bytes) -> str | None:
    """What is wrong with a cell; None if nothing is."""
    kind = _TYPE.search(attributes)
    value = _VALUE.search(content)
    if kind and kind[1] == b"e":
        return value[1].decode(errors="replace") if value else "an error"
    # A formula may well give an empty text, and then says so by its type.
    if value is None and not kind and b"<f" in content:
        return _NOT_CALCULATED
    return None


class _TableWalk:
    """Goes through the sheets of an .ods, row by row."""

    def __init__(self) -> None:
        self._scans: dict[str, Scan] = {}
        self._error_count = 0
        self._table = ""
        self._above = self._rows = self._columns = 0  # how many rows have gone by; see `Scan`
        self._errors: ErrorCells = {}

    def over(self, piece: bytes) -> None:
        """Go through some more of it, in which no row is cut in two."""
        rest, *tables = piece.split(_TABLE)
        self._over_rows(rest)
        for table in tables:
            self._end_table()
            name = _NAME.match(table)
            self._table = unescape((name[1] or name[2] or b"").decode()) if name else ""
            self._over_rows(table)

    def end(self) -> dict[str, Scan]:
        """What is known of each sheet, by its name."""
        self._end_table()
        return self._scans

    def _end_table(self) -> None:
        self._scans[self._table] = Scan(self._rows, self._columns, self._errors)
        self._above = self._rows = self._columns = 0
        self._errors = {}

    def _over_rows(self, text: bytes) -> None:
        for row in text.split(_ROW)[1:]:
            if row[:1] not in {b" ", b">", b"/"}:  # something else, as table-rows
                continue
            repeated = _REPEATED_ROWS.search(row, 0, row.find(b">"))
            times = int(repeated[1]) if repeated else 1
            # Whatever has a value, or an error for one, says of what kind it is.
            last = row.rfind(b" office:value-type")
            if last >= 0:
                filled = row[: row.find(b">", last)]
                width = sum(map(filled.count, _CELL_BEGINS))
                if b"-repeated=" in filled:
                    width += sum(int(number) - 1 for number in _REPEATED_COLUMNS.findall(filled))
                self._columns = max(self._columns, width)
                self._rows = self._above + times
                if _HAS_ERROR in filled:
                    self._add_errors(row, times)
            self._above += times

    def _add_errors(self, row: bytes, times: int) -> None:
        errors: dict[int, str] = {}
        column = 0
        for cell in _OPEN_CELL.finditer(row):
            repeated = _REPEATED_COLUMNS.search(cell[1])
            following = column + (int(repeated[1]) if repeated else 1)
            if _HAS_ERROR in cell[1]:
                self._error_count += (following - column) * times
                if self._error_count > _MOST_ERRORS:
                    raise ValueError(f"more than {_MOST_ERRORS:,} cells hold an error")
                text = unescape(_TAG.sub(b"", cell[2]).decode(errors="replace")).strip()
                errors |= dict.fromkeys(range(column, following), text or "an error")
            column = following
        self._errors |= dict.fromkeys(range(self._above + 1, self._above + times + 1), errors)
