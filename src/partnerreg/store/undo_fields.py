"""Which columns of a row go back together, and whose row it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.nouns import registry
from partnerreg.store.journal import UNJOURNALED, partner_of
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator


def journaled() -> tuple[sa.Table, ...]:
    """The tables whose rows the journal tells of, parents before their children."""
    return tuple(table for table in metadata.sorted_tables if table.name not in UNJOURNALED)


@cache
def _together() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Columns that make sense only together, by table: as nouns declare them, and of parts."""
    nouns = {noun.table_name: tuple(noun.column_groups()) for noun in registry.nouns()}
    period = (("starts_on", "ends_on"),)
    links = dict.fromkeys(("assignment", "partner_area", "partner_goal"), period)
    return nouns | links | {"partner_tag": (("tag", "tag_key"),)}


def groups(table: sa.Table) -> Iterator[tuple[str, ...]]:
    """The columns of a table, its number apart, parted into those that go together."""
    joined = _together().get(table.name, ())
    yield from joined
    known = {"id", *(name for group in joined for name in group)}
    yield from ((column.name,) for column in table.c if column.name not in known)


def owner(table: sa.Table) -> str:
    """What a row of the table belongs to: its partner, its activity, or itself.

    What an operation did to one such thing is taken back all or not at all.
    """
    if table.name == "activity_partner":
        return "activity"
    belongs = table.name == "document" or "partner_id" in table.c
    return "partner" if belongs else table.name


def owner_of_row(table: sa.Table) -> sa.ColumnElement[Any]:
    """The number of the thing that a row standing in the table belongs to, as SQL."""
    if owner(table) == "partner":
        return partner_of(table)
    return table.c.activity_id if table.name == "activity_partner" else table.c.id


def owner_in_journal(table: sa.Table, change: sa.FromClause) -> sa.ColumnElement[Any]:
    """The same of a row told in the journal."""
    if owner(table) == "partner":
        return change.c.partner_id
    if table.name == "activity_partner":
        return told(sa.func.coalesce(change.c.before, change.c.after), "activity_id")
    return change.c.row_id


def owner_in_state(table: sa.Table, state: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The same of a row by its state alone, which does not say whose a document is."""
    if table.name == "activity_partner":
        return told(state, "activity_id")
    return told(state, "partner_id" if "partner_id" in table.c else "id")


def told(state: sa.ColumnElement[Any], column: str) -> sa.ColumnElement[Any]:
    """A column of a row that the journal tells, as SQLite stored it."""
    return sa.func.json_extract(
        state, sa.literal_column(f"'$.{column}'"), type_=sa.types.NullType()
    )


def bare(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A column as SQLite stores it, compared and copied without its Python type."""
    return sa.type_coerce(column, sa.types.NullType())
