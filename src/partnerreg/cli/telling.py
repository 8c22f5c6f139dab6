"""What the program says to the person, beside its answers."""

from __future__ import annotations

import sys
from contextlib import suppress


def tell(message: str, end: str = "\n") -> None:
    """Say something to the person, on stderr, whatever characters are in it."""
    from partnerreg.render.text import encodable, lines

    if sys.stderr:
        # That nobody can be told does not undo what was done.
        with suppress(OSError):
            sys.stderr.write(encodable("\n".join(lines(message)), sys.stderr) + end)
            sys.stderr.flush()
