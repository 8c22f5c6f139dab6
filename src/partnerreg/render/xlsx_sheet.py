"""One sheet of a workbook."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from partnerreg import clock
from partnerreg.errors import InvalidInput
from partnerreg.render.cells import Cells, column_texts, names_months
from partnerreg.render.text import lines
from partnerreg.reports.report import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.language import Language
    from partnerreg.reports.report import Section

MOST_ROWS = 1_048_575
"""How many rows a sheet holds below its header."""

LONGEST = 32_767
"""How many characters a cell holds."""

_REMEDY = "Write .json or .csv instead, which have no such limit."

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
_WORDS = {Kind.LEVEL, Kind.WORD, Kind.MARK, Kind.FLAG, Kind.LIST}


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
        styles = {Kind.ID: self._styles.id_of_field, Kind.NUMBER: self._styles.number_of_field}
        for cells in columns:
            if cells.texts[0]:
                self._text(self._row, 0, cells.heading, self._styles.name)
                self._cell(self._row, 1, cells, 0, styles.get(cells.column.kind))
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
            usual = styles.id if kind is Kind.ID else number
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
            raise InvalidInput(
                f"A text has {len(text):,} characters; a cell of Excel holds {LONGEST:,}.",
                _REMEDY,
            )

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
        if column.kind in {Kind.BAR, Kind.OPENS} or not (column.shown or column.key in charted):
            continue
        values = [row[index] for row in section.rows]
        if column.kind is Kind.FLAG:
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
