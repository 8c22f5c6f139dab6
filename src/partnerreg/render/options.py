"""Who reads a report, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.csv_text import PLAIN, Dialect
from partnerreg.language import ENGLISH

if TYPE_CHECKING:
    from partnerreg.language import Language
    from partnerreg.render.screen import Screen


class View(NamedTuple):
    """How a report is shown.

    Attributes:
        language: what headings, words, days and numbers are written in.
        screen: the terminal behind the output (see `Screen.of`); None for a file or a
            pipe, which get no colour, no wrapping and no limit of rows.
        figures: also name the `partner list …` that opens each count.
        dialect: how CSV is written.
    """

    language: Language = ENGLISH
    screen: Screen | None = None
    figures: bool = False
    dialect: Dialect = PLAIN
