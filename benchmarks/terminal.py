"""Running a program as if on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import termios
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Rows and columns.
SIZE = (50, 120)


def run_in_terminal(argv: Sequence[str], environment: Mapping[str, str]) -> tuple[int, bytes]:
    """Run a program with a terminal for its input, output and errors.

    Returns:
        Its exit code, and all that it wrote.
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, SIZE)
    with subprocess.Popen(argv, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as run:
        os.close(theirs)
        output = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return run.returncode, output


def _read(terminal: int) -> bytes:
    """What has been written meanwhile; nothing once the program is gone."""
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux's way to say that nobody holds the other side any more
        return b""
