"""What the program says to the person, beside its answers."""

from __future__ import annotations

import sys

from partnerreg.signals import SIGNALS


def tell(message: str, end: str = "\n") -> None:
    """Say something to the person, on stderr, whatever characters are in it."""
    from partnerreg.render.text import encodable, lines

    text = encodable("\n".join(lines(message)), sys.stderr) + end
    with SIGNALS.held():  # a signal in the midst of it would let it be written twice
        sys.stderr.write(text)
        sys.stderr.flush()
