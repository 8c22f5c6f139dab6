"""What is made together: a project, how far along it is, whom it touches, what it is to reach."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import EndReason, Phase, Scope, Stance
from partnerreg.tables.columns import (
    Entity,
    filled,
    in_order,
    owned_by,
    refers_to,
    table_args,
    word,
)


class Project(Entity, table=True):
    """Something of its own that is made with one partner or more.

    It was expected to last from `expected_from` to `expected_until`, and did from `began_on` to
    `ended_on`, all included. How far along it is, `PhaseChange` says.
    """

    __tablename__ = "project"
    __table_args__ = table_args(
        filled("title"),
        in_order("expected_from", "expected_until"),
        in_order("began_on", "ended_on"),
    )

    title: str
    title_key: str = Field(unique=True)
    purpose: str | None = None
    scope: Scope | None = Field(default=None, sa_type=word(Scope, "scope"))
    owner_id: int | None = refers_to("staff.id")
    expected_from: date | None = None
    expected_until: date | None = None
    began_on: date | None = None
    ended_on: date | None = None
    notes: str | None = None


class PhaseChange(Entity, table=True):
    """A project came into a phase: a dated fact.

    `effective_on` is the day it holds from, `recorded_at` when it was typed. What is closed says
    why, by `end_reason`.
    """

    __tablename__ = "phase_change"
    __table_args__ = table_args(
        sa.CheckConstraint(
            "(phase = 'closed') = (end_reason IS NOT NULL)", name="closed_for_a_reason"
        ),
        sa.Index("ix_phase_change_project_id_effective_on", "project_id", "effective_on", "id"),
    )

    project_id: int = owned_by("project.id", index=False)
    phase: Phase = Field(sa_type=word(Phase, "phase"))
    effective_on: date
    recorded_at: datetime
    actor: str
    reason: str | None = None
    end_reason: EndReason | None = Field(default=None, sa_type=word(EndReason, "end_reason"))


class ProjectPartner(Entity, table=True):
    """A partner takes part in a project; from its beginning and to its end where no day is said."""

    __tablename__ = "project_partner"
    __table_args__ = table_args(in_order("starts_on", "ends_on"))

    project_id: int = owned_by("project.id")
    partner_id: int = owned_by("partner.id")
    starts_on: date | None = None
    ends_on: date | None = None


class ProjectGoal(Entity, table=True):
    """A project serves a goal, from `starts_on` to `ends_on`; `rationale` says how."""

    __tablename__ = "project_goal"
    __table_args__ = table_args(in_order("starts_on", "ends_on"))

    project_id: int = owned_by("project.id")
    goal_id: int = owned_by("goal.id")
    rationale: str | None = None
    starts_on: date
    ends_on: date | None = None


class ProjectUnit(Entity, table=True):
    """A project touches one of our units: when it was told, and whether it agrees."""

    __tablename__ = "project_unit"
    __table_args__ = table_args(sa.UniqueConstraint("project_id", "unit_id"))

    project_id: int = owned_by("project.id", index=False)
    unit_id: int = owned_by("unit.id")
    told_on: date | None = None
    stance: Stance | None = Field(default=None, sa_type=word(Stance, "stance"))


class Target(Entity, table=True):
    """What a project is to reach, as a number: from `baseline` to `target`, by `due`.

    `reached` is what there was on `reached_on`, the last time that anybody looked; all three in
    `measure`, as visits or per cent.
    """

    __tablename__ = "target"
    __table_args__ = table_args(
        filled("indicator"),
        sa.CheckConstraint("(reached IS NULL) = (reached_on IS NULL)", name="reached_on_a_day"),
        sa.UniqueConstraint("project_id", "indicator_key"),
    )

    project_id: int = owned_by("project.id", index=False)
    indicator: str
    indicator_key: str
    baseline: float | None = None
    target: float
    measure: str | None = None
    due: date | None = None
    reached: float | None = None
    reached_on: date | None = None


class Milestone(Entity, table=True):
    """A step of a project that is to be done by a day; `first_due` is the first one said."""

    __tablename__ = "milestone"
    __table_args__ = table_args(filled("title"), sa.UniqueConstraint("project_id", "title_key"))

    project_id: int = owned_by("project.id", index=False)
    title: str
    title_key: str
    owner_id: int | None = refers_to("staff.id")
    due: date = Field(index=True)
    first_due: date
    done_on: date | None = None
    notes: str | None = None
