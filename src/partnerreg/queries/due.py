"""Questions for the lists of what needs attention: what falls due, who is quiet, what has nobody.

Partners are numbers here; who they are comes with the facts.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import AgreementKind, Level, Renewal

if TYPE_CHECKING:
    from sqlalchemy import Select


class SignedPaper(NamedTuple):
    """A signed agreement; from `kind` to `terminated_on` it is as `AgreementFacts` has it."""

    partner_id: int
    kind: AgreementKind
    signed_on: date
    valid_from: date | None
    valid_until: date | None
    renewal: Renewal
    renewal_months: int | None
    notice_months: int | None
    terminated_on: date | None
    number: int
    title: str
    replaces_id: int | None
    partner: str
    level: Level
    coordinator: str | None


@query(SignedPaper)
def agreements_due_candidates() -> "Select[Any]":
    """Signed agreements that are not over, of active partners where one may fall due by `latest`.

    A sieve that lets too many through: the calendar is the domain's. The engine's months
    may end up to three days later than ours, so `latest` has to allow for that.
    """
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import MonthsBefore
    from partnerreg.queries.conditions import today
    from partnerreg.queries.evidence_counts import coordinator, last_step
    from partnerreg.tables import Agreement, LevelChange, Partner, columns

    a, p, c = columns(Agreement), columns(Partner), columns(LevelChange)
    held = sa.or_(a.valid_until.is_(None), a.valid_until >= today(), a.renewal == "tacit")
    signed = sa.and_(a.signed_on <= today(), held)
    notice = sa.func.coalesce(a.notice_months, 0)
    first = MonthsBefore(a.valid_until, notice)
    latest = sa.bindparam("latest", type_=sa.Date)
    soon = sa.or_(a.valid_until <= latest, first <= latest)
    may_fall_due = sa.or_(a.terminated_on.is_not(None), soon)  # what was renewed had its end soon
    partners = sa.select(a.partner_id).where(signed, may_fall_due)
    return (
        sa.select(
            *(a[field] for field in SignedPaper._fields[:-6]),
            a.id.label("number"),
            a.title,
            a.replaces_id,
            p.name.label("partner"),
            c.to_level.label("level"),
            coordinator(a.partner_id).label("coordinator"),
        )
        .join_from(Agreement, Partner, p.id == a.partner_id)
        .join(LevelChange, c.id == last_step(p.id))
        .where(signed, a.partner_id.in_(partners), c.to_level.is_not(None))
        .order_by(a.partner_id, a.id)
    )


class PeopleOfPartner(NamedTuple):
    """Who is there for a partner, on our side and on theirs."""

    partner_id: int
    coordinator: str | None
    contact: str | None


@query(PeopleOfPartner)
def contacts_of_inactive() -> "Select[Any]":
    """The coordinators and contacts of partners without activity lately.

    Of several contacts the primary one. Whether one may be kept is judged by the day
    `kept_on`, whatever day is asked about.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import quiet_since
    from partnerreg.queries.evidence_counts import coordinator
    from partnerreg.tables import Contact, Partner, columns

    p, c = columns(Partner), columns(Contact)
    kept_on = sa.bindparam("kept_on", type_=sa.Date)
    live = sa.or_(c.retain_until.is_(None), c.retain_until >= kept_on)
    contact = (
        sa.select(c.name)
        .where(c.partner_id == p.id, live)
        .order_by(c.is_primary.desc(), c.id)
        .limit(1)
        .scalar_subquery()
    )
    named = coordinator(p.id).label("coordinator"), contact.label("contact")
    return sa.select(p.id, *named).where(quiet_since(p.id)).order_by(p.id)


class ActivityBefore(NamedTuple):
    """An activity that a partner took part in."""

    partner_id: int
    held_on: date
    kind: str
    title: str


@query(ActivityBefore)
def last_activities_of_inactive() -> "Select[Any]":
    """What was done last with partners without activity lately; of one day, what came first."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import quiet_since
    from partnerreg.tables import Activity, ActivityPartner, columns

    a, link = columns(Activity), columns(ActivityPartner)
    since = sa.bindparam("quiet_since", type_=sa.Date)
    last = (
        sa.select(link.partner_id, sa.func.max(a.held_on).label("held_on"))
        .join_from(ActivityPartner, Activity, a.id == link.activity_id)
        .where(a.held_on < since, quiet_since(link.partner_id))
        .group_by(link.partner_id)
        .subquery()
    )
    took_part = sa.and_(link.partner_id == last.c.partner_id, link.activity_id == a.id)
    return (
        sa.select(link.partner_id, a.held_on, sa.type_coerce(a.kind, sa.String), a.title)
        .select_from(last)
        .join(ActivityPartner, link.partner_id == last.c.partner_id)
        .join(Activity, sa.and_(took_part, a.held_on == last.c.held_on))
        .order_by(link.partner_id, a.id)
    )


class Covered(NamedTuple):
    """An area or a goal that partners can be tied to. An area has no code.

    `current`: the area was not retired, the goal in force.
    """

    id: int
    code: str | None
    name: str
    current: bool


@query(Covered)
def areas_on() -> "Select[Any]":
    """All service areas."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_use
    from partnerreg.tables import Area, columns

    a = columns(Area)
    return sa.select(a.id, sa.null().label("code"), a.name, in_use(a).label("current")).order_by(
        a.id
    )


@query(Covered)
def goals_on() -> "Select[Any]":
    """All goals."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive
    from partnerreg.tables import Goal, columns

    g = columns(Goal)
    return sa.select(g.id, g.code, g.title, alive(g).label("current")).order_by(g.id)


class Tie(NamedTuple):
    """A partner and an area or a goal that it is tied to."""

    partner_id: int
    thing_id: int


@query(Tie)
def area_links_on() -> "Select[Any]":
    """Which partners were tied to which areas on the day, each pair once."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive
    from partnerreg.tables import PartnerArea, columns

    t = columns(PartnerArea)
    pair = t.partner_id, t.area_id
    return sa.select(*pair).where(alive(t)).distinct().order_by(*pair)


@query(Tie)
def goal_links_on() -> "Select[Any]":
    """Which partners were tied to which goals on the day, each pair once."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive
    from partnerreg.tables import PartnerGoal, columns

    t = columns(PartnerGoal)
    pair = t.partner_id, t.goal_id
    return sa.select(*pair).where(alive(t)).distinct().order_by(*pair)


class PartnerLocation(NamedTuple):
    """At which level a partner stood, what kind of party it is, and where; all as it is stored."""

    partner_id: int
    level: int
    sector: str | None
    municipality: str | None
    municipality_key: str | None


@query(PartnerLocation)
def partner_locations() -> "Select[Any]":
    """Level, sector and municipality of the partners that were active on the day."""
    import sqlalchemy as sa

    from partnerreg.queries.evidence_counts import last_step
    from partnerreg.tables import LevelChange, Partner, columns

    p, c = columns(Partner), columns(LevelChange)
    sector = sa.type_coerce(p.sector, sa.String)
    return (
        sa.select(p.id, sa.type_coerce(c.to_level, sa.Integer), sector)
        .add_columns(p.municipality, p.municipality_key)
        .join_from(Partner, LevelChange, c.id == last_step(p.id))
        .where(c.to_level.is_not(None))
        .order_by(p.id)
    )
