"""One register made equal to another, whole, while others may be using either."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING

from partnerreg.db.sqlite_errors import unreadable
from partnerreg.db.version import State, connect_read_only, distrust, state
from partnerreg.files import APPLICATION_ID, build_file
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Of a database's first bytes: SQLite's application_id, and how it is written (1: without a log).
_MARK = slice(68, 72)
_WRITTEN_WITHOUT_LOG = 18

# How many pages SQLite copies at a time, fewer than any register has: signals are heard and
# the target is checked in between, before all is copied.
_PAGES = 16

# How long a writer is waited for, in seconds.
_PATIENCE = 60.0

_WAITING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def copy_register(source: Path, target: Path, check: Callable[[Path], None]) -> None:
    """Make the register at `target` equal to another one.

    A new one is whole at the end or not there. In one that is there all is replaced in one
    transaction of SQLite's, so its readers and writers take turns with this as with any write.

    Args:
        source: the register to copy.
        target: where the copy goes.
        check: raises if what is at `target` may not be replaced; asked when nobody else can
            write to it any more.

    Raises:
        RegisterUnusable: it cannot be written.
    """
    try:
        with closing(connect_read_only(source)) as pages, SIGNALS.commit():
            if state(target) in {State.ABSENT, State.EMPTY}:
                with build_file(target, overwrite=state(target) is State.EMPTY) as part:
                    copy_pages(pages, part)
            else:
                copy_pages(pages, target, lambda: check(target))
    except sqlite3.Error as error:
        raise unreadable(target, error) from error


def copy_alone(source: sqlite3.Connection, file: Path) -> None:
    """Fill an empty file with a copy of a register that needs, and makes, no file beside it.

    Raises:
        sqlite3.Error: it cannot be written, or the register cannot be read.
    """
    copy_pages(source, file)
    with closing(sqlite3.connect(file.absolute(), isolation_level=None)) as copy:
        [[mode]] = copy.execute("PRAGMA journal_mode = DELETE")
    if mode != "delete":  # SQLite does not say why
        raise sqlite3.OperationalError("disk I/O error")


def is_standing_alone(file: Path) -> bool:
    """Whether a file is a register as `copy_alone` makes it, to which nobody has written since.

    Who writes to one lets others read meanwhile, which its first bytes then say.
    """
    return bears_mark(file) and _head(file)[_WRITTEN_WITHOUT_LOG] == 1


def bears_mark(file: Path) -> bool:
    """Whether a file says with its first bytes that it is a register, damaged or not."""
    return int.from_bytes(_head(file)[_MARK], "big") == APPLICATION_ID


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_MARK.stop)
    except OSError:
        return b""


def copy_pages(
    source: sqlite3.Connection, target: Path, check: Callable[[], None] = lambda: None
) -> None:
    """Replace all that a database holds, in one transaction, by what another one holds.

    Args:
        source: is copied as it stands at one moment: that of its transaction, if it has begun
            one. Others may go on writing to it.
        target: an empty file, or a database. Who writes to it is waited for.
        check: is asked when nobody else can write to `target` any more.

    Raises:
        sqlite3.Error: it cannot be written, or the source cannot be read.
    """
    last, is_checked = monotonic() + _PATIENCE, False

    def after_some_pages(status: int, _left: int, _all: int) -> None:
        nonlocal is_checked
        if status != sqlite3.SQLITE_DONE:
            SIGNALS.hear()
        if status in _WAITING and monotonic() > last:
            raise sqlite3.OperationalError("database is locked")
        if status == sqlite3.SQLITE_OK and not is_checked:
            check()
            is_checked = True

    # Else SQLite would begin anew whenever somebody has written in between.
    if not source.in_transaction:
        source.execute("BEGIN")
    source.execute("PRAGMA schema_version")
    with closing(sqlite3.connect(target.absolute())) as copy:
        distrust(copy)
        copy.execute("PRAGMA synchronous = FULL")
        source.backup(copy, pages=_PAGES, progress=after_some_pages)
