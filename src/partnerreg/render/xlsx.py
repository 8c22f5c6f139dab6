"""A report as an Excel workbook: an overview, a sheet for each section, its charts.

Numbers, days and moments are such to Excel too; texts are never calculated. Of rows that
come as a stream there is one plain sheet.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from partnerreg import clock
from partnerreg.errors import InvalidInput
from partnerreg.files import scratch_folder
from partnerreg.render import labels
from partnerreg.render.cells import Cells, column_texts, names_months, shown, tables
from partnerreg.render.machine_formats import keys
from partnerreg.render.text import lines
from partnerreg.reports.report import Column, ColumnKind, Form, Section, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsxwriter.workbook import Workbook

    from partnerreg.language import Language
    from partnerreg.render.options import View
    from partnerreg.reports.report import Report, Stream

# What Excel does not allow in a sheet's name, and a name that it keeps for itself.
LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RESERVED = "history"

MOST_ROWS = 1_048_575
"""How many rows a sheet holds below its header."""

LONGEST = 32_767
"""How many characters Excel holds in a cell; one beyond the first plane of Unicode counts twice."""

DRILLDOWNS = (
    Column("what", "Figure"),
    Column("count", "Count", ColumnKind.NUMBER),
    Column("command", "Command"),
)

_REMEDY = "Write .csv or .jsonl instead, which have no such limit."

# Widths in characters, and the height of a line in points.
WIDEST = 60
NARROWEST = 6
_SCREENFUL = 100
_FIELD_WIDTHS = (28, 80)
_USUAL_WIDTH = 8
_LINE_HEIGHT = 15

_FIRST_YEAR = 1900  # Excel knows no days before

# How days are written; the number in brackets is what Windows calls the language.
_DAYS = {
    "en": ("", "yyyy-mm-dd", "mmm yyyy"),
    "da": ("[$-406]", "d. mmm yyyy", "mmm yyyy"),
    "sv": ("[$-41D]", "d mmm yyyy", "mmm yyyy"),
    "fi": ("[$-40B]", "d.m.yyyy", "mmm yyyy"),
    "nb": ("[$-414]", "d. mmm yyyy", "mmm yyyy"),
}

# What is a word to people even where a number stands for it.
_WORDS = {ColumnKind.LEVEL, ColumnKind.WORD, ColumnKind.MARK, ColumnKind.FLAG, ColumnKind.LIST}


def write(report: Report, out: BinaryIO, view: View) -> None:
    """Write the workbook.

    Raises:
        InvalidInput: there are more rows, or a text is longer, than Excel holds.
    """
    if report.main.stream:
        # Rows pass through the disk, so that memory does not grow with them.
        with (
            scratch_folder() as folder,
            _workbook(out, {"constant_memory": True, "tmpdir": str(folder)}) as book,
        ):
            _write_rows(book, report.main, report.main.stream)
        return
    with _workbook(out, {"in_memory": True}) as book:
        title = labels.heading(report, view.language)
        book.set_properties({"title": title})
        _Book(book, view).report(report, title)


@contextmanager
def _workbook(out: BinaryIO, options: Mapping[str, Any]) -> Iterator[Workbook]:
    """A new workbook."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    archive = _Archive(out)
    book = Workbook(archive, dict(options))
    try:
        yield book
        book.close()
        archive.check()
    except BaseException as error:
        # What is half written is of no use: only the files behind it are let go of.
        archive.abandon()
        for sheet in book.worksheets():
            if book.constant_memory:
                sheet._opt_close()  # noqa: SLF001  # the library has no way to give a workbook up
        if isinstance(error, FileCreateError):  # its own name for what the system refused
            raise error.args[0] from None
        raise


class _Archive:
    """The file that the library writes, from first to last; what was refused `check` tells.

    If that were told at once, or the file closed, the library would try in vain to write the
    end of its archive nevertheless, and Python would complain of that on stderr.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file
        self._error: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write it, unless the file is abandoned."""
        if self._file:
            try:
                self._file.write(data)
            except OSError as error:
                self._error = error
                self.abandon()
        return len(data)

    def flush(self) -> None:
        """Nothing: who opened the file brings it to the disk."""

    def check(self) -> None:
        """Raise what was refused."""
        if self._error:
            raise self._error

    def abandon(self) -> None:
        """Let go of the file: what is still written goes nowhere."""
        self._file = None


_STREAM_WIDTHS = {
    ColumnKind.NUMBER: 10,
    ColumnKind.ID: 10,
    ColumnKind.LEVEL: 10,
    ColumnKind.FLAG: 10,
    ColumnKind.DATE: 12,
    ColumnKind.WORD: 18,
}
_STREAM_TEXT_WIDTH = 28


def _write_rows(book: Workbook, section: Section, stream: Stream) -> None:
    """One sheet with a header, and a row after the other."""
    sheet = book.add_worksheet(section.key)
    heading = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, (name, column) in enumerate(zip(keys(section), section.columns, strict=True)):
        width = max(_STREAM_WIDTHS.get(column.kind, _STREAM_TEXT_WIDTH), len(name) + 4)
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, heading)
    sheet.freeze_panes(1, 0)
    days = {place for place, column in enumerate(section.columns) if column.kind is ColumnKind.DATE}
    count = 0
    for rows in stream.cells():
        for row in rows:
            count += 1
            if count > MOST_ROWS:
                raise InvalidInput(
                    f"A sheet holds {MOST_ROWS:,} rows; there are more {section.key}.", _REMEDY
                )
            for place, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, int | float):
                    sheet.write_number(count, place, cell)
                elif place in days:
                    sheet.write_datetime(count, place, date.fromisoformat(cell), day)
                elif sheet.write_string(count, place, cell):
                    what = section.columns[place].key.replace("_", " ").capitalize()
                    raise _too_long(f"{what} of {stream.thing} #{row[0]}", cell)
    sheet.autofilter(0, 0, count, len(section.columns) - 1)


def _too_long(what: str, text: str) -> InvalidInput:
    return InvalidInput(
        f"{what} has {len(text):,} characters; a cell of Excel holds {LONGEST:,}.", _REMEDY
    )


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
        if report.empty_text:
            return
        yield from tables(report)
        rows = list(labels.drilldowns(report, self._language))
        if rows:
            yield Section("figures", "Figures", DRILLDOWNS, rows)

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
        silent = labels.is_empty(report)
        for sentence in labels.empty_texts(report, self._language) if silent else report.summary:
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


class Styles:
    """How the cells of a workbook look."""

    def __init__(self, book: Any, language: Language) -> None:
        where, day, month = _DAYS[language.code]
        top = {"valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 16})
        heading = {"bold": True, "bottom": 1, "text_wrap": True, **top}
        self.heading = book.add_format(heading)
        end = {"align": "right", "indent": 1, **top}
        self.number_heading = book.add_format({**heading, **end})
        self.name = book.add_format({"bold": True, **top})
        self.text = book.add_format({"text_wrap": True, **top})
        beginning = {**top, "align": "left"}
        self.number = book.add_format({"num_format": "#,##0", **end})
        self.fraction = book.add_format({"num_format": "#,##0.0#", **end})
        self.id = book.add_format({"num_format": "0", **end})
        self.number_of_field = book.add_format({"num_format": "#,##0", **beginning})
        self.id_of_field = book.add_format({"num_format": "0", **beginning})
        self.day = book.add_format({"num_format": where + day, **beginning})
        self.months = where + month
        self.month = book.add_format({"num_format": self.months, **beginning})
        self.moment = book.add_format({"num_format": f"{where}{day} hh:mm", **beginning})


class Sheet:
    """A sheet that is filled from its top to its bottom."""

    def __init__(self, book: Any, name: str, styles: Styles, language: Language) -> None:
        self._book = book
        self._sheet = book.add_worksheet(name)
        self._styles = styles
        self._language = language
        self._row = 0
        self._widths: list[int] = []
        self._sheet.set_paper(9)  # A4
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)

    def title(self, text: str) -> None:
        """A heading over the whole sheet."""
        self._set_widths(_FIELD_WIDTHS)
        self._text(self._row, 0, text, self._styles.title)
        self._row += 2

    def paragraph(self, text: str) -> None:
        """A text over the width of the sheet, an empty row above what follows it."""
        widths = list(self._widths) or list(_FIELD_WIDTHS)
        self._set_widths(widths)
        while sum(widths) < _SCREENFUL:
            widths.append(_USUAL_WIDTH)
        self._set_height(self._row, _lines(text, sum(widths)))
        if len(widths) > 1:
            self._sheet.merge_range(self._row, 0, self._row, len(widths) - 1, "", self._styles.text)
        self._text(self._row, 0, text, self._styles.text)
        self._row += 1

    def space(self) -> None:
        """An empty row."""
        self._row += 1

    def link(self, name: str, title: str, count: int | None) -> None:
        """Another sheet to go to, and how many rows it has."""
        quoted = name.replace("'", "''")
        self._sheet.write_url(self._row, 0, f"internal:'{quoted}'!A1", string=title)
        if count is not None:
            self._sheet.write_number(self._row, 1, count, self._styles.number_of_field)
        self._row += 1

    def fields(self, columns: Sequence[Cells]) -> None:
        """One row of a section as a row for each heading and value, empty values left out."""
        self._set_widths(_FIELD_WIDTHS)
        styles = {
            ColumnKind.ID: self._styles.id_of_field,
            ColumnKind.NUMBER: self._styles.number_of_field,
        }
        for cells in columns:
            if cells.texts[0]:
                self._text(self._row, 0, cells.heading, self._styles.name)
                style = None if type(cells.values[0]) is float else styles.get(cells.column.kind)
                self._cell(self._row, 1, cells, 0, style)
                self._set_height(self._row, _lines(cells.texts[0], _FIELD_WIDTHS[1]))
                self._row += 1
        self._row += 1

    def table(self, section: Section) -> None:
        """A header that stays in sight, rows that can be filtered, and the chart beside them.

        Raises:
            InvalidInput: there are more rows, or a text is longer, than Excel holds.
        """
        count = len(section.rows)
        if count > MOST_ROWS:
            raise InvalidInput(f"A sheet holds {MOST_ROWS:,} rows; there are {count:,}.", _REMEDY)
        columns = _columns(section, self._language)
        top = self._row
        self._set_widths([_width(cells) for cells in columns])
        heights = [1] * count
        for place, cells in enumerate(columns):
            heading = self._styles.number_heading if cells.is_number else self._styles.heading
            self._text(top, place, cells.heading, heading)
            month = self._styles.month if names_months(section, cells.column) else None
            for row, text in enumerate(cells.texts):
                self._cell(top + 1 + row, place, cells, row, month)
                if len(text) > self._widths[place] or "\n" in text:
                    heights[row] = max(heights[row], _lines(text, self._widths[place]))
        for row, height in enumerate(heights):
            self._set_height(top + 1 + row, height)
        self._sheet.freeze_panes(top + 1, 0)
        self._sheet.repeat_rows(top)
        if count:
            self._sheet.autofilter(top, 0, top + count, len(columns) - 1)
            self._chart(section, columns, top)
        self._row = top + count + 2

    def _chart(self, section: Section, columns: Sequence[Cells], top: int) -> None:
        """The section's picture, as a chart that lives from the cells below the header."""
        chart = section.chart
        if chart is None:
            return
        is_course = chart.kind == "course"
        drawn = self._book.add_chart({"type": "line" if is_course else "bar"})
        keys = [cells.column.key for cells in columns]
        first, last, label = top + 1, top + len(section.rows), keys.index(chart.label)
        for key in chart.series:
            place = keys.index(key)
            drawn.add_series(
                {
                    "name": [self._sheet.name, top, place],
                    "categories": [self._sheet.name, first, label, last, label],
                    "values": [self._sheet.name, first, place, last, place],
                    **({"line": {"width": 2}} if is_course else {"gap": 60}),
                }
            )
        drawn.set_title({"name": self._language.gettext(section.title), "name_font": {"size": 12}})
        grid = {"major_gridlines": {"visible": True, "line": {"color": "#d9d9d9"}}}
        if is_course:
            drawn.set_y_axis({"num_format": "0", "min": 0, **grid})
            if names_months(section, columns[label].column):
                drawn.set_x_axis({"date_axis": True, "num_format": self._styles.months})
        else:
            # The first row on top, as in the table, and the numbers below.
            drawn.set_y_axis({"reverse": True})
            drawn.set_x_axis({"num_format": "0", "min": 0, "label_position": "high", **grid})
        if len(chart.series) == 1:
            drawn.set_legend({"none": True})
        self._sheet.insert_chart(first, len(keys) + 1, drawn)

    def _cell(
        self, row: int, place: int, cells: Cells, index: int, style: Any | None = None
    ) -> None:
        """A value as what it is; what is none of Excel's own kinds as people read it.

        `style` is that of a number or a day where it is not the usual one.
        """
        kind, value, styles = cells.column.kind, cells.values[index], self._styles
        if kind in _WORDS or isinstance(value, bool):
            self._text(row, place, cells.texts[index], styles.text)
        elif isinstance(value, int | float):
            number = styles.number if isinstance(value, int) else styles.fraction
            usual = styles.id if kind is ColumnKind.ID else number
            self._sheet.write_number(row, place, value, style or usual)
        elif isinstance(value, datetime):
            self._sheet.write_datetime(row, place, clock.local(value), styles.moment)
        elif isinstance(value, date) and value.year >= _FIRST_YEAR:
            self._sheet.write_datetime(row, place, value, style or styles.day)
        else:
            self._text(row, place, cells.texts[index], styles.text)

    def _text(self, row: int, place: int, text: str, style: Any) -> None:
        if not text:
            return
        if self._sheet.write_string(row, place, "\n".join(lines(text)), style):
            raise _too_long("A text", text)

    def _set_height(self, row: int, height: int) -> None:
        """Make room for so many lines; not every program does by itself."""
        if height > 1:
            self._sheet.set_row(row, height * _LINE_HEIGHT)

    def _set_widths(self, widths: Sequence[int]) -> None:
        self._widths = list(widths)
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)


def _columns(section: Section, language: Language) -> list[Cells]:
    """What the sheet holds: what people see, what there is to paste, and what the chart needs."""
    chart = section.chart
    charted = {chart.label, *chart.series} if chart else set()
    found = []
    for index, column in enumerate(section.columns):
        if column.kind in {ColumnKind.BAR, ColumnKind.OPENS} or not (
            column.shown or column.key in charted
        ):
            continue
        values = [row[index] for row in section.rows]
        if column.kind is ColumnKind.FLAG:
            shown: Sequence[str] = _flags(values, language)
        else:
            shown = column_texts(section, index, language)
        found.append(Cells(column, language.gettext(column.heading), values, shown))
    return found


def _flags(values: Sequence[bool | None], language: Language) -> list[str]:
    """Both answers as words: a sheet is filtered by them."""
    yes, no = language.gettext("yes"), language.gettext("no")
    return ["" if value is None else yes if value else no for value in values]


def _width(cells: Cells) -> int:
    """The width of a column, in characters: that of its longest line, within bounds."""
    arrow = 3  # what opens the filter stands in the header
    longest = max((len(line) for text in cells.texts for line in text.split("\n")), default=0)
    return min(max(longest + 1, len(cells.heading) + arrow, NARROWEST), WIDEST)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in so many characters, roughly."""
    return sum(-(-len(line) // width) or 1 for line in text.split("\n"))
