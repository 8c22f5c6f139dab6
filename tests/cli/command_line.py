"""Typing commands in a test: the whole program in this process, as `python -m partnerreg` runs it."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from partnerreg.cli import quick
from partnerreg.cli.app import build


class Answer(NamedTuple):
    """What came of a command. Compare it with a tuple, or look at its parts."""

    exit_code: int
    stdout: str
    stderr: str
    written: bytes = b""

    def __eq__(self, other: object) -> bool:
        return self[:3] == other

    __hash__ = tuple.__hash__

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

    def __call__(self, *words: str, stdin: str = "") -> Answer:
        """Run it; a fault of the program itself fails the test."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with patch.multiple(sys, stdout=out, stderr=err, stdin=io.StringIO(stdin)):
            code = self._run(list(words))
            out.flush()
            err.flush()
        written, said = out.buffer.getvalue(), err.buffer.getvalue().decode()  # type: ignore[attr-defined]
        if fault := re.search(r"details are in (\S+\.txt)", said):
            raise AssertionError(Path(fault[1]).read_text(encoding="utf-8"))
        return Answer(code, written.decode("utf-8", "replace"), said, written)

    def done(self, *words: str) -> str:
        """Run what has to succeed and write nothing on stdout; what was said."""
        answer = self(*words)
        assert (answer.exit_code, answer.stdout) == (0, ""), f"{words}\n{answer.output}"
        return answer.stderr

    def json(self, *words: str) -> Any:
        """Ask for JSON; what it holds."""
        return self(*words, "--format", "json").json

    @staticmethod
    def _run(words: list[str]) -> int:
        code = quick.main(words)
        if code is None:
            try:
                build()(words, prog_name="partnerreg")
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
        assert code is not None
        return code


class Register:
    """The register's file, looked into from outside."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query on the file as it is on the disk."""
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def value(self, sql: str, *values: object) -> Any:
        """The only cell of the only row."""
        [[cell]] = self.rows(sql, *values)
        return cell

    @property
    def operations(self) -> int:
        """How many commands have written so far."""
        return int(self.value("SELECT count(*) FROM operation"))
