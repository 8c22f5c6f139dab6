"""Word files: those from outside opened with care, their tables read as texts; ours saved."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from docx.document import Document

LARGEST = 20 * 1024 * 1024
"""How many bytes a Word file may have, unpacked."""

# What a file that is damaged, or no Word file, makes the libraries raise: the one of ZIP, which
# says RuntimeError of a password, and the one of XML, whose error is a SyntaxError.
_UNREADABLE = (BadZipFile, EOFError, LookupError, RuntimeError, SyntaxError, ValueError, zlib.error)


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        cells: what each says.
        is_heading: whether it stands on top of its table on every page.
    """

    cells: list[str]
    is_heading: bool


def open_word(name: str, file: BinaryIO) -> Document:
    """Open a Word file.

    Args:
        name: what it is called.
        file: its bytes.

    Raises:
        InvalidInput: it is damaged, too large, or no Word file.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        with ZipFile(file) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise InvalidInput(
                    f"{name} holds more than {LARGEST >> 20} MB.", "Take the pictures out of it."
                )
        return Document(file)
    except (OpcError, *_UNREADABLE) as error:
        raise damaged(name, error) from None


def damaged(name: str, error: Exception) -> InvalidInput:
    """What to say of a file that a library cannot read."""
    return InvalidInput(
        f"{name} is damaged, or no Word file: {error}.",
        "Open it in Word, and save it as .docx again.",
    )


def rows_of(document: Document) -> Iterator[Row]:
    """The rows of a document's tables; what stands in a table within a cell is the cell's."""
    from docx.oxml.ns import qn

    row_tag = qn("w:tr")
    for row in document.element.iter(row_tag):
        if _within(row, row_tag) is None and row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            cells = (cell for cell in row.iter(qn("w:tc")) if _within(cell, row_tag) is row)
            heading = next(row.iter(qn("w:tblHeader")), None)
            yield Row([text_of(cell) for cell in cells], heading is not None)


def text_of(element: Any) -> str:
    """What an element of a document says, a line for each paragraph.

    What tracked changes insert is part of it; what they delete, or move elsewhere, is not.
    """
    from docx.oxml.ns import qn

    signs = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
    paragraph_tag, gone = qn("w:p"), (qn("w:del"), qn("w:moveFrom"))
    lines = []
    for paragraph in element.iter(paragraph_tag):
        pieces = (
            piece
            for piece in paragraph.iter(qn("w:t"), *signs)
            if _within(piece, paragraph_tag) is paragraph and _within(piece, *gone) is None
        )
        lines.append("".join(signs.get(piece.tag) or piece.text or "" for piece in pieces))
    return "\n".join(lines).strip()


def _within(element: Any, *tags: str) -> Any:
    """The innermost element of these kinds that holds an element; None if there is none."""
    return next(element.iterancestors(*tags), None)


def save_word(document: Document, out: BinaryIO) -> None:
    """Write a Word file; it is whole before the first byte goes out, as a ZIP file's end needs."""
    whole = BytesIO()
    document.save(whole)
    out.write(whole.getvalue())
