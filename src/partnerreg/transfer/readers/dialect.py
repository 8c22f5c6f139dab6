"""What stands between the cells of a file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace

from partnerreg.csv_text import delimiter_called
from partnerreg.transfer.readers.records import is_blank

# A colon is common within cells (times, addresses on the web): it is tried last, alone.
_DELIMITERS = (",;\t|", ":")

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", ":": "colons"}
# Excel's way of naming the delimiter in the file itself.
_SEP_LINE = re.compile(r'("?)sep=([^\w"\r\n\0])\1[ \t]*(?:[\r\n]|$)', re.IGNORECASE)

_ESCAPED = re.compile(r'\\(["\\])')
CSV_UNCLOSED = "unexpected end of data"  # the csv module's words for a quote that stays open
_NEVER = "\x1f"  # stands in for the delimiter where there is but one column
_LARGEST_FIELD = 2**31 - 1  # what fits on every platform; csv's own limit is 131,072


@dataclass(frozen=True, slots=True)
class ListDialect:
    r"""How records are cut into cells. Quotes are `"`, doubled within a quoted cell.

    Attributes:
        delimiter: what stands between cells; None where there is one column only.
        sep_line: the file's first line is ``sep=;`` and holds no data.
        escaped: a quote within a cell is written ``\"``, and a backslash twice, as
            databases do.
    """

    delimiter: str | None
    sep_line: bool = False
    escaped: bool = False

    def __str__(self) -> str:
        said = "one column"
        if self.delimiter is not None:
            said = f"{_NAMES.get(self.delimiter, repr(self.delimiter))} between cells"
        if self.sep_line:
            said += ", as its first line says"
        return f'{said}, quotes written \\"' if self.escaped else said

    @property
    def csv_delimiter(self) -> str:
        """The delimiter as `csv.reader` wants it."""
        return self.delimiter or _NEVER


def find_dialect(head: str, *, is_whole: bool, stated: str | None = None) -> ListDialect:
    """The delimiter of a file.

    In this order: the one a person states, the one in a ``sep=`` line, the
    one among ``, ; tab | :`` by which the header has several cells and the
    rows most often as many. The standard library's sniffer is not used: it
    looks at letters and knows no rows. Quotes are taken to be escaped only if
    the head cannot be read otherwise.

    Args:
        head: the beginning of the file, as text.
        is_whole: the head is all there is; otherwise its last row may be cut off.
        stated: a delimiter, or its name ("tab"); nothing is guessed then.

    Raises:
        InvalidInput: what is stated is no delimiter.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    sep_line = sep_delimiter(head)
    delimiter = sep_line or _likely(head, is_whole=is_whole)
    if stated is not None:
        delimiter = delimiter_called(stated)
    found = ListDialect(delimiter, sep_line is not None)
    if '\\"' in head and not _is_readable(head, found, is_whole=is_whole):
        escaped = replace(found, escaped=True)
        if _is_readable(unescaped(head), escaped, is_whole=is_whole):
            return escaped
    return found


def _likely(head: str, *, is_whole: bool) -> str | None:
    for candidates in _DELIMITERS:
        scores = {char: _score(head, char, is_whole=is_whole) for char in candidates}
        likely = {char: score for char, score in scores.items() if score is not None}
        if likely:
            return max(likely, key=likely.__getitem__)
    return None


def _is_readable(head: str, dialect: ListDialect, *, is_whole: bool) -> bool:
    """Whether all rows can be cut into cells; the last one may be cut off."""
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=dialect.csv_delimiter, strict=True)
    try:
        for _ in rows:
            pass
    except csv.Error as error:
        return not is_whole and str(error) == CSV_UNCLOSED
    return True


def unescaped(text: str) -> str:
    """A text with its escaped quotes doubled, and everything else as it was."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: '""' if found[1] == '"' else found[1], text)


def sep_delimiter(line: str) -> str | None:
    """The delimiter that a ``sep=`` line names; None if it is another line."""
    found = _SEP_LINE.match(line)
    return found[2] if found else None


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
