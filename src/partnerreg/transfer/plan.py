"""Which partner each row on the stage is, and what the row would change about it.

A row is the partner that has its external id; else the partner of its folded
name in the same municipality. A name does not stand for a partner that has
another external id than the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.register.partners import COLUMNS
from partnerreg.store.staging import next_number
from partnerreg.tables import metadata
from partnerreg.transfer.lists import missing_sides, missing_tags, other_sides
from partnerreg.transfer.stage import drop_rejected, plan, reject, stage, text
from partnerreg.transfer.twins import settle_twins

if TYPE_CHECKING:
    from partnerreg.transfer.stage import Header

FILLABLE = (*[name for name in COLUMNS if name != "name"], "unit_id")
"""The partner's columns that a row may fill; a name is always there."""

_FEW = 10  # partners that a row may be, and are told by number

_partner = metadata.tables["partner"]
_row = stage.c
_staged = sa.join(plan, stage, _row.line == plan.c.line)
_known = _staged.join(_partner, _partner.c.id == plan.c.partner_id)


def make_plan(connection: sa.Connection, header: Header) -> int:
    """Plan what to do with each row; returns how many just repeat an earlier one.

    A row that is the same partner as an earlier one, or fits several partners,
    is rejected. Only rows with nothing wrong stay on the stage.
    """
    repeats = settle_twins(connection, header)
    _find_by_external_id(connection)
    _find_by_name(connection)
    _reject_ambiguous(connection, header)
    drop_rejected(connection)
    _reject_meeting(connection, header)
    drop_rejected(connection)
    _mark(connection, "fills", _filling())
    _mark(connection, "lists", missing_tags(plan.c.line))
    _mark(connection, "lists", missing_sides(plan.c.line))
    _mark(connection, "differs", _differing())
    _mark(connection, "differs", other_sides())
    _number_new(connection)
    return repeats


def _find_by_external_id(connection: sa.Connection) -> None:
    found = sa.select(_row.line, _partner.c.id).join(
        _partner, _partner.c.external_id == _row.external_id
    )
    connection.execute(sa.insert(plan).from_select(["line", "partner_id"], found))


def _find_by_name(connection: sa.Connection) -> None:
    same = sa.and_(
        _partner.c.name_key == _row.name_key,
        _partner.c.municipality_key.is_not_distinct_from(_row.municipality_key),
    )
    told_apart = sa.and_(_row.external_id.is_not(None), _partner.c.external_id.is_not(None))
    found_before = sa.exists().where(plan.c.line == _row.line).correlate(stage)
    found = (
        sa.select(_row.line, _partner.c.id).join(_partner, same).where(~told_apart, ~found_before)
    )
    connection.execute(sa.insert(plan).from_select(["line", "partner_id"], found))


def _reject_ambiguous(connection: sa.Connection, header: Header) -> None:
    found = sa.func.count()
    numbers = sa.func.aggregate_strings(text("#", plan.c.partner_id), ", ")
    first = text("#", sa.func.min(plan.c.partner_id), " and others")
    few = sa.case((found <= _FEW, numbers), else_=first)
    reason = text("fits ", found, " partners: ", few)
    reject(
        connection,
        sa.select(_row.line, sa.literal(header("name")), reason, _row.name)
        .select_from(_staged)
        .group_by(_row.line)
        .having(found > 1),
    )


def _reject_meeting(connection: sa.Connection, header: Header) -> None:
    """Two rows that differ may still find the same partner: one by id, another by name."""
    firsts = (
        sa.select(plan.c.partner_id, sa.func.min(plan.c.line).label("first"))
        .group_by(plan.c.partner_id)
        .having(sa.func.count() > 1)
        .subquery()
    )
    reason = text("is the same partner as line ", firsts.c.first, ": #", plan.c.partner_id)
    reject(
        connection,
        sa.select(_row.line, sa.literal(header("name")), reason, _row.name)
        .select_from(_staged.join(firsts, firsts.c.partner_id == plan.c.partner_id))
        .where(plan.c.line > firsts.c.first),
    )


def _mark(connection: sa.Connection, mark: str, lines: sa.Select[Any]) -> None:
    connection.execute(sa.update(plan).where(plan.c.line.in_(lines)).values({mark: True}))


def _filling() -> sa.Select[Any]:
    """Lines of rows that have what a partner's own fields lack."""
    filled = [sa.and_(_partner.c[name].is_(None), _row[name].is_not(None)) for name in FILLABLE]
    return sa.select(plan.c.line).select_from(_known).where(sa.or_(*filled))


def _differing() -> sa.Select[Any]:
    """Lines of rows that say something else than a filled field."""
    names = ("name", "level", *FILLABLE)
    # Where either is empty the comparison is NULL, and that is not true.
    differs = [_row[name] != _partner.c[name] for name in names]
    return sa.select(plan.c.line).select_from(_known).where(sa.or_(*differs))


def _number_new(connection: sa.Connection) -> None:
    """Give every row that is left a new partner's number, in the order of the file."""
    rank = sa.func.row_number().over(order_by=_row.line)
    number = rank + (next_number(connection, _partner) - 1)
    known = sa.exists().where(plan.c.line == _row.line).correlate(stage)
    new = sa.select(_row.line, number, sa.true()).where(~known).order_by(_row.line)
    connection.execute(sa.insert(plan).from_select(["line", "partner_id", "is_new"], new))
