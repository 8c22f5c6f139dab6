"""What the program says to the person, beside its answers."""

from __future__ import annotations

import sys


def tell(message: str, end: str = "\n") -> None:
    """Say something to the person, on stderr, whatever characters are in it."""
    from partnerreg.render.text import encodable, lines

    sys.stderr.write(encodable("\n".join(lines(message)), sys.stderr) + end)
    sys.stderr.flush()
