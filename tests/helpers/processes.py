"""Programs of their own beside the test's: several at once, and killed in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).parent / "programs"


class Programs:
    """Starts programs of that folder; none outlives the `with`."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for program in self._started:
            program.kill()
            program.communicate()

    def start(self, name: str, *arguments: object) -> subprocess.Popen[str]:
        """Start a program, and wait until it says that it is ready."""
        program = subprocess.Popen(
            [sys.executable, str(FOLDER / name), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self._started.append(program)
        assert heard(program) == "ready"
        return program

    def tell(self, programs: Sequence[subprocess.Popen[str]], line: str) -> list[str]:
        """Give each the same line, and wait for what each answers."""
        for program in programs:
            assert program.stdin is not None
            program.stdin.write(f"{line}\n")
            program.stdin.flush()
        return [heard(program) for program in programs]


def heard(program: subprocess.Popen[str]) -> str:
    """The next line that a program says; a program that fell silent is a failure."""
    assert program.stdout is not None
    line = program.stdout.readline()
    if not line:
        _, complaint = program.communicate()
        raise AssertionError(f"the program ended: {complaint}")
    return line.rstrip("\n")
