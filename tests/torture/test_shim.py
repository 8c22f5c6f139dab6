"""The C library that lets a program fail, before it is relied upon."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from helpers.torture.faulty_runs import BROKEN, FULL, INTERRUPTED, KILL

if TYPE_CHECKING:
    from pathlib import Path

WRITE_THREE = """
import os
for name in ("one", "two", "three"):
    try:
        file = os.open(name, os.O_WRONLY | os.O_CREAT)
        print(name, os.write(file, b"12345678"))
    except OSError as error:
        print(name, error.strerror)
"""

CHANGE_IN_ALL_WAYS = """
import os
with open("a", "wb") as file:
    file.write(b"one")
    file.flush()
    os.fsync(file.fileno())
    os.fdatasync(file.fileno())
    os.pwrite(file.fileno(), b"t", 0)
    os.ftruncate(file.fileno(), 2)
    os.fchmod(file.fileno(), 0o600)
with open("a", "rb") as here, open("b", "wb") as there:
    os.sendfile(there.fileno(), here.fileno(), 0, 2)
    os.copy_file_range(here.fileno(), there.fileno(), 2)
    os.writev(there.fileno(), [b"x"])
os.truncate("b", 1)
os.chmod("b", 0o600)
os.rename("b", "c")
os.link("c", "d")
os.unlink("c")
os.mkdir("e")
os.replace("d", "e/f")
folder = os.open("e", os.O_RDONLY)
os.unlink("f", dir_fd=folder)
os.close(folder)
os.rmdir("e")
open("a", "r+b").close()
"""


def run(
    shim: Path, folder: Path, program: str, **fault: object
) -> subprocess.CompletedProcess[str]:
    """Run a program of Python in a folder that the shim looks after."""
    environment = {"LD_PRELOAD": shim, "SHIM_FOLDER": folder, "SHIM_LOG": f"{folder}.log", **fault}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={name: str(value) for name, value in environment.items()},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a program to work in."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def test_all_that_changes_a_folder_is_told_in_order(shim: Path, folder: Path) -> None:
    outside = f"open({str(folder) + ' beside'!r}, 'w').close()"

    assert run(shim, folder, f"{CHANGE_IN_ALL_WAYS}\n{outside}").returncode == 0

    told = (folder.parent / "folder.log").read_text()
    assert told.replace("64 ", " ").splitlines() == [
        "open /a",
        "write /a",
        "fsync /a",
        "fdatasync /a",
        "pwrite /a",
        "ftruncate /a",
        "fchmod /a",
        "open /b",
        "sendfile /b",
        "copy_file_range /b",
        "writev /b",
        "truncate /b",
        "chmod /b",
        "rename /c",
        "link /d",
        "unlink /c",
        "mkdir /e",
        "rename /e/f",
        "unlinkat /e/f",
        "rmdir /e",
    ]


def test_a_program_that_is_killed_has_written_half(shim: Path, folder: Path) -> None:
    ended = run(shim, folder, WRITE_THREE, SHIM_CALL=4, SHIM_ACTION=KILL)

    assert ended.returncode == -signal.SIGKILL
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert written == {"one": b"12345678", "two": b"1234"}


def test_a_disk_that_is_full_stays_so(shim: Path, folder: Path) -> None:
    ended = run(shim, folder, WRITE_THREE, SHIM_CALL=4, SHIM_ACTION=FULL)

    full = "No space left on device"
    assert ended.stdout.splitlines() == ["one 8", f"two {full}", f"three {full}"]


def test_a_disk_that_is_broken_fails_once(shim: Path, folder: Path) -> None:
    ended = run(shim, folder, WRITE_THREE, SHIM_CALL=3, SHIM_ACTION=BROKEN)

    assert ended.stdout.splitlines() == ["one 8", "two Input/output error", "three 8"]


def test_a_program_that_is_interrupted_hears_it_after_the_call(shim: Path, folder: Path) -> None:
    program = "import signal; signal.signal(signal.SIGTERM, lambda *_: print('heard'))"

    ended = run(shim, folder, program + WRITE_THREE, SHIM_CALL=4, SHIM_ACTION=INTERRUPTED)

    assert ended.stdout.splitlines() == ["one 8", "heard", "two 8", "three 8"]
