"""A form as a table for spreadsheets: CSV out, any list in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partnerreg.csv_text import BYTE_ORDER_MARK, EXCEL, unguard, write_rows
from partnerreg.domain.enums import LANGUAGES
from partnerreg.errors import InvalidInput
from partnerreg.language import N_, Language
from partnerreg.transfer.health_form.form import filled, mark_in
from partnerreg.transfer.readers.source import open_source

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from partnerreg.transfer.health_form.form import FilledForm, Form

HEADINGS = (N_("Code"), N_("Group"), N_("Statement"), N_("Answer 1–5"), N_("Comment"), N_("Form"))
_CODE, _, _, _ANSWER, _COMMENT, _FORM = HEADINGS


def write(form: Form, out: BinaryIO) -> None:
    """Write a form as a Nordic Excel opens it right."""
    mark = str(form.mark)
    rows = [tuple(map(form.language.gettext, HEADINGS))]
    rows += [
        (question.code, section, question.text, "", "", mark)
        for section, questions in form.sections.items()
        for question in questions
    ]
    out.write((BYTE_ORDER_MARK + write_rows(rows, EXCEL)).encode())


def read(path: Path) -> FilledForm:
    """Read a form that was filled in with a spreadsheet program, however that saved it.

    Raises:
        InvalidInput: it is no form, or what is written in it is wrong.
    """
    name = path.name
    with open_source(path) as source:
        places = [_place(source.header.cells, heading, name) for heading in _NEEDED]
        records = list(source)
    rows = []
    marks = set()
    for line, cells, problem in records:
        if problem is not None:
            raise InvalidInput(f"{name}, line {line}: {problem}.")
        code, answer, comment, mark = (unguard(cells[place]).strip() for place in places)
        marks.add(mark)
        if code:
            rows.append((code, answer, comment))
        elif answer or comment:
            raise InvalidInput(f"{name}, line {line}: the code of the statement is missing.")
    return filled(mark_in(" ".join(sorted(marks)), name), name, rows)


_NEEDED = (_CODE, _ANSWER, _COMMENT, _FORM)


def _place(header: tuple[str, ...], heading: str, name: str) -> int:
    """Which column has a heading, in whichever language the form is."""
    words = {_plain(Language(code).gettext(heading)) for code in LANGUAGES}
    for place, cell in enumerate(header):
        if _plain(cell) in words:
            return place
    raise InvalidInput(f"{name} has no column {heading!r}.", "Send out a new form.")


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
