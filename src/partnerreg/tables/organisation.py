"""The house itself: its units, service areas, goals and people, and how they tie to partners."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import AreaState, Role
from partnerreg.tables.columns import (
    Entity,
    filled,
    in_order,
    owned_by,
    refers_to,
    table_args,
    word,
)


class Unit(Entity, table=True):
    """An organisation within the house that runs partnerships of its own."""

    __tablename__ = "unit"
    __table_args__ = table_args(filled("name"))

    name: str
    name_key: str = Field(unique=True)
    retired_on: date | None = None


class Area(Entity, table=True):
    """A service area."""

    __tablename__ = "area"
    __table_args__ = table_args(filled("name"))

    name: str
    name_key: str = Field(unique=True)
    retired_on: date | None = None


class Goal(Entity, table=True):
    """A goal of the house's strategy, in force from `starts_on` to `ends_on`, both included."""

    __tablename__ = "goal"
    __table_args__ = table_args(filled("code"), filled("title"), in_order("starts_on", "ends_on"))

    code: str
    code_key: str = Field(unique=True)
    title: str
    search_key: str
    starts_on: date | None = None
    ends_on: date | None = None


class Audience(Entity, table=True):
    """A target group; of minors where `is_minors` says so."""

    __tablename__ = "audience"
    __table_args__ = table_args(filled("name"))

    name: str
    name_key: str = Field(unique=True)
    is_minors: bool = False
    retired_on: date | None = None


class GoalAudience(Entity, table=True):
    """A goal is to reach a target group."""

    __tablename__ = "goal_audience"
    __table_args__ = table_args(sa.UniqueConstraint("goal_id", "audience_id"))

    goal_id: int = owned_by("goal.id", index=False)
    audience_id: int = owned_by("audience.id")


class Staff(Entity, table=True):
    """One of our people, or a desk; here from `starts_on` to `ends_on`, both included."""

    __tablename__ = "staff"
    __table_args__ = table_args(filled("name"), in_order("starts_on", "ends_on"))

    name: str
    name_key: str = Field(unique=True)
    email: str | None = None
    unit_id: int | None = refers_to("unit.id")
    is_management: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    phone: str | None = None


class Assignment(Entity, table=True):
    """One of our people follows a partner in a role, from `starts_on` to `ends_on`."""

    __tablename__ = "assignment"
    __table_args__ = table_args(in_order("starts_on", "ends_on"))

    partner_id: int = owned_by("partner.id")
    staff_id: int = owned_by("staff.id")
    role: Role = Field(sa_type=word(Role, "role"))
    starts_on: date
    ends_on: date | None = None


class PartnerArea(Entity, table=True):
    """A partnership touches a service area, from `starts_on` to `ends_on`.

    Within a partnership an area has a unit that runs it, and a coordinator; `rationale` says why
    it is there, `state` whether it is only tried. One that ended has its last day.
    """

    __tablename__ = "partner_area"
    __table_args__ = table_args(in_order("starts_on", "ends_on"))

    partner_id: int = owned_by("partner.id")
    area_id: int = owned_by("area.id")
    starts_on: date
    ends_on: date | None = None
    rationale: str | None = None
    state: AreaState | None = Field(default=None, sa_type=word(AreaState, "state"))
    unit_id: int | None = refers_to("unit.id")
    coordinator_id: int | None = refers_to("staff.id")


class PartnerUnit(Entity, table=True):
    """A unit that takes part in a partnership, or `is_lead`: that ran it before.

    From `starts_on`, or from ever, to `ends_on`. Which unit runs it now stands with the partner.
    """

    __tablename__ = "partner_unit"
    __table_args__ = table_args(in_order("starts_on", "ends_on"))

    partner_id: int = owned_by("partner.id")
    unit_id: int = owned_by("unit.id")
    is_lead: bool = False
    rationale: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None


class PartnerGoal(Entity, table=True):
    """A partnership serves a goal, from `starts_on` to `ends_on`; `rationale` says how."""

    __tablename__ = "partner_goal"
    __table_args__ = table_args(in_order("starts_on", "ends_on"))

    partner_id: int = owned_by("partner.id")
    goal_id: int = owned_by("goal.id")
    rationale: str | None = None
    starts_on: date
    ends_on: date | None = None
