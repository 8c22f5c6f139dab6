"""Disks without room, for reading as for writing: what is full is named, and nothing is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.command_line import Cli

SIZE = 2 * 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if not sys.platform.startswith("linux") or not mount or os.geteuid() != 0:
        pytest.skip("only root can have a small disk made, and on Linux")
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be made here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(disk: Path, *, leave: int = 0) -> None:
    """Leave so many bytes of room, or a little less."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    room = shutil.disk_usage(disk).free - leave
    filler.write_bytes(b"\0" * max(room, 0))


def run(*words: object) -> tuple[int, str]:
    """A process of its own, for SQLite asks once where temporary files go; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "partnerreg", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("room", [0, 20_000])
def test_a_register_on_a_full_disk_is_neither_read_nor_written_and_the_disk_is_named(
    portfolio: Cli, small_disk: Path, tmp_path: Path, room: int
) -> None:
    register = Path(shutil.copy(tmp_path / "register.db", small_disk))
    before = register.read_bytes()

    for words in (
        ("partner", "list"),
        ("report", "levels"),
        ("db", "check"),
        ("partner", "add", "Café Retro"),
        ("undo",),
    ):
        fill(small_disk, leave=room)
        code, said = run("--db", register, *words)
        assert code == 6
        assert said == (
            f"Error: {register} cannot be used: the disk of {small_disk} is full. "
            "Nothing was changed.\nMake room there, and try again.\n"
        )
        for beside in small_disk.glob("register.db-*"):
            beside.unlink()
    assert register.read_bytes() == before


def test_what_fills_the_disk_is_told_and_taken_back(
    portfolio: Cli, small_disk: Path, tmp_path: Path
) -> None:
    register = Path(shutil.copy(tmp_path / "register.db", small_disk))
    rows = "".join(f"Partner {number} with a long name\n" for number in range(5000))
    (tmp_path / "list.csv").write_text(f"name\n{rows}", encoding="utf-8")
    portfolio("export", "all", "whole")

    code, said = run("--db", register, "import", "partners", "list.csv")
    assert code == 6
    assert f"{register} cannot be used: the disk" in said
    assert f"of {small_disk}" in said
    code, _ = run("--db", register, "partner", "add", "Café Retro")
    assert code == 0

    fill(small_disk, leave=300_000)
    code, said = run("--db", small_disk / "new.db", "import", "all", "whole")
    assert code == 6
    assert "cannot be used: the disk" in said
    assert not list(small_disk.glob("new.db*"))


def test_a_full_disk_of_temporary_files_is_named(
    portfolio: Cli, small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Partner {number},{'note ' * 500}\n" for number in range(12_000))
    (tmp_path / "list.csv").write_text(f"name,notes\n{rows}", encoding="utf-8")
    fill(small_disk)
    monkeypatch.setenv("TMPDIR", str(small_disk))

    code, said = run("import", "partners", "list.csv")

    register = tmp_path / "register.db"
    assert code == 6
    assert said == (
        f"Error: {register} cannot be used: the disk of {small_disk}, where temporary files are "
        "put, is full. Nothing was changed.\nMake room there, or name another folder in TMPDIR.\n"
    )
    assert portfolio.json("db", "check")["notes"] == [f"{register} is whole."]
