"""Typing commands in a test: the whole program, in this process, as `partnerreg` runs it."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import partnerreg
from partnerreg.cli.program import run

if TYPE_CHECKING:
    import pytest

TODAY = "2026-03-01"

# Whatever else the environment may say of languages, places and colours.
FOREIGN = (
    "COLUMNS",
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "NO_COLOR",
    "PARTNERREG_CONFIG",
    "PARTNERREG_LANG",
    "PARTNERREG_POLICY",
    "_PARTNERREG_COMPLETE",
)


def settle(patch: pytest.MonkeyPatch, place: Path) -> None:
    """Let a folder be all that the program knows of the machine."""
    for name in FOREIGN:
        patch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA"):
        patch.setenv(name, str(place / "home"))
    (place / "home").mkdir(exist_ok=True)
    patch.setenv("PARTNERREG_DB", str(place / "register.db"))
    patch.setenv("PARTNERREG_ACTOR", "Anna")
    patch.setenv("PARTNERREG_TODAY", TODAY)
    # Processes that are started from elsewhere find what this one imports.
    patch.setenv("PYTHONPATH", str(Path(partnerreg.__file__).parents[1]))
    patch.chdir(place)


class Answer:
    """What came of a command; equal to a tuple of exit code, stdout and stderr."""

    def __init__(self, exit_code: int, written: bytes, stderr: str) -> None:
        self.exit_code = exit_code
        self.written = written
        self.stdout = written.decode("utf-8", "replace")
        self.stderr = stderr

    def __eq__(self, other: object) -> bool:
        return (self.exit_code, self.stdout, self.stderr) == other

    def __hash__(self) -> int:
        return hash((self.exit_code, self.stdout, self.stderr))

    def __repr__(self) -> str:
        return repr((self.exit_code, self.stdout, self.stderr))

    @property
    def output(self) -> str:
        """Both streams."""
        return self.stdout + self.stderr

    @property
    def json(self) -> Any:
        """The answer of a program; nothing may be on stderr beside it."""
        assert (self.exit_code, self.stderr) == (0, ""), self.output
        return json.loads(self.stdout)


class Cli:
    """Run ``partnerreg`` with words; no terminal is there, and standard input is empty."""

    def __call__(self, *words: str, stdin: str | bytes = "") -> Answer:
        """Run it; a fault of the program itself fails the test."""
        typed = io.BytesIO(stdin if isinstance(stdin, bytes) else stdin.encode())
        written, told = io.BytesIO(), io.BytesIO()
        out = io.TextIOWrapper(written, "utf-8", newline="")
        err = io.TextIOWrapper(told, "utf-8", "backslashreplace", newline="")
        with patch.multiple(sys, stdout=out, stderr=err, stdin=io.TextIOWrapper(typed, "utf-8")):
            code = run(list(words))
            out.flush()
            err.flush()
        said = told.getvalue().decode()
        if fault := re.search(r"details are in (\S+\.txt)", said):
            raise AssertionError(Path(fault[1]).read_text(encoding="utf-8"))
        return Answer(code, written.getvalue(), said)

    def done(self, *words: str) -> str:
        """Run what has to succeed and write nothing on stdout; what was said."""
        answer = self(*words)
        assert (answer.exit_code, answer.stdout) == (0, ""), f"{words}\n{answer.output}"
        return answer.stderr

    def json(self, *words: str) -> Any:
        """Ask for JSON; what it holds."""
        return self(*words, "--format", "json").json


class Register:
    """The register's file, looked into from outside."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def connect(self) -> closing[sqlite3.Connection]:
        """A connection of its own, to read with."""
        return closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True))

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query on the file as it is on the disk."""
        with self.connect() as connection:
            return connection.execute(sql, values).fetchall()

    def write(self, sql: str, *values: object) -> None:
        """Change the file past the program, as a fault or another program may."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute(sql, values)

    def value(self, sql: str, *values: object) -> Any:
        """The only cell of the only row."""
        [[cell]] = self.rows(sql, *values)
        return cell

    @property
    def operations(self) -> int:
        """How many commands have written so far."""
        return int(self.value("SELECT count(*) FROM operation"))
