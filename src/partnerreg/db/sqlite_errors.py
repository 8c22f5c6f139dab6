"""SQLite's errors as the register's own: what is wrong with its file, and what to do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from partnerreg.errors import RegisterUnusable

# What comes of reading: the driver makes text of SQLite's own words, which may quote a file's.
READING_ERRORS = (sqlite3.DatabaseError, UnicodeDecodeError)

# On a disk with less room SQLite cannot even read: the index of its log takes 32 KiB.
_LEAST_ROOM = 64 * 1024


def unreadable(path: Path, error: BaseException, query: str = "") -> RegisterUnusable:
    """The register's own error for one of SQLite's.

    Args:
        path: the register's file.
        error: what SQLite said.
        query: the name of the query that it said it of, if that is known.
    """
    reason = "malformed text" if isinstance(error, UnicodeDecodeError) else str(error)
    reason += f" (in the query {query})" if query else ""
    if "locked" in reason or "busy" in reason:
        return RegisterUnusable(
            f"{path} is locked: another program has been writing to it for a long time.",
            "Wait until it is done, then try again.",
        )
    if "not a database" in reason:
        return RegisterUnusable(
            f"{path} is not a database.",
            "Name the register's file with --db or PARTNERREG_DB; this one was not touched.",
        )
    if any(words in reason for words in ("malformed", "no such", "Could not decode")):
        return RegisterUnusable(
            f"{path} is damaged: {reason}.",
            "`partnerreg db check` says where, `partnerreg db restore` puts a backup in its place.",
        )
    if "readonly" in reason or "read-only" in reason:
        return RegisterUnusable(
            f"{path} cannot be written: it, or its folder, is read-only.",
            "Ask for the right to write there, or name another place with --db.",
        )
    done = "read" if query else "opened"
    return _no_room(path, reason) or RegisterUnusable(
        f"{path} cannot be {done}: {reason}.", "Check the path and its rights."
    )


def _no_room(path: Path, reason: str) -> RegisterUnusable | None:
    """The error for a full disk, if one is full: the register's, or that of temporary files."""
    folder, temporary = path.absolute().parent, temporary_folder()
    if _is_full(folder):
        return RegisterUnusable(
            f"{path} cannot be used: the disk of {folder} is full. Nothing was changed.",
            "Make room there, and try again.",
        )
    if _is_full(temporary):
        return RegisterUnusable(
            f"{path} cannot be used: the disk of {temporary}, where temporary files are put, "
            "is full. Nothing was changed.",
            "Make room there, or name another folder in TMPDIR.",
        )
    if "full" in reason:  # by now what took the room has been taken back
        return RegisterUnusable(
            f"{path} cannot be used: the disk is full, that of {folder}, or that of {temporary}, "
            "where temporary files are put. Nothing was changed.",
            "Make room there, and try again.",
        )
    return None


def temporary_folder() -> Path:
    """Where SQLite puts its temporary files: the first of these that can be written to."""
    named = (os.environ.get(name) for name in ("SQLITE_TMPDIR", "TMPDIR", "TEMP", "TMP"))
    usual = ("/var/tmp", "/usr/tmp", "/tmp")  # noqa: S108  # SQLite's own, in its order
    folders = (Path(name) for name in (*named, *usual) if name)
    return next((f for f in folders if f.is_dir() and os.access(f, os.W_OK)), Path.cwd())


def _is_full(folder: Path) -> bool:
    from shutil import disk_usage

    try:
        return disk_usage(folder).free < _LEAST_ROOM
    except OSError:  # it is not there
        return False
