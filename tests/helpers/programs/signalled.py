"""Runs the program, which gets a signal at a certain moment.

Usage: signalled.py SIGNAL before|after MODULE:FUNCTION WORDS... The moment is the first call
of that function.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import Any

from partnerreg.__main__ import main

name, when, place, *words = sys.argv[1:]
module, _, path = place.partition(":")
*parents, attribute = path.split(".")
owner: Any = import_module(module)
for parent in parents:
    owner = getattr(owner, parent)
function = getattr(owner, attribute)


def signalled(*args: Any, **options: Any) -> Any:
    """The function, with the signal before or after its first call."""
    setattr(owner, attribute, function)
    if when == "before":
        os.kill(os.getpid(), getattr(signal, name))
    result = function(*args, **options)
    if when == "after":
        os.kill(os.getpid(), getattr(signal, name))
    return result


setattr(owner, attribute, signalled)
sys.argv[1:] = words
main()
