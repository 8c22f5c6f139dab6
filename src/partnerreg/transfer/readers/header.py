"""The header of a list, and whether a row's cells stand under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.csv_text import unguard
from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers.dialect import is_blank
from partnerreg.transfer.wording import amount, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Header:
    """What the columns of a list are called.

    Attributes:
        cells: the header's cells as they are, but for what keeps a spreadsheet from
            calculating them; none where the list has no header.
        names: the same, each by another name: a blank one is called ``column 3``,
            and of two that are called *Notes* the second is no longer hidden
            by the first: ``Notes (1)``, ``Notes (2)``.
        doubled: what is written over several columns, with their positions from 0.
    """

    def __init__(self, cells: Sequence[str], width: int) -> None:
        """A header over `width` columns; where it has fewer cells, columns have a number only."""
        self.cells = tuple(map(unguard, cells))
        given = [*self.cells, *[""] * (width - len(cells))]
        filled = [number for number, cell in enumerate(given, 1) if cell.strip()]
        self._last_named = filled[-1] if filled else width
        called = [cell if cell.strip() else f"column {n}" for n, cell in enumerate(given, 1)]
        positions: dict[str, list[int]] = {}
        for position, name in enumerate(called):
            positions.setdefault(name.strip(), []).append(position)
        self.doubled: Mapping[str, tuple[int, ...]] = {
            name: tuple(places) for name, places in positions.items() if len(places) > 1
        }
        self.names = self._told_apart(called)

    def _told_apart(self, called: Sequence[str]) -> tuple[str, ...]:
        names = list(called)
        taken = {name.strip() for name in called}
        for text, places in self.doubled.items():
            number = 0
            for position in places:
                number += 1
                while f"{text} ({number})" in taken:
                    number += 1
                names[position] = f"{text} ({number})"
                taken.add(names[position])
        return tuple(names)

    def refuse_doubled(self, name: str, line: int, positions: Sequence[int] | None = None) -> None:
        """Refuse columns that are called the same.

        Args:
            name: what the file is called.
            line: the line the header is on.
            positions: the columns that matter, from 0; all of them if None.

        Raises:
            InvalidInput: two of them are called the same.
        """
        for text, places in self.doubled.items():
            if positions is None or not set(places).isdisjoint(positions):
                first, second = places[:2]
                raise InvalidInput(
                    f"{name}, line {line:,}: columns {first + 1} and {second + 1} "
                    f"are both called {quoted(text)}",
                    "Give one of them another name.",
                )

    def fitted(self, cells: list[str]) -> tuple[list[str], str | None]:
        """The cells, one per header, where that takes nothing away and guesses nothing.

        Empty cells beyond the header are dropped, and cells may be missing
        under headers that are blank themselves. Any other short row is
        wrong: a cell left out in its midst would shift those that follow.
        """
        width = len(self.names)
        if is_blank(cells[width:]):
            if len(cells) >= width:
                return cells[:width], None
            if len(cells) >= self._last_named:
                return cells + [""] * (width - len(cells)), None
        has = "the header has" if self.cells else "the first row has"
        return cells, f"{amount(len(cells), 'cell')} where {has} {width:,}"
