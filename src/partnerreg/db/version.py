"""Which version of the register's tables there is, told without Alembic."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action, Advice
from partnerreg.domain.text import truncate
from partnerreg.errors import RegisterUnusable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# The newest revision under migrations/versions. Revisions are numbered in
# order, so that a version can be told older or newer by comparing. Asking
# Alembic instead costs 400 ms; a test holds the two equal.
HEAD = "0024"
_FIRST = "0001"


class State(Enum):
    """What was found at a register's place."""

    ABSENT = auto()
    EMPTY = auto()  # a file without a byte, or a database without a table
    OLDER = auto()
    CURRENT = auto()


def state_of_versions(rows: Sequence[tuple[Any, ...]], path: Path) -> State:
    """What the register at `path` is by what it says of its version.

    Raises:
        RegisterUnusable: it is a newer one, or does not say.
    """
    match rows:
        case [(str(version),)] if _is_revision(version):
            if version > HEAD:
                raise RegisterUnusable(
                    f"{path} was written by a newer partnerreg "
                    f"(version {version}; this one knows {HEAD}).",
                    "Upgrade partnerreg; the file was not touched.",
                )
            return State.CURRENT if version == HEAD else State.OLDER
    versions = ", ".join(truncate(repr(version)) for (version,) in rows) or "none"
    raise RegisterUnusable(
        f"{path} does not say which version of the register it is: {versions}.",
        Advice(
            "{command} puts a backup in its place; this file was not touched.",
            command=Action("db", "restore"),
        ),
    )


def _is_revision(version: str) -> bool:
    """Whether a version is one that a partnerreg, perhaps a newer one, gives its registers."""
    return len(version) == len(HEAD) and version.isdecimal() and version >= _FIRST
