"""The standard streams, whoever started us, and with whatever."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from typing_extensions import Buffer


class Unfailing(io.RawIOBase):
    """What is written to a stream, as far as it can be: what cannot is lost, and no error."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream  # which would close the file if it went away
        # There is no buffer if PYTHONUNBUFFERED says so.
        self._raw = getattr(stream.buffer, "raw", stream.buffer)

    def write(self, data: Buffer) -> int | None:
        """Write some of it; how much."""
        try:
            written: int | None = self._raw.write(data)
        except OSError:
            written = memoryview(data).nbytes
        return written

    def writable(self) -> bool:
        """That it can be written to."""
        return True

    def fileno(self) -> int:
        """The number of the file below."""
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        return bool(self._raw.isatty())


def settle() -> None:
    """Let all three standard streams be there, and nothing fail for what is said on the last.

    That a person cannot be told of what was done does not undo it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            _open_useless(number)
            stream = open(number, "w" if number else "r", closefd=False)  # noqa: SIM115  # stays open
            setattr(sys, name, stream)
    told = sys.stderr
    unfailing = io.BufferedWriter(Unfailing(told))
    sys.stderr = io.TextIOWrapper(unfailing, told.encoding, "backslashreplace", line_buffering=True)


def finish() -> None:
    """Write what is left; give up what cannot be written, or Python would complain of it, too."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_useless(number: int) -> None:
    """Open a stream that we were started without, so that using it fails.

    Else the next file that is opened, the register perhaps, would have its number.
    """
    opened = os.open(os.devnull, os.O_RDONLY if number else os.O_WRONLY)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
