"""Ctrl-C, `kill` and a terminal that closes: a command is done and says so, or it is not."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from helpers.processes import FOLDER
from partnerreg.db.migrate import bring_up_to_date

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")

SIGNALLED = FOLDER / "signalled.py"
CODES = {"SIGHUP": 129, "SIGINT": 130, "SIGTERM": 143}
SIDECARS = {"register.db-wal", "register.db-shm"}
LONG = 60  # seconds after which a process that should have ended has not

COMMANDS = {
    "partner add": (("partner", "add", "Nord"), "Added #2 Nord"),
    "activity log": (
        ("activity", "log", "Retro", "--title", "A talk", "--on", "2026-02-01"),
        "Logged",
    ),
    "import": (("import", "partners", "list.csv"), "Added 2 partners"),
}

JOURNAL = "partnerreg.db.unit_of_work:UnitOfWork.write_journal"
BEFORE = [
    ("SIGHUP", "before", JOURNAL),
    ("SIGINT", "after", JOURNAL),
    ("SIGTERM", "after", JOURNAL),
]
FROM_THE_COMMIT_ON = [
    ("SIGHUP", "before", "sqlalchemy.orm:Session.commit"),
    ("SIGINT", "after", "sqlalchemy.orm:Session.commit"),
    ("SIGTERM", "after", "sqlalchemy.orm:Session.close"),
    ("SIGINT", "after", "sqlalchemy:Engine.dispose"),
]


@pytest.fixture
def house(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with a partner, a list of two others, and a folder for what passes."""
    cli.done("partner", "add", "Café Retro")
    (tmp_path / "list.csv").write_text("name\nSyd\nVest\n", encoding="utf-8")
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    return tmp_path


def signalled(name: str, when: str, place: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SIGNALLED, name, when, place, *words],
        capture_output=True,
        encoding="utf-8",
        timeout=LONG,
        check=False,
    )


@pytest.mark.parametrize(("name", "when", "place"), BEFORE)
def test_before_the_commit_a_signal_takes_everything_back(
    house: Path, register: Register, name: str, when: str, place: str
) -> None:
    ended = signalled(name, when, place, "partner", "add", "Nord")

    assert (ended.returncode, ended.stdout) == (CODES[name], "")
    assert ended.stderr == "Interrupted. The register is as it was.\n"
    assert register.operations == 1
    assert register.rows("SELECT name FROM partner") == [("Café Retro",)]


@pytest.mark.parametrize(("name", "when", "place"), FROM_THE_COMMIT_ON)
@pytest.mark.parametrize("command", COMMANDS)
def test_from_the_commit_on_a_signal_waits_until_it_is_said_what_was_done(
    house: Path, register: Register, command: str, name: str, when: str, place: str
) -> None:
    words, said = COMMANDS[command]

    ended = signalled(name, when, place, *words)

    assert (ended.returncode, ended.stdout) == (0, "")
    assert said in ended.stderr
    assert "Interrupted" not in ended.stderr
    assert register.operations == 2


def test_a_signal_leaves_nothing_beside_a_file_that_was_being_written(
    house: Path, register: Register
) -> None:
    place = "partnerreg.transfer.export:write_list"

    ended = signalled("SIGTERM", "after", place, "export", "partners", "out/partners.xlsx")
    assert ended.returncode == 2, "there is no such folder"
    (house / "out").mkdir()
    ended = signalled("SIGTERM", "after", place, "export", "partners", "out/partners.xlsx")

    assert (ended.returncode, ended.stderr) == (143, "Interrupted. The register is as it was.\n")
    assert list((house / "out").iterdir()) == list((house / "passing").iterdir()) == []


@pytest.mark.parametrize(
    ("when", "place"),
    [("after", "partnerreg.files:create_private"), ("before", "partnerreg.files:_remove")],
)
def test_a_signal_leaves_nothing_when_a_file_is_just_made_or_just_taken_away(
    house: Path, register: Register, when: str, place: str
) -> None:
    before = {path.name for path in house.iterdir()}

    ended = signalled("SIGTERM", when, place, "export", "partners", "partners.csv")

    assert ended.returncode == 143, ended.stderr
    assert not [path for path in house.iterdir() if path.name.endswith(".part")]
    assert {path.name for path in house.iterdir()} - before <= {"partners.csv", *SIDECARS}


@pytest.mark.parametrize(
    ("name", "when", "place"),
    [
        ("SIGHUP", "after", "partnerreg.db.unit_of_work:UnitOfWork.write_journal"),
        ("SIGINT", "after", "sqlalchemy.orm:Session.commit"),
        ("SIGTERM", "before", "partnerreg.db.dialects.sqlite:copy_register"),
    ],
)
def test_a_demo_that_is_interrupted_is_not_there(
    house: Path, name: str, when: str, place: str
) -> None:
    ended = signalled(name, when, place, "demo", "--to", "demo.db")

    assert (ended.returncode, ended.stdout) == (CODES[name], "")
    assert ended.stderr == "Interrupted. The register is as it was.\n"
    assert list(house.glob("demo*")) == []


def test_what_was_upgraded_before_a_signal_is_not_said_to_be_as_it_was(
    bare_cli: Cli, register: Register
) -> None:
    bring_up_to_date(register.path, target="0001")

    ended = signalled("SIGTERM", "after", "partnerreg.db.migrate:bring_up_to_date", "unit", "list")

    assert (ended.returncode, ended.stdout) == (143, "")
    assert ended.stderr.splitlines()[1:] == [
        "Interrupted. The register was upgraded, and what it says is as it was."
    ]


def test_a_browser_that_prints_does_not_outlive_us(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = house / "browser"
    browser.write_text(
        f"#!/bin/sh\nsleep 300 &\necho $! > {house}/child\nkill -TERM $PPID\nwait\n",
        encoding="utf-8",
    )
    browser.chmod(0o755)
    monkeypatch.setenv("PARTNERREG_BROWSER", str(browser))

    ended = subprocess.run(
        [sys.executable, "-m", "partnerreg", "report", "levels", "-o", "levels.pdf"],
        capture_output=True,
        timeout=LONG,
        check=False,
    )

    assert ended.returncode == 143, ended.stderr
    child = int((house / "child").read_text())
    deadline = time.monotonic() + LONG
    while is_running(child):
        assert time.monotonic() < deadline, "the browser's child is still there"
        time.sleep(0.01)
    assert list((house / "passing").iterdir()) == []


def is_running(number: int) -> bool:
    """Whether a process is there; one that has ended and that nobody has asked about is not."""
    status = subprocess.run(
        ["ps", "-o", "state=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    return status.stdout.strip() not in {"", "Z"}


@pytest.mark.parametrize("seed", range(5))
def test_whenever_a_signal_comes_the_exit_code_tells_what_was_done(
    house: Path, register: Register, seed: int
) -> None:
    chance = random.Random(seed)
    name = chance.choice(list(CODES))
    program = subprocess.Popen(
        [sys.executable, "-m", "partnerreg", "partner", "add", "Nord"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.1 + chance.random())
    program.send_signal(getattr(signal, name))
    out, said = program.communicate(timeout=LONG)

    done = register.operations == 2
    assert "Traceback" not in said
    # In the first moments nobody listens to others than Ctrl-C yet.
    codes = {0} if done else {CODES[name], -getattr(signal, name)}
    assert (out, program.returncode in codes) == ("", True), (program.returncode, said)
    assert ("Added" in said) is done


def test_who_had_signals_ignored_is_not_interrupted(house: Path, register: Register) -> None:
    words = ["partner", "add", "Nord"]
    ended = subprocess.run(
        ["nohup", sys.executable, SIGNALLED, "SIGHUP", "before", JOURNAL, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LONG,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert register.operations == 2
    assert list((house / "passing").iterdir()) == []
