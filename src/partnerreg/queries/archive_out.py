"""What a whole export holds beside its lists: every row that no list has, with its number."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query

if TYPE_CHECKING:
    from sqlalchemy import Select


class TagOut(NamedTuple):
    """A tag of a partner."""

    number: int
    partner: int
    tag: str


@query(TagOut)
def tags_out() -> "Select[Any]":
    """All tags."""
    from partnerreg.queries.export_cells import labelled
    from partnerreg.tables import PartnerTag, columns

    t = columns(PartnerTag)
    return labelled(TagOut, t, partner=t.partner_id)


class ContributionOut(NamedTuple):
    """What one party gives or gets."""

    number: int
    partner: int
    party: str
    direction: str
    text: str


@query(ContributionOut)
def contributions_out() -> "Select[Any]":
    """All contributions and gains."""
    from partnerreg.queries.export_cells import labelled, words
    from partnerreg.tables import Contribution, columns

    c = columns(Contribution)
    sides = {"party": words(c.party), "direction": words(c.direction)}
    return labelled(ContributionOut, c, partner=c.partner_id, **sides)


class AssignmentOut(NamedTuple):
    """One of our people follows a partner."""

    number: int
    partner: int
    partner_name: str
    staff_number: int
    staff: str
    role: str
    starts_on: date
    ends_on: date | None


@query(AssignmentOut)
def assignments_out() -> "Select[Any]":
    """All assignments, past and present."""
    from partnerreg.queries.export_cells import labelled, words
    from partnerreg.tables import Assignment, Partner, Staff, columns

    a, p, s = columns(Assignment), columns(Partner), columns(Staff)
    tie = {"partner": a.partner_id, "partner_name": p.name, "role": words(a.role)}
    return (
        labelled(AssignmentOut, a, staff_number=a.staff_id, staff=s.name, **tie)
        .join_from(Assignment, Partner, p.id == a.partner_id)
        .join(Staff, s.id == a.staff_id)
    )


class PartnerAreaOut(NamedTuple):
    """A partnership touches a service area."""

    number: int
    partner: int
    partner_name: str
    area_number: int
    area: str
    starts_on: date
    ends_on: date | None


@query(PartnerAreaOut)
def partner_areas_out() -> "Select[Any]":
    """All ties to areas, past and present."""
    from partnerreg.queries.export_cells import labelled
    from partnerreg.tables import Area, Partner, PartnerArea, columns

    t, p, a = columns(PartnerArea), columns(Partner), columns(Area)
    tie = {"partner": t.partner_id, "partner_name": p.name, "area_number": t.area_id}
    return (
        labelled(PartnerAreaOut, t, area=a.name, **tie)
        .join_from(PartnerArea, Partner, p.id == t.partner_id)
        .join(Area, a.id == t.area_id)
    )


class PartnerGoalOut(NamedTuple):
    """A partnership serves a goal; `rationale` says how."""

    number: int
    partner: int
    partner_name: str
    goal_number: int
    goal: str
    rationale: str | None
    starts_on: date
    ends_on: date | None


@query(PartnerGoalOut)
def partner_goals_out() -> "Select[Any]":
    """All ties to goals, past and present."""
    from partnerreg.queries.export_cells import labelled
    from partnerreg.tables import Goal, Partner, PartnerGoal, columns

    t, p, g = columns(PartnerGoal), columns(Partner), columns(Goal)
    tie = {"partner": t.partner_id, "partner_name": p.name, "goal_number": t.goal_id}
    return (
        labelled(PartnerGoalOut, t, goal=g.code, **tie)
        .join_from(PartnerGoal, Partner, p.id == t.partner_id)
        .join(Goal, g.id == t.goal_id)
    )


class ParticipantOut(NamedTuple):
    """A partner took part in an activity."""

    number: int
    activity: int
    partner: int


@query(ParticipantOut)
def participants_out() -> "Select[Any]":
    """Who took part in what."""
    from partnerreg.queries.export_cells import labelled
    from partnerreg.tables import ActivityPartner, columns

    t = columns(ActivityPartner)
    return labelled(ParticipantOut, t, activity=t.activity_id, partner=t.partner_id)


class LevelOut(NamedTuple):
    """A step on a partner's way through the levels; `recorded_at` is in UTC."""

    number: int
    partner: int
    partner_name: str
    from_level: int | None
    to_level: int | None
    effective_on: date
    recorded_at: str
    actor: str
    reason: str | None
    overridden: str
    findings: str


@query(LevelOut)
def levels_out() -> "Select[Any]":
    """All steps of all partners."""
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import MomentText
    from partnerreg.queries.export_cells import labelled, yes_or_no
    from partnerreg.tables import LevelChange, Partner, columns

    c, p = columns(LevelChange), columns(Partner)
    steps = {name: sa.type_coerce(c[name], sa.Integer) for name in ("from_level", "to_level")}
    made = {"recorded_at": MomentText(c.recorded_at), "overridden": yes_or_no(c.overridden)}
    return labelled(
        LevelOut, c, partner=c.partner_id, partner_name=p.name, **steps, **made
    ).join_from(LevelChange, Partner, p.id == c.partner_id)


class DocumentOut(NamedTuple):
    """A file attached to an agreement, without its bytes."""

    number: int
    agreement: int
    name: str
    media_type: str
    size: int
    sha256: str


@query(DocumentOut)
def documents_out() -> "Select[Any]":
    """All documents."""
    from partnerreg.queries.export_cells import labelled
    from partnerreg.tables import Content, Document, columns

    d, c = columns(Document), columns(Content)
    return labelled(DocumentOut, d, agreement=d.agreement_id, size=c.size).join_from(
        Document, Content, c.sha256 == d.sha256
    )
