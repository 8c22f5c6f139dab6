"""A report on a terminal, drawn with Rich.

Rich wraps, colours and encodes; where the columns stand is worked out here. Its own
table measures and renders cell by cell, which for the first fifty rows of a list takes
longer than all else that a command does; one `Text` for the whole page takes a tenth.
"""

from __future__ import annotations

from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from partnerreg.render.cells import shown, symbols_for, tables
from partnerreg.render.layout import fitting
from partnerreg.render.text import encodable, encoding_of, lines
from partnerreg.reports.report import Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from partnerreg.render.cells import Cells
    from partnerreg.render.screen import Screen
    from partnerreg.reports.report import Report, Section

GAP = 2
NARROWEST = 20  # on a terminal that has less, lines run over

HEADING = "bold"
ASIDE = "dim"
MARKS = {"met": "green", "missing": "red", "advice": "yellow"}

NOTHING = "Nothing here."


def write(report: Report, out: TextIO, screen: Screen) -> None:
    """Draw the report's tables, the first rows of each."""
    canvas = StringIO()
    console = Console(
        file=canvas,
        width=screen.width,
        height=1,  # of no matter, but else the terminal is asked for it
        color_system="standard" if screen.color else None,
        no_color=not screen.color,
        legacy_windows=False,
        force_jupyter=False,
    )
    page = _Page(console, encoding_of(out), screen)
    page.report(report)
    console.print(page.text, soft_wrap=True, end="")
    out.write(encodable(canvas.getvalue(), out))


class _Column(NamedTuple):
    """A column as it is drawn: the lines of each cell, the heading's first."""

    cells: list[list[str]]
    styles: list[str]
    is_number: bool

    @classmethod
    def of(cls, cells: Cells) -> _Column:
        texts = [lines(cells.column.heading), *map(lines, cells.texts)]
        if cells.column.kind is Kind.MARK:
            styles = [MARKS.get(value, "") for value in cells.values]
        else:
            styles = [""] * len(cells.texts)
        return cls(texts, [HEADING, *styles], cells.is_number)

    @property
    def widest(self) -> int:
        return max((cell_len(line) for cell in self.cells for line in cell), default=0)

    @property
    def longest_word(self) -> int:
        words = (word for cell in self.cells for line in cell for word in line.split())
        return max(map(cell_len, words), default=0)


class _Page:
    """What goes on the terminal, written from top to bottom into `text`."""

    def __init__(self, console: Console, encoding: str, screen: Screen) -> None:
        self.text = Text()
        self._console = console
        self._width = max(screen.width, NARROWEST)
        self._limit = screen.limit
        self._symbols = symbols_for(encoding)

    def report(self, report: Report) -> None:
        """The title, the sections and the notes, with empty lines between them."""
        if not any(section.rows for section in report.sections):
            for note in report.notes or [NOTHING]:
                self._paragraph(note)
            return
        self._paragraph(report.title, HEADING)
        if report.shape is Shape.RECORD and report.main.rows:
            self._space()
            self._fields(self._columns(report.main), row=1)
        for section in tables(report):
            self._space()
            if len(report.sections) > 1:
                self._paragraph(section.title, HEADING)
            self._section(section)
        if report.notes:
            self._space()
        for note in report.notes:
            self._paragraph(note, ASIDE)

    def _section(self, section: Section) -> None:
        """A section's table, and how many rows of it are left out."""
        if not section.rows:
            self._paragraph(NOTHING, ASIDE)
            return
        self._table(self._columns(section))
        hidden = len(section.rows) - len(section.rows[: self._limit])
        if hidden:
            self._paragraph(f"and {hidden} more (--all shows all rows)", ASIDE)

    def _columns(self, section: Section) -> list[_Column]:
        return [_Column.of(cells) for cells in shown(section, self._symbols, self._limit)]

    def _table(self, columns: Sequence[_Column]) -> None:
        """A header, a rule and the rows; where words are too long for it, blocks."""
        gaps = GAP * (len(columns) - 1)
        widths = fitting(
            [column.widest for column in columns],
            [column.longest_word for column in columns],
            self._width - gaps,
        )
        if widths is None:
            self._blocks(columns)
            return
        heading, *rows = range(len(columns[0].cells))
        self._row(columns, heading, widths)
        self._paragraph(self._symbols.rule * (sum(widths) + gaps), ASIDE)
        for row in rows:
            self._row(columns, row, widths)

    def _blocks(self, columns: Sequence[_Column]) -> None:
        """The fields of each row, with an empty line between rows."""
        _, first, *further = range(len(columns[0].cells))
        self._fields(columns, first)
        for row in further:
            self._space()
            self._fields(columns, row)

    def _fields(self, columns: Sequence[_Column], row: int) -> None:
        """One row as a line for each heading and value, empty values left out."""
        filled = [column for column in columns if column.cells[row] != [""]]
        headings = _Column(
            [_with_colon(column.cells[0]) for column in filled],
            [HEADING] * len(filled),
            is_number=False,
        )
        values = _Column(
            [column.cells[row] for column in filled],
            [column.styles[row] for column in filled],
            is_number=False,
        )
        left = min(headings.widest, self._width // 3)
        for field in range(len(filled)):
            self._row([headings, values], field, [left, self._width - left - GAP])

    def _row(self, columns: Sequence[_Column], row: int, widths: Sequence[int]) -> None:
        """The cells of one row side by side, each wrapped to its column's width."""
        wrapped = [
            [piece for line in column.cells[row] for piece in self._wrapped(line, width)]
            for column, width in zip(columns, widths, strict=True)
        ]
        for pieces in zip_longest(*wrapped, fillvalue=""):
            blank = 0
            for piece, column, width in zip(pieces, columns, widths, strict=True):
                spare = width - cell_len(piece)
                before, after = (spare, 0) if column.is_number else (0, spare)
                if piece:
                    self.text.append(" " * (blank + before))
                    self.text.append(piece, column.styles[row])
                    blank = after + GAP
                else:
                    blank += width + GAP
            self.text.append("\n")

    def _paragraph(self, text: str, style: str = "") -> None:
        for line in lines(text):
            for piece in self._wrapped(line, self._width):
                self.text.append(piece, style).append("\n")

    def _wrapped(self, line: str, width: int) -> list[str]:
        if cell_len(line) <= width:
            return [line]
        pieces = Text(line).wrap(self._console, width, overflow="fold")
        return [piece.plain.rstrip(" ") for piece in pieces]

    def _space(self) -> None:
        self.text.append("\n")


def _with_colon(heading: list[str]) -> list[str]:
    *lines_before, last = heading
    return [*lines_before, f"{last}:" if last else ""]
