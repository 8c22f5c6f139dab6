"""What kind of file a register is, told without Alembic: its mark and its version."""

from __future__ import annotations

import sqlite3
from enum import Enum, auto
from stat import S_ISDIR
from typing import TYPE_CHECKING

from partnerreg.errors import RegisterUnusable
from partnerreg.files import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path

# The newest revision under migrations/versions. Revisions are numbered in
# order, so that a version can be told older or newer by comparing. Asking
# Alembic instead costs 400 ms; a test holds the two equal.
HEAD = "0004"


class State(Enum):
    """What was found at a register's place."""

    ABSENT = auto()
    EMPTY = auto()  # a file without a byte, or a database without a table
    OLDER = auto()
    CURRENT = auto()


def state(path: Path) -> State:
    """What stands at `path`.

    Raises:
        RegisterUnusable: something that is no register, or a newer register.
    """
    size = size_of(path)
    if size is None:
        return State.ABSENT
    if size == 0:
        return State.EMPTY
    connection = connect_read_only(path)
    try:
        return state_of(connection, path)
    finally:
        connection.close()


def size_of(path: Path) -> int | None:
    """The size in bytes of the file at `path`; None if there is none.

    Raises:
        RegisterUnusable: a folder stands there, or the place cannot be reached.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise RegisterUnusable(
            f"{path} cannot be reached: {error.strerror}.", "Check the path and its rights."
        ) from None
    if S_ISDIR(found.st_mode):
        raise RegisterUnusable(
            f"{path} is a folder, not a register.",
            "Name a file in it, as in --db FOLDER/register.db.",
        )
    return found.st_size


def state_of(connection: sqlite3.Connection, path: Path) -> State:
    """What the open database is.

    Raises:
        RegisterUnusable: it is no register, or a newer one.
    """
    try:
        # In this order, for a register may just be in the making: its tables come with the mark.
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        if mark != APPLICATION_ID:
            if mark == 0 and tables == 0:
                return State.EMPTY
            raise RegisterUnusable(
                f"{path} is a database, but not a partnership register.",
                "Name another file with --db or PARTNERREG_DB; this one was not touched.",
            )
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise unreadable(path, error) from error
    version = row[0] if row else ""
    if version > HEAD:
        raise RegisterUnusable(
            f"{path} was written by a newer partnerreg (version {version}; this one knows {HEAD}).",
            "Upgrade partnerreg; the file was not touched.",
        )
    return State.CURRENT if version == HEAD else State.OLDER


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    In a folder where nothing may be written, SQLite cannot make the files that
    sharing with a writer needs; then nobody can be writing, and it is told so.

    Raises:
        RegisterUnusable: the file cannot be opened.
    """
    uri = path.absolute().as_uri()
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        try:
            return _connect(f"{uri}?{mode}")
        except sqlite3.DatabaseError as error:
            cannot_share = any(words in str(error) for words in ("unable to open", "readonly"))
            # A log with something in it belongs to a writer; a reader may leave an empty one.
            log = size_of(path.with_name(path.name + "-wal"))
            if "immutable" in mode or log or not cannot_share:
                raise unreadable(path, error) from error
    raise AssertionError("unreachable: the loop returns or raises")


def _connect(uri: str) -> sqlite3.Connection:
    """A connection to a file that SQLite could read from."""
    connection = sqlite3.connect(uri, uri=True, timeout=30)
    try:
        connection.execute("PRAGMA schema_version")
        # A read in name order comes back to the same pages: 64 MB hold them all, 2 MB do not.
        connection.execute("PRAGMA cache_size = -65536")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def unreadable(path: Path, error: sqlite3.Error) -> RegisterUnusable:
    """The register's own error for one of SQLite's."""
    reason = str(error)
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
    if "malformed" in reason or "no such table" in reason:
        return RegisterUnusable(
            f"{path} is damaged: {reason}.", "Restore a copy, and see `partnerreg db check`."
        )
    if "readonly" in reason or "read-only" in reason:
        return RegisterUnusable(
            f"{path} cannot be written: it, or its folder, is read-only.",
            "Ask for the right to write there, or name another place with --db.",
        )
    if "full" in reason:
        return RegisterUnusable(
            f"{path} cannot be written: the disk is full. Nothing was changed.", "Make room first."
        )
    return RegisterUnusable(f"{path} cannot be opened: {reason}.", "Check the path and its rights.")
