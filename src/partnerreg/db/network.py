"""Whether a file lies on a network drive, where the system can tell."""

from __future__ import annotations

import os
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")  # Linux alone has it

_KINDS = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)


def network_drive(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """The kind of network drive that a file lies on; None if it is none, or nobody can tell.

    Args:
        path: the file.
        mounts: what is mounted, as Linux tells it: a line each, with the device's number as the
            third word, and after a dash what kind of file system it is.
    """
    try:
        lines = mounts.read_text(errors="replace").splitlines()
        device = path.stat().st_dev
    except OSError:
        return None
    number = f"{os.major(device)}:{os.minor(device)}"
    for words in map(str.split, lines):
        if words[2] == number:
            kind = words[words.index("-") + 1]
            return kind if kind in _KINDS else None
    return None
