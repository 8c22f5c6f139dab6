"""The program's start.

The garbage collector is off while modules are imported: there is no garbage
yet, and looking for it takes a tenth of a short command's time. A read is over
before any would gather; a write switches it on again (`Run.write`).
"""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from partnerreg.later import UNUSED, import_later

gc.disable()
import_later(*UNUSED)


def main() -> None:
    """Run the command line."""
    from partnerreg.cli import quick

    code = quick.main(sys.argv[1:])
    if code is not None:
        leave(code)

    from partnerreg.cli.app import build

    build()(prog_name="partnerreg")


def leave(code: int) -> NoReturn:
    """End the process at once: all is written, and nothing is left to be done.

    Taking a report on 10,000 partners apart, object by object, takes as long as starting
    Python did.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream:
            with suppress(OSError):  # who was to read has gone, and was told so by the exit code
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
