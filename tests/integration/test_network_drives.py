"""A register on a network drive: people are warned, where the system tells that it is one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from partnerreg.db.dialects import sqlite
from partnerreg.db.dialects.sqlite import network_drive
from partnerreg.db.opening import ensure_current, open_reader

if TYPE_CHECKING:
    from pathlib import Path


def mounts(path: Path, kind: str) -> Path:
    """What Linux would say is mounted, if the disk of a path were of another kind."""
    device = path.stat().st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    told = path.parent / "mountinfo"
    told.write_text(
        "22 28 0:20 / /proc rw,nosuid shared:12 - proc proc rw\n"
        f"97 28 {number} / /srv/our\\040data rw,noatime shared:40 - {kind} host:/export rw\n"
    )
    return told


@pytest.mark.parametrize(
    ("kind", "found"), [("nfs4", "nfs4"), ("fuse.sshfs", "fuse.sshfs"), ("ext4", None)]
)
def test_a_network_drive_is_known_by_its_kind(register: Path, kind: str, found: str | None) -> None:
    assert network_drive(register, mounts(register, kind)) == found


def test_where_the_system_does_not_tell_nothing_is_known(register: Path, tmp_path: Path) -> None:
    assert network_drive(register, tmp_path / "nothing") is None
    (tmp_path / "mountinfo").write_text("")
    assert network_drive(register, tmp_path / "mountinfo") is None


def test_who_writes_on_a_network_drive_is_warned_and_who_reads_is_not(
    register: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told_mounts = mounts(register, "nfs4")
    monkeypatch.setattr(sqlite, "network_drive", lambda path: network_drive(path, told_mounts))
    open_reader(register, told.append).close()
    assert not told
    ensure_current(register, told.append)
    [warning] = told
    assert warning.startswith(f"Warning: {register} lies on a network drive (nfs4). ")


def test_on_a_disk_of_ones_own_nobody_is_warned(register: Path) -> None:
    ensure_current(register, pytest.fail)
