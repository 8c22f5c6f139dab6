"""Questions that a meeting asks."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import Decision, Role

if TYPE_CHECKING:
    from sqlalchemy import Select


class MeetingRow(NamedTuple):
    """A meeting that was held."""

    id: int
    held_on: date


@query(MeetingRow)
def last_meeting() -> "Select[Any]":
    """The latest meeting before the day `before`: on that day one may be held, or be under way."""
    import sqlalchemy as sa

    from partnerreg.tables import Meeting, columns

    m = columns(Meeting)
    return (
        sa.select(m.id, m.held_on)
        .where(m.held_on < sa.bindparam("before", type_=sa.Date))
        .order_by(m.held_on.desc())
        .limit(1)
    )


class DecidedRow(NamedTuple):
    """What an evaluation decided."""

    partner_id: int
    held_on: date
    decision: Decision


@query(DecidedRow)
def open_decisions() -> "Select[Any]":
    """What the last evaluation of a partner decided and nobody has done since, however long ago.

    Done is what happened on that day or later, whatever came of it: a step up or down, an
    end, somebody who became its coordinator. An end settles every decision.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import last_evaluation, today
    from partnerreg.tables import Assignment, Evaluation, LevelChange, columns

    e, c, a = columns(Evaluation), columns(LevelChange), columns(Assignment)
    moved = sa.or_(
        c.to_level.is_(None),
        sa.and_(e.decision == Decision.PROMOTE, c.to_level < c.from_level),
        sa.and_(e.decision == Decision.DEMOTE, c.to_level > c.from_level),
    )
    step = sa.exists().where(
        c.partner_id == e.partner_id, c.effective_on.between(e.held_on, today()), moved
    )
    successor = sa.exists().where(
        a.partner_id == e.partner_id,
        a.starts_on.between(e.held_on, today()),
        a.role == Role.COORDINATOR,
        e.decision == Decision.HAND_OVER,
    )
    to_do = [Decision.PROMOTE, Decision.DEMOTE, Decision.HAND_OVER, Decision.END]
    return (
        sa.select(e.partner_id, e.held_on, e.decision)
        .where(sa.or_(*(e.decision == one for one in to_do)))
        .where(e.id == last_evaluation(e.partner_id), ~step, ~successor)
        .order_by(e.held_on, e.partner_id)
    )
