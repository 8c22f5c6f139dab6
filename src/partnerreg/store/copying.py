"""One register made equal to another, whole, while others may be using it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from partnerreg.files import build_file
from partnerreg.store.sqlite_errors import unreadable
from partnerreg.store.version import State, state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# How many pages SQLite copies at a time; Ctrl-C is heard in between.
_PAGES = 1_000


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
    if state(target) in {State.ABSENT, State.EMPTY}:
        with build_file(target, overwrite=state(target) is State.EMPTY) as part:
            _copy(source, part, lambda: None)
    else:
        _copy(source, target, lambda: check(target))


def _copy(source: Path, target: Path, check: Callable[[], None]) -> None:
    is_checked = False

    def after_some_pages(status: int, _left: int, _all: int) -> None:
        nonlocal is_checked
        if status == sqlite3.SQLITE_OK and not is_checked:
            check()
            is_checked = True

    try:
        with (
            closing(sqlite3.connect(source.absolute())) as pages,
            closing(sqlite3.connect(target.absolute())) as copy,
        ):
            copy.execute("PRAGMA synchronous = FULL")
            pages.backup(copy, pages=_PAGES, progress=after_some_pages)
    except sqlite3.Error as error:
        raise unreadable(target, error) from error
