"""Questions about what partners are tied to: our people, areas, goals."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import TextRow, query
from partnerreg.domain.enums import AreaState, Role

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


class FollowerRow(NamedTuple):
    """One of our people follows a partner on the day; with the house's own addresses of theirs."""

    partner_id: int
    name: str
    role: Role
    starts_on: date
    email: str | None
    phone: str | None


@query(FollowerRow)
def followers() -> "Select[Any]":
    """Who follows whom today, coordinators first: all, or one partner's."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force, partner_range
    from partnerreg.tables import Assignment, Staff, columns

    a, s = columns(Assignment), columns(Staff)
    return (
        sa.select(a.partner_id, s.name, a.role, a.starts_on, s.email, s.phone)
        .join_from(Assignment, Staff, s.id == a.staff_id)
        .where(partner_range(a.partner_id), in_force(a), in_force(s, "ends_on"))
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


class CoverageRow(NamedTuple):
    """An area, a goal or a target group that partners can be tied to. Only goals have codes.

    `current`: it was not retired; of a goal, in force.
    """

    id: int
    code: str | None
    name: str
    current: bool


@query(CoverageRow)
def areas_on() -> "Select[Any]":
    """All service areas."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Area, columns

    a = columns(Area)
    return sa.select(a.id, sa.null().label("code"), a.name, in_force(a).label("current")).order_by(
        a.id
    )


@query(CoverageRow)
def goals_on() -> "Select[Any]":
    """All goals."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Goal, columns

    g = columns(Goal)
    return sa.select(g.id, g.code, g.title, in_force(g).label("current")).order_by(g.id)


@query(CoverageRow)
def audiences_on() -> "Select[Any]":
    """All target groups."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Audience, columns

    a = columns(Audience)
    return sa.select(a.id, sa.null().label("code"), a.name, in_force(a).label("current")).order_by(
        a.id
    )


class Tie(NamedTuple):
    """A partner and an area, a goal or a target group that it is tied to."""

    partner_id: int
    thing_id: int


@query(Tie)
def area_links_on() -> "Select[Any]":
    """Which partners were tied to which areas on the day, each pair once."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import PartnerArea, columns

    t = columns(PartnerArea)
    pair = t.partner_id, t.area_id
    return sa.select(*pair).where(in_force(t)).distinct().order_by(*pair)


@query(Tie)
def goal_links_on() -> "Select[Any]":
    """Which partners were tied to which goals on the day, each pair once."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import PartnerGoal, columns

    t = columns(PartnerGoal)
    pair = t.partner_id, t.goal_id
    return sa.select(*pair).where(in_force(t)).distinct().order_by(*pair)


@query(Tie)
def audience_links() -> "Select[Any]":
    """Which partners are for which target groups."""
    import sqlalchemy as sa

    from partnerreg.tables import PartnerAudience, columns

    t = columns(PartnerAudience)
    pair = t.partner_id, t.audience_id
    return sa.select(*pair).order_by(*pair)


class ServedRow(NamedTuple):
    """A goal that a partnership serves, and how."""

    goal: str
    because: str | None


@query(ServedRow)
def goals_served() -> "Select[Any]":
    """The goals in force that one partner is tied to today; each by code and title."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Goal, PartnerGoal, columns

    t, g = columns(PartnerGoal), columns(Goal)
    return (
        sa.select((g.code + " " + g.title).label("goal"), t.rationale)
        .join_from(PartnerGoal, Goal, g.id == t.goal_id)
        .where(t.partner_id == sa.bindparam("partner", type_=sa.Integer), in_force(t), in_force(g))
        .order_by(t.starts_on, t.id)
    )


@query(TextRow)
def areas_touched() -> "Select[Any]":
    """The areas in use that one partner is tied to today."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Area, PartnerArea, columns

    t, a = columns(PartnerArea), columns(Area)
    return (
        sa.select(a.name)
        .join_from(PartnerArea, Area, a.id == t.area_id)
        .where(t.partner_id == sa.bindparam("partner", type_=sa.Integer), in_force(t), in_force(a))
        .order_by(t.starts_on, t.id)
    )


class AreaTieRow(NamedTuple):
    """An area of a partnership: who runs it, since when, and why.

    `coordinator_until` is the coordinator's last day in the house; `retired_on` is of the area.
    """

    partner_id: int
    area_id: int
    name: str
    unit: str | None
    unit_retired_on: date | None
    coordinator: str | None
    coordinator_until: date | None
    rationale: str | None
    state: AreaState | None
    starts_on: date
    ends_on: date | None
    retired_on: date | None


@query(AreaTieRow)
def area_ties() -> "Select[Any]":
    """The areas of partnerships, past and present, all or one partner's."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import partner_range
    from partnerreg.tables import Area, PartnerArea, Staff, Unit, columns

    t, a, u, s = (columns(entity) for entity in (PartnerArea, Area, Unit, Staff))
    unit = (u.name.label("unit"), u.retired_on.label("unit_retired_on"))
    coordinator = (s.name.label("coordinator"), s.ends_on.label("coordinator_until"))
    return (
        sa.select(t.partner_id, t.area_id, a.name, *unit, *coordinator)
        .add_columns(t.rationale, t.state, t.starts_on, t.ends_on, a.retired_on)
        .join_from(PartnerArea, Area, a.id == t.area_id)
        .outerjoin(Unit, u.id == t.unit_id)
        .outerjoin(Staff, s.id == t.coordinator_id)
        .where(partner_range(t.partner_id))
        .order_by(t.partner_id, t.starts_on, t.id)
    )


class UnitTieRow(NamedTuple):
    """A unit that takes part in a partnership, or ran it before."""

    partner_id: int
    unit_id: int
    name: str
    is_lead: bool
    rationale: str | None
    starts_on: date | None
    ends_on: date | None


@query(UnitTieRow)
def unit_ties() -> "Select[Any]":
    """Further units of partnerships, past and present, and those that ran them before."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import partner_range
    from partnerreg.tables import PartnerUnit, Unit, columns

    t, u = columns(PartnerUnit), columns(Unit)
    return (
        sa.select(t.partner_id, t.unit_id, u.name, t.is_lead, t.rationale, t.starts_on, t.ends_on)
        .join_from(PartnerUnit, Unit, u.id == t.unit_id)
        .where(partner_range(t.partner_id))
        .order_by(t.partner_id, t.is_lead.desc(), t.starts_on.desc(), t.id)
    )


class UnitPartnerRow(NamedTuple):
    """A partnership that a unit runs, or takes part in."""

    id: int
    name: str
    runs: bool


@query(UnitPartnerRow)
def partners_of_unit() -> "Select[Any]":
    """The active partnerships that a unit ran or took part in on the day, also by an area."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force, lead
    from partnerreg.tables import Partner, PartnerArea, PartnerUnit, columns

    p, area, unit = columns(Partner), columns(PartnerArea), columns(PartnerUnit)
    number = sa.bindparam("unit", type_=sa.Integer)
    runs = sa.func.coalesce(lead(p) == number, sa.false())
    takes_part = [
        sa.exists().where(tie.partner_id == p.id, tie.unit_id == number, in_force(tie))
        for tie in (area, unit)
    ]
    return (
        sa.select(p.id, p.name, runs.label("runs"))
        .where(p.status == "active", sa.or_(runs, *takes_part))
        .order_by(runs.desc(), p.id)
    )
