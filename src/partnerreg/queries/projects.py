"""Questions about projects: how far along they are, who takes part, what they are to reach."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import EndReason, Phase, Scope, Stance

if TYPE_CHECKING:
    from sqlalchemy import Select


class ProjectRow(NamedTuple):
    """A project in the phase in which it is on the day, since when, and what is to be done next.

    Nothing is, where it is closed.
    """

    id: int
    title: str
    phase: Phase
    since: date
    end_reason: EndReason | None
    owner: str | None
    expected_until: date | None
    next_milestone: str | None
    next_due: date | None


@query(ProjectRow)
def projects_on() -> "Select[Any]":
    """The projects that were there on the day, by number; `partner`: only those with its part."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import last_phase, next_milestone, takes_part
    from partnerreg.tables import Milestone, PhaseChange, Project, Staff, columns

    p, c, s, m = (columns(each) for each in (Project, PhaseChange, Staff, Milestone))
    partner = sa.bindparam("partner", type_=sa.Integer)
    return (
        sa.select(
            *(p.id, p.title, c.phase, c.effective_on, c.end_reason, s.name, p.expected_until),
            m.title.label("next_milestone"),
            m.due,
        )
        .join_from(Project, PhaseChange, c.id == last_phase(p.id))
        .join(Staff, s.id == p.owner_id, isouter=True)
        .join(
            Milestone,
            sa.and_(m.id == next_milestone(p.id), c.phase != Phase.CLOSED),
            isouter=True,
        )
        .where(sa.or_(partner.is_(None), takes_part(p.id, partner)))
        .order_by(p.id)
    )


class ProjectRecord(NamedTuple):
    """What is said of one project."""

    id: int
    title: str
    purpose: str | None
    scope: Scope | None
    owner: str | None
    expected_from: date | None
    expected_until: date | None
    began_on: date | None
    ended_on: date | None
    notes: str | None


@query(ProjectRecord)
def project_record() -> "Select[Any]":
    """One project, by its number."""
    import sqlalchemy as sa

    from partnerreg.tables import Project, Staff, columns

    p, s = columns(Project), columns(Staff)
    own = {name: p[name] for name in ProjectRecord._fields if name != "owner"}
    return (
        sa.select(*[own.get(name, s.name) for name in ProjectRecord._fields])
        .join_from(Project, Staff, s.id == p.owner_id, isouter=True)
        .where(p.id == sa.bindparam("project", type_=sa.Integer))
        .order_by(p.id)
    )


class PhaseStep(NamedTuple):
    """A project came into a phase."""

    effective_on: date
    phase: Phase
    reason: str | None
    end_reason: EndReason | None
    actor: str
    recorded_at: datetime


@query(PhaseStep)
def phase_course() -> "Select[Any]":
    """The way of one project through the phases, in the order that its steps took effect."""
    import sqlalchemy as sa

    from partnerreg.tables import PhaseChange, columns

    c = columns(PhaseChange)
    return (
        sa.select(*[c[name] for name in PhaseStep._fields])
        .where(c.project_id == sa.bindparam("project", type_=sa.Integer))
        .order_by(c.effective_on, c.id)
    )


class ProjectPart(NamedTuple):
    """A partner takes part in a project."""

    project_id: int
    partner_id: int
    partner: str


@query(ProjectPart)
def parts_on() -> "Select[Any]":
    """Who takes part in which project on the day, each pair once: of all, or of one `project`."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force, optional
    from partnerreg.tables import Partner, ProjectPartner, columns

    t, p = columns(ProjectPartner), columns(Partner)
    return (
        sa.select(t.project_id, t.partner_id, p.name)
        .join_from(ProjectPartner, Partner, p.id == t.partner_id)
        .where(in_force(t), optional("project", t.project_id))
        .distinct()
        .order_by(t.project_id, t.partner_id)
    )


class ProjectGoalRow(NamedTuple):
    """A goal that a project serves, and how."""

    project_id: int
    goal_id: int
    code: str
    title: str
    because: str | None


@query(ProjectGoalRow)
def goals_of_projects() -> "Select[Any]":
    """Which goals projects serve on the day: of all, or of one `project`."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force, optional
    from partnerreg.tables import Goal, ProjectGoal, columns

    t, g = columns(ProjectGoal), columns(Goal)
    return (
        sa.select(t.project_id, t.goal_id, g.code, g.title, t.rationale)
        .join_from(ProjectGoal, Goal, g.id == t.goal_id)
        .where(in_force(t), optional("project", t.project_id))
        .order_by(t.project_id, t.starts_on, t.id)
    )


class AnchoringRow(NamedTuple):
    """One of our units that a project touches."""

    unit: str
    told_on: date | None
    stance: Stance | None


@query(AnchoringRow)
def anchoring() -> "Select[Any]":
    """The units that one project touches, in the order in which they were named."""
    import sqlalchemy as sa

    from partnerreg.tables import ProjectUnit, Unit, columns

    t, u = columns(ProjectUnit), columns(Unit)
    return (
        sa.select(u.name, t.told_on, t.stance)
        .join_from(ProjectUnit, Unit, u.id == t.unit_id)
        .where(t.project_id == sa.bindparam("project", type_=sa.Integer))
        .order_by(t.id)
    )


class MilestoneRow(NamedTuple):
    """A step of a project; `done_on` is empty as long as it was not done on the day."""

    id: int
    project_id: int
    title: str
    owner: str | None
    due: date
    first_due: date
    done_on: date | None


@query(MilestoneRow)
def milestones_on() -> "Select[Any]":
    """The milestones of all projects, or of one `project`, the first due on top."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import optional, today
    from partnerreg.tables import Milestone, Staff, columns

    m, s = columns(Milestone), columns(Staff)
    done = sa.case((m.done_on <= today(), m.done_on)).label("done_on")
    return (
        sa.select(m.id, m.project_id, m.title, s.name, m.due, m.first_due, done)
        .join_from(Milestone, Staff, s.id == m.owner_id, isouter=True)
        .where(optional("project", m.project_id))
        .order_by(m.due, m.id)
    )


class TargetRow(NamedTuple):
    """What a project is to reach; what it came to is empty as long as it was not known."""

    id: int
    project_id: int
    indicator: str
    baseline: float | None
    target: float
    measure: str | None
    due: date | None
    reached: float | None
    reached_on: date | None


@query(TargetRow)
def targets_on() -> "Select[Any]":
    """The targets of all projects, or of one `project`, in the order in which they were set."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import optional, today
    from partnerreg.tables import Target, columns

    t = columns(Target)
    known = t.reached_on <= today()
    return (
        sa.select(
            t.id,
            t.project_id,
            t.indicator,
            t.baseline,
            t.target,
            t.measure,
            t.due,
            sa.case((known, t.reached)).label("reached"),
            sa.case((known, t.reached_on)).label("reached_on"),
        )
        .where(optional("project", t.project_id))
        .order_by(t.project_id, t.id)
    )
