"""A workbook is read in a process of its own: no file can end the program, or exhaust it.

The library that reads workbooks is quick because it is no Python; a file that was made for
it, or damaged by chance, can bring its process down or let it take all memory there is. The
process has limits (on Windows, those alone that `spreadsheet` knows), hands over what it has
read, and is gone. It costs less than a tenth of a second.
"""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput, RegisterError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

MEMORY = 2 << 30
"""How many bytes the process may take; a million rows of 12 columns take three quarters."""

SECONDS = 120
"""How much of a processor's time it may take; a million rows take a quarter."""

_SAVE_AS_CSV = "Save the sheet as CSV in the program it belongs to, and import that."

# How the process ends where it can still say so.
_DAMAGED, _OUT_OF_MEMORY, _NO_ROOM = 70, 71, 72

# SIGKILL and SIGXCPU as `subprocess` tells them; Windows has no names for them.
_KILLED, _OUT_OF_TIME = -9, -24


class Reading(NamedTuple):
    """What the process has read.

    Attributes:
        about: what `spreadsheet.Sheet` says of the sheet, but for its rows.
        text: `about` in a line, then each `spreadsheet.Row` as CSV: number, problem, cells.
    """

    about: Mapping[str, Any]
    text: TextIO


def read_apart(stream: BinaryIO, name: str, sheet: str | None) -> Reading | None:
    """Read a workbook's sheet in a process of its own; None if the file is no workbook.

    Raises:
        InvalidInput: what `spreadsheet.read_sheet` refuses; or the file takes too much memory
            or time, or has brought the process down.
        RegisterError: the disk has no room for what was read.
    """
    words = [str(MEMORY), str(SECONDS), name, *([] if sheet is None else [sheet])]
    with ExitStack() as opened, tempfile.TemporaryFile() as errors:
        out = opened.enter_context(tempfile.TemporaryFile())
        ended = subprocess.run(  # noqa: S603  # this program itself
            [sys.executable, "-P", "-m", __name__, *words],
            stdin=stream,
            stdout=out,
            stderr=errors,
            check=False,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        stream.seek(0, io.SEEK_END)  # lets it forget where it thinks it stands in the file
        if ended.returncode:
            errors.seek(0)
            raise _explained(ended.returncode, errors.read().decode(errors="replace"), name)
        out.seek(0)
        text = opened.enter_context(io.TextIOWrapper(out, "utf-8", newline=""))
        about = json.loads(text.readline())
        if about is None:
            return None
        if "refused" in about:
            raise InvalidInput(*about["refused"])
        opened.pop_all()
        return Reading(about, text)


def _explained(code: int, said: str, name: str) -> Exception:
    """Why the process did not end as it should."""
    if code == _NO_ROOM:
        return RegisterError(f"{name} cannot be read: {said}.", "Make room, and try again.")
    # Where there is no more memory, the library ends the process, or the system does.
    if code in {_OUT_OF_MEMORY, _KILLED} or "memory allocation" in said:
        return InvalidInput(
            f"{name} takes more than {MEMORY >> 30} GB of memory to be read", _SAVE_AS_CSV
        )
    if code == _OUT_OF_TIME:
        return InvalidInput(
            f"{name} takes more than {pluralize(SECONDS, 'second')} to be read", _SAVE_AS_CSV
        )
    if code == 1:  # how Python ends for want of anything better: it is ours
        return RuntimeError(said)
    return InvalidInput(f"{name} is a damaged workbook: its cells cannot be read", _SAVE_AS_CSV)


def _main(memory: str, seconds: str, name: str, wanted: str | None = None) -> int:
    """Read the workbook that standard input is; the answer goes to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear: it ends this one
    _limit(int(memory), int(seconds))
    from partnerreg.transfer.readers.spreadsheet import read_sheet

    out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="")
    try:
        sheet = read_sheet(sys.stdin.buffer, name, wanted)
        if sheet is None:
            out.write("null\n")
        else:
            about = {key: value for key, value in sheet._asdict().items() if key != "rows"}
            out.write(json.dumps(about) + "\n")
            writer = csv.writer(out)
            writer.writerows([number, problem, *cells] for number, problem, cells in sheet.rows)
        out.flush()
    except InvalidInput as error:
        out.seek(0)  # in place of whatever was written
        out.truncate()
        out.write(json.dumps({"refused": [error.message, error.hint]}) + "\n")
        out.flush()
    except MemoryError:
        return _OUT_OF_MEMORY
    except OSError as error:
        sys.stderr.write(error.strerror or str(error))
        return _NO_ROOM
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library's, which has no other name
            raise
        traceback.print_exc()
        return _DAMAGED
    return 0


def _limit(memory: int, seconds: int) -> None:
    """Limit what this process may take, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    limits = {resource.RLIMIT_AS: (memory, memory), resource.RLIMIT_CPU: (seconds, seconds + 5)}
    for what, most in limits.items():
        with suppress(OSError, ValueError):  # macOS has none of memory; a lower one stays
            resource.setrlimit(what, most)


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
