"""Questions about people and ties: contacts at partners, our people, areas, goals."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import Role

if TYPE_CHECKING:
    from sqlalchemy import Select


class AssignmentRow(NamedTuple):
    """One of our people follows a partner."""

    id: int
    partner_id: int
    staff_id: int
    staff: str
    role: Role
    starts_on: date
    ends_on: date | None


@query(AssignmentRow)
def assignments() -> "Select[Any]":
    """Assignments past and present, all or one partner's."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import follows_until, partner_range
    from partnerreg.tables import Assignment, Staff, columns

    a, s = columns(Assignment), columns(Staff)
    return (
        sa.select(a.id, a.partner_id, a.staff_id, s.name, a.role, a.starts_on, follows_until(a, s))
        .join_from(Assignment, Staff, s.id == a.staff_id)
        .where(partner_range(a.partner_id))
        .order_by(a.partner_id, a.role, a.starts_on, a.id)
    )


class TieRow(NamedTuple):
    """A partner's dated tie to an area or a goal."""

    id: int
    partner_id: int
    thing_id: int
    name: str
    rationale: str | None
    starts_on: date
    ends_on: date | None


@query(TieRow)
def area_links() -> "Select[Any]":
    """Ties to service areas, past and present, all or one partner's."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import partner_range
    from partnerreg.tables import Area, PartnerArea, columns

    t, a = columns(PartnerArea), columns(Area)
    no_rationale = sa.null().label("rationale")
    return (
        sa.select(t.id, t.partner_id, t.area_id, a.name, no_rationale, t.starts_on, t.ends_on)
        .join_from(PartnerArea, Area, a.id == t.area_id)
        .where(partner_range(t.partner_id))
        .order_by(t.partner_id, t.starts_on, t.id)
    )


@query(TieRow)
def goal_links() -> "Select[Any]":
    """Ties to goals, past and present, all or one partner's; the name is code and title."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import partner_range
    from partnerreg.tables import Goal, PartnerGoal, columns

    t, g = columns(PartnerGoal), columns(Goal)
    name = (g.code + " " + g.title).label("name")
    return (
        sa.select(t.id, t.partner_id, t.goal_id, name, t.rationale, t.starts_on, t.ends_on)
        .join_from(PartnerGoal, Goal, g.id == t.goal_id)
        .where(partner_range(t.partner_id))
        .order_by(t.partner_id, t.starts_on, t.id)
    )
