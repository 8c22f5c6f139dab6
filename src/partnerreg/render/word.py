"""A report as a Word file on A4: to read, to write on, to send, to work on further.

It says what the printed page says: commands to paste have no use there. How much room a column
takes is judged by its texts; lengths are in characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from docx.enum.text import WD_ALIGN_PARAGRAPH

from partnerreg.render import labels
from partnerreg.render.cells import Cells, shown
from partnerreg.render.text import one_line, safe
from partnerreg.render.truncation import truncate_report
from partnerreg.render.word_document import (
    add_lines,
    add_rows,
    add_table,
    new_document,
    text_width,
)
from partnerreg.reports.report import ColumnKind, Form, Sentence, Shape
from partnerreg.word_file import save_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document

    from partnerreg.render.options import View
    from partnerreg.reports.report import Report, Section

# So many characters stand beside each other on an upright sheet; it is turned where a table needs
# more.
UPRIGHT, ACROSS = 98, 150

# What a column may be thought to take before its texts are wrapped, and between columns.
WRAPPED, GAP = 60, 2
# A heading is smaller than what stands below it.
SMALL = 0.9
# A table that takes more of the sheet than this is as wide as the sheet.
NEARLY_WHOLE = 0.6

# Two fields stand beside each other, heading and value by turns, each with this part of the
# width; a longer value does not.
LONG_FIELD = 34
_FIELDS = (0.17, 0.33, 0.17, 0.33)
_SOURCES = (0.35, 0.65)

RULED_LINES = 10

# What is never wrapped.
_WHOLE = {ColumnKind.LEVEL, ColumnKind.MARK, ColumnKind.DATE, ColumnKind.MOMENT}


def write(report: Report, out: BinaryIO, view: View) -> None:
    """Write the document; it is whole before the first byte goes out."""
    save_word(_Paper(truncate_report(report), view).written(), out)


class _Paper:
    """A report, and the document that it becomes."""

    def __init__(self, report: Report, view: View) -> None:
        self._report = report
        self._view = view
        self._language = view.language
        self._sections = [(part, shown(part, view.language)) for part in _visible(report)]
        self._is_turned = any(
            sum(map(_least, columns)) > UPRIGHT
            for section, columns in self._sections
            if self._form(section) is Form.TABLE
        )
        self._width = text_width(landscape=self._is_turned)
        self._title = labels.headline(report, view.language)
        self._document = new_document(self._title, view.language, landscape=self._is_turned)

    def written(self) -> Document:
        """The document with all that the report says."""
        report, language = self._report, self._language
        self._document.add_heading(safe(self._title), 1)
        for line in (labels.days(report, language), labels.only(report, language)):
            self._quiet(line)
        if report.shape is not Shape.RECORD and labels.is_empty(report):
            summary = labels.empty_texts(report, language)
            self._paragraph(summary)
        else:
            summary = report.summary
            self._paragraph(summary)
            for section, columns in self._sections:
                self._section(section, columns)
        for note in report.notes:
            if note not in summary:
                self._quiet(note)
        if self._view.figures:
            self._drilldowns()
        return self._document

    def _form(self, section: Section) -> Form:
        return Form.FIELDS if self._is_thing(section) else section.form

    def _is_thing(self, section: Section) -> bool:
        """Whether the whole sheet is about what the section tells."""
        return self._report.shape is Shape.RECORD and section is self._report.main

    def _section(self, section: Section, columns: Sequence[Cells]) -> None:
        # What the sheet is named after needs no second heading.
        if not self._is_thing(section) and len(self._report.sections) > 1:
            self._document.add_heading(safe(self._language.gettext(section.title)), 2)
        if section.form is Form.LINES:
            add_lines(self._document, RULED_LINES)
        elif not section.rows:
            self._quiet(labels.nothing(section, self._language))
        elif self._form(section) is Form.FIELDS:
            self._fields([(cells.heading, cells.texts[0]) for cells in columns if cells.texts[0]])
        else:
            self._table(columns)
            self._quiet(labels.more(section, None, self._language))
        self._quiet(section.note)

    def _paragraph(self, sentences: Iterable[str], style: str = "Normal") -> None:
        """Sentences after each other, with the commands that they name set as code."""
        if not any(sentences):
            return
        paragraph = self._document.add_paragraph(style=style)
        for place, sentence in enumerate(sentences):
            paragraph.add_run(" " if place else "")
            parts = sentence.parts if isinstance(sentence, Sentence) else [sentence]
            for number, part in enumerate(parts):
                paragraph.add_run(safe(part), "Code" if number % 2 else None)

    def _quiet(self, sentence: str) -> None:
        self._paragraph([sentence], "Quiet")

    def _fields(self, fields: Sequence[tuple[str, str]]) -> None:
        """Headings and values; two short ones that follow each other stand side by side."""
        table = add_table(self._document, [self._width * part for part in _FIELDS])
        add_rows(table, _side_by_side(fields))
        for row in table.rows:
            for heading in row.cells[::2]:
                for run in heading.paragraphs[0].runs:
                    run.style = "Label"
            if len(row.cells[1].text) > LONG_FIELD:
                row.cells[1].merge(row.cells[-1])

    def _table(self, columns: Sequence[Cells]) -> None:
        """The rows below their headings."""
        table = add_table(self._document, self._widths(columns), [one.heading for one in columns])
        add_rows(table, zip(*(one.texts for one in columns), strict=True))
        rows = [[cell.paragraphs[0] for cell in row.cells] for row in table.rows]
        for place, cells in enumerate(columns):
            if cells.column.kind is ColumnKind.NUMBER:
                for row in rows:
                    row[place].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            elif cells.column.kind is ColumnKind.MARK:
                for row, value in zip(rows[1:], cells.values, strict=True):
                    for run in row[place].runs:
                        run.style = value.capitalize()

    def _widths(self, columns: Sequence[Cells]) -> Sequence[float]:
        """How wide columns are, in points: as wide as their texts, or as there is room for."""
        room = ACROSS if self._is_turned else UPRIGHT
        widths = [_usual(cells) for cells in columns]
        if (too_much := sum(widths) - room) > 0:
            least = [_least(cells) for cells in columns]
            part = min(too_much / (sum(widths) - sum(least) or 1), 1)
            widths = [
                usual - part * (usual - low) for usual, low in zip(widths, least, strict=True)
            ]
        whole = sum(widths)
        unit = self._width / (room if whole < NEARLY_WHOLE * room else whole)
        return [width * unit for width in widths]

    def _drilldowns(self) -> None:
        """Each count with the command that opens it."""
        found = [
            (f"{one.what}: {self._language.number(one.number)}", one.command)
            for one in labels.drilldowns(self._report, self._language)
        ]
        if not found:
            return
        self._document.add_heading(self._language.gettext("Where the figures come from"), 2)
        table = add_table(self._document, [self._width * part for part in _SOURCES])
        add_rows(table, [(one_line(what), one_line(command)) for what, command in found])
        for row in table.rows:
            row.cells[1].paragraphs[0].runs[0].style = "Code"


def _visible(report: Report) -> Iterator[Section]:
    """The sections that people see; of a record, only those there is something of."""
    for section in report.sections:
        if section.rows or section.form is Form.LINES or report.shape is not Shape.RECORD:
            yield section


def _side_by_side(fields: Iterable[tuple[str, str]]) -> Iterator[Sequence[str]]:
    """The rows that fields make."""
    waiting = list(fields)
    while waiting:
        row = waiting.pop(0)
        if waiting and max(len(row[1]), len(waiting[0][1])) <= LONG_FIELD:
            yield *row, *waiting.pop(0)
        else:
            yield *row, "", ""


def _usual(cells: Cells) -> float:
    """What a column takes once long texts are wrapped."""
    longest = max((len(line) for text in cells.texts for line in text.split("\n")), default=0)
    return max(_least(cells), min(longest, WRAPPED) + GAP)


def _least(cells: Cells) -> float:
    """What it takes if no word in it is broken, nor what is read in one piece."""
    if cells.column.kind in _WHOLE:
        longest = max(map(len, cells.texts), default=0)
    else:
        longest = _longest_word(cells.texts)
    return max(SMALL * _longest_word([cells.heading]), longest) + GAP


def _longest_word(texts: Iterable[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)
