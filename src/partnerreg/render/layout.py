"""How wide each column of a table is where the terminal sets a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# A longer word (an address on the web, say) may be folded to make a table fit.
LONGEST_WHOLE_WORD = 24


def fitting(widest: Sequence[int], longest_words: Sequence[int], room: int) -> list[int] | None:
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
