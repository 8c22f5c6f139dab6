"""A report as an Excel workbook: an overview, a sheet for each section, its charts.

Numbers, days and moments are such to Excel too; texts are never calculated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.render import labels
from partnerreg.render.cells import shown, tables
from partnerreg.render.xlsx_sheet import Sheet, Styles
from partnerreg.reports.report import Column, Form, Kind, Section, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from partnerreg.render.options import View
    from partnerreg.reports.report import Report

# What Excel does not allow in a sheet's name, and a name that it keeps for itself.
LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RESERVED = "history"

OPENINGS = (
    Column("what", "Figure"),
    Column("count", "Count", Kind.NUMBER),
    Column("command", "Command"),
)


def write(report: Report, out: BinaryIO, view: View) -> None:
    """Write the workbook.

    Raises:
        InvalidInput: there are more rows, or a text is longer, than Excel holds.
    """
    from io import BytesIO

    from xlsxwriter import Workbook

    # Written at once: what the library cannot write it complains of in its own way.
    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    title = labels.heading(report, view.language)
    book.set_properties({"title": title})
    _Book(book, view).report(report, title)
    book.close()
    out.write(made.getvalue())


class SheetNames:
    """Names for sheets as Excel allows them, each of them once."""

    def __init__(self) -> None:
        self._taken = {_RESERVED}

    def free(self, wanted: str) -> str:
        """A name like the wanted one."""
        base = " ".join(wanted.translate(_NOT_IN_NAMES).split()).strip("' ") or "-"
        whole_words = base[: LONGEST_NAME + 1].rpartition(" ")[0].rstrip(",;' ")
        short = whole_words or base[:LONGEST_NAME].rstrip("'")
        name = base if len(base) <= LONGEST_NAME else short
        number = 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" {number}"
            name = base[: LONGEST_NAME - len(ending)].rstrip() + ending
        self._taken.add(name.casefold())
        return name


class _Book:
    """The workbook while it is filled."""

    def __init__(self, book: Any, view: View) -> None:
        self._book = book
        self._view = view
        self._language = view.language
        self._names = SheetNames()
        self._styles = Styles(book, view.language)

    def report(self, report: Report, title: str) -> None:
        """All sheets, in the order in which a reader wants them."""
        if report.shape is Shape.LIST:
            dated = title if report.as_of else ""
            sheet = self._sheet(self._named(report.main), report.main, dated)
            for note in report.notes:
                sheet.paragraph(note)
            return
        overview = self._names.free(self._language.gettext("Overview"))
        sections = {self._named(section): section for section in self._sections(report)}
        self._overview(overview, report, title, sections)
        for name, section in sections.items():
            self._sheet(name, section)

    def _sections(self, report: Report) -> Iterator[Section]:
        """The report's sections, and each count with the command that opens it."""
        if report.silence:
            return
        yield from tables(report)
        rows = list(labels.openings(report, self._language))
        if rows:
            yield Section("figures", "Figures", OPENINGS, rows)

    def _named(self, section: Section) -> str:
        """The name of a section's sheet."""
        return self._names.free(self._language.gettext(section.title))

    def _overview(
        self, name: str, report: Report, title: str, sections: Mapping[str, Section]
    ) -> None:
        """What the report is of, what to know first, a record's fields, and the other sheets."""
        sheet = Sheet(self._book, name, self._styles, self._language)
        sheet.title(title)
        if only := labels.only(report, self._language):
            sheet.paragraph(only)
        silent = labels.is_silent(report)
        for sentence in labels.silence(report, self._language) if silent else report.summary:
            sheet.paragraph(sentence)
        if report.shape is Shape.RECORD and report.main.rows:
            sheet.fields(shown(report.main, self._language, limit=1))
        sheet.space()
        for other, section in sections.items():
            is_table = section.form is not Form.FIELDS
            count = (section.total or len(section.rows)) if is_table else None
            sheet.link(other, self._language.gettext(section.title), count)
        if report.notes and not silent:
            sheet.space()
            for note in report.notes:
                sheet.paragraph(note)

    def _sheet(self, name: str, section: Section, title: str = "") -> Sheet:
        """A section that has rows as what it is, any other as a sentence; below a title if any."""
        sheet = Sheet(self._book, name, self._styles, self._language)
        if title:
            sheet.title(title)
        if not section.rows:
            sheet.paragraph(labels.nothing(section, self._language))
        elif section.form is Form.FIELDS:
            sheet.fields(shown(section, self._language, limit=1))
        else:
            sheet.table(section)
            if rest := labels.more(section, None, self._language):
                sheet.paragraph(rest)
        if section.note:
            sheet.paragraph(section.note)
        return sheet
