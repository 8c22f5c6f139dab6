"""A form as a Word file: written, and read as Word or LibreOffice saved it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from partnerreg.errors import InvalidInput
from partnerreg.transfer.health_form.form import filled, mark_in
from partnerreg.transfer.health_form.table import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from docx.table import Table, _Row

    from partnerreg.transfer.health_form.form import FilledForm, Form

_CODE, _, _STATEMENT, _ANSWER, _COMMENT, _ = HEADINGS

# The columns of the table, as parts of the page's width.
WIDTHS = (0.08, 0.42, 0.14, 0.36)

LARGEST = 20_000_000
"""How many bytes a form may have, unpacked: a hundred times what one has."""


def write(form: Form, out: BinaryIO) -> None:
    """Write a form: a table of statements, a heading for each group."""
    from partnerreg.render.word_document import add_rows, add_table, new_document, text_width

    t = form.language
    document = new_document(form.title, t)
    document.add_heading(form.title, 1)
    for paragraph in form.explanation:
        document.add_paragraph(paragraph)
    widths = [text_width() * part for part in WIDTHS]
    for section, questions in form.sections.items():
        document.add_heading(section, 2)
        answer = t.gettext(_ANSWER)
        header = [t.gettext(_CODE), t.gettext(_STATEMENT), answer, t.gettext(_COMMENT)]
        if all(question.is_open for question in questions):
            header[2] = ""
        table = add_table(document, widths, header)
        add_rows(table, [(each.code, each.text, "", "") for each in questions])
    keep = t.gettext("Let this line stand: it says of which form these answers are.")
    document.add_paragraph(f"{keep} {form.mark}", style="Quiet")
    document.save(out)


def read(path: Path) -> FilledForm:
    """Read a form that was filled in.

    Raises:
        InvalidInput: it is no form, or what is written in it is wrong.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise InvalidInput(f"{name} is larger than a form can be.")
        document = Document(str(path))
        said = "\n".join(paragraph.text for paragraph in document.paragraphs)
        mark = mark_in(said, name)
        rows = [[cell.text.strip() for cell in row.cells] for row in _rows(document.tables)]
    except OSError as error:
        raise InvalidInput(f"{name} cannot be read: {error.strerror}.") from None
    except (PackageNotFoundError, *_UNREADABLE) as error:
        raise _unreadable(name) from error
    answers = []
    for cells in rows:
        if len(cells) < len(WIDTHS):
            raise InvalidInput(f"{name}: a table lacks a column.", "Fill in a new form.")
        code, _, score, comment = cells[: len(WIDTHS)]
        if code:
            answers.append((code, score, comment))
        elif score or comment:
            raise InvalidInput(f"{name}: the code of a statement is missing beside {score!r}.")
    return filled(mark, name, answers)


# What a file that is damaged, or no Word file, makes the libraries raise.
_UNREADABLE = (LookupError, SyntaxError, ValueError, zipfile.BadZipFile)


def _unreadable(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} is no Word file that can be read.", "Save it as .docx, and read it again."
    )


def _rows(tables: Iterable[Table]) -> Iterator[_Row]:
    """The rows of tables without their headers."""
    for table in tables:
        yield from table.rows[1:]
