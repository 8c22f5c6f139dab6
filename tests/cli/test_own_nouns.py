"""A noun that the program does not have is declared in one file, and goes through every door.

In a process of its own: the other tests know nothing of its table.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "own_nouns"


def test_a_noun_is_one_file_of_at_most_80_lines() -> None:
    assert len((FOLDER / "poster.py").read_text(encoding="utf-8").splitlines()) <= 80


def test_a_noun_of_one_s_own_goes_through_every_door() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(
        [*command, str(FOLDER / "doors.py")],
        cwd=FOLDER.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
