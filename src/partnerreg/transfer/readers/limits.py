"""How large a list may be. What is larger is refused, with the line, before it fills the memory."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

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
