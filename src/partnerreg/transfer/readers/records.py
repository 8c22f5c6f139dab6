"""What every reader of a list gives: a header and records, of a list that is not too large.

What is larger than a list may be is refused, with the line, before it fills the memory.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Protocol

from partnerreg.csv_text import unguard
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Self, TextIO

Record = tuple[int, list[str], str | None]
"""A record: the line it begins on, its cells, and what is wrong with it (None if nothing is).

A record with nothing wrong has as many cells as there are headers. One that
could not be cut into cells has none. In a wrong one, a byte that is no letter
is shown as U+FFFD.
"""

MOST_COLUMNS = 16_384
"""How many columns a list may have: as many as a sheet of any spreadsheet program."""

MOST_ROWS = 1_048_576
"""How many rows a sheet may have: as many as those of spreadsheet programs."""

MOST_CELLS = 30_000_000
"""How many cells, empty ones too, a sheet may have: twice a million rows of 12 columns."""

LONGEST_ROW = 10_000_000
"""How many characters a row may have: more than all that is said of a partner."""

LARGEST = 2_000_000_000
"""How many bytes a file may have, or what comes through a pipe."""


def is_blank(cells: Sequence[str]) -> bool:
    """Whether there is nothing in the cells but white space."""
    return not "".join(cells).strip()


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
        return cells, f"{pluralize(len(cells), 'cell')} where {has} {width:,}"


class Detected(Protocol):
    """How a list is written, as found or as stated; as text, a phrase for people."""

    def parts(self) -> dict[str, object]:
        """The same for programs: the same keys of every kind of list, ready for JSON."""
        ...


class Source(ABC):
    """A list that is open for reading.

    Iterating yields its records, each time from the first; one iteration at a time.

    Attributes:
        name: what the file is called in errors.
        detected: how it is written.
        header: the header with all that is known of it.
        header_line: the line the header begins on; 0 if the list has none.
        blank_rows: rows with nothing in them, of those gone by so far.
    """

    name: str
    detected: Detected
    header: Header
    header_line: int
    blank_rows: int
    _text: TextIO

    @property
    def headers(self) -> tuple[str, ...]:
        """What the columns are called, each by another name."""
        return self.header.names

    @abstractmethod
    def __iter__(self) -> Iterator[Record]: ...

    @abstractmethod
    def progress(self) -> float:
        """How much of the list has gone by, from 0 to 1."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was copied for reading is deleted."""
        self._text.close()


class Lines:
    """The physical lines of a text, for whoever cuts them into rows; no row goes on and on.

    Args:
        text: from where it stands.
        name: what it is called in errors.
        longest: how many characters a row may have.

    Attributes:
        row_size: how many characters the row under way has so far. Whoever cuts rows sets
            it to 0 when one ends.
    """

    def __init__(self, text: TextIO, name: str, longest: int = LONGEST_ROW) -> None:
        self._text = text
        self._name = name
        self._longest = longest
        self.row_size = 0

    def __iter__(self) -> Iterator[str]:
        first = 1
        for number, line in enumerate(iter(partial(self._text.readline, self._longest + 1), ""), 1):
            if not self.row_size:
                first = number
            self.row_size += len(line)
            if self.row_size > self._longest:
                raise InvalidInput(
                    f"{self._name}, line {first:,}: the row that begins there has more than "
                    f"{self._longest:,} characters",
                    "Is it a list? If a quote is opened there and never closed, close it.",
                )
            yield line
