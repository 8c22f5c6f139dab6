"""A report on a terminal, drawn with Rich."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from partnerreg.render import labels
from partnerreg.render.cells import commands, shown, symbols_for, tables
from partnerreg.render.rich_table import ASIDE, HEADING, Drawing, DrawnColumn, safe
from partnerreg.render.sparkline import sparklines
from partnerreg.render.text import encodable, encoding_of
from partnerreg.render.truncation import on_a_sheet
from partnerreg.reports.report import Form, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from partnerreg.render.cells import Symbols
    from partnerreg.render.options import View
    from partnerreg.render.screen import Screen
    from partnerreg.reports.report import Report, Section

NARROWEST = 20  # on a terminal that has less, lines run over


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
    _Page(console, symbols_for(encoding_of(out)), screen.limit, view).report(on_a_sheet(report))
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
        if labels.is_silent(report):
            self._paragraphs(labels.silence_alone(report, self._language))
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
        self._openings(report)

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
            if rest := labels.more(section, limit, self._language):
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
        for heading, *texts in commands(section, self._language, self._limit):
            self._space()
            self._paragraph(heading, HEADING)
            self._unwrapped(texts)

    def _openings(self, report: Report) -> None:
        """How figures are opened: an example, or each of them."""
        language = self._language
        if self._view.figures:
            said = [
                f"{one.what} {language.number(one.number)}: {one.command}"
                for one in labels.openings(report, language)
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
