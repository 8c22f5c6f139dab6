"""Runs of the program that fail at the call to the system that they are told."""

from __future__ import annotations

import json
import os
import select
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from types import TracebackType

HERE = Path(__file__).parent
TODAY = "2026-03-01"
LONG = 120  # seconds after which a run that should have ended has not

KILL, FULL, BROKEN, INTERRUPTED = ACTIONS = ("kill", "ENOSPC", "EIO", "SIGTERM")


class Fault(NamedTuple):
    """What happens at which change of the folder, counted from 1; see `shim.c`."""

    call: int
    action: str


class Run(NamedTuple):
    """What came of a run.

    Attributes:
        exit_code: negative where a signal ended it.
        stdout: what it showed.
        stderr: what it said.
        calls: its changes of the folder, each as a system call and a path below the folder;
            the last one is the one that killed it.
    """

    exit_code: int
    stdout: str
    stderr: str
    calls: list[str]


class Program:
    """The program, working in one folder, which is all that it knows of the machine.

    Args:
        shim: the compiled `shim.c`.
        folder: where it works: the register, HOME and TMPDIR are in there.
        desk: a folder for what the runs write about themselves.
    """

    def __init__(self, shim: Path, folder: Path, desk: Path) -> None:
        self._folder = folder
        self._calls, self._stdout, self._stderr = (desk / n for n in ("calls", "stdout", "stderr"))
        self._environment = {
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "LD_PRELOAD": str(shim),
            "PARTNERREG_ACTOR": "Anna",
            "PARTNERREG_DB": str(folder / "register.db"),
            "PARTNERREG_TODAY": TODAY,
            "PATH": os.environ["PATH"],
            "PYTHONHASHSEED": "0",  # the same calls in each run
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "RUN_FOLDER": str(folder),
            "RUN_STDERR": str(self._stderr),
            "RUN_STDOUT": str(self._stdout),
            "TMPDIR": str(folder / "tmp"),
            "XDG_CONFIG_HOME": str(folder / "home"),
            "XDG_DATA_HOME": str(folder / "home"),
        }
        self._server = subprocess.Popen(
            [sys.executable, str(HERE / "fork_server.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self._environment,
            start_new_session=True,
        )
        self._heard("to start")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.communicate()

    def run(self, line: str, fault: Fault | None = None, **more: str) -> Run:
        """Run a command, given as it is typed behind `partnerreg`.

        Args:
            line: the command.
            fault: where it fails; not at all if not given.
            more: for its environment.
        """
        environment = self._watched(fault) | more
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps([shlex.split(line), environment]) + "\n")
        self._server.stdin.flush()
        return self._came_of(int(self._heard(line)))

    def start(self, line: str) -> Run:
        """Run a command as people do, in a process that is started anew and not forked."""
        with self._stdout.open("w") as stdout, self._stderr.open("w") as stderr:
            ended = subprocess.run(
                [sys.executable, "-m", "partnerreg", *shlex.split(line)],
                cwd=self._folder,
                env=self._environment | self._watched(),
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                check=False,
            )
        return self._came_of(ended.returncode)

    def _watched(self, fault: Fault | None = None) -> dict[str, str]:
        """What the shim is told in the environment."""
        self._calls.unlink(missing_ok=True)
        told = {"SHIM_FOLDER": str(self._folder), "SHIM_LOG": str(self._calls)}
        if fault:
            told |= {"SHIM_CALL": str(fault.call), "SHIM_ACTION": fault.action}
        return told

    def _came_of(self, exit_code: int) -> Run:
        calls = self._calls.read_text("utf-8").splitlines() if self._calls.exists() else []
        return Run(
            exit_code, self._stdout.read_text("utf-8"), self._stderr.read_text("utf-8"), calls
        )

    def _heard(self, what: str) -> str:
        """The next line that the server says."""
        assert self._server.stdout is not None
        ready, _, _ = select.select([self._server.stdout], [], [], LONG)
        line = self._server.stdout.readline() if ready else ""
        if not line:  # or a late answer would be taken for that to another question
            self._server.kill()
        assert line, f"after {LONG} seconds or by a fault of its own there is no end of: {what}"
        return line
