"""A report on a terminal, drawn with Rich.

How wide columns are is decided here: left to itself, Rich breaks words in one
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

from partnerreg.domain.enums import Level
from partnerreg.render import labels
from partnerreg.render.cells import commands, shown, symbols_for, tables
from partnerreg.render.sparkline import sparklines
from partnerreg.render.text import encodable, encoding_of, safe
from partnerreg.render.truncation import truncate_report
from partnerreg.reports.report import ColumnKind, Form, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from rich.console import JustifyMethod

    from partnerreg.render.cells import Cells, Symbols
    from partnerreg.render.options import Screen, View
    from partnerreg.reports.report import Report, Section

NARROWEST = 20  # on a terminal that has less, lines run over

# A longer word (an address on the web, say) may be folded to make a table fit.
LONGEST_WHOLE_WORD = 24

# What parts columns: where that is too much, less.
GAP = 2
NARROW_GAP = 1

# What a column of these kinds holds is never wrapped.
WHOLE = {
    ColumnKind.NUMBER,
    ColumnKind.ID,
    ColumnKind.LEVEL,
    ColumnKind.DATE,
    ColumnKind.MOMENT,
    ColumnKind.FLAG,
    ColumnKind.MARK,
    ColumnKind.BAR,
}

HEADING = "bold"
ASIDE = "dim"

# By what a cell holds: marks, and levels, each of a colour of its own.
STYLES: dict[ColumnKind, dict[object, str]] = {
    ColumnKind.MARK: {"met": "green", "missing": "red", "advice": "yellow", "hint": "dim"},
    ColumnKind.LEVEL: {
        Level.STRATEGIC: "magenta",
        Level.SERVICE: "cyan",
        Level.NETWORK: "bright_blue",
    },
}


def write(report: Report, out: TextIO, screen: Screen, view: View) -> None:
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
    page = _Page(console, symbols_for(encoding_of(out)), screen.limit, view)
    page.report(truncate_report(report))
    out.write(encodable(canvas.getvalue(), out))


class _Page:
    """What goes on the terminal, from top to bottom."""

    def __init__(self, console: Console, symbols: Symbols, limit: int | None, view: View) -> None:
        self._console = console
        self._symbols = symbols
        self._limit = limit
        self._view = view
        self._language = view.language
        self._drawing = Drawing(console, symbols.rule)

    def report(self, report: Report) -> None:
        """The title, what to know first, the sections and the notes, empty lines between them."""
        if labels.is_empty(report):
            self._paragraphs(labels.empty_texts_alone(report, self._language))
            return
        self._paragraph(labels.heading(report, self._language), HEADING)
        if only := labels.only(report, self._language):
            self._paragraph(only)
        if report.summary:
            self._space()
            self._paragraphs(report.summary)
        if report.shape is Shape.RECORD and report.main.rows:
            self._space()
            self._fields(report.main)
        for section in tables(report):
            self._space()
            if len(report.sections) > 1:
                self._paragraph(self._language.gettext(section.title), HEADING)
            self._section(section)
        if report.notes:
            self._space()
            self._paragraphs(report.notes, ASIDE)
        self._drilldowns(report)

    def _section(self, section: Section) -> None:
        """A section's rows, how many of them are left out, and the commands in them."""
        if not section.rows:
            self._paragraph(labels.nothing(section, self._language), ASIDE)
            return
        if course := sparklines(section, self._language, self._symbols):
            self._drawing.table([DrawnColumn.of(cells) for cells in course])
            self._space()
        if section.form is Form.FIELDS:
            self._fields(section)
        else:
            self._drawing.table(self._columns(section))
            limit = labels.limited(section, self._limit)
            if rest := labels.more(section, limit, self._language, self._view.all_rows):
                self._paragraph(rest, ASIDE)
            self._commands(section)
        if section.note:
            self._paragraph(section.note, ASIDE)

    def _fields(self, section: Section) -> None:
        self._drawing.fields(self._columns(section), 0)
        self._commands(section)

    def _columns(self, section: Section) -> list[DrawnColumn]:
        limit = labels.limited(section, self._limit)
        found = shown(section, self._language, self._symbols, limit)
        return [DrawnColumn.of(cells) for cells in found]

    def _commands(self, section: Section) -> None:
        """Commands to paste: only the terminal itself may wrap them."""
        for heading, lines in commands(section, self._language, self._limit):
            self._space()
            self._paragraph(f"{heading}:", HEADING)
            self._unwrapped(f"  {line}" for line in lines)

    def _drilldowns(self, report: Report) -> None:
        """How figures are opened: an example, or each of them."""
        language = self._language
        if self._view.figures:
            said = [
                f"{one.what} {language.number(one.number)}: {one.command}"
                for one in labels.drilldowns(report, language)
            ]
        else:
            said = list(filter(None, [labels.example(report, language)]))
        if said:
            self._space()
            self._unwrapped(said, ASIDE)

    def _unwrapped(self, texts: Iterable[str], style: str = "") -> None:
        for text in texts:
            self._console.print(Text(safe(text), style), soft_wrap=True)

    def _paragraphs(self, texts: Iterable[str], style: str = "") -> None:
        for text in texts:
            self._paragraph(text, style)

    def _paragraph(self, text: str, style: str = "") -> None:
        self._console.print(Text(safe(text), style), overflow="fold")

    def _space(self) -> None:
        self._console.print()


class DrawnColumn(NamedTuple):
    """A column as it is drawn."""

    kind: ColumnKind
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
        # What is read from elsewhere may be long.
        kind = ColumnKind.TEXT if cells.column.display_from else cells.column.kind
        return cls(kind, safe(cells.heading), drawn)

    @property
    def is_number(self) -> bool:
        """Whether the cells belong at the right."""
        return self.kind in {ColumnKind.NUMBER, ColumnKind.ID}

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
            widths = fit_widths(widest, unbroken, self._room(columns, gap))
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
            DrawnColumn(ColumnKind.TEXT, "", headings),
            DrawnColumn(ColumnKind.TEXT, "", [column.cells[row] for column in filled]),
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


def fit_widths(widest: Sequence[int], longest_words: Sequence[int], room: int) -> list[int] | None:
    """The widths of columns that together have `room`; the widest give way first.

    Args:
        widest: the width of each column's widest cell.
        longest_words: the width of each column's longest word.
        room: what there is for all columns, in character cells.

    Returns:
        A width for each column, or None where words would have to be broken.
    """
    least = [min(word, LONGEST_WHOLE_WORD) for word in longest_words]
    for most in range(max(room, 0), -1, -1):
        widths = [max(low, min(wide, most)) for wide, low in zip(widest, least, strict=True)]
        if sum(widths) <= room:
            return widths
    return None
