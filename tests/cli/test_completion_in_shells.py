"""Tab and Enter in real shells: what a partner is called is given as it is, and never run."""

from __future__ import annotations

import csv
import io
import os
import re
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Self

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

LONG = 30  # seconds after which a shell that should have answered has not

# What is typed of a name, and the name: what a shell would run, expand or take for its own.
HOSTILE = {
    "Alfa": 'Alfa $(touch ran) "$HOME" bar',
    "Bravo": "Bravo'; touch ran; '",
    "Char": "Char `touch ran` \\",
    "Delta": 'Delta!! !touch "ran"!',
    "Echo": "Echo; touch ran & touch ran | touch ran > ran # *?[a-z] {a,b} ^a^b %1 =x ~",
    "brien": "Café O'Brien",
    "india": "#9 india",
}
# Names that would be taken for something else, or that are more than a line.
BY_NUMBER = {
    "golf": "-golf; touch ran",
    "hotel": "~hotel $(touch ran)",
    "kilo": "kilo\ntouch ran",
    "37": "37",
}

PLACES = [
    ("partner show ", "", {**HOSTILE, **BY_NUMBER}),
    ("partner show ", "'", {**HOSTILE, **BY_NUMBER}),
    ("partner show ", '"', {**HOSTILE, **BY_NUMBER}),
    ("goal link G1 ", "", {"Alfa": HOSTILE["Alfa"], "Bravo": HOSTILE["Bravo"]}),
    ("export contacts --partner ", '"', {"Alfa": HOSTILE["Alfa"], "Bravo": HOSTILE["Bravo"]}),
    ("export contacts --partner=", "", {"Alfa": HOSTILE["Alfa"], "Bravo": HOSTILE["Bravo"]}),
]

START = {
    "bash": ["--noprofile", "-i"],
    "fish": ["-i"],
    "zsh": ["-i"],
}


class Terminal:
    """A shell on a terminal, in which completion is installed, and what commands get from it.

    Commands are given to a stand-in that writes down its words; what is asked for a
    completion is asked of the program.
    """

    def __init__(self, shell: str, place: Path) -> None:
        self.work = place / "work"
        self.words, self.answered = place / "words", place / "answered"
        self.work.mkdir()
        program = place / "bin" / "partnerreg"
        program.parent.mkdir()
        program.write_text(
            f"#!/bin/sh\n"
            f'if [ "$_PARTNERREG_COMPLETE" ]; then\n'
            f"    '{sys.executable}' -m partnerreg \"$@\"; echo > '{self.answered}'; exit\n"
            f"fi\n"
            f"printf '%s\\0' \"$@\" > '{place}/got'; mv '{place}/got' '{self.words}'\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        self._environment = os.environ | {
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            "HISTFILE": "",
        }
        del self._environment["XDG_CONFIG_HOME"]  # Typer installs into ~/.config
        subprocess.run(
            [sys.executable, "-m", "partnerreg", "--install-completion", shell],
            check=True,
            capture_output=True,
        )
        self._command = [str(shutil.which(shell)), *START[shell]]

    def __enter__(self) -> Self:
        import pty

        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.chdir(self.work)
            os.execve(self._command[0], self._command, self._environment)
        self._shown = b""
        self.type("")
        return self

    def __exit__(self, *_error: object) -> None:
        os.close(self._fd)
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)

    def type(self, keys: str, quiet: float = 0.3) -> None:
        """Press keys, and let the shell show what it does with them, until it is quiet."""
        os.write(self._fd, keys.encode())
        while select.select([self._fd], [], [], quiet)[0]:
            self._shown += os.read(self._fd, 65536)

    def completed(self, line: str) -> list[str]:
        """What a command gets when Tab and Enter are pressed at the end of a line."""
        for file in (self.answered, self.words):
            file.unlink(missing_ok=True)
        self.type(line, 0.02)
        self.type("\t", 0.1)
        self.wait_for(self.answered)
        self.type("", 0.1)
        self.type("\r", 0.02)
        self.wait_for(self.words)
        return self.words.read_text(encoding="utf-8").split("\0")[:-1]

    def wait_for(self, file: Path) -> None:
        """Wait until a file is there."""
        deadline = time.monotonic() + LONG
        while not file.exists():
            assert time.monotonic() < deadline, self._shown[-1000:].decode(errors="replace")
            self.type("", 0.02)


@pytest.fixture(params=START)
def shell(request: pytest.FixtureRequest) -> str:
    """A shell, if it is on this machine."""
    name: str = request.param
    if shutil.which(name) is None:
        assert not os.environ.get("PARTNERREG_REQUIRE_SHELLS"), f"{name} has to be here"
        pytest.skip(f"{name} is not on this machine")
    return name


@pytest.fixture
def terminal(shell: str, cli: Cli, tmp_path: Path) -> Terminal:
    """A shell, and a register of partners with hostile names."""
    listed = io.StringIO()
    stand_ins = [f"stand-in for {typed}" for typed in BY_NUMBER]
    csv.writer(listed).writerows([name] for name in ["name", *HOSTILE.values(), *stand_ins])
    assert cli("import", "partners", "-", stdin=listed.getvalue()).exit_code == 0
    with closing(sqlite3.connect(tmp_path / "register.db")) as register, register:
        # As they may have come in by other ways.
        for typed, name in BY_NUMBER.items():
            register.execute(
                "UPDATE partner SET name = ?, search_key = ? WHERE name = ?",
                (name, f"{typed} ran", f"stand-in for {typed}"),
            )
    return Terminal(shell, tmp_path)


@pytest.mark.parametrize(("place", "quote", "names"), PLACES)
def test_a_name_that_is_completed_is_given_and_not_run(
    terminal: Terminal, place: str, quote: str, names: dict[str, str]
) -> None:
    with terminal:
        for typed, name in names.items():
            words = terminal.completed(f"partnerreg {place}{quote}{typed}")

            given = " ".join(words).removeprefix(place)
            if name in BY_NUMBER.values():
                assert re.fullmatch(r"#\d+", given), words
            else:
                assert given == name
            assert len(words) == len(place.rstrip("=").split()) + (not place.endswith("="))
            assert list(terminal.work.iterdir()) == [], f"{name} was run"


def test_nouns_verbs_and_options_are_completed(terminal: Terminal) -> None:
    with terminal:
        assert terminal.completed("partnerreg partn") == ["partner"]
        assert terminal.completed("partnerreg partner promo") == ["partner", "promote"]
        assert terminal.completed("partnerreg partner list --unsup") == [
            *("partner", "list"),
            "--unsupported",
        ]
