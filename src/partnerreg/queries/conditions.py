"""Conditions, and scalars about a partner on `today`, that named queries share.

Imported inside the queries only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.query import LAST
from partnerreg.domain.enums import BELONGING, Phase
from partnerreg.nouns.validity import BOUNDS
from partnerreg.tables import (
    Activity,
    ActivityPartner,
    Area,
    Assignment,
    Communication,
    CommunicationUnit,
    Contact,
    Contribution,
    Evaluation,
    Expectation,
    Goal,
    LevelChange,
    Milestone,
    PartnerArea,
    PartnerGoal,
    PartnerTie,
    PartnerUnit,
    PhaseChange,
    ProjectPartner,
    ProjectUnit,
    Staff,
    Unit,
    columns,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import SQLModel

    from partnerreg.domain.enums import Reach


def today() -> sa.BindParameter[Any]:
    """The day the question is asked for, as the parameter `today`."""
    return sa.bindparam("today", type_=sa.Date)


def optional(name: str, column: Any) -> sa.ColumnElement[bool]:
    """The column equals the parameter of this name; always true where the parameter is NULL."""
    asked = sa.bindparam(name, type_=column.type)
    return sa.or_(asked.is_(None), column == asked)


def at_most() -> sa.ColumnElement[int]:
    """The parameter `most` as a limit: none where it is NULL."""
    return sa.func.coalesce(sa.bindparam("most", type_=sa.Integer), LAST)


def partner_range(column: Any) -> sa.ColumnElement[bool]:
    """Partners from `first` to `last`: one of them, or all, by the same index."""
    first, last = (sa.bindparam(name, type_=sa.Integer) for name in ("first", "last"))
    return sa.and_(column >= first, column <= last)


def in_force(thing: Any, *days: str, on: Any = None) -> sa.ColumnElement[bool]:
    """A thing is in force by its columns for days (`nouns.validity`), or by those named.

    Args:
        thing: its columns.
        days: which of them; all that it has, if none is named.
        on: the day; the parameter `today` if not given.
    """
    day = today() if on is None else on
    return sa.and_(
        *(
            sa.or_(thing[name].is_(None), thing[name].op(sign, is_comparison=True)(day))
            for name, sign in BOUNDS.items()
            if (name in days if days else name in thing)
        )
    )


def with_members(umbrella: Any) -> sa.Select[Any]:
    """The numbers of a partner and of all that belongs to it on `today`, at whatever depth."""
    t = columns(PartnerTie)
    found = sa.select(umbrella.label("id")).cte("members", recursive=True)
    belongs = sa.or_(*[t.kind == kind.value for kind in BELONGING])
    below = sa.select(t.partner_id).where(t.other_id == found.c.id, belongs, in_force(t))
    return sa.select(found.union(below).c.id)


def follows_until(assignment: Any, staff: Any) -> sa.ColumnElement[Any]:
    """When an assignment ends: with itself, or with the person leaving the house before that.

    Leaving ends assignments now; registers of the first version hold such as it did not.
    """
    left_earlier = sa.and_(
        staff.ends_on.is_not(None),
        sa.or_(assignment.ends_on.is_(None), staff.ends_on < assignment.ends_on),
    )
    return sa.case((left_earlier, staff.ends_on), else_=assignment.ends_on).label("ends_on")


def is_coordinator() -> sa.ColumnElement[bool]:
    """An assignment, and who it is of, are those of a coordinator today who is in the house."""
    a, s = columns(Assignment), columns(Staff)
    return sa.and_(a.role == "coordinator", s.id == a.staff_id, in_force(a), in_force(s, "ends_on"))


def coordinates(partner: Any) -> sa.ColumnElement[bool]:
    """The same of one partner's."""
    return sa.and_(columns(Assignment).partner_id == partner, is_coordinator())


def may_be_kept(contact: Any) -> sa.ColumnElement[bool]:
    """A contact's retention date has not passed by `today`."""
    return sa.or_(contact.retain_until.is_(None), contact.retain_until >= today())


def lead(partner: Any, on: Any = None) -> Any:
    """The number of the unit that ran a partnership on a day; on `today` if it is not given."""
    t = _apart(PartnerUnit)
    before = sa.select(t.unit_id).where(t.partner_id == partner.id, t.is_lead, in_force(t, on=on))
    day = today() if on is None else on
    begun = sa.or_(partner.unit_since.is_(None), partner.unit_since <= day)
    earlier = before.order_by(t.id).limit(1).scalar_subquery()
    return sa.func.coalesce(earlier, sa.case((begun, partner.unit_id)))


def quiet_since(partner: Any) -> sa.ColumnElement[bool]:
    """Nothing was done with the partner from the parameter of this name until today, if given."""
    a, link = columns(Activity), columns(ActivityPartner)
    since = sa.bindparam("quiet_since", type_=sa.Date)
    lately = (
        sa.select(link.partner_id)
        .join_from(Activity, ActivityPartner, a.id == link.activity_id)
        .where(a.held_on >= since, a.held_on <= today())
    )
    return sa.or_(since.is_(None), partner.not_in(lately))


def wanted_at(kind: str, level: Any) -> sa.ColumnElement[bool]:
    """Whether the parameter that a kind of evidence gives its name to has the bit of a level."""
    bits = sa.bindparam(kind, type_=sa.Integer)
    return bits.bitwise_rshift(level).bitwise_and(1) == 1


def last_step(partner: Any) -> Any:
    """The number of the level change that it stands by."""
    c = _apart(LevelChange)
    until_today = sa.select(c.id).where(c.partner_id == partner, c.effective_on <= today())
    return until_today.order_by(c.effective_on.desc(), c.id.desc()).limit(1).scalar_subquery()


def last_phase(project: Any) -> Any:
    """The number of the step by which a project is in its phase."""
    c = _apart(PhaseChange)
    until_today = sa.select(c.id).where(c.project_id == project, c.effective_on <= today())
    return until_today.order_by(c.effective_on.desc(), c.id.desc()).limit(1).scalar_subquery()


def next_milestone(project: Any) -> Any:
    """The number of the milestone of a project that is due first of those not done."""
    m = _apart(Milestone)
    waiting = sa.or_(m.done_on.is_(None), m.done_on > today())
    first = sa.select(m.id).where(m.project_id == project, waiting).order_by(m.due, m.id)
    return first.limit(1).scalar_subquery()


def units_to_anchor(partner: Any) -> Any:
    """How many units of ours were told of none of its projects, though those or its areas touch it.

    Of projects that are not closed; where there are none, there is nothing to be told.
    """
    u = _apart(Unit)
    area, touched = columns(PartnerArea), columns(ProjectUnit)
    t, c = columns(ProjectPartner), columns(PhaseChange)

    def there_is(*conditions: Any) -> Any:
        own = (PartnerArea, ProjectUnit, ProjectPartner, PhaseChange)
        return sa.exists().where(*conditions).correlate_except(*own)

    project = (
        t.partner_id == partner,
        in_force(t),
        c.id == last_phase(t.project_id),
        c.phase != Phase.CLOSED,
    )
    of_project = (*project, touched.project_id == t.project_id, touched.unit_id == u.id)
    in_area = there_is(area.partner_id == partner, area.unit_id == u.id, in_force(area))
    return (
        _count(u.id)
        .where(
            in_force(u),
            there_is(*project),
            sa.or_(there_is(*of_project), in_area),
            ~there_is(*of_project, touched.told_on <= today()),
        )
        .scalar_subquery()
    )


def has_project_in_phase(partner: Any) -> sa.ColumnElement[bool]:
    """A partner takes part in a project that is in the parameter `phase`, if that is given."""
    t, c = columns(ProjectPartner), columns(PhaseChange)
    asked = sa.bindparam("phase", type_=c.phase.type)
    found = sa.exists().where(
        t.partner_id == partner, in_force(t), c.id == last_phase(t.project_id), c.phase == asked
    )
    return sa.or_(asked.is_(None), found)


def takes_part(project: Any, partner: Any) -> sa.ColumnElement[bool]:
    """A partner takes part in a project."""
    t = columns(ProjectPartner)
    return sa.exists().where(t.project_id == project, t.partner_id == partner, in_force(t))


def last_opening(partner: Any) -> Any:
    """The day that it became a partner; of one that had ended, that it became one again."""
    c = _apart(LevelChange)
    came = sa.and_(c.partner_id == partner, c.from_level.is_(None), c.effective_on <= today())
    return sa.select(sa.func.max(c.effective_on)).where(came).scalar_subquery()


def coordinators(partner: Any) -> Any:
    """How many people of ours who are still in the house coordinate it."""
    return _count(columns(Assignment).id).where(coordinates(partner)).scalar_subquery()


def coordinator(partner: Any) -> Any:
    """The name of who coordinates it; of several, who was named first."""
    a, s = columns(Assignment), columns(Staff)
    named = sa.select(s.name).where(coordinates(partner))
    return named.order_by(a.id).limit(1).scalar_subquery()


def goals(partner: Any) -> Any:
    """How many goals in force it is tied to."""
    t, g = columns(PartnerGoal), columns(Goal)
    return (
        _count(t.goal_id.distinct())
        .join_from(PartnerGoal, Goal, g.id == t.goal_id)
        .where(t.partner_id == partner, in_force(t), in_force(g))
        .scalar_subquery()
    )


def areas(partner: Any) -> Any:
    """How many service areas that are not retired it is tied to."""
    t, a = columns(PartnerArea), columns(Area)
    return (
        _count(t.area_id.distinct())
        .join_from(PartnerArea, Area, a.id == t.area_id)
        .where(t.partner_id == partner, in_force(t), in_force(a))
        .scalar_subquery()
    )


def sides(partner: Any) -> Any:
    """Which sides of the balance are filled: 1 we give, 2 we get, 4 they give, 8 they get."""
    c = columns(Contribution)
    side = sa.case((c.party == "we", 1), else_=4) * sa.case((c.direction == "give", 1), else_=2)
    filled = sa.func.sum(side.distinct(), type_=sa.Integer)
    given = sa.and_(c.partner_id == partner, in_force(c))
    return sa.select(sa.func.coalesce(filled, 0)).where(given).scalar_subquery()


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


def is_about(communication: Any, partner: Any) -> sa.ColumnElement[bool]:
    """What is told is about a partner: itself, an activity or a project that it takes part in."""
    took_part, joined = columns(ActivityPartner), columns(ProjectPartner)
    activities = sa.select(took_part.activity_id).where(took_part.partner_id == partner)
    projects = sa.select(joined.project_id).where(joined.partner_id == partner)
    activities = activities.correlate_except(ActivityPartner)
    projects = projects.correlate_except(ProjectPartner)
    return sa.or_(
        communication.partner_id == partner,
        communication.activity_id.in_(activities),
        communication.project_id.in_(projects),
    )


def last_told(reach: Reach) -> Callable[[Any], Any]:
    """For a partner, the day on which something was last told of it, inside or outside."""
    c = columns(Communication)

    def of(partner: Any) -> Any:
        told = sa.and_(is_about(c, partner), c.reach == reach, c.published_on <= today())
        return sa.select(sa.func.max(c.published_on)).where(told).scalar_subquery()

    return of


def units_untold(partner: Any) -> Any:
    """How many units that run areas of it were told neither of it nor of a project with it."""
    area, told = columns(PartnerArea), columns(CommunicationUnit)
    c, project, joined = columns(Communication), columns(ProjectUnit), columns(ProjectPartner)
    by_communication = sa.exists().where(
        told.unit_id == area.unit_id,
        c.id == told.communication_id,
        c.published_on <= today(),
        is_about(c, partner),
    )
    by_communication = by_communication.correlate_except(CommunicationUnit, Communication)
    by_project = sa.exists().where(
        project.unit_id == area.unit_id,
        project.told_on <= today(),
        joined.project_id == project.project_id,
        joined.partner_id == partner,
    )
    by_project = by_project.correlate_except(ProjectUnit, ProjectPartner)
    return (
        sa.select(sa.func.count(sa.distinct(area.unit_id)))
        .where(area.partner_id == partner, in_force(area), ~by_communication, ~by_project)
        .scalar_subquery()
    )


def contacts(partner: Any) -> Any:
    """How many contacts it has that may be kept: the retention date has not passed."""
    c = columns(Contact)
    return _count(c.id).where(c.partner_id == partner, may_be_kept(c)).scalar_subquery()


def contacts_without_basis(partner: Any) -> Any:
    """How many contacts lack a source, a legal basis or a retention date that has not passed."""
    c = columns(Contact)
    lacking = sa.or_(*(column.is_(None) for column in (c.source, c.legal_basis, c.retain_until)))
    lacking |= c.retain_until < today()
    return _count(c.id).where(c.partner_id == partner, lacking).scalar_subquery()


def expecting(partner: Any) -> Any:
    """Who expects something: 1 we do, 2 they do."""
    e = columns(Expectation)
    side = sa.case((e.party == "we", 1), else_=2)
    sides = sa.func.coalesce(sa.func.sum(side.distinct(), type_=sa.Integer), 0)
    stated = e.partner_id == partner, e.stated_on <= today()
    return sa.select(sides).where(*stated).scalar_subquery()


def expectations_on(partner: Any) -> Any:
    """The last day on which an expectation was stated or settled."""
    e = columns(Expectation)
    settled = sa.case((e.settled_on <= today(), e.settled_on), else_=e.stated_on)
    stated = e.partner_id == partner, e.stated_on <= today()
    return sa.select(sa.func.max(settled)).where(*stated).scalar_subquery()


def _count(what: Any) -> sa.Select[Any]:
    return sa.select(sa.func.count(what))


def _apart(entity: type[SQLModel]) -> Any:
    """The columns of an entity that the query around looks at too, under another name."""
    name = entity.__tablename__
    return entity.__table__.alias(f"{name}_of_partner").c  # type: ignore[attr-defined]
