"""Several things in one cell: export writes them with `joined`, import reads them with `parted`.

Several texts, as what each party gives and gets, stand one on each line. One that has lines
of its own, or begins with a quote, stands in double quotes as in CSV. The SQL of it is in
`quoted_line` of an engine (`partnerreg.db.dialects`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAK = re.compile(r"[;\r\n]")
_CUT_OR_QUOTED = re.compile(r'[;,"\r\n]')
# An item in quotes if nothing but the next separator follows them, else whatever is there.
_ITEM = re.compile(r'\s*+(?:"((?:[^"]|"")*+)"\s*(?=[;\r\n]|\Z)|([^;\r\n]*+))(?:[;\r\n]|\Z)')

_LINE = re.compile(r'(?:"((?:[^"]|"")*+)"(?=\r?\n|\r|\Z)|([^\r\n]*+))(?:\r?\n|\r|\Z)')


def parted(cell: str, *, commas: bool) -> list[str]:
    """The things that one cell names, without the white space around them and without blanks.

    They are parted by semicolons or line breaks, and by commas where those may
    part them and the cell has neither of the others nor a quote. An item in
    double quotes, as in CSV, is kept whole.

    Args:
        cell: the cell's text.
        commas: whether commas may part: not where names are meant, which hold commas.
    """
    if '"' in cell:
        parts = _matched(_ITEM, cell)
    elif _BREAK.search(cell):
        parts = _BREAK.split(cell)
    else:
        parts = cell.split(",") if commas else [cell]
    return [item for part in parts if (item := part.strip())]


def parted_lines(cell: str) -> list[str]:
    """The texts that a cell holds, one on each line; without the white space around them."""
    parts = _matched(_LINE, cell) if '"' in cell else re.split(r"\r?\n|\r", cell)
    return [text for part in parts if (text := part.strip())]


def _matched(item: re.Pattern[str], cell: str) -> list[str]:
    """The items of a cell; those in quotes without them."""
    return [
        match[2] if match[1] is None else match[1].replace('""', '"')
        for match in item.finditer(cell)
    ]


def joined(items: Iterable[str]) -> str:
    """Several things as one cell, with "; " between them, from which `parted` makes them again."""
    return "; ".join(
        '"' + item.replace('"', '""') + '"' if _CUT_OR_QUOTED.search(item) else item
        for item in items
    )
