"""What stands between the cells of a file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

# A colon is common within cells (times, addresses on the web): it is tried last, alone.
_DELIMITERS = (",;\t|", ":")

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", ":": "colons"}
_WORDS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "colon": ":"}
# Excel's way of naming the delimiter in the file itself.
_SEP_LINE = re.compile(r'("?)sep=([^\w"\r\n])\1[ \t]*(?:[\r\n]|$)', re.IGNORECASE)

_NEVER = "\x1f"  # stands in for the delimiter where there is but one column
_LARGEST_FIELD = 2**31 - 1  # what fits on every platform; csv's own limit is 131,072


@dataclass(frozen=True, slots=True)
class Dialect:
    """How records are cut into cells. Quotes are `"`, doubled within a quoted cell.

    Attributes:
        delimiter: what stands between cells; None where there is one column only.
        sep_line: the file's first line is ``sep=;`` and holds no data.
    """

    delimiter: str | None
    sep_line: bool = False

    def __str__(self) -> str:
        if self.delimiter is None:
            return "one column"
        name = _NAMES.get(self.delimiter, repr(self.delimiter))
        return f"{name} between cells" + (", as its first line says" if self.sep_line else "")

    @property
    def csv_delimiter(self) -> str:
        """The delimiter as `csv.reader` wants it."""
        return self.delimiter or _NEVER


def find_dialect(head: str, *, is_whole: bool, stated: str | None = None) -> Dialect:
    """The delimiter of a file.

    In this order: the one a person states, the one in a ``sep=`` line, the
    one among ``, ; tab | :`` by which the header has several cells and the
    rows most often as many. The standard library's sniffer is not used: it
    looks at letters and knows no rows.

    Args:
        head: the beginning of the file, as text.
        is_whole: the head is all there is; otherwise its last row may be cut off.
        stated: a delimiter, or its name ("tab"); nothing is guessed then.

    Raises:
        InvalidInput: what is stated is no delimiter.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    sep_line = _SEP_LINE.match(head)
    if stated is not None:
        return Dialect(_stated(stated), sep_line is not None)
    if sep_line:
        return Dialect(sep_line[2], sep_line=True)
    for candidates in _DELIMITERS:
        scores = {char: _score(head, char, is_whole=is_whole) for char in candidates}
        likely = {char: score for char, score in scores.items() if score is not None}
        if likely:
            return Dialect(max(likely, key=likely.__getitem__))
    return Dialect(None)


def is_blank(cells: Sequence[str]) -> bool:
    """Whether there is nothing in the cells but white space."""
    return not "".join(cells).strip()


def _stated(text: str) -> str:
    delimiter = _WORDS.get(text.strip().lower(), text)
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise InvalidInput(
            f"{text!r} is no delimiter",
            f"Give one character, or one of: {', '.join(w for w in _WORDS if w.isalpha())}.",
        )
    return delimiter


def _score(head: str, delimiter: str, *, is_whole: bool) -> float | None:
    """How well a delimiter cuts the head into a table; None if it does not.

    More columns are better, and rows that do not fit are much worse: a
    decimal comma cuts some rows of a file with semicolons, never all alike.
    """
    records = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    filled = [cells for cells in records if not is_blank(cells)]
    if not filled:  # nothing but delimiters
        return 0
    header, *rows = filled
    if not is_whole:
        rows = rows[:-1]
    columns = len(header)
    single = sum(len(cells) == 1 for cells in rows)
    if columns == 1 or single > len(rows) / 2:
        return None
    fitting = sum(len(cells) >= columns and is_blank(cells[columns:]) for cells in rows)
    return columns * (fitting / len(rows)) ** 2 if rows else columns
