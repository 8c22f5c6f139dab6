"""A form as a Word file: written, and read as Word or LibreOffice saved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.errors import InvalidInput
from partnerreg.transfer.health_form.form import filled, mark_in
from partnerreg.transfer.health_form.table import HEADINGS
from partnerreg.word_file import open_word, rows_of, save_word, text_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from partnerreg.transfer.health_form.form import FilledForm, Form

_CODE, _, _STATEMENT, _ANSWER, _COMMENT, _ = HEADINGS

# The columns of the table, as parts of the page's width.
WIDTHS = (0.08, 0.42, 0.14, 0.36)


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
    save_word(document, out)


def read(path: Path) -> FilledForm:
    """Read a form that was filled in.

    Raises:
        InvalidInput: it is no form, or what is written in it is wrong.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            document = open_word(name, file)
    except OSError as error:
        raise InvalidInput(f"{name} cannot be read: {error.strerror}.") from None
    mark = mark_in(text_of(document.element), name)
    answers = []
    for row in rows_of(document):
        if row.is_heading:
            continue
        if len(row.cells) < len(WIDTHS):
            raise InvalidInput(f"{name}: a table lacks a column.", "Fill in a new form.")
        code, _, score, comment = row.cells[: len(WIDTHS)]
        if code:
            answers.append((code, score, comment))
        elif score or comment:
            raise InvalidInput(f"{name}: the code of a statement is missing beside {score!r}.")
    return filled(mark, name, answers)
