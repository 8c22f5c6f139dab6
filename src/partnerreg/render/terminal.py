"""A report on a terminal, drawn with Rich.

How wide its columns are is decided here: left to itself, Rich breaks words in one
column while another has room to give.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from partnerreg.render.cells import commands, shown, symbols_for, tables
from partnerreg.render.layout import fitting
from partnerreg.render.text import encodable, encoding_of, lines
from partnerreg.reports.report import Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from rich.console import JustifyMethod

    from partnerreg.render.cells import Cells, Symbols
    from partnerreg.render.screen import Screen
    from partnerreg.reports.report import Report, Section

GAP = 2
NARROWEST = 20  # on a terminal that has less, lines run over

# What a column of these kinds holds is never wrapped.
WHOLE = {Kind.NUMBER, Kind.DATE, Kind.MOMENT, Kind.FLAG, Kind.MARK, Kind.BAR}

HEADING = "bold"
ASIDE = "dim"
MARKS = {"met": "green", "missing": "red", "advice": "yellow", "hint": "dim"}

NOTHING = "Nothing here."


def write(report: Report, out: TextIO, screen: Screen) -> None:
    """Draw the report's tables, the first rows of each."""
    canvas = StringIO()
    console = Console(
        file=canvas,
        width=max(screen.width, NARROWEST),
        height=1,  # of no matter, but else the terminal is asked for it
        color_system="standard" if screen.color else None,
        no_color=not screen.color,
        legacy_windows=False,
        force_jupyter=False,
    )
    _Page(console, symbols_for(encoding_of(out)), screen.limit).report(report)
    out.write(encodable(canvas.getvalue(), out))


class _Column(NamedTuple):
    """A column as it is drawn."""

    kind: Kind
    heading: str
    cells: Sequence[Text]

    @classmethod
    def of(cls, cells: Cells) -> _Column:
        texts = map(_safe, cells.texts)
        if cells.column.kind is Kind.MARK:
            styles = [MARKS.get(value, "") for value in cells.values]
            drawn = list(map(Text, texts, styles))
        else:
            drawn = list(map(Text, texts))
        return cls(cells.column.kind, _safe(cells.column.heading), drawn)

    def widths(self) -> tuple[int, int]:
        """How wide the widest line is, and what must not be broken."""
        text = "\n".join(cell.plain for cell in self.cells)
        lines, words = _widest(text.split("\n")), _widest(text.split())
        heading = _widest(self.heading.split("\n")), _widest(self.heading.split())
        whole = lines if self.kind in WHOLE else words
        return max(lines, heading[0]), max(whole, heading[1])


class _Page:
    """What goes on the terminal, from top to bottom."""

    def __init__(self, console: Console, symbols: Symbols, limit: int | None) -> None:
        self._console = console
        self._symbols = symbols
        self._limit = limit

    def report(self, report: Report) -> None:
        """The title, the sections and the notes, with empty lines between them."""
        if not any(section.rows for section in report.sections):
            for note in report.notes or [NOTHING]:
                self._paragraph(note)
            return
        self._paragraph(report.title, HEADING)
        if report.shape is Shape.RECORD and report.main.rows:
            self._space()
            self._fields(self._columns(report.main), 0)
            self._commands(report.main)
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
        """A section's rows, how many of them are left out, and the commands in them."""
        if not section.rows:
            self._paragraph(NOTHING, ASIDE)
            return
        self._table(self._columns(section))
        hidden = (section.total or len(section.rows)) - len(section.rows[: self._limit])
        if hidden:
            self._paragraph(f"and {hidden:,} more (--all shows all rows)", ASIDE)
        self._commands(section)

    def _columns(self, section: Section) -> list[_Column]:
        return [_Column.of(cells) for cells in shown(section, self._symbols, self._limit)]

    def _table(self, columns: Sequence[_Column]) -> None:
        """A header, a rule and the rows; where words are too long for it, blocks.

        Where there is no room for all columns in full, those with nothing in them give way.
        """
        widest, unbroken = self._widths(columns)
        if sum(widest) > self._room(columns):
            columns = [column for column in columns if any(column.cells)] or columns
            widest, unbroken = self._widths(columns)
        widths = fitting(widest, unbroken, self._room(columns))
        if widths is None:
            self._blocks(columns)
        else:
            self._draw(columns, widths)

    def _room(self, columns: Sequence[_Column]) -> int:
        """How many character cells there are for what these columns hold."""
        return self._console.width - GAP * (len(columns) - 1)

    @staticmethod
    def _widths(columns: Sequence[_Column]) -> tuple[list[int], list[int]]:
        """How wide each column's widest line is, and what must not be broken."""
        both = [column.widths() for column in columns]
        return [wide for wide, _ in both], [whole for _, whole in both]

    def _blocks(self, columns: Sequence[_Column]) -> None:
        """The fields of each row, with an empty line between rows."""
        for row in range(len(columns[0].cells)):
            if row:
                self._space()
            self._fields(columns, row)

    def _fields(self, columns: Sequence[_Column], row: int) -> None:
        """One row as a line for each heading and value, empty values left out."""
        filled = [column for column in columns if column.cells[row]]
        headings = [Text(column.heading and f"{column.heading}:", HEADING) for column in filled]
        sides = (
            _Column(Kind.TEXT, "", headings),
            _Column(Kind.TEXT, "", [column.cells[row] for column in filled]),
        )
        left, right = (side.widths()[0] for side in sides)
        left = min(left, self._console.width // 3)
        right = min(right, self._console.width - left - GAP)
        self._draw(sides, [left, right], header=False)

    def _draw(
        self, columns: Sequence[_Column], widths: Sequence[int], *, header: bool = True
    ) -> None:
        table = Table(
            box=_box(self._symbols.rule),
            show_edge=False,
            show_header=header,
            padding=0,
            header_style=HEADING,
            border_style=ASIDE,
        )
        for column, width in zip(columns, widths, strict=True):
            justify: JustifyMethod = "right" if column.kind is Kind.NUMBER else "left"
            heading = Text(column.heading)
            table.add_column(heading, width=width, justify=justify, overflow="fold")
        for row in zip(*(column.cells for column in columns), strict=True):
            table.add_row(*row)
        self._console.print(table, crop=False)

    def _commands(self, section: Section) -> None:
        """Commands to paste: only the terminal itself may wrap them."""
        for heading, *texts in commands(section, self._limit):
            self._space()
            self._paragraph(heading, HEADING)
            for text in texts:
                self._console.print(Text(text), soft_wrap=True)

    def _paragraph(self, text: str, style: str = "") -> None:
        self._console.print(Text(_safe(text), style), overflow="fold")

    def _space(self) -> None:
        self._console.print()


def _widest(texts: Iterable[str]) -> int:
    # Rich gives a column of nothing one cell, too.
    return max(map(cell_len, texts), default=0) or 1


def _box(rule: str) -> Box:
    """Rich's simple box with wider gaps.

    Rich's own padding would do, but each cell is laid out a second time for it.
    """
    box = Box(str(SIMPLE_HEAD).replace("─", rule), ascii=True)
    box.head_vertical = box.mid_vertical = box.foot_vertical = " " * GAP
    box.head_row_cross = rule * GAP
    return box


def _safe(text: str) -> str:
    return "\n".join(lines(text))
