"""Rows of one file that are the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.transfer.import_spec import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.transfer.import_spec import Header, Stage


def settle_twins(stage: Stage, header: Header) -> int:
    """Reject rows that are the same thing as an earlier row; returns how many just repeat it.

    A repeat is equal to the earlier row in everything, and taken off the stage.
    """
    connection, rows, twin = stage.connection, stage.rows.c, stage.twin
    for found in stage.noun.twins(stage):
        known = sa.exists().where(twin.c.line == rows.line)
        columns = ["line", "first", "field"]
        connection.execute(sa.insert(twin).from_select(columns, found.where(~known)))
    if not connection.scalar(sa.select(sa.exists().where(twin.c.line > 0))):
        return 0
    repeats = sa.delete(stage.rows).where(rows.line.in_(_equal_to_first(stage)))
    repeated = connection.execute(repeats).rowcount
    fields = connection.scalars(sa.select(twin.c.field).distinct()).all()
    heads = {field: header(field) for field in fields}
    if heads:
        staged_twin = sa.join(twin, stage.rows, rows.line == twin.c.line)
        stage.reject(
            sa.select(
                rows.line,
                sa.case(heads, value=twin.c.field),
                text("Is on line ", twin.c.first, " already."),
                sa.case({field: rows[field] for field in fields}, value=twin.c.field),
            ).select_from(staged_twin)
        )
    return repeated


def same_by(
    stage: Stage,
    columns: Sequence[str],
    field: str,
    *,
    empty_too: bool = False,
    apart: Sequence[str] = (),
) -> sa.Select[Any]:
    """Rows that have the same in all of these columns.

    Args:
        stage: the rows.
        columns: what has to be the same; where one of them is empty, no row is.
        field: shows it.
        empty_too: what is empty counts as the same.
        apart: columns that tell rows apart. Of two rows that both have something in one of
            these, neither is the other.
    """
    rows = stage.rows.c
    keys = [rows[name] for name in columns]
    filled = [] if empty_too else [key.is_not(None) for key in keys]
    has_id = sa.or_(sa.false(), *[rows[name].is_not(None) for name in apart if stage.has(name)])
    without_id = sa.case((~has_id, rows.line))
    firsts = (
        sa.select(
            *keys,
            sa.func.min(rows.line).label("first"),
            sa.func.min(without_id).label("first_without_id"),
        )
        .where(*filled)
        .group_by(*keys)
        .having(sa.func.count() > 1, sa.func.count(without_id) > 0)
        .subquery()
    )
    same = [firsts.c[key.name].is_not_distinct_from(key) for key in keys]
    first = sa.case((has_id, firsts.c.first_without_id), else_=firsts.c.first)
    found = sa.select(rows.line, first, sa.literal(field)).join(firsts, sa.and_(*same))
    return found.where(rows.line > first)


def _equal_to_first(stage: Stage) -> sa.Select[Any]:
    rows, twin = stage.rows, stage.twin
    first = rows.alias("first")
    equal = [rows.c[name].is_not_distinct_from(first.c[name]) for name in stage.staged]
    both = sa.join(twin, rows, rows.c.line == twin.c.line).join(first, first.c.line == twin.c.first)
    return sa.select(rows.c.line).select_from(both).where(*equal)
