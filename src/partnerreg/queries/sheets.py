"""Questions that the sheets for a meeting ask: who follows whom, and what was done."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import ActivityKind, Decision, Role

if TYPE_CHECKING:
    from sqlalchemy import Select


class FollowerRow(NamedTuple):
    """One of our people follows a partner on the day."""

    partner_id: int
    name: str
    role: Role
    starts_on: date


@query(FollowerRow)
def followers() -> "Select[Any]":
    """Who follows whom today, coordinators first: all, or one partner's."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive, partner_range, today
    from partnerreg.tables import Assignment, Staff, columns

    a, s = columns(Assignment), columns(Staff)
    in_the_house = sa.or_(s.ends_on.is_(None), s.ends_on >= today())
    return (
        sa.select(a.partner_id, s.name, a.role, a.starts_on)
        .join_from(Assignment, Staff, s.id == a.staff_id)
        .where(partner_range(a.partner_id), alive(a), in_the_house)
        .order_by(a.partner_id, a.role, a.starts_on, a.id)
    )


class TogetherRow(NamedTuple):
    """Something done together with a partner."""

    id: int
    held_on: date
    kind: ActivityKind
    title: str
    area: str | None
    participants: int | None


@query(TogetherRow)
def joint_activities() -> "Select[Any]":
    """What was done with one partner until today, the latest first."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import Activity, ActivityPartner, Area, columns

    a, link, area = columns(Activity), columns(ActivityPartner), columns(Area)
    return (
        sa.select(a.id, a.held_on, a.kind, a.title, area.name.label("area"), a.participants)
        .select_from(ActivityPartner)
        .join(Activity, a.id == link.activity_id)
        .outerjoin(Area, area.id == a.area_id)
        .where(
            link.partner_id == sa.bindparam("partner", type_=sa.Integer),
            a.held_on <= today(),
        )
        .order_by(a.held_on.desc(), a.id.desc())
    )


class ServedRow(NamedTuple):
    """A goal that a partnership serves, and how."""

    goal: str
    because: str | None


@query(ServedRow)
def goals_served() -> "Select[Any]":
    """The goals in force that one partner is tied to today; each by code and title."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive
    from partnerreg.tables import Goal, PartnerGoal, columns

    t, g = columns(PartnerGoal), columns(Goal)
    return (
        sa.select((g.code + " " + g.title).label("goal"), t.rationale)
        .join_from(PartnerGoal, Goal, g.id == t.goal_id)
        .where(t.partner_id == sa.bindparam("partner", type_=sa.Integer), alive(t), alive(g))
        .order_by(t.starts_on, t.id)
    )


class TouchedRow(NamedTuple):
    """A service area that a partnership touches."""

    area: str


@query(TouchedRow)
def areas_touched() -> "Select[Any]":
    """The areas in use that one partner is tied to today."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive, in_use
    from partnerreg.tables import Area, PartnerArea, columns

    t, a = columns(PartnerArea), columns(Area)
    return (
        sa.select(a.name)
        .join_from(PartnerArea, Area, a.id == t.area_id)
        .where(t.partner_id == sa.bindparam("partner", type_=sa.Integer), alive(t), in_use(a))
        .order_by(t.starts_on, t.id)
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

    from partnerreg.queries.conditions import today
    from partnerreg.queries.evidence_counts import last_evaluation
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
