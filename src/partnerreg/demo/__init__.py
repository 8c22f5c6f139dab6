"""A small, believable register to try things on.

It is made by the commands in ``commands.txt``, one after the other, as a
person would type them; only the days are told relative to today.
"""

from __future__ import annotations

import re
import shlex
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS = Path(__file__).parent / "commands.txt"


def commands(today: date) -> Iterator[list[str]]:
    """The words of each command that makes the demo register, with days counted from `today`."""

    def day(match: re.Match[str]) -> str:
        return (today + timedelta(days=int(match[1]))).isoformat()

    for line in COMMANDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [re.sub(r"^today([+-]\d+)d$", day, word) for word in shlex.split(line)]
