"""Several things in one cell: export writes them with `joined`, import reads them with `parted`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAK = re.compile(r"[;\r\n]")
_CUT_OR_QUOTED = re.compile(r'[;,"\r\n]')
# An item in quotes if nothing but the next separator follows them, else whatever is there.
_ITEM = re.compile(r'\s*+(?:"((?:[^"]|"")*+)"\s*(?=[;\r\n]|\Z)|([^;\r\n]*+))(?:[;\r\n]|\Z)')


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
