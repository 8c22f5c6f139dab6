"""The program's start and its end.

The garbage collector is off: what is imported is no garbage, looking through it takes a
tenth of a read's time and a third of a write's, and the rows of the largest list are held
by no cycle (an import of 100,000 takes the same 129 MB with and without).
"""

# What `signal` is made of: importing that would take some of the first moments.
import _signal  # type: ignore[import-not-found]
import os

# Ctrl-C ends us without a word as long as nothing is begun: Python would print where it was.
# Who starts us in the background may have it ignored.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, lambda number, _frame: os._exit(128 + number))

import gc
import sys
from contextlib import suppress
from typing import NoReturn

from partnerreg import streams
from partnerreg.later import UNUSED, import_later
from partnerreg.signals import SIGNALS, Interruption

gc.disable()
import_later(*UNUSED)


def main() -> None:
    """Run the command line."""
    try:
        SIGNALS.listen()
        streams.settle()
        code = run(sys.argv[1:])
    except Interruption as interruption:
        from partnerreg.cli.telling import tell

        tell("Interrupted. The register is as it was.")
        code = interruption.exit_code
    leave(code)


def run(words: list[str]) -> int:
    """Run a command; its exit code."""
    from partnerreg.cli import quick

    code = quick.main(words)
    if code is not None:
        return code

    from partnerreg.cli.app import build

    try:
        build()(words, prog_name="partnerreg")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def leave(code: int) -> NoReturn:
    """End the process at once: all is written, and nothing is left to be done.

    UndoPair a report on 10,000 partners apart, object by object, takes as long as starting
    Python did.
    """
    with suppress(OSError):  # what could not be written has been told
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
