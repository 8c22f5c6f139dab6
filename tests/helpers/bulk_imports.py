"""Many partners brought in by one operation, journaled as ranges, as an import does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from partnerreg.db.unit_of_work import UnitOfWork


def bring_in(work: UnitOfWork, count: int) -> int:
    """Add so many partners, each with two tags, a contact, a level and what we give.

    Returns:
        The number of the first one.
    """
    connection = work.session.connection()
    names = ("partner", "partner_tag", "contribution", "contact", "level_change")
    tables = [metadata.tables[name] for name in names]
    first = dialect.next_number(connection, tables[0])
    label = sa.func.printf("Partner %07d", sa.column("n"))
    rows: dict[str, dict[str, Any]] = {
        "partner": {
            "id": sa.column("n"),
            "name": label,
            **dict.fromkeys(
                ("name_key", "search_key", "sort_en", "sort_da", "sort_sv"), sa.func.lower(label)
            ),
            "level": 3,
            "status": "active",
            "municipality": "Aarhus",
            "municipality_key": "aarhus",
        },
        "partner_tag": {"tag": sa.literal("Unge"), "tag_key": sa.literal("unge")},
        "contribution": {"party": "we", "direction": "give", "text": "Rum"},
        "contact": {"name": label, "search_key": sa.func.lower(label), "is_primary": 1},
        "level_change": {
            "to_level": 3,
            "effective_on": work.today.isoformat(),
            "recorded_at": "2026-03-01 09:30:00.000000",
            "actor": "tester",
            "overridden": 0,
            "findings": "[]",
        },
    }
    with dialect.indexed_afterwards(connection, tables if count >= 10_000 else []):
        for table in tables:
            values = rows[table.name]
            if table.name != "partner":
                values = {"partner_id": sa.column("n"), **values}
            with work.journal.adding(table):
                _insert(connection, table, values, first, count)
                if table.name == "partner_tag":
                    more = {**values, "tag": "Musik", "tag_key": "musik"}
                    _insert(connection, table, more, first, count)
    return first


def _insert(
    connection: sa.Connection, table: sa.Table, values: dict[str, Any], first: int, count: int
) -> None:
    start: sa.Select[Any] = sa.select(sa.literal(first).label("n"))
    numbers = start.cte("numbers", recursive=True)
    numbers = numbers.union_all(sa.select(numbers.c.n + 1).where(numbers.c.n < first + count - 1))
    cells = [
        value if isinstance(value, sa.ColumnElement) else sa.literal(value)
        for value in values.values()
    ]
    rows = sa.select(*cells).select_from(numbers)
    connection.execute(sa.insert(table).from_select(list(values), rows))
