"""Questions about what is counted: activities between two days, and what each party gives."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import ActivityKind, ContributionKind, Party

if TYPE_CHECKING:
    from sqlalchemy import Select


class ActivityCount(NamedTuple):
    """An activity with what is counted of it.

    Attributes:
        unit_id: the unit that held it.
        staff: how many of our people took part; none if nobody said who.
        for_minors: whether one of its target groups is of minors.
    """

    id: int
    held_on: date
    kind: ActivityKind
    unit_id: int | None
    participants: int | None
    at: str | None
    hours: float | None
    series: str | None
    staff: int
    for_minors: bool


def _between(held_on: Any) -> Any:
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today

    return sa.and_(held_on >= sa.bindparam("since", type_=sa.Date), held_on <= today())


@query(ActivityCount)
def activities_between() -> "Select[Any]":
    """The activities of the days from `since` to `today`, by day."""
    import sqlalchemy as sa

    from partnerreg.tables import (
        Activity,
        ActivityAudience,
        ActivityStaff,
        Audience,
        columns,
    )

    a, tie, group = columns(Activity), columns(ActivityAudience), columns(Audience)
    ours = columns(ActivityStaff)
    minors = sa.exists().where(
        tie.activity_id == a.id, group.id == tie.audience_id, group.is_minors
    )
    staff = sa.select(sa.func.count(ours.id)).where(ours.activity_id == a.id)
    return (
        sa.select(a.id, a.held_on, a.kind, a.unit_id, a.participants, a.at, a.hours, a.series)
        .add_columns(staff.scalar_subquery().label("staff"), minors.label("for_minors"))
        .where(_between(a.held_on))
        .order_by(a.held_on, a.id)
    )


class ActivityGroup(NamedTuple):
    """An activity in a group: what tells the group from others, and what it is called."""

    activity_id: int
    key: int
    name: str


@query(ActivityGroup)
def activities_by_partner() -> "Select[Any]":
    """Who took part."""
    import sqlalchemy as sa

    from partnerreg.tables import Activity, ActivityPartner, Partner, columns

    a, link, p = columns(Activity), columns(ActivityPartner), columns(Partner)
    return (
        sa.select(link.activity_id, p.id.label("key"), p.name)
        .where(a.id == link.activity_id, p.id == link.partner_id, _between(a.held_on))
        .order_by(link.activity_id, link.id)
    )


@query(ActivityGroup)
def activities_by_area() -> "Select[Any]":
    """The service area that each belongs to."""
    import sqlalchemy as sa

    from partnerreg.tables import Activity, Area, columns

    a, area = columns(Activity), columns(Area)
    return (
        sa.select(a.id.label("activity_id"), area.id.label("key"), area.name)
        .where(area.id == a.area_id, _between(a.held_on))
        .order_by(a.id)
    )


@query(ActivityGroup)
def activities_by_unit() -> "Select[Any]":
    """The unit that held each; else those that ran the partnerships with who took part then."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import lead
    from partnerreg.tables import Activity, ActivityPartner, Partner, Unit, columns

    a, link, p, u = (columns(table) for table in (Activity, ActivityPartner, Partner, Unit))
    named = a.id.label("activity_id"), u.id.label("key"), u.name
    held = sa.select(*named).where(u.id == a.unit_id, _between(a.held_on))
    of_partners = sa.select(*named).where(
        a.unit_id.is_(None),
        link.activity_id == a.id,
        p.id == link.partner_id,
        u.id == lead(p, on=a.held_on),
        _between(a.held_on),
    )
    both = sa.union(held, of_partners).subquery()
    return sa.select(*both.c).order_by(both.c.activity_id, both.c.key)


@query(ActivityGroup)
def activities_by_goal() -> "Select[Any]":
    """The goals that the partnerships of who took part served on its day, by code and title."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Activity, ActivityPartner, Goal, PartnerGoal, columns

    a, link = columns(Activity), columns(ActivityPartner)
    t, g = columns(PartnerGoal), columns(Goal)
    return (
        sa.select(
            a.id.label("activity_id"), g.id.label("key"), (g.code + " " + g.title).label("name")
        )
        .where(
            link.activity_id == a.id,
            t.partner_id == link.partner_id,
            in_force(t, on=a.held_on),
            g.id == t.goal_id,
            _between(a.held_on),
        )
        .distinct()
        .order_by(a.id, g.id)
    )


@query(ActivityGroup)
def activities_by_audience() -> "Select[Any]":
    """The target groups that each was for."""
    import sqlalchemy as sa

    from partnerreg.tables import Activity, ActivityAudience, Audience, columns

    a, tie, group = columns(Activity), columns(ActivityAudience), columns(Audience)
    return (
        sa.select(a.id.label("activity_id"), group.id.label("key"), group.name)
        .where(tie.activity_id == a.id, group.id == tie.audience_id, _between(a.held_on))
        .order_by(a.id, tie.id)
    )


class PairRow(NamedTuple):
    """Two partners that did something together with us, how often, and when last."""

    one_id: int
    other_id: int
    activities: int
    last_on: date


@query(PairRow)
def partners_together() -> "Select[Any]":
    """The pairs of partners that took part in the same activities."""
    import sqlalchemy as sa

    from partnerreg.tables import Activity, ActivityPartner, columns

    a, one = columns(Activity), columns(ActivityPartner)
    other = sa.inspect(ActivityPartner).local_table.alias("other").c
    pair = one.partner_id.label("one_id"), other.partner_id.label("other_id")
    often, last = sa.func.count(a.id), sa.func.max(a.held_on)
    return (
        sa.select(*pair, often.label("activities"), last.label("last_on"))
        .where(
            one.activity_id == a.id,
            other.activity_id == a.id,
            one.partner_id < other.partner_id,
            _between(a.held_on),
        )
        .group_by(one.partner_id, other.partner_id)
        .order_by(one.partner_id, other.partner_id)
    )


class GivenRow(NamedTuple):
    """What a party gives to a partnership."""

    partner_id: int
    party: Party
    kind: ContributionKind | None
    hours: float | None
    worth: float | None
    currency: str | None


@query(GivenRow)
def contributions_between() -> "Select[Any]":
    """What parties gave on some of the days from `since` to `today`."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Contribution, columns

    c = columns(Contribution)
    since = sa.bindparam("since", type_=sa.Date)
    return (
        sa.select(c.partner_id, c.party, c.kind, c.hours, c.worth, c.currency)
        .where(c.direction == "give", in_force(c, "starts_on"), in_force(c, "ends_on", on=since))
        .order_by(c.id)
    )
