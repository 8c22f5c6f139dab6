"""What a cell holds beyond one plain text: several things, or what a spreadsheet would calculate.

Export writes with `joined`, `neutral` and `guarded`; import reads with `parted`
and `plain`, and gets back what was there.
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

# Excel and its like calculate a cell that begins with one of these. The white space stands
# for what they skip before they look.
_SIGNS = frozenset("=+-@\t\r\n")
_SIGNS_AND_MARK = _SIGNS | {"'"}


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
        parts = [
            match[2] if match[1] is None else match[1].replace('""', '"')
            for match in _ITEM.finditer(cell)
        ]
    elif _BREAK.search(cell):
        parts = _BREAK.split(cell)
    else:
        parts = cell.split(",") if commas else [cell]
    return [item for part in parts if (item := part.strip())]


def joined(items: Iterable[str]) -> str:
    """Several things as one cell, with "; " between them, from which `parted` makes them again."""
    return "; ".join(
        '"' + item.replace('"', '""') + '"' if _CUT_OR_QUOTED.search(item) else item
        for item in items
    )


def neutral(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would take it for a formula.

    So has a text that begins with apostrophes and then like a formula, so that
    `plain` gives back any text as it was.
    """
    if text[:1] in _SIGNS_AND_MARK and text.lstrip("'")[:1] in _SIGNS:
        return "'" + text
    return text


def plain(text: str) -> str:
    """The text without the apostrophe that `neutral` or `guarded` put before it."""
    if text[:1] == "'" and text.lstrip("'")[:1] in _SIGNS:
        return text[1:]
    return text


def guarded(text: str) -> str:
    """The text as it is, with an apostrophe only where `plain` would otherwise take one away."""
    return text if plain(text) == text else "'" + text
