"""What all tests start from."""

from __future__ import annotations

import os
import signal

from hypothesis import Phase, settings

# Whoever starts the tests in the background lets them ignore Ctrl-C, and so would the programs
# that they start; some tests are about it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# `make test` tells about the change and not about luck: the same examples each time, and no clock.
# `make fuzz` looks on, for as long as somebody has patience.
# What breaks a law is made shorter there alone, for that can take minutes.
settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
settings.register_profile("fuzz", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("PARTNERREG_EXAMPLES", "same"))
