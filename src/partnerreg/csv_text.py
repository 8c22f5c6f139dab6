"""CSV as it is written everywhere: its dialects, and what keeps a spreadsheet from calculating.

A spreadsheet takes a cell that begins like a formula for one, whoever wrote it: a partner
may be called ``=HYPERLINK(…)``. So an apostrophe stands before such a text, as OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection), and an import takes it away again.
A number with a sign, as a phone number, calls nothing and stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What begins a formula, in full width too; and the white space that is skipped before it.
_SIGNS = frozenset("=+-@＝＋－＠\t\r\n")
_SIGNED_NUMBER = re.compile(r"[+-][0-9][0-9 .,\xa0]*")

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "colon": ":"}


class CsvDialect(NamedTuple):
    """How CSV is written: RFC 4180, but for what is said here.

    Attributes:
        delimiter: what stands between cells.
        line_end: what stands after each row.
        marked: the file begins with a byte order mark.
        decimal: the sign before decimals.
        raw: texts that begin like a formula stay as they are, for programs.
    """

    delimiter: str = ","
    line_end: str = "\n"
    marked: bool = False
    decimal: str = "."
    raw: bool = False


BYTE_ORDER_MARK = "\ufeff"

PLAIN = CsvDialect()
EXCEL = CsvDialect(";", "\r\n", marked=True, decimal=",")
"""What a Nordic Excel opens right by a double-click."""


def delimiter_called(text: str) -> str:
    """The delimiter that people state, by itself or by its name ("tab").

    Raises:
        InvalidInput: it is none: several characters, a letter or digit, a quote, what ends
            a line, or a byte that is no text.
    """
    delimiter = _DELIMITERS.get(text.strip().lower(), text)
    is_none = len(delimiter) != 1 or delimiter.isalnum() or delimiter in "\"'\r\n\0\ufeff"
    if is_none or "\ud800" <= delimiter <= "\udfff":
        raise InvalidInput(
            f"{text!r} is no delimiter.",
            f"Give one character, or one of {', '.join(w for w in _DELIMITERS if w.isalpha())}.",
        )
    return delimiter


def guard(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would take it for a formula.

    So has a text that begins with apostrophes and then like a formula, or `unguard`
    would take its own away: any text comes back as it was.
    """
    begins_so = text[:1] in _SIGNS and not _SIGNED_NUMBER.fullmatch(text)
    return "'" + text if begins_so else guard_apostrophe(text)


def guard_apostrophe(text: str) -> str:
    """The text with an apostrophe before it only if `unguard` would take its own away."""
    return "'" + text if unguard(text) != text else text


def unguard(text: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from calculating it."""
    if text[:1] == "'" and text.lstrip("'")[:1] in _SIGNS:
        return text[1:]
    return text


def write_rows(rows: Iterable[Sequence[Any]], dialect: CsvDialect = PLAIN) -> str:
    """Rows as CSV text, hardly any Python being run for a single row."""
    rows = list(rows)
    text = _cut(rows, dialect)
    # Looking for a beginning in all of the text costs a hundredth of looking at each cell.
    if not _beginning(dialect.delimiter).search(text):
        return text
    make = guard_apostrophe if dialect.raw else guard
    return _cut(
        [[make(cell) if isinstance(cell, str) else cell for cell in row] for row in rows], dialect
    )


@cache
def _beginning(delimiter: str) -> re.Pattern[str]:
    """Finds the beginning of a cell that may need a guard, and some other places."""
    bare, quoted = (re.escape("".join(s)) for s in (_SIGNS - {"\n", "\r", delimiter}, _SIGNS))
    return re.compile(rf"""(?:\A|[\n{re.escape(delimiter)}])(?:['{bare}]|"['{quoted}])""")


class _Lines(list[str]):
    """What a csv writer writes, a row at a time."""

    write = list.append


def _cut(rows: Iterable[Sequence[Any]], dialect: CsvDialect) -> str:
    # csv quotes the characters of the line end. Before Python 3.13 these alone, so that
    # it has to be told of both for a lone "\r" to be quoted, too.
    lines = _Lines()
    import csv

    csv.writer(lines, delimiter=dialect.delimiter, lineterminator="\r\n").writerows(rows)
    if dialect.line_end == "\r\n":
        return "".join(lines)
    return "".join([line[:-2] + dialect.line_end for line in lines])
