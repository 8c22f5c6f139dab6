"""The tags and contributions of rows, which are tables of their own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from partnerreg.store.staging import unpacked
from partnerreg.tables import metadata
from partnerreg.transfer.stage import plan, stage

_tag = metadata.tables["partner_tag"].c
_side = metadata.tables["contribution"].c
_planned = sa.join(plan, stage, stage.c.line == plan.c.line)

TAG = ("partner_id", "tag_key", "tag")
SIDE = ("partner_id", "party", "direction", "text")


def missing_tags(*wanted: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The tags of rows that their partners lack, as `TAG` or what else is wanted of the row."""
    tags, cells = unpacked(stage.c.tags, 2)
    key, _ = cells
    there = sa.exists().where(_tag.partner_id == plan.c.partner_id, _tag.tag_key == key)
    return (
        sa.select(*(wanted or (plan.c.partner_id, *cells)))
        .select_from(_planned.join(tags, sa.true()))
        .where(~there)
        .order_by(plan.c.line, tags.c.key)
    )


def missing_sides(*wanted: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """What rows say of sides that are empty, as `SIDE` or what else is wanted of the row."""
    sides, cells = unpacked(stage.c.sides, 3)
    return (
        sa.select(*(wanted or (plan.c.partner_id, *cells)))
        .select_from(_planned.join(sides, sa.true()))
        .where(~_filled(cells))
        .order_by(plan.c.line, sides.c.key)
    )


def other_sides() -> sa.Select[Any]:
    """Lines of rows that say something of a filled side that it does not say."""
    sides, cells = unpacked(stage.c.sides, 3)
    return (
        sa.select(plan.c.line)
        .select_from(_planned.join(sides, sa.true()))
        .where(_filled(cells), ~_filled(cells, _side.text == cells[-1]))
    )


def _filled(
    cells: tuple[sa.ColumnElement[Any], ...], *also: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    """The partner has something on that side."""
    party, direction, _ = cells
    return sa.exists().where(
        _side.partner_id == plan.c.partner_id,
        _side.party == party,
        _side.direction == direction,
        *also,
    )
