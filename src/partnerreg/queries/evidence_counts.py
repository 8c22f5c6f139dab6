"""What there is of one partner on `today`, as scalars in a query over partners.

Imported inside the queries only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.queries.conditions import alive, in_use, today
from partnerreg.tables import (
    Activity,
    ActivityPartner,
    Area,
    Assignment,
    Contact,
    Contribution,
    Evaluation,
    Goal,
    LevelChange,
    PartnerArea,
    PartnerGoal,
    Staff,
    columns,
)

if TYPE_CHECKING:
    from sqlmodel import SQLModel


def wanted_at(kind: str, level: Any) -> sa.ColumnElement[bool]:
    """Whether the parameter that a kind of evidence gives its name to has the bit of a level."""
    bits = sa.bindparam(kind, type_=sa.Integer)
    return bits.bitwise_rshift(level).bitwise_and(1) == 1


def last_step(partner: Any) -> Any:
    """The number of the level change that it stands by."""
    c = _apart(LevelChange)
    until_today = sa.select(c.id).where(c.partner_id == partner, c.effective_on <= today())
    return until_today.order_by(c.effective_on.desc(), c.id.desc()).limit(1).scalar_subquery()


def last_opening(partner: Any) -> Any:
    """The day that it became a partner; of one that had ended, that it became one again."""
    c = _apart(LevelChange)
    came = sa.and_(c.partner_id == partner, c.from_level.is_(None), c.effective_on <= today())
    return sa.select(sa.func.max(c.effective_on)).where(came).scalar_subquery()


def coordinators(partner: Any) -> Any:
    """How many people of ours who are still in the house coordinate it."""
    a, s = columns(Assignment), columns(Staff)
    return (
        _count(a.id)
        .join_from(Assignment, Staff, s.id == a.staff_id)
        .where(a.partner_id == partner, a.role == "coordinator", alive(a))
        .where(sa.or_(s.ends_on.is_(None), s.ends_on >= today()))
        .scalar_subquery()
    )


def coordinator(partner: Any) -> Any:
    """The name of who coordinates it; of several, who was named first."""
    a, s = columns(Assignment), columns(Staff)
    return (
        sa.select(s.name)
        .join_from(Assignment, Staff, s.id == a.staff_id)
        .where(a.partner_id == partner, a.role == "coordinator", alive(a))
        .where(sa.or_(s.ends_on.is_(None), s.ends_on >= today()))
        .order_by(a.id)
        .limit(1)
        .scalar_subquery()
    )


def goals(partner: Any) -> Any:
    """How many goals in force it is tied to."""
    t, g = columns(PartnerGoal), columns(Goal)
    return (
        _count(t.goal_id.distinct())
        .join_from(PartnerGoal, Goal, g.id == t.goal_id)
        .where(t.partner_id == partner, alive(t), alive(g))
        .scalar_subquery()
    )


def areas(partner: Any) -> Any:
    """How many service areas that are not retired it is tied to."""
    t, a = columns(PartnerArea), columns(Area)
    return (
        _count(t.area_id.distinct())
        .join_from(PartnerArea, Area, a.id == t.area_id)
        .where(t.partner_id == partner, alive(t), in_use(a))
        .scalar_subquery()
    )


def sides(partner: Any) -> Any:
    """Which sides of the balance are filled: 1 we give, 2 we get, 4 they give, 8 they get."""
    c = columns(Contribution)
    side = sa.case((c.party == "we", 1), else_=4) * sa.case((c.direction == "give", 1), else_=2)
    filled = sa.func.sum(side.distinct(), type_=sa.Integer)
    return sa.select(sa.func.coalesce(filled, 0)).where(c.partner_id == partner).scalar_subquery()


def last_activity(partner: Any) -> Any:
    """The day of its latest activity."""
    a, link = columns(Activity), columns(ActivityPartner)
    return (
        sa.select(sa.func.max(a.held_on))
        .join_from(ActivityPartner, Activity, a.id == link.activity_id)
        .where(link.partner_id == partner, a.held_on <= today())
        .scalar_subquery()
    )


def last_evaluation(partner: Any) -> Any:
    """The number of its latest evaluation."""
    e = _apart(Evaluation)
    until_today = sa.select(e.id).where(e.partner_id == partner, e.held_on <= today())
    return until_today.order_by(e.held_on.desc(), e.id.desc()).limit(1).scalar_subquery()


def successes(partner: Any) -> Any:
    """How many of its evaluations came out as a success."""
    e = _apart(Evaluation)
    success = sa.and_(e.partner_id == partner, e.held_on <= today(), e.rating == "success")
    return _count(e.id).where(success).scalar_subquery()


def contacts(partner: Any) -> Any:
    """How many contacts it has that may be kept: the retention date has not passed."""
    c = columns(Contact)
    live = sa.or_(c.retain_until.is_(None), c.retain_until >= today())
    return _count(c.id).where(c.partner_id == partner, live).scalar_subquery()


def contacts_without_basis(partner: Any) -> Any:
    """How many contacts lack a source, a legal basis or a retention date that has not passed."""
    c = columns(Contact)
    lacking = sa.or_(
        c.source.is_(None),
        c.legal_basis.is_(None),
        c.retain_until.is_(None),
        c.retain_until < today(),
    )
    return _count(c.id).where(c.partner_id == partner, lacking).scalar_subquery()


def _count(what: Any) -> sa.Select[Any]:
    return sa.select(sa.func.count(what))


def _apart(entity: type[SQLModel]) -> Any:
    """The columns of an entity that the query around looks at too, under another name."""
    name = entity.__tablename__
    return entity.__table__.alias(f"{name}_of_partner").c  # type: ignore[attr-defined]
