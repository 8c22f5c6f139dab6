"""The facts behind the rules: one query per kind of evidence, for one partner or for all.

Everything dated later than `today` is left out, so that the same queries
answer as of an earlier day.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.vocabulary import AgreementKind, Level, Rating, Renewal, Role, Sector
from partnerreg.store.query import query

if TYPE_CHECKING:
    from sqlalchemy import Select


class PartnerBase(NamedTuple):
    """What a partner says of itself, as far as rules and groups ask."""

    id: int
    name: str
    sector: Sector | None
    municipality: str | None
    municipality_key: str | None
    unit: str | None
    has_unit: bool
    has_joint_value: bool
    pilot_until: date | None


@query(PartnerBase)
def partner_bases() -> "Select[Any]":
    """Partners, active or not; a unit that is retired runs nothing."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import in_use, partner_range
    from partnerreg.tables import Partner, Unit, columns

    p, u = columns(Partner), columns(Unit)
    has_joint_value = sa.and_(
        p.together.is_not(None), p.for_whom.is_not(None), p.why_together.is_not(None)
    )
    return (
        sa.select(
            p.id,
            p.name,
            p.sector,
            p.municipality,
            p.municipality_key,
            u.name.label("unit"),
            sa.and_(u.id.is_not(None), in_use(u)).label("has_unit"),
            has_joint_value.label("has_joint_value"),
            p.pilot_until,
        )
        .select_from(Partner.__table__.outerjoin(Unit.__table__, u.id == p.unit_id))  # type: ignore[attr-defined]
        .where(partner_range(p.id))
        .order_by(p.id)
    )


class LevelStep(NamedTuple):
    """A level change, as far as replaying it needs."""

    partner_id: int
    from_level: Level | None
    to_level: Level | None
    effective_on: date


@query(LevelStep)
def level_steps() -> "Select[Any]":
    """Level changes until today, in the order they took effect."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import partner_range, today
    from partnerreg.tables import LevelChange, columns

    c = columns(LevelChange)
    return (
        sa.select(c.partner_id, c.from_level, c.to_level, c.effective_on)
        .where(partner_range(c.partner_id), c.effective_on <= today())
        .order_by(c.partner_id, c.effective_on, c.id)
    )


class AgreementEvidence(NamedTuple):
    """An agreement that is signed."""

    partner_id: int
    kind: AgreementKind
    signed_on: date
    valid_from: date | None
    valid_until: date | None
    renewal: Renewal
    renewal_months: int | None
    notice_months: int | None
    terminated_on: date | None
    has_exit_terms: bool
    number: int


@query(AgreementEvidence)
def agreement_evidence() -> "Select[Any]":
    """Signed agreements, but for those that are over: no rule looks at them."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import partner_range, today
    from partnerreg.tables import Agreement, columns

    a = columns(Agreement)
    own = [a[field] for field in AgreementEvidence._fields[:-2]]
    may_still_hold = sa.or_(a.valid_until.is_(None), a.valid_until >= today(), a.renewal == "tacit")
    return (
        sa.select(*own, a.exit_terms.is_not(None).label("has_exit_terms"), a.id.label("number"))
        .where(partner_range(a.partner_id), a.signed_on <= today(), may_still_hold)
        .order_by(a.partner_id, a.id)
    )


class AssignmentEvidence(NamedTuple):
    """One of our people follows a partner, or did."""

    partner_id: int
    role: Role
    starts_on: date
    ends_on: date | None


@query(AssignmentEvidence)
def assignment_evidence() -> "Select[Any]":
    """Assignments begun; who has left the house follows nobody from that day.

    Of coordinators only those of today: what management did before is looked at, not what they did.
    """
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import follows_until, partner_range, today
    from partnerreg.tables import Assignment, Staff, columns

    a, s = columns(Assignment), columns(Staff)
    matters = sa.or_(a.role == "management", a.ends_on.is_(None), a.ends_on >= today())
    return (
        sa.select(a.partner_id, a.role, a.starts_on, follows_until(a, s))
        .join_from(Assignment, Staff, s.id == a.staff_id)
        .where(partner_range(a.partner_id), a.starts_on <= today(), matters)
        .order_by(a.partner_id, a.id)
    )


class CountEvidence(NamedTuple):
    """How many live things of a kind a partner has."""

    partner_id: int
    number: int


@query(CountEvidence)
def goal_evidence() -> "Select[Any]":
    """Goals in force that a partner is tied to."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import alive, partner_range
    from partnerreg.tables import Goal, PartnerGoal, columns

    t, g = columns(PartnerGoal), columns(Goal)
    return (
        sa.select(t.partner_id, sa.func.count(sa.distinct(t.goal_id)))
        .join_from(PartnerGoal, Goal, g.id == t.goal_id)
        .where(partner_range(t.partner_id), alive(t), alive(g))
        .group_by(t.partner_id)
        .order_by(t.partner_id)
    )


@query(CountEvidence)
def area_evidence() -> "Select[Any]":
    """Service areas not retired that a partner is tied to."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import alive, in_use, partner_range
    from partnerreg.tables import Area, PartnerArea, columns

    t, a = columns(PartnerArea), columns(Area)
    return (
        sa.select(t.partner_id, sa.func.count(sa.distinct(t.area_id)))
        .join_from(PartnerArea, Area, a.id == t.area_id)
        .where(partner_range(t.partner_id), alive(t), in_use(a))
        .group_by(t.partner_id)
        .order_by(t.partner_id)
    )


class ContributionEvidence(NamedTuple):
    """Which of the four sides of the balance are filled."""

    partner_id: int
    we_give: bool
    we_get: bool
    they_give: bool
    they_get: bool


@query(ContributionEvidence)
def contribution_evidence() -> "Select[Any]":
    """Who gives and who gets."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import partner_range
    from partnerreg.tables import Contribution, columns

    c = columns(Contribution)

    def filled(party: str, direction: str) -> Any:
        side = sa.and_(c.party == party, c.direction == direction)
        return sa.func.max(side, type_=sa.Boolean).label(f"{party}_{direction}")

    sides = [filled(party, direction) for party in ("we", "they") for direction in ("give", "get")]
    return (
        sa.select(c.partner_id, *sides)
        .where(partner_range(c.partner_id))
        .group_by(c.partner_id)
        .order_by(c.partner_id)
    )


class EvaluationEvidence(NamedTuple):
    """An evaluation's day and outcome."""

    partner_id: int
    held_on: date
    rating: Rating


@query(EvaluationEvidence)
def evaluation_evidence() -> "Select[Any]":
    """Evaluations, the earliest first."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import partner_range, today
    from partnerreg.tables import Evaluation, columns

    e = columns(Evaluation)
    return (
        sa.select(e.partner_id, e.held_on, e.rating)
        .where(partner_range(e.partner_id), e.held_on <= today())
        .order_by(e.partner_id, e.held_on, e.id)
    )


class ActivityEvidence(NamedTuple):
    """The day of a partner's latest activity."""

    partner_id: int
    last_on: date


@query(ActivityEvidence)
def activity_evidence() -> "Select[Any]":
    """The latest activity of each partner that has any."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import partner_range, today
    from partnerreg.tables import Activity, ActivityPartner, columns

    a, link = columns(Activity), columns(ActivityPartner)
    return (
        sa.select(link.partner_id, sa.func.max(a.held_on).label("last_on"))
        .join_from(ActivityPartner, Activity, a.id == link.activity_id)
        .where(partner_range(link.partner_id), a.held_on <= today())
        .group_by(link.partner_id)
        .order_by(link.partner_id)
    )


class ContactEvidence(NamedTuple):
    """How many contacts a partner has that may be kept, and how many lack a ground."""

    partner_id: int
    live: int
    without_basis: int


@query(ContactEvidence)
def contact_evidence() -> "Select[Any]":
    """Contacts; one whose retention date has passed is not live and has no ground."""
    import sqlalchemy as sa

    from partnerreg.register.queries.conditions import partner_range, today
    from partnerreg.tables import Contact, columns

    c = columns(Contact)
    live = sa.or_(c.retain_until.is_(None), c.retain_until >= today())
    grounded = sa.and_(c.source.is_not(None), c.legal_basis.is_not(None), c.retain_until >= today())
    return (
        sa.select(
            c.partner_id,
            sa.func.sum(sa.case((live, 1), else_=0)).label("live"),
            sa.func.sum(sa.case((grounded, 0), else_=1)).label("without_basis"),
        )
        .where(partner_range(c.partner_id))
        .group_by(c.partner_id)
        .order_by(c.partner_id)
    )
