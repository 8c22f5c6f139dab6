"""Tables on a terminal, drawn with Rich.

How wide columns are is decided here: left to itself, Rich breaks words in one
column while another has room to give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from partnerreg.domain.enums import Level
from partnerreg.render.layout import fitting
from partnerreg.render.text import lines
from partnerreg.reports.report import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, JustifyMethod

    from partnerreg.render.cells import Cells

# What parts columns: where that is too much, less.
GAP = 2
NARROW_GAP = 1

# What a column of these kinds holds is never wrapped.
WHOLE = {
    Kind.NUMBER,
    Kind.ID,
    Kind.LEVEL,
    Kind.DATE,
    Kind.MOMENT,
    Kind.FLAG,
    Kind.MARK,
    Kind.BAR,
}

HEADING = "bold"
ASIDE = "dim"

# By what a cell holds: marks, and levels, each of a colour of its own.
STYLES: dict[Kind, dict[object, str]] = {
    Kind.MARK: {"met": "green", "missing": "red", "advice": "yellow", "hint": "dim"},
    Kind.LEVEL: {Level.STRATEGIC: "magenta", Level.SERVICE: "cyan", Level.NETWORK: "bright_blue"},
}


class DrawnColumn(NamedTuple):
    """A column as it is drawn."""

    kind: Kind
    heading: str
    cells: Sequence[Text]

    @classmethod
    def of(cls, cells: Cells) -> DrawnColumn:
        """A column in the colours of what it holds."""
        styles = STYLES.get(cells.column.kind)
        said = map(safe, cells.texts)
        if styles:
            drawn = [
                Text(text, styles.get(value, ""))
                for text, value in zip(said, cells.values, strict=True)
            ]
        else:
            drawn = list(map(Text, said))
        kind = Kind.TEXT if cells.column.says else cells.column.kind  # what it says may be long
        return cls(kind, safe(cells.heading), drawn)

    @property
    def is_number(self) -> bool:
        """Whether the cells belong at the right."""
        return self.kind in {Kind.NUMBER, Kind.ID}

    def widths(self) -> tuple[int, int]:
        """How wide the widest line is, and what must not be broken."""
        text = "\n".join(cell.plain for cell in self.cells)
        lines, words = _widest(text.split("\n")), _widest(text.split())
        heading = _widest(self.heading.split("\n")), _widest(self.heading.split())
        whole = lines if self.kind in WHOLE else words
        return max(lines, heading[0]), max(whole, heading[1])


class Drawing:
    """Draws tables on a console.

    Args:
        console: where to.
        rule: the sign that the line below a header is made of.
    """

    def __init__(self, console: Console, rule: str) -> None:
        self._console = console
        self._rule = rule

    def table(self, columns: Sequence[DrawnColumn]) -> None:
        """A header, a rule and the rows; where words are too long for it, blocks.

        Where there is no room for all columns in full, those with nothing in them give way,
        and then the gaps between them.
        """
        widest, unbroken = self._widths(columns)
        if sum(widest) > self._room(columns, GAP):
            columns = [column for column in columns if any(column.cells)] or columns
            widest, unbroken = self._widths(columns)
        for gap in (GAP, NARROW_GAP):
            widths = fitting(widest, unbroken, self._room(columns, gap))
            if widths is not None:
                self._draw(columns, widths, gap)
                return
        self._blocks(columns)

    def _room(self, columns: Sequence[DrawnColumn], gap: int) -> int:
        """How many character cells there are for what these columns hold."""
        return self._console.width - gap * (len(columns) - 1)

    @staticmethod
    def _widths(columns: Sequence[DrawnColumn]) -> tuple[list[int], list[int]]:
        """How wide each column's widest line is, and what must not be broken."""
        both = [column.widths() for column in columns]
        return [wide for wide, _ in both], [whole for _, whole in both]

    def _blocks(self, columns: Sequence[DrawnColumn]) -> None:
        """The fields of each row, with an empty line between rows."""
        for row in range(len(columns[0].cells)):
            if row:
                self._console.print()
            self.fields(columns, row)

    def fields(self, columns: Sequence[DrawnColumn], row: int) -> None:
        """One row as a line for each heading and value, empty values left out."""
        filled = [column for column in columns if column.cells[row]]
        headings = [Text(column.heading and f"{column.heading}:", HEADING) for column in filled]
        sides = (
            DrawnColumn(Kind.TEXT, "", headings),
            DrawnColumn(Kind.TEXT, "", [column.cells[row] for column in filled]),
        )
        left, right = (side.widths()[0] for side in sides)
        left = min(left, self._console.width // 3)
        right = min(right, self._console.width - left - GAP)
        self._draw(sides, [left, right], GAP, header=False)

    def _draw(
        self,
        columns: Sequence[DrawnColumn],
        widths: Sequence[int],
        gap: int,
        *,
        header: bool = True,
    ) -> None:
        table = Table(
            box=_box(self._rule, gap),
            show_edge=False,
            show_header=header,
            padding=0,
            header_style=HEADING,
            border_style=ASIDE,
        )
        for column, width in zip(columns, widths, strict=True):
            justify: JustifyMethod = "right" if column.is_number else "left"
            heading = Text(column.heading)
            table.add_column(heading, width=width, justify=justify, overflow="fold")
        for row in zip(*(column.cells for column in columns), strict=True):
            table.add_row(*row)
        self._console.print(table, crop=False)


def _widest(texts: Iterable[str]) -> int:
    # Rich gives a column of nothing one cell, too.
    return max(map(cell_len, texts), default=0) or 1


def _box(rule: str, gap: int) -> Box:
    """Rich's simple box with wider gaps.

    Rich's own padding would do, but each cell is laid out a second time for it.
    """
    box = Box(str(SIMPLE_HEAD).replace("─", rule), ascii=True)
    box.head_vertical = box.mid_vertical = box.foot_vertical = " " * gap
    box.head_row_cross = rule * gap
    return box


def safe(text: str) -> str:
    """The text without anything that steers a terminal, its lines kept."""
    return "\n".join(lines(text))
