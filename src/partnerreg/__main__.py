"""The program's start.

The garbage collector is off while modules are imported: there is no garbage
yet, and looking for it takes a tenth of a short command's time. A read is over
before any would gather; a write switches it on again (`Run.write`).
"""

import gc
import sys

from partnerreg.later import UNUSED, import_later

gc.disable()
import_later(*UNUSED)


def main() -> None:
    """Run the command line."""
    from partnerreg.cli import quick

    code = quick.main(sys.argv[1:])
    if code is not None:
        sys.exit(code)

    from partnerreg.cli.app import build

    build()(prog_name="partnerreg")


if __name__ == "__main__":
    main()
