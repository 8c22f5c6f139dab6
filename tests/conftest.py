"""What all tests start from."""

from __future__ import annotations

import signal

# Whoever starts the tests in the background lets them ignore Ctrl-C, and so would the programs
# that they start; some tests are about it.
signal.signal(signal.SIGINT, signal.default_int_handler)
