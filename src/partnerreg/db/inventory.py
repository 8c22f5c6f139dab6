"""How much is in a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.db.dialects import dialect

if TYPE_CHECKING:
    from partnerreg.db.dialects.protocol import Connection

from partnerreg.nouns import registry

# What is counted beside nouns: rows that are no things of their own.
_FURTHER = ("document", "level_change", "operation")


class Idle(NamedTuple):
    """Files that no document names: how many, and their bytes in all."""

    files: int
    size: int


def undocumented(connection: Connection) -> Idle | None:
    """The content that no document and no template names; None where that cannot be read.

    It is no fault: taking back the removal of a document needs it.
    """
    try:
        row = connection.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM content"
            " WHERE sha256 NOT IN (SELECT sha256 FROM document UNION SELECT sha256 FROM template)"
        ).fetchone()
    except dialect.ERRORS:
        return None
    return Idle(*row)


def version(connection: Connection) -> str:
    """The version of the register's tables."""
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def counts(connection: Connection) -> list[tuple[str, int]]:
    """How many rows each of the main tables has."""
    return [
        (table, int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]))
        for table in [*(noun.table_name for noun in registry.nouns()), *_FURTHER]
    ]
