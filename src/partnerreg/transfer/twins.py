"""Rows of one file that are the same partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.transfer.stage import reject, stage, text, twin

if TYPE_CHECKING:
    from partnerreg.transfer.stage import Header

_row = stage.c
_staged_twin = sa.join(twin, stage, _row.line == twin.c.line)


def settle_twins(connection: sa.Connection, header: Header) -> int:
    """Reject rows that are the same partner as an earlier row; returns how many just repeat it.

    Two rows are the same partner if they have the same external id, or the
    same folded name and municipality and one of them has no external id. A
    repeat is equal to the earlier row in everything, and taken off the stage.
    """
    for found in (_by_external_id(), _by_name()):
        known = sa.exists().where(twin.c.line == _row.line)
        columns = ["line", "first", "field"]
        connection.execute(sa.insert(twin).from_select(columns, found.where(~known)))
    repeats = connection.execute(sa.delete(stage).where(_row.line.in_(_equal_to_first()))).rowcount
    by_id = twin.c.field == "external_id"
    nowhere = by_id | _row.municipality_key.is_(None)
    place = sa.case((nowhere, ""), else_=", in the same municipality")
    reject(
        connection,
        sa.select(
            _row.line,
            sa.case((by_id, header("external_id")), else_=header("name")),
            text("is on line ", twin.c.first, " already", place),
            sa.case((by_id, _row.external_id), else_=_row.name),
        ).select_from(_staged_twin),
    )
    return repeats


def _by_external_id() -> sa.Select[Any]:
    firsts = (
        sa.select(_row.external_id, sa.func.min(_row.line).label("first"))
        .where(_row.external_id.is_not(None))
        .group_by(_row.external_id)
        .having(sa.func.count() > 1)
        .subquery()
    )
    return (
        sa.select(_row.line, firsts.c.first, sa.literal("external_id"))
        .join(firsts, firsts.c.external_id == _row.external_id)
        .where(_row.line > firsts.c.first)
    )


def _by_name() -> sa.Select[Any]:
    without_id = sa.case((_row.external_id.is_(None), _row.line))
    named = (
        sa.select(
            _row.name_key,
            _row.municipality_key,
            sa.func.min(_row.line).label("first"),
            sa.func.min(without_id).label("first_without_id"),
        )
        .group_by(_row.name_key, _row.municipality_key)
        .having(sa.func.count() > 1, sa.func.count(without_id) > 0)
        .subquery()
    )
    same = sa.and_(
        named.c.name_key == _row.name_key,
        named.c.municipality_key.is_not_distinct_from(_row.municipality_key),
    )
    first = sa.case((_row.external_id.is_(None), named.c.first), else_=named.c.first_without_id)
    found = sa.select(_row.line, first, sa.literal("name")).join(named, same)
    return found.where(_row.line > first)


def _equal_to_first() -> sa.Select[Any]:
    first = stage.alias("first")
    equal = [_row[cell.name].is_not_distinct_from(cell) for cell in first.c if cell.name != "line"]
    both = _staged_twin.join(first, first.c.line == twin.c.first)
    return sa.select(_row.line).select_from(both).where(*equal)
