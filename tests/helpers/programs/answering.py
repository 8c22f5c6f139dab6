"""How these programs talk to the test that started them."""

from __future__ import annotations

import sys


def answer(line: str) -> None:
    """Say a line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
