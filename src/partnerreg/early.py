"""Ctrl-C in the first moments ends the program without a word: nothing is begun yet.

What Python does by itself is to print where it was, which helps nobody. This holds, from
its import on, until `partnerreg.signals` listens.
"""

import os
import signal

# Whoever starts us in the background may have it ignored.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, lambda number, _frame: os._exit(128 + number))
