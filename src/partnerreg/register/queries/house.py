"""Questions about the house: its units, areas, goals and people."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.store.query import query

if TYPE_CHECKING:
    from sqlalchemy import Select


class NamedRow(NamedTuple):
    """A unit or an area, and how many active partners it has today."""

    id: int
    name: str
    retired_on: date | None
    partners: int


@query(NamedRow)
def units() -> "Select[Any]":
    """All units."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, Unit, columns

    u, p = columns(Unit), columns(Partner)
    partners = (
        sa.select(sa.func.count()).where(p.unit_id == u.id, p.status == "active").scalar_subquery()
    )
    return sa.select(u.id, u.name, u.retired_on, partners.label("partners")).order_by(u.id)


def _partners_tied(link: Any, tie: Any) -> Any:
    """How many active partners a live link ties to a thing."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import alive
    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    counted = sa.func.count(sa.distinct(p.id))
    tied = sa.and_(tie, alive(link), p.id == link.partner_id, p.status == "active")
    return sa.select(counted).where(tied).scalar_subquery().label("partners")


@query(NamedRow)
def areas() -> "Select[Any]":
    """All service areas."""
    import sqlalchemy as sa

    from partnerreg.tables import Area, PartnerArea, columns

    a, link = columns(Area), columns(PartnerArea)
    partners = _partners_tied(link, link.area_id == a.id)
    return sa.select(a.id, a.name, a.retired_on, partners).order_by(a.id)


class GoalRow(NamedTuple):
    """A goal, and how many active partners it has today."""

    id: int
    code: str
    title: str
    starts_on: date | None
    ends_on: date | None
    partners: int


@query(GoalRow)
def goals() -> "Select[Any]":
    """All goals."""
    import sqlalchemy as sa

    from partnerreg.tables import Goal, PartnerGoal, columns

    g, link = columns(Goal), columns(PartnerGoal)
    partners = _partners_tied(link, link.goal_id == g.id)
    return sa.select(g.id, g.code, g.title, g.starts_on, g.ends_on, partners).order_by(g.id)


class StaffRow(NamedTuple):
    """One of our people, and how many active partners they follow today."""

    id: int
    name: str
    email: str | None
    unit: str | None
    is_management: bool
    starts_on: date | None
    ends_on: date | None
    partners: int


@query(StaffRow)
def staff() -> "Select[Any]":
    """All our people."""
    import sqlalchemy as sa

    from partnerreg.tables import Assignment, Staff, Unit, columns

    s, u, link = columns(Staff), columns(Unit), columns(Assignment)
    partners = _partners_tied(link, link.staff_id == s.id)
    return (
        sa.select(
            s.id,
            s.name,
            s.email,
            u.name.label("unit"),
            s.is_management,
            s.starts_on,
            s.ends_on,
            partners,
        )
        .select_from(Staff.__table__.outerjoin(Unit.__table__, u.id == s.unit_id))  # type: ignore[attr-defined]
        .order_by(s.id)
    )
