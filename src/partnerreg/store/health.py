"""What a register's file is like, and whether it is whole. SQLite's own checks, and ours."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TABLES = (
    "partner",
    "contact",
    "agreement",
    "document",
    "activity",
    "evaluation",
    "level_change",
    "unit",
    "area",
    "goal",
    "staff",
    "meeting",
    "operation",
)


class Examined(NamedTuple):
    """What was examined, and what is wrong with it: nothing, if all is well."""

    what: str
    faults: list[str]


class Idle(NamedTuple):
    """Files that no document names: how many, and their bytes in all."""

    files: int
    size: int


def undocumented(connection: sqlite3.Connection) -> Idle | None:
    """The content that no document names; None where that cannot be read.

    It is no fault: taking back the removal of a document needs it.
    """
    try:
        row = connection.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM content"
            " WHERE sha256 NOT IN (SELECT sha256 FROM document)"
        ).fetchone()
    except sqlite3.DatabaseError:
        return None
    return Idle(*row)


def version(connection: sqlite3.Connection) -> str:
    """The version of the register's tables."""
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def counts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """How many rows each of the main tables has."""
    return [
        (table, int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]))
        for table in TABLES
    ]


def examine(connection: sqlite3.Connection) -> list[Examined]:
    """Examine the register from its pages up to what its rows mean."""
    steps: list[tuple[str, Callable[[sqlite3.Connection], Iterator[str]]]] = [
        ("pages and constraints", _pages),
        ("references", _references),
        ("documents", _documents),
        ("levels", wrong_levels),
    ]
    found = []
    for what, step in steps:
        try:
            found.append(Examined(what, list(step(connection))))
        except sqlite3.DatabaseError as error:
            found.append(Examined(what, [str(error)]))
    return found


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield line


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} row {row} refers to a {parent} that is not there"


def _documents(connection: sqlite3.Connection) -> Iterator[str]:
    for sha256, data in connection.execute("SELECT sha256, data FROM content"):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield f"a document's bytes are not those that were attached ({sha256[:12]}…)"


def wrong_levels(connection: sqlite3.Connection) -> Iterator[str]:
    """The level on a partner's row is the one its last level change left it at."""
    rows = connection.execute(
        """
        SELECT partner.id, partner.name FROM partner
        LEFT JOIN level_change AS last ON last.id = (
            SELECT id FROM level_change WHERE partner_id = partner.id
            ORDER BY effective_on DESC, id DESC LIMIT 1)
        WHERE (partner.status = 'ended') IS NOT (last.to_level IS NULL)
           OR partner.level IS NOT coalesce(last.to_level, last.from_level)
        """
    )
    for number, name in rows:
        yield f"the level of #{number} {name} is not what its history says"
