"""A report on a terminal, drawn with Rich."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from partnerreg.render.cells import commands, shown, symbols_for, tables
from partnerreg.render.text import encodable, encoding_of, lines
from partnerreg.reports.report import Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from partnerreg.render.cells import Cells, Symbols
    from partnerreg.render.screen import Screen
    from partnerreg.reports.report import Report, Section

GAP = 2
NARROWEST = 20  # on a terminal that has less, lines run over

# Columns of these kinds are never wrapped.
SHORT_KINDS = {Kind.NUMBER, Kind.DATE, Kind.MOMENT, Kind.FLAG, Kind.MARK, Kind.BAR}
# A longer word (an address on the web, say) may be folded to make a table fit.
LONGEST_WHOLE_WORD = 24

HEADING = "bold"
ASIDE = "dim"
MARKS = {"met": "green", "missing": "red", "advice": "yellow"}

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

    @property
    def widest(self) -> int:
        """The width of the widest line."""
        return max(map(cell_len, self._text.split("\n")))

    @property
    def longest_word(self) -> int:
        """The width of the longest word that should stay whole; 0 where nothing is wrapped."""
        if self.kind in SHORT_KINDS:
            return 0
        longest = max(map(cell_len, self._text.split()), default=0)
        return min(longest, LONGEST_WHOLE_WORD)

    @property
    def _text(self) -> str:
        return "\n".join([self.heading, *(cell.plain for cell in self.cells)])


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
        columns = self._columns(section)
        if _room_for_words(columns) <= self._console.width:
            self._table(columns)
        else:
            self._blocks(columns)
        hidden = len(section.rows) - len(section.rows[: self._limit])
        if hidden:
            self._paragraph(f"and {hidden:,} more (--all shows all rows)", ASIDE)
        self._commands(section)

    def _columns(self, section: Section) -> list[_Column]:
        return [_Column.of(cells) for cells in shown(section, self._symbols, self._limit)]

    def _table(self, columns: Sequence[_Column]) -> None:
        table = Table(
            box=_box(self._symbols.rule),
            show_edge=False,
            padding=0,
            header_style=HEADING,
            border_style=ASIDE,
        )
        for column in columns:
            table.add_column(
                Text(column.heading),
                justify="right" if column.kind is Kind.NUMBER else "left",
                overflow="fold",
                no_wrap=column.kind in SHORT_KINDS,
            )
        for row in zip(*(column.cells for column in columns), strict=True):
            table.add_row(*row)
        # Rich counts a cell for each gap.
        room = self._console.width - (GAP - 1) * (len(columns) - 1)
        self._console.print(table, width=room, crop=False)

    def _blocks(self, columns: Sequence[_Column]) -> None:
        """The fields of each row, with an empty line between rows."""
        for row in range(len(columns[0].cells)):
            if row:
                self._space()
            self._fields(columns, row)

    def _fields(self, columns: Sequence[_Column], row: int) -> None:
        """One row as a line for each heading and value, empty values left out."""
        grid = Table.grid(padding=(0, GAP, 0, 0))
        grid.add_column(style=HEADING, overflow="fold", max_width=self._console.width // 3)
        grid.add_column(overflow="fold")
        for column in columns:
            if column.cells[row]:
                heading = column.heading
                grid.add_row(Text(heading and f"{heading}:"), column.cells[row])
        self._console.print(grid)

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


def _room_for_words(columns: Sequence[_Column]) -> int:
    """How wide a table has to be for its words to stay whole.

    Rich narrows the widest columns first, so that all that have to give way end up
    equally wide.
    """
    word = max((column.longest_word for column in columns), default=0)
    widths = [
        column.widest if column.kind in SHORT_KINDS else min(column.widest, word)
        for column in columns
    ]
    return sum(widths) + GAP * (len(widths) - 1)


def _box(rule: str) -> Box:
    """Rich's simple box with wider gaps; with padding, Rich would lay out every cell twice."""
    box = Box(str(SIMPLE_HEAD).replace("─", rule), ascii=True)
    box.head_vertical = box.mid_vertical = box.foot_vertical = " " * GAP
    box.head_row_cross = rule * GAP
    return box


def _safe(text: str) -> str:
    return "\n".join(lines(text))
