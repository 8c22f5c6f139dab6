"""An empty Word file as ours are: A4, page numbers, the reader's language, our styles.

How it looks stands in `word.xml`.
"""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from partnerreg.render.text import DOTS, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

    from partnerreg.language import Language

STYLES = Path(__file__).with_name("word.xml")

# What is still to be written.
_GAP = re.compile(rf"(\[[^\[\]]*{DOTS}\])")

# What Word calls the language that it checks the spelling of.
LOCALES = {"en": "en-GB", "da": "da-DK", "sv": "sv-SE", "fi": "fi-FI", "nb": "nb-NO"}

# A4 and its margins, in millimetres.
SHORT_SIDE, LONG_SIDE, MARGIN = 210, 297, 18
POINTS = 72 / 25.4


def new_document(title: str, language: Language, *, landscape: bool = False) -> WordDocument:
    """A document with nothing in it.

    Args:
        title: what programs show as its title.
        language: what its spelling is checked by.
        landscape: whether the paper lies across.
    """
    document = Document()
    document.styles.element[:] = parse_xml(STYLES.read_bytes())
    locale = LOCALES[language.code]
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), locale)
    about = document.core_properties
    about.title, about.author, about.comments, about.language = safe(title), "", "", locale
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(SHORT_SIDE), Mm(LONG_SIDE)
    if landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(LONG_SIDE), Mm(SHORT_SIDE)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.footer_distance = Mm(MARGIN / 2)
    _number_pages(page.footer.paragraphs[0])
    return document


def add_table(document: WordDocument, widths: Sequence[float], header: Sequence[str] = ()) -> Table:
    """A table at the end of a document, with columns of these widths in points, without rows yet.

    Its header stands on every page that it reaches.
    """
    table: Table = document.add_table(0, len(widths), "Headed Rows" if header else "Rows")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    if header:
        add_rows(table, [header], "Column Heading")
        _set_for_row(table.rows[0], "w:tblHeader")
    return table


def add_rows(table: Table, rows: Iterable[Sequence[str]], style: str = "Cell") -> None:
    """Rows below the others, none of them parted by a page's end.

    Args:
        table: where they come to stand.
        rows: what their cells say; each has one paragraph, and in that one run if there is a text.
        style: of the paragraphs.
    """
    pattern = table.add_row()  # type: ignore[no-untyped-call]
    _set_for_row(pattern, "w:cantSplit")
    for cell in pattern.cells:
        cell.paragraphs[0].style = style
    for texts in rows:
        # Building each from nothing, the library takes ten times as long.
        row = deepcopy(pattern._tr)  # noqa: SLF001
        for paragraph, text in zip(row.iter(qn("w:p")), texts, strict=True):
            if text:
                paragraph.add_r().text = safe(text)
        pattern._tr.addprevious(row)  # noqa: SLF001
    pattern._tr.getparent().remove(pattern._tr)  # noqa: SLF001


def _set_for_row(row: _Row, name: str) -> None:
    """Set what the library has no name for."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def text_width(*, landscape: bool = False) -> float:
    """How wide what is written is on a page, in points."""
    return ((LONG_SIDE if landscape else SHORT_SIDE) - 2 * MARGIN) * POINTS


def add_lines(document: WordDocument, number: int) -> None:
    """Ruled lines to write on."""
    for _ in range(number):
        document.add_paragraph(style="Line")


def mark_gaps(document: WordDocument) -> None:
    """Colour what is still to be written; a run is cut in pieces for that."""
    for run in [*document.element.body.iter(qn("w:r"))]:
        parts = _GAP.split(run.text)
        if len(parts) == 1:
            continue
        for place, part in enumerate(parts):
            piece = deepcopy(run)
            piece.text = part
            if place % 2:
                piece.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW
            if part:
                run.addprevious(piece)
        run.getparent().remove(run)


def _number_pages(paragraph: Paragraph) -> None:
    """Write which page it is, of how many."""
    for place, name in enumerate(("PAGE", "NUMPAGES")):
        paragraph.add_run(" / " if place else "")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        paragraph.paragraph_format.element.append(field)
