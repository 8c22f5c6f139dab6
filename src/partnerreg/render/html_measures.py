"""How much room a table takes on an HTML page, judged by its texts; lengths are in characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.reports.report import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.render.cells import Cells

# A section is narrow where it stands well in half of an A4 page, in characters.
HALF_PAGE = 60
# What a column may be thought to take before its texts are wrapped, and into how many lines.
WRAPPED = 24
MOST_LINES = 3
# More rows than this are better read in one piece.
MOST_ROWS_BESIDE = 20

# A table becomes a card for each row on a telephone where it has so many columns, unless all but
# the first are numbers, which are read across and down; or where its words need more room than
# there is, in characters.
STACKING_COLUMNS = 4
TELEPHONE = 44
# So many characters stand beside each other on paper. A word with more than its column's part of
# them may be broken; no other is.
PAPER = 110

# What is never wrapped.
_WHOLE = {Kind.LEVEL, Kind.MARK, Kind.DATE, Kind.MOMENT, Kind.BAR}

# Between columns.
GAP = 2

# Headings are smaller than what stands below them.
SMALL = 0.8


def fits_half_a_page(columns: Sequence[Cells]) -> bool:
    """Whether a table stands well in half of an A4 page."""
    return sum(_width(cells) + GAP for cells in columns) <= HALF_PAGE


def is_short(columns: Sequence[Cells]) -> bool:
    """Whether a narrow table is not so high that it is better read in one piece."""
    rows = max((len(cells.texts) for cells in columns), default=0)
    longest = max((len(text) for cells in columns for text in cells.texts), default=0)
    return rows <= MOST_ROWS_BESIDE and longest <= WRAPPED * MOST_LINES


def _width(cells: Cells) -> int:
    """About how many characters a column takes once its texts are wrapped."""
    longest = max(map(len, cells.texts), default=0)
    return max(_longest_word([cells.heading]), min(longest, WRAPPED))


def stacks(columns: Sequence[Cells]) -> bool:
    """Whether a table is better read row by row on a telephone."""
    if len(columns) >= STACKING_COLUMNS and not is_matrix(columns):
        return True
    return sum(_least(cells) + 1 for cells in columns) > TELEPHONE


def _least(cells: Cells) -> int:
    """How many characters a column takes at least, if no word in it is broken."""
    if cells.column.kind in _WHOLE:
        widest = max(map(len, cells.texts), default=0)
    else:
        widest = _longest_word(cells.texts)
    return max(round(_longest_word([cells.heading]) * SMALL), widest)


def _longest_word(found: Sequence[str]) -> int:
    return max((len(word) for text in found for word in text.split()), default=0)


def is_matrix(columns: Sequence[Cells]) -> bool:
    """Whether all but the rows' names are numbers: such a table is read across and down."""
    return sum(not cells.is_number for cells in columns) <= 1
