"""The engine a unit of work writes through."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from partnerreg.db.version import distrust
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# How long a writer waits for another one, in seconds.
PATIENCE = 60.0

# After how long a person is told of that, in seconds.
SILENCE = 1.0

# How many of its instructions SQLite does at a time: some milliseconds' worth.
INSTRUCTIONS = 500_000

# How long SQLite waits at a time, in seconds.
MOMENT = 0.25


def share(connection: sqlite3.Connection) -> None:
    """Let readers go on while a writer writes; kept in the file, so once would be enough.

    SQLite does not wait for others to switch to WAL, as it does for everything else.
    Whoever holds the register now is switching it, or leaves it to the next one.
    """
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise


def begin(connection: sa.Connection, tell: Callable[[str], None]) -> None:
    """Begin to write, after whoever writes now; `tell` is told if that takes long.

    SQLite's own waiting cannot be interrupted: Ctrl-C would be heard when it is over.
    So it waits a moment at a time, and Python listens in between.
    """
    from time import monotonic

    start, is_told = monotonic(), False
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {MOMENT * 1000:.0f}")
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            break
        except sa.exc.OperationalError as error:
            if "locked" not in str(error.orig) or monotonic() - start > PATIENCE:
                raise
        SIGNALS.hear()
        if not is_told and monotonic() - start > SILENCE:
            is_told = True
            place = connection.engine.url.database
            tell(f"Waiting for another program, which is writing to {place} …")
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")


@cache
def engine_for(path: Path) -> sa.Engine:
    """The engine for one register file; statements once compiled serve the next unit of work.

    The driver's own transaction handling is switched off, so that BEGIN is ours (`begin`):
    IMMEDIATE, for a writer that only reads first could otherwise find, at its
    first write, that another one came before it.
    """
    engine = sa.create_engine(
        # Absolute, or a file called :memory: would be none.
        sa.URL.create("sqlite", database=str(path.absolute())),
        connect_args={"timeout": PATIENCE},
        poolclass=NullPool,
        hide_parameters=True,  # an error's text may be kept in a file: no personal data in it
    )

    @sa.event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        # Python hears Ctrl-C only between its own steps: this makes one in a long statement.
        connection.set_progress_handler(lambda: None, INSTRUCTIONS)
        distrust(connection)
        # Off by default in SQLite, per connection.
        connection.execute("PRAGMA foreign_keys = ON")
        share(connection)
        # What was committed is on the disk, also when the power fails.
        connection.execute("PRAGMA synchronous = FULL")

    return engine
