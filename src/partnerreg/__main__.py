"""The program's start and its end."""

import signal

# Ctrl-C ends us without a word as long as nothing is begun: Python would print where it was.
# Who starts us in the background may have it ignored.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import sys

from partnerreg import streams
from partnerreg.signals import SIGNALS, Interruption


def main() -> None:
    """Run the command line."""
    try:
        SIGNALS.listen()
        streams.settle()
        from partnerreg.cli.program import run

        code = run(sys.argv[1:])
    except Interruption as interruption:
        from partnerreg.cli.console import notify

        notify(f"Interrupted. {SIGNALS.register}")
        code = interruption.exit_code
    SIGNALS.stop()
    streams.finish()
    sys.exit(code)


if __name__ == "__main__":
    main()
