"""Where in an .xlsx a sheet is kept, and how far it reaches."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = (
    ET.ParseError,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a damaged file may raise."""

_BLOCK = 1 << 20
_START = 4096  # bytes in which a sheet says how large it is
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_ROW_END = b"row>"
_CLAIM = re.compile(rb"""<(?:\w+:)?dimension\s+ref=["'](?:[A-Z]+[0-9]+:)?([A-Z]+)([0-9]+)["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})([0-9]+)["'][^>]*(?<!/)>""")
_ORDINARY = 50_000_000  # cells; what claims more is looked at more closely


class Extent(NamedTuple):
    """Up to which row and column a sheet has anything in it."""

    rows: int
    columns: int


def extent(stream: BinaryIO, sheet: str) -> Extent:
    """How far a sheet reaches; nought if it cannot be told.

    What the sheet claims is believed unless it is enormous: it counts cells
    that have a colour and nothing else.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            path = part(archive, sheet)
            if path is None:
                return Extent(0, 0)
            with archive.open(path) as content:
                claim = _CLAIM.search(content.read(_START))
            claimed = Extent(int(claim[2]), number(claim[1])) if claim else None
            if claimed and claimed.rows * claimed.columns <= _ORDINARY:
                return claimed
            rows = columns = 0
            for piece in whole_rows(archive, path):
                for letters, row in _FILLED.findall(piece):
                    rows, columns = max(rows, int(row)), max(columns, number(letters))
            return Extent(rows, columns)
    except UNREADABLE:
        return Extent(0, 0)


def number(letters: bytes) -> int:
    """A column's number, counted from 1, by its letters."""
    result = 0
    for letter in letters:
        result = result * 26 + letter - ord("A") + 1
    return result


def part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The path of the sheet's part: the workbook gives it an id, the relations its path."""
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
            return posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
    return None


def whole_rows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A sheet's part in pieces, none of which ends within a row."""
    rest = b""
    with archive.open(part) as content:
        while block := content.read(_BLOCK):
            piece = rest + block
            end = piece.rfind(_ROW_END) + len(_ROW_END) if _ROW_END in piece else 0
            yield piece[:end]
            rest = piece[end:]
    yield rest
