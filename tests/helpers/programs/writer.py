"""Writes partners to a register, one operation each; says on stdout what was kept.

Usage: writer.py REGISTER PREFIX COUNT. Writes that many for each line that comes on stdin.
Each operation touches ROWS rows.
"""

from __future__ import annotations

import sys
from itertools import count, islice
from pathlib import Path

from helpers.actions import contact, partner, writing
from helpers.programs.answering import answer

ROWS = 5  # the partner, how it came in, two tags, and a contact

if __name__ == "__main__":
    path, prefix, each = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    numbers = count()
    answer("ready")
    for _ in sys.stdin:
        for number in islice(numbers, each):
            name = f"{prefix} {number}"
            with writing(path, name=prefix) as work:
                contact(work, partner(work, name, tags="one, two"), "Åse")
            answer(name)
