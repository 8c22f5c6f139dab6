"""Imports as programs of their own: several at once, interrupted, and killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from helpers.actions import ask, one, raw
from helpers.list_imports import assert_journaled
from partnerreg.services.examination import examine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = 4_000
TABLES = ("partner", "partner_tag", "level_change", "change", "operation")
# A range of partners, one of tags and one of levels.
CHANGES = 3

# How often an import is killed; all fifty moments take a minute.
KILLS = int(os.environ.get("PARTNERREG_TEST_KILLS", "8"))


class Importer:
    """Starts imports into one register; none outlives the test."""

    def __init__(self, register: Path) -> None:
        self.register = register
        self.started: list[subprocess.Popen[str]] = []

    def start(self, file: Path, *options: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-m", "partnerreg", "import", "partners", str(file), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ
            | {
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PARTNERREG_DB": str(self.register),
                "PARTNERREG_ACTOR": "me",
            },
        )
        self.started.append(program)
        return program

    def wait_until_writing(self, program: subprocess.Popen[str]) -> None:
        """Wait until the program holds the register's lock."""
        with closing(sqlite3.connect(self.register, timeout=0, isolation_level=None)) as connection:
            while program.poll() is None:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    return
                connection.execute("ROLLBACK")
                time.sleep(0.001)
        raise AssertionError(f"it ended too early: {program.communicate()}")


@pytest.fixture
def importer(register: Path) -> Iterator[Importer]:
    importer = Importer(register)
    yield importer
    for program in importer.started:
        program.kill()
        program.communicate()


def listed(path: Path, prefix: str = "Partner", rows: int = ROWS) -> Path:
    lines = [f"{prefix} {number},en; to,{number % 3 + 1}\n" for number in range(rows)]
    path.write_text("name,tags,level\n" + "".join(lines), encoding="utf-8")
    return path


def counts(register: Path) -> list[int]:
    return [one(register, f"SELECT count(*) FROM {table}") for table in TABLES]


def all_of_it(rows: int) -> list[int]:
    return [rows, 2 * rows, rows, CHANGES, 1]


def faults(register: Path) -> list[str]:
    with raw(register) as connection:
        return [fault for found in examine(connection) for fault in found.faults]


def test_two_imports_at_once_wait_for_each_other(
    register: Path, importer: Importer, tmp_path: Path
) -> None:
    files = [listed(tmp_path / f"{name}.csv", name) for name in ("Nord", "Syd")]
    both = [importer.start(file) for file in files]
    for program in both:
        _, said = program.communicate()
        assert program.returncode == 0, said
        assert f"Added {ROWS:,} partners" in said
    assert counts(register) == [2 * number for number in all_of_it(ROWS)]
    ranges = ask(register, "SELECT row_id, last_row_id FROM change WHERE table_name = 'partner'")
    assert sorted(ranges) == [(1, ROWS), (ROWS + 1, 2 * ROWS)]
    assert faults(register) == []


def test_the_same_list_twice_at_once_comes_in_once(
    register: Path, importer: Importer, tmp_path: Path
) -> None:
    file = listed(tmp_path / "list.csv")
    said = [program.communicate()[1] for program in [importer.start(file), importer.start(file)]]
    assert sorted("unchanged 0." in words for words in said) == [False, True]
    assert counts(register) == all_of_it(ROWS)


def test_an_import_killed_at_any_moment_leaves_all_of_it_or_nothing(
    register: Path, importer: Importer, tmp_path: Path
) -> None:
    """Moments are spread over all that it takes, from its start to its end."""
    rows = 20_000
    file, empty = listed(tmp_path / "list.csv", rows=rows), tmp_path / "empty.db"
    shutil.copy(register, empty)
    began = time.monotonic()
    assert importer.start(file).wait() == 0
    took = time.monotonic() - began
    assert counts(register) == all_of_it(rows)
    chance = random.Random(20260301)
    for moment in range(KILLS):
        for path in register.parent.glob("register.db*"):
            path.unlink()
        shutil.copy(empty, register)
        program = importer.start(file)
        time.sleep(took * (moment + chance.random()) / KILLS)
        program.kill()
        program.communicate()
        assert counts(register) in ([0] * len(TABLES), all_of_it(rows))
        assert faults(register) == []
    assert importer.start(file).wait() == 0
    assert counts(register) == all_of_it(rows)
    assert_journaled(register, {})


@pytest.mark.parametrize("seed", range(3))
def test_an_import_that_is_interrupted_says_so_and_leaves_nothing(
    register: Path, importer: Importer, tmp_path: Path, seed: int
) -> None:
    program = importer.start(listed(tmp_path / "list.csv", rows=100_000))
    importer.wait_until_writing(program)
    time.sleep(random.Random(seed).random() / 2)
    program.send_signal(signal.SIGINT)
    _, said = program.communicate()
    assert program.returncode == 130, said
    assert "Traceback" not in said
    assert counts(register) == [0] * len(TABLES)
    assert faults(register) == []
