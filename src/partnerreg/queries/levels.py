"""Questions about partners' ways through the levels."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query, query_by_alphabet
from partnerreg.domain.enums import EndReason, Level

if TYPE_CHECKING:
    from sqlalchemy import Select


class LevelStep(NamedTuple):
    """A level change, as far as replaying it needs."""

    partner_id: int
    from_level: Level | None
    to_level: Level | None
    effective_on: date


@query(LevelStep)
def level_steps() -> "Select[Any]":
    """Level changes until today, in the order they took effect.

    With `changed_since`, of the partners alone that have one after that day.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import partner_range, today
    from partnerreg.tables import LevelChange, columns

    c = columns(LevelChange)
    later = LevelChange.__table__.alias("later").c  # type: ignore[attr-defined]
    since = sa.bindparam("changed_since", type_=sa.Date)
    changed = sa.select(later.partner_id).where(
        later.effective_on > since, later.effective_on <= today()
    )
    return (
        sa.select(c.partner_id, c.from_level, c.to_level, c.effective_on)
        .where(partner_range(c.partner_id), c.effective_on <= today())
        .where(sa.or_(since.is_(None), c.partner_id.in_(changed)))
        .order_by(c.partner_id, c.effective_on, c.id)
    )


class LevelThen(NamedTuple):
    """The level at which a partner stood."""

    partner_id: int
    level: Level


@query(LevelThen)
def levels_on() -> "Select[Any]":
    """The levels of the partners that stood on the day at one whose bit is set in `levels`."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import last_step, wanted_at
    from partnerreg.tables import LevelChange, Partner, columns

    p, c = columns(Partner), columns(LevelChange)
    return (
        sa.select(p.id, c.to_level)
        .join_from(Partner, LevelChange, c.id == last_step(p.id))
        .where(wanted_at("levels", c.to_level))
        .order_by(p.id)
    )


class PartnerStanding(NamedTuple):
    """Where a partner stood, and the day it came there."""

    partner_id: int
    level: Level | None
    since: date


@query(PartnerStanding)
def partner_standings() -> "Select[Any]":
    """Where each partner stood that was known by today: its last level change until then."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import last_step, partner_range
    from partnerreg.tables import LevelChange, Partner, columns

    p, c = columns(Partner), columns(LevelChange)
    return (
        sa.select(p.id, c.to_level, c.effective_on)
        .join_from(Partner, LevelChange, c.id == last_step(p.id))
        .where(partner_range(p.id))
        .order_by(p.id)
    )


class LevelChangeRow(NamedTuple):
    """A step on a partner's way through the levels."""

    id: int
    from_level: Level | None
    to_level: Level | None
    effective_on: date
    recorded_at: datetime
    actor: str
    reason: str | None
    overridden: bool
    findings: str
    ending: EndReason | None


@query(LevelChangeRow)
def level_changes_of_partner() -> "Select[Any]":
    """One partner's way through the levels, from the start."""
    import sqlalchemy as sa

    from partnerreg.tables import LevelChange, columns

    c = columns(LevelChange)
    return (
        sa.select(*(c[field] for field in LevelChangeRow._fields))
        .where(c.partner_id == sa.bindparam("partner", type_=sa.Integer))
        .order_by(c.effective_on, c.id)
    )


class LevelMoveRow(NamedTuple):
    """A level change, with its partner's name."""

    effective_on: date
    partner_id: int
    partner: str
    from_level: Level | None
    to_level: Level | None
    ending: EndReason | None
    reason: str | None
    overridden: bool


@query_by_alphabet(LevelMoveRow)
def level_changes(sort: str) -> "Select[Any]":
    """Level changes after the day `since` until today, the latest day first, then by name.

    Of one partner's on a day the later one comes first.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import LevelChange, Partner, columns

    c, p = columns(LevelChange), columns(Partner)
    step = [c[field] for field in LevelMoveRow._fields[3:]]
    return (
        sa.select(c.effective_on, c.partner_id, p.name.label("partner"), *step)
        .join_from(LevelChange, Partner, p.id == c.partner_id)
        .where(c.effective_on > sa.bindparam("since", type_=sa.Date), c.effective_on <= today())
        .order_by(c.effective_on.desc(), p[sort], p.name, p.id, c.id.desc())
    )
