"""Who reads a report, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.csv_text import PLAIN, CsvDialect
from partnerreg.language import ENGLISH

if TYPE_CHECKING:
    from typing import TextIO

    from partnerreg.language import Language

FIRST_ROWS = 50
USUAL_WIDTH = 80


class Screen(NamedTuple):
    """What a table for a terminal has to fit.

    Attributes:
        width: in character cells.
        color: whether colours and the like may be used.
        limit: how many rows of each section are shown; None for all of them.
    """

    width: int = USUAL_WIDTH
    color: bool = True
    limit: int | None = FIRST_ROWS

    @classmethod
    def of(
        cls, out: TextIO, *, color: bool = True, limit: int | None = FIRST_ROWS
    ) -> Screen | None:
        """The terminal that `out` writes to; None when it writes to anything else.

        The environment is heeded: `NO_COLOR` and ``TERM=dumb`` take the colour
        away, `COLUMNS` sets the width.
        """
        from os import environ

        if not out.isatty():
            return None
        plain = environ.get("NO_COLOR") or environ.get("TERM") == "dumb"
        return cls(_width(out, environ.get("COLUMNS", "")), color and not plain, limit)


def _width(out: TextIO, columns: str) -> int:
    if columns.isdecimal() and int(columns):
        return int(columns)
    from os import get_terminal_size

    try:
        return get_terminal_size(out.fileno()).columns or USUAL_WIDTH
    except OSError:  # a terminal that cannot tell its size
        return USUAL_WIDTH


class View(NamedTuple):
    """How a report is shown.

    Attributes:
        language: what headings, words, days and numbers are written in.
        screen: the terminal behind the output (see `Screen.of`); None for a file or a
            pipe, which get no colour, no wrapping and no limit of rows.
        figures: also name the `partner list …` that opens each count.
        dialect: how CSV is written.
        all_rows: what the reader can say to see all rows where there is a limit.
    """

    language: Language = ENGLISH
    screen: Screen | None = None
    figures: bool = False
    dialect: CsvDialect = PLAIN
    all_rows: str = ""
