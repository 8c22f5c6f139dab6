"""What kind of file a register is, told without Alembic: its mark and its version."""

from __future__ import annotations

import os
import sqlite3
from enum import Enum, auto
from pathlib import Path
from stat import S_ISDIR

from partnerreg.db.sqlite_errors import READING_ERRORS, unreadable
from partnerreg.domain.text import truncate
from partnerreg.errors import RegisterUnusable
from partnerreg.files import APPLICATION_ID

# The newest revision under migrations/versions. Revisions are numbered in
# order, so that a version can be told older or newer by comparing. Asking
# Alembic instead costs 400 ms; a test holds the two equal.
HEAD = "0004"
_FIRST = "0001"


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
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            # A file without a page is no database, unless the first write to it was taken back.
            if mark == 0 and tables == 0 and (pages or not size_of(path)):
                return State.EMPTY
            found = "a database, but not a partnership register"
            what = found if mark or tables else "not a database"
            raise RegisterUnusable(
                f"{path} is {what}.",
                "Name another file with --db or PARTNERREG_DB; this one was not touched.",
            )
        versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except READING_ERRORS as error:
        raise unreadable(path, error) from error
    match versions:
        case [(str(version),)] if _is_revision(version):
            if version > HEAD:
                raise RegisterUnusable(
                    f"{path} was written by a newer partnerreg "
                    f"(version {version}; this one knows {HEAD}).",
                    "Upgrade partnerreg; the file was not touched.",
                )
            return State.CURRENT if version == HEAD else State.OLDER
    told = ", ".join(truncate(repr(version)) for (version,) in versions) or "none"
    raise RegisterUnusable(
        f"{path} does not say which version of the register it is: {told}.",
        "`partnerreg db restore` puts a backup in its place; this file was not touched.",
    )


def _is_revision(version: str) -> bool:
    """Whether a version is one that a partnerreg, perhaps a newer one, gives its registers."""
    return len(version) == len(HEAD) and version.isdecimal() and version >= _FIRST


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    What a writer left behind that was killed is put right first. In a folder where nothing
    may be written, SQLite cannot make the files that sharing with a writer needs; where
    none has left anything, nobody can be writing, and SQLite is told so.

    Raises:
        RegisterUnusable: the file cannot be opened, or what was left cannot be put right.
    """
    uri = path.absolute().as_uri()
    try:
        return _connect(f"{uri}?mode=ro")
    except READING_ERRORS as error:
        if not any(words in str(error) for words in ("unable to open", "readonly")):
            raise unreadable(path, error) from error
    leftover = next((file for file in writer_leftovers(path) if size_of(file)), None)
    try:
        if leftover is None:
            return _connect(f"{uri}?mode=ro&immutable=1")
        _connect(f"{uri}?mode=rw").close()
        return _connect(f"{uri}?mode=ro")
    except READING_ERRORS as error:
        if leftover is None or "readonly" not in str(error):
            raise unreadable(path, error) from error
        raise RegisterUnusable(
            f"{path} cannot be read: {leftover.name} beside it holds what a program was writing "
            "when it ended, and it cannot be put right where nothing may be written.",
            "Ask for the right to write there. Leave that file: it belongs to the register.",
        ) from error


def writer_leftovers(path: Path) -> list[Path]:
    """Where SQLite keeps what is not in a register's file yet, there or not."""
    return [path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-journal")]


def _connect(uri: str) -> sqlite3.Connection:
    """A connection to a file that SQLite could read from."""
    connection = sqlite3.connect(uri, uri=True, timeout=30)
    try:
        distrust(connection)
        connection.execute("PRAGMA schema_version")
        # A read in name order comes back to the same pages: 64 MB hold them all, 2 MB do not.
        connection.execute("PRAGMA cache_size = -65536")
    except READING_ERRORS:
        connection.close()
        raise
    return connection


def file_of(connection: sqlite3.Connection) -> Path:
    """The file that a connection is to."""
    text_factory = connection.text_factory
    connection.text_factory = os.fsdecode  # names of files are bytes
    try:
        _, _, path = connection.execute("PRAGMA database_list").fetchone()
    finally:
        connection.text_factory = text_factory
    return Path(path)


def distrust(connection: sqlite3.Connection) -> None:
    """Let SQLite be on its guard: a file may be damaged, or somebody else's making."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
