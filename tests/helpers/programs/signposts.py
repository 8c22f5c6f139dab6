"""Takes back and brings back rows of a table that has awkward names.

Usage: signposts.py REGISTER. For a line on stdin it says "exact" if all became what it was.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from helpers.actions import partner, raw, writing
from helpers.programs import awkward_names
from helpers.programs.answering import answer
from helpers.random_actions import bytes_of
from helpers.undo_actions import redone, undone
from partnerreg.tables import metadata

ROWS = 60  # more than are told one by one


def live(path: Path) -> None:
    """Add signposts, and let one have what was unique to another."""
    with writing(path) as work:
        number = partner(work, "Retro")
        rows = [awkward_names.Signpost(partner_id=number, owner_id=n) for n in range(ROWS)]
        work.session.add_all(rows)
    with writing(path) as work:
        first, second = (work.session.get_one(awkward_names.Signpost, n) for n in (1, 2))
        second.owner_id, freed = ROWS, second.owner_id
        work.session.flush()
        first.owner_id = freed


def exact(path: Path) -> bool:
    create = CreateTable(metadata.tables["signpost"]).compile(dialect=sqlite.dialect())
    with raw(path) as connection:
        connection.execute(str(create))
    before = bytes_of(path)
    live(path)
    after = bytes_of(path)
    undone(path)
    undone(path)
    back = bytes_of(path)
    redone(path)
    redone(path)
    return back == before and bytes_of(path) == after


if __name__ == "__main__":
    answer("ready")
    for _ in sys.stdin:
        answer("exact" if exact(Path(sys.argv[1])) else "not exact")
