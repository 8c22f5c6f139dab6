"""Several texts in one cell, one on each line: what each party gives and gets.

A text that has lines of its own, or begins with a quote, stands in double quotes
as in CSV. The SQL of it is in `quoted_line` of an engine (`partnerreg.db.dialects`).
"""

from __future__ import annotations

import re

_LINE = re.compile(r'(?:"((?:[^"]|"")*+)"(?=\r?\n|\r|\Z)|([^\r\n]*+))(?:\r?\n|\r|\Z)')


def parted(cell: str) -> list[str]:
    """The texts that the cell holds, without the white space around them and without blanks."""
    if '"' in cell:
        found = [
            match[2] if match[1] is None else match[1].replace('""', '"')
            for match in _LINE.finditer(cell)
        ]
    else:
        found = re.split(r"\r?\n|\r", cell)
    return [text for one in found if (text := one.strip())]
