"""Which cells of a sheet hold no value but what is wrong with it, such as #N/A.

The library that reads workbooks gives such a cell as empty, or as 0; to import
that where a formula failed would lose or make up something without a word.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

from partnerreg.transfer.reading import excel_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

ErrorCells = dict[int, dict[int, str]]
"""What stands in cells with an error: by row, counted from 1, and column, counted from 0."""

_BLOCK = 1 << 20

# What a cell with an error has in it, or one with a formula that was never calculated.
_ERROR_MARKERS = (b't="e"', b"t='e'")
_NO_VALUE = re.compile(rb"(?:f>|<(?:\w+:)?f[^>]*/>)\s*(?:<(?:\w+:)?v\s*(?:/>|></)|</(?:\w+:)?c>)")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_NOT_CALCULATED = "a formula that was never calculated"

_CONTENT = "content.xml"
_OPEN_DOCUMENT_CELLS = {"table:table-cell", "table:covered-table-cell"}
_OPEN_DOCUMENT_MARKER = b'calcext:value-type="error"'


def of_excel(stream: BinaryIO, sheet: str) -> ErrorCells | None:
    """The errors of one sheet of an .xlsx; None if it cannot be told where they are."""
    try:
        with zipfile.ZipFile(stream) as archive:
            part = excel_parts.part(archive, sheet)
            return None if part is None else _in_rows(excel_parts.whole_rows(archive, part))
    except excel_parts.UNREADABLE:
        return None


def _in_rows(pieces: Iterator[bytes]) -> ErrorCells | None:
    found: ErrorCells = {}
    for rows in pieces:
        if not _is_marked(rows):  # nearly always
            continue
        for cell in _CELL.finditer(rows):
            error = _error(cell[1], cell[2])
            if error is None:
                continue
            place = _PLACE.search(cell[1])
            if place is None:
                return None
            found.setdefault(int(place[2]), {})[excel_parts.number(place[1]) - 1] = error
    return found


def _is_marked(rows: bytes) -> bool:
    if any(marker in rows for marker in _ERROR_MARKERS):
        return True
    # An "f" at the end of a tag's name is a formula's; few sheets of data have any.
    return (b"f>" in rows or b"<f " in rows) and _NO_VALUE.search(rows) is not None


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


def of_open_document(stream: BinaryIO) -> dict[str, ErrorCells]:
    """The errors of all sheets of an .ods, by the sheets' names.

    Raises:
        ValueError: the file is not well formed; it says why.
    """
    with zipfile.ZipFile(stream) as archive:
        plain = expat.ParserCreate()
        is_marked = False
        tail = b""
        try:
            for block in _blocks(archive):
                plain.Parse(block)
                is_marked = is_marked or _OPEN_DOCUMENT_MARKER in tail + block
                tail = block[-len(_OPEN_DOCUMENT_MARKER) :]
            plain.Parse(b"", True)
        except (expat.ExpatError, *excel_parts.UNREADABLE) as error:
            raise ValueError(str(error)) from None
        return _TableWalk().over(_blocks(archive)) if is_marked else {}


def _blocks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    with archive.open(_CONTENT) as content:
        while block := content.read(_BLOCK):
            yield block


class _TableWalk:
    """Goes through the tables of an OpenDocument file, where rows and cells may stand for many."""

    def __init__(self) -> None:
        self._found: dict[str, ErrorCells] = {}
        self._table: ErrorCells = {}
        self._row, self._rows = 1, 1
        self._column, self._columns = 0, 1
        self._error: list[str] | None = None  # the text of the cell one is in, if it is an error

    def over(self, blocks: Iterator[bytes]) -> dict[str, ErrorCells]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        for block in blocks:
            parser.Parse(block)
        return self._found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._table = self._found.setdefault(attributes.get("table:name", ""), {})
            self._row = 1
        elif tag == "table:table-row":
            self._column = 0
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
        elif tag in _OPEN_DOCUMENT_CELLS:
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            if attributes.get("calcext:value-type") == "error":
                self._error = []

    def _text(self, text: str) -> None:
        if self._error is not None:
            self._error.append(text)

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._rows
        elif tag in _OPEN_DOCUMENT_CELLS:
            if self._error is not None:
                error = "".join(self._error).strip() or "an error"
                columns = range(self._column, self._column + self._columns)
                for row in range(self._row, self._row + self._rows):
                    self._table.setdefault(row, {}).update(dict.fromkeys(columns, error))
                self._error = None
            self._column += self._columns
