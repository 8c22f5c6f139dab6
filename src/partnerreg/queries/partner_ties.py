"""Questions about what partners belong to, and what belongs to them."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import Level

if TYPE_CHECKING:
    from sqlalchemy import Select


class PartnerTieRow(NamedTuple):
    """A tie as it is seen from one of its ends.

    `tie` says what the partner is to the other one: a kind of ties, or what is the inverse of it.
    `level` is where the other one stood on the day; None if it had ended, or was not there yet.
    """

    partner_id: int
    tie: str
    other_id: int
    name: str
    level: Level | None
    last_activity: date | None
    starts_on: date
    ends_on: date | None


@query(PartnerTieRow)
def partner_ties() -> "Select[Any]":
    """Ties between partners, past and present, from both ends: all, or one partner's."""
    import sqlalchemy as sa

    from partnerreg.domain.enums import TieKind
    from partnerreg.queries.conditions import last_activity, last_step, partner_range
    from partnerreg.tables import LevelChange, Partner, PartnerTie, columns

    t, p, c = columns(PartnerTie), columns(Partner), columns(LevelChange)
    kind = sa.type_coerce(t.kind, sa.String)
    inverse = sa.case({each.value: each.inverse for each in TieKind}, value=kind)
    # Upwards first: what it belongs to, before what belongs to it.
    upwards = sa.select(
        t.id, sa.literal(0).label("down"), t.partner_id, kind.label("tie"), t.other_id,
        t.starts_on, t.ends_on,
    )  # fmt: skip
    downwards = sa.select(
        t.id, sa.literal(1), t.other_id, inverse, t.partner_id, t.starts_on, t.ends_on
    )
    ends = sa.union_all(upwards, downwards).subquery().c
    return (
        sa.select(
            ends.partner_id,
            ends.tie,
            ends.other_id,
            p.name,
            c.to_level,
            last_activity(p.id).label("last_activity"),
            ends.starts_on,
            ends.ends_on,
        )
        .join_from(ends.id.table, Partner, p.id == ends.other_id)
        .outerjoin(LevelChange, c.id == last_step(p.id))
        .where(partner_range(ends.partner_id))
        .order_by(ends.partner_id, ends.down, ends.starts_on, ends.id)
    )


class PartnerStanding(NamedTuple):
    """Where a partner stood, and when something was done with it last."""

    level: Level | None
    last_activity: date | None


@query(PartnerStanding)
def partner_standing() -> "Select[Any]":
    """Where one partner stood on the day; nothing if it was not there yet."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import last_activity, last_step
    from partnerreg.tables import LevelChange, Partner, columns

    p, c = columns(Partner), columns(LevelChange)
    return (
        sa.select(c.to_level, last_activity(p.id).label("last_activity"))
        .join_from(Partner, LevelChange, c.id == last_step(p.id))
        .where(p.id == sa.bindparam("partner", type_=sa.Integer))
        .order_by(p.id)
    )
