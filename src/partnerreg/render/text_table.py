"""A report as aligned text: for pipes, files and very long tables.

No colour, no wrapping, no cutting: a row is a line, so that `grep`, `head` and
`wc` work on it. A list has no title, its header is the first line.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from partnerreg.render import labels
from partnerreg.render.cells import UNICODE, commands, shown, symbols_for, tables
from partnerreg.render.sparkline import sparklines
from partnerreg.render.text import LINE_BREAK, all_one_line, encodable, encoding_of, fits, one_line
from partnerreg.render.truncation import truncate_report
from partnerreg.reports.report import Form, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from partnerreg.language import Language
    from partnerreg.render.cells import Cells, Symbols
    from partnerreg.render.options import View
    from partnerreg.reports.report import Report, Section

GAP = "  "

_LINES_AT_ONCE = 1000

# From here on there are characters of no width (accents that combine) and of two
# cells (CJK, emoji). Those before take one; so do the signs we put in ourselves and
# those of ordinary text (dashes, quotation marks, bullet, ellipsis, euro).
_FIRST_UNEVEN = "\u0300"
_TYPOGRAPHY = "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u20ac"
_EVEN_SIGNS = frozenset("".join(UNICODE) + LINE_BREAK + _TYPOGRAPHY)


def write(report: Report, out: TextIO, view: View) -> None:
    """Write the rows of the report's tables that a sheet shows, each whole."""
    lines = _Page(view, symbols_for(encoding_of(out))).lines(truncate_report(report))
    while batch := list(islice(lines, _LINES_AT_ONCE)):
        out.write(encodable("\n".join([*batch, ""]), out))


class _Page:
    """What is written, from top to bottom."""

    def __init__(self, view: View, symbols: Symbols) -> None:
        self.view = view
        self.symbols = symbols

    def lines(self, report: Report) -> Iterator[str]:
        """All lines of the report, with an empty one between its blocks."""
        blocks = self._blocks(report)
        yield from next(blocks, ())
        for block in blocks:
            yield ""
            yield from block

    def _blocks(self, report: Report) -> Iterator[Iterable[str]]:
        language = self.view.language
        if report.shape is Shape.REPORT and labels.is_empty(report):
            yield _each_on_a_line(labels.empty_texts_alone(report, language))
            return
        if report.shape is not Shape.LIST or (self.view.screen and report.as_of):
            heading = labels.heading(report, language), labels.only(report, language)
            yield _each_on_a_line(filter(None, heading))
        if report.summary:
            yield _each_on_a_line(report.summary)
        if report.shape is Shape.RECORD and report.main.rows:
            yield from self._fields(report.main)
        for section in tables(report):
            yield from self._section(section, titled=len(report.sections) > 1)
        if report.notes:
            yield _each_on_a_line(report.notes)
        yield from self._drilldowns(report)

    def _section(self, section: Section, *, titled: bool) -> Iterator[Iterable[str]]:
        """A section under its title, with its course above it and its note below it."""
        language = self.view.language
        title = [one_line(language.gettext(section.title))] if titled else []
        if not section.rows and titled:
            yield [*title, one_line(labels.nothing(section, language))]
            return
        if drawn := sparklines(section, language, self.symbols):
            yield [*title, *_table(drawn)]
            title = []
        if section.form is Form.FIELDS:
            yield from self._fields(section, title)
        else:
            columns = shown(section, language, self.symbols)
            rest = [labels.more(section, None, language)]
            yield chain(title, _table(columns), filter(None, rest))
            yield from _commands(section, language)
        if section.note:
            yield [one_line(section.note)]

    def _fields(self, section: Section, title: Sequence[str] = ()) -> Iterator[Iterable[str]]:
        """The first row as a heading and a value on each line, empty values left out."""
        language = self.view.language
        fields = [
            (f"{one_line(cells.heading)}:", one_line(cells.texts[0]))
            for cells in shown(section, language, self.symbols, limit=1)
            if cells.texts[0]
        ]
        headings = _filled([heading for heading, _ in fields])
        lines = [
            f"{heading}{GAP}{text}" for heading, (_, text) in zip(headings, fields, strict=True)
        ]
        yield [*title, *lines]
        yield from _commands(section, language)

    def _drilldowns(self, report: Report) -> Iterator[Iterable[str]]:
        """How figures are opened: an example, or each of them."""
        language = self.view.language
        if self.view.figures:
            found = [
                one_line(f"{one.what} {language.number(one.number)}: {one.command}")
                for one in labels.drilldowns(report, language)
            ]
            yield from [found] if found else []
        elif said := labels.example(report, language):
            yield [one_line(said)]


def _commands(section: Section, language: Language) -> Iterator[list[str]]:
    """Lines to paste, each whole, below what they are."""
    for heading, lines in commands(section, language):
        yield [f"{heading}:", *(f"  {line}" for line in lines)]


def _each_on_a_line(sentences: Iterable[str]) -> list[str]:
    return [one_line(sentence) for sentence in sentences]


def _table(columns: Iterable[Cells]) -> Iterator[str]:
    """A header, dashes, and the rows."""
    for cells in zip(*map(_column, columns), strict=True):
        yield GAP.join(cells).rstrip(" ")


def _column(cells: Cells) -> list[str]:
    """A column's lines, from its heading on, all of one width."""
    texts = [one_line(cells.heading), *all_one_line(cells.texts)]
    heading, *filled = _filled(texts, right=cells.is_number)
    return [heading, "-" * max(_widths([heading])), *filled]


def _filled(texts: Sequence[str], *, right: bool = False) -> list[str]:
    """The texts with spaces to the width of the widest."""
    widths = _widths(texts)
    widest = max(widths, default=0)
    if right:
        return [" " * (widest - width) + text for text, width in zip(texts, widths, strict=True)]
    return [text + " " * (widest - width) for text, width in zip(texts, widths, strict=True)]


def _widths(texts: Sequence[str]) -> list[int]:
    """How many cells of a terminal each text takes."""
    if _takes_a_cell_each("".join(texts)):
        return list(map(len, texts))
    from rich.cells import cell_len

    return list(map(cell_len, texts))


def _takes_a_cell_each(text: str) -> bool:
    # The first question answers most; going through all characters takes ten times as long.
    return fits(text, "latin-1") or all(
        character < _FIRST_UNEVEN or character in _EVEN_SIGNS for character in set(text)
    )
