"""Questions about what was done with partners."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import ActivityKind

if TYPE_CHECKING:
    from sqlalchemy import Select


class ActivityRow(NamedTuple):
    """An activity; `partners` are the names of all who took part, parted by line breaks."""

    id: int
    held_on: date
    kind: ActivityKind
    title: str
    partners: str | None
    area: str | None
    participants: int | None
    audience: str | None
    notes: str | None
    unit: str | None
    at: str | None
    hours: float | None


@query(ActivityRow)
def activities() -> "Select[Any]":
    """Activities, the latest first: of one partner or group, of a kind, between days, or all."""
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import JoinedTexts
    from partnerreg.queries.conditions import optional
    from partnerreg.tables import Activity, ActivityPartner, Area, Partner, Unit, columns

    a, link, p = (columns(table) for table in (Activity, ActivityPartner, Partner))
    area, unit = columns(Area), columns(Unit)
    names = (
        sa.select(p.name.label("item"))
        .where(link.activity_id == a.id, p.id == link.partner_id)
        .order_by(link.id)
        .correlate(Activity)
        .subquery()
    )
    partner = sa.bindparam("partner", type_=sa.Integer)
    since, until = sa.bindparam("since", type_=sa.Date), sa.bindparam("until", type_=sa.Date)
    took_part = sa.select(link.activity_id).where(link.partner_id == partner)
    return (
        sa.select(
            a.id,
            a.held_on,
            a.kind,
            a.title,
            sa.select(JoinedTexts(names.c.item, "\n")).scalar_subquery().label("partners"),
            area.name.label("area"),
            *(a.participants, a.audience, a.notes),
            unit.name.label("unit"),
            *(a.at, a.hours),
        )
        .join_from(Activity, Area, area.id == a.area_id, isouter=True)
        .join(Unit, unit.id == a.unit_id, isouter=True)
        .where(
            sa.or_(partner.is_(None), a.id.in_(took_part)),
            optional("kind", a.kind),
            optional("group", a.group_id),
            sa.or_(since.is_(None), a.held_on >= since),
            sa.or_(until.is_(None), a.held_on <= until),
        )
        .order_by(a.held_on.desc(), a.id.desc())
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

    from partnerreg.queries.conditions import coordinator, quiet_since
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
