"""A report as aligned text: for pipes, files and very long tables.

No colour, no wrapping, no cutting: a row is a line, so that `grep`, `head` and
`wc` work on it. A list has no title, its header is the first line.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from partnerreg.render.cells import UNICODE, commands, shown, symbols_for, tables
from partnerreg.render.text import LINE_BREAK, all_one_line, encodable, encoding_of, fits, one_line
from partnerreg.reports.report import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from partnerreg.render.cells import Cells, Symbols
    from partnerreg.reports.report import Report, Section

GAP = "  "

_LINES_AT_ONCE = 1000

# From here on there are characters of no width (accents that combine) and of two
# cells (CJK, emoji). Those before take one; so do the signs we put in ourselves and
# those of ordinary text (dashes, quotation marks, bullet, ellipsis, euro).
_FIRST_UNEVEN = "\u0300"
_TYPOGRAPHY = "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u20ac"
_EVEN_SIGNS = frozenset("".join(UNICODE) + LINE_BREAK + _TYPOGRAPHY)


def write(report: Report, out: TextIO) -> None:
    """Write all rows of the report's tables."""
    lines = iter(_report(report, symbols_for(encoding_of(out))))
    while batch := list(islice(lines, _LINES_AT_ONCE)):
        out.write(encodable("\n".join([*batch, ""]), out))


def _report(report: Report, symbols: Symbols) -> Iterator[str]:
    """All lines of the report, with an empty one between its blocks."""
    blocks = _blocks(report, symbols)
    yield from next(blocks, ())
    for block in blocks:
        yield ""
        yield from block


def _blocks(report: Report, symbols: Symbols) -> Iterator[Iterable[str]]:
    if report.shape is not Shape.LIST:
        yield [one_line(report.title)]
    if report.shape is Shape.RECORD and report.main.rows:
        yield _fields(report.main, symbols)
        yield from commands(report.main)
    for section in tables(report):
        title = [one_line(section.title)] if len(report.sections) > 1 else []
        yield chain(title, _table(section, symbols))
        yield from commands(section)
    if report.notes:
        yield [one_line(note) for note in report.notes]


def _fields(section: Section, symbols: Symbols) -> Iterator[str]:
    """The first row as a heading and a value on each line, empty values left out."""
    fields = [
        (one_line(cells.column.heading) + ":", one_line(cells.texts[0]))
        for cells in shown(section, symbols, limit=1)
        if cells.texts[0]
    ]
    headings = _filled([heading for heading, _ in fields])
    return (f"{heading}{GAP}{text}" for heading, (_, text) in zip(headings, fields, strict=True))


def _table(section: Section, symbols: Symbols) -> Iterator[str]:
    """A header, dashes, and the rows."""
    columns = [_column(cells) for cells in shown(section, symbols)]
    for cells in zip(*columns, strict=True):
        yield GAP.join(cells).rstrip(" ")


def _column(cells: Cells) -> list[str]:
    """A column's lines, from its heading on, all of one width."""
    texts = [one_line(cells.column.heading), *all_one_line(cells.texts)]
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
