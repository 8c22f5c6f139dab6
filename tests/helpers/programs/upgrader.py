"""Opens a register for writing when told to on stdin, and says on stdout how that went.

Usage: upgrader.py [SCRIPTS HEAD], as if the program's newest revision were HEAD. Reads a
path a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from helpers.programs.answering import answer
from partnerreg.db import migrate, version
from partnerreg.db.opening import ensure_current

if len(sys.argv) > 1:
    folder, head = sys.argv[1:]
    migrate.scripts = lambda: Path(folder)
    version.HEAD = head

answer("ready")
for line in sys.stdin:
    told: list[str] = []
    ensure_current(Path(line.rstrip("\n")), told.append)
    answer("|".join(told))
