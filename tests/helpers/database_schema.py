"""What a register's tables are like, as the database tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from helpers.actions import ask

if TYPE_CHECKING:
    from pathlib import Path


class Constraint(NamedTuple):
    table: str
    kind: str
    name: str | None
    what: str


def constraints(path: Path) -> set[Constraint]:
    """Every constraint and index of a register, with its name and what it says."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    found = set()
    inspector = sa.inspect(engine)
    for table in inspector.get_table_names():
        for kind in ("check_constraints", "unique_constraints", "foreign_keys", "indexes"):
            for item in getattr(inspector, f"get_{kind}")(table):
                where = item.pop("dialect_options", {}).get("sqlite_where")
                name = item.pop("name")
                what = f"{sorted(item.items())} {where}"
                found.add(Constraint(table, kind, name, what))
    engine.dispose()
    return found


def schema(path: Path) -> list[tuple[str, ...]]:
    return ask(path, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
