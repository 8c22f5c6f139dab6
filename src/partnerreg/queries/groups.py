"""Questions about what partners are grouped by: by the same conditions as `partner list` filters.

Each row is a partner and a group that it is in: what tells the group from others, and what
it is called.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import NumberRow, query

if TYPE_CHECKING:
    from sqlalchemy import Select

    from partnerreg.db.query import Query


class GroupRow(NamedTuple):
    """A partner in a group. The key is a thing's number, a word, or a folded name."""

    partner_id: int
    key: str
    name: str


@query(GroupRow)
def grouped_by_sector() -> "Select[Any]":
    """Partners and their sectors."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    sector = sa.type_coerce(p.sector, sa.String)
    return (
        sa.select(p.id, sector.label("key"), sector.label("name"))
        .where(p.sector.is_not(None))
        .order_by(p.id)
    )


@query(GroupRow)
def grouped_by_municipality() -> "Select[Any]":
    """Partners and their municipalities, each as it is spelt there."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    return (
        sa.select(p.id, p.municipality_key, p.municipality)
        .where(p.municipality.is_not(None))
        .order_by(p.id)
    )


@query(GroupRow)
def grouped_by_field() -> "Select[Any]":
    """Partners and the fields of public policy that they work in."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    field = sa.type_coerce(p.policy_field, sa.String)
    return (
        sa.select(p.id, field.label("key"), field.label("name"))
        .where(field.is_not(None))
        .order_by(p.id)
    )


@query(GroupRow)
def grouped_by_legal_form() -> "Select[Any]":
    """Partners and their legal forms."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    form = sa.type_coerce(p.legal_form, sa.String)
    return (
        sa.select(p.id, form.label("key"), form.label("name"))
        .where(form.is_not(None))
        .order_by(p.id)
    )


@query(GroupRow)
def grouped_by_region() -> "Select[Any]":
    """Partners and their regions, each as it is spelt there."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    return sa.select(p.id, p.region_key, p.region).where(p.region.is_not(None)).order_by(p.id)


@query(GroupRow)
def grouped_by_unit() -> "Select[Any]":
    """Partners and the units that run them, take part, or run an area of them; retired or not."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force, lead
    from partnerreg.tables import Partner, PartnerArea, PartnerUnit, Unit, columns

    p, u = columns(Partner), columns(Unit)
    area, unit = columns(PartnerArea), columns(PartnerUnit)
    runs = sa.union(
        sa.select(p.id.label("partner_id"), lead(p).label("unit_id")),
        sa.select(unit.partner_id, unit.unit_id).where(sa.not_(unit.is_lead), in_force(unit)),
        sa.select(area.partner_id, area.unit_id).where(in_force(area)),
    ).subquery()
    return (
        sa.select(runs.c.partner_id, sa.cast(u.id, sa.String).label("key"), u.name)
        .join_from(runs, Unit, u.id == runs.c.unit_id)
        .order_by(runs.c.partner_id, u.id)
    )


@query(GroupRow)
def grouped_by_area() -> "Select[Any]":
    """Partners and the areas that they are tied to on the day."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Area, PartnerArea, columns

    t, a = columns(PartnerArea), columns(Area)
    return (
        sa.select(t.partner_id, sa.cast(a.id, sa.String).label("key"), a.name)
        .join_from(PartnerArea, Area, a.id == t.area_id)
        .where(in_force(t))
        .order_by(t.partner_id, t.id)
    )


@query(GroupRow)
def grouped_by_goal() -> "Select[Any]":
    """Partners and the goals that they are tied to on the day; the name is code and title."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Goal, PartnerGoal, columns

    t, g = columns(PartnerGoal), columns(Goal)
    name = (g.code + " " + g.title).label("name")
    return (
        sa.select(t.partner_id, sa.cast(g.id, sa.String).label("key"), name)
        .join_from(PartnerGoal, Goal, g.id == t.goal_id)
        .where(in_force(t))
        .order_by(t.partner_id, t.id)
    )


@query(GroupRow)
def grouped_by_audience() -> "Select[Any]":
    """Partners and their target groups, in use or not."""
    import sqlalchemy as sa

    from partnerreg.tables import Audience, PartnerAudience, columns

    t, a = columns(PartnerAudience), columns(Audience)
    return (
        sa.select(t.partner_id, sa.cast(a.id, sa.String).label("key"), a.name)
        .join_from(PartnerAudience, Audience, a.id == t.audience_id)
        .order_by(t.partner_id, t.id)
    )


@query(GroupRow)
def grouped_by_scope() -> "Select[Any]":
    """Partners and how far they reach."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    scope = sa.type_coerce(p.scope, sa.String)
    return (
        sa.select(p.id, scope.label("key"), scope.label("name"))
        .where(p.scope.is_not(None))
        .order_by(p.id)
    )


@query(GroupRow)
def grouped_by_tag() -> "Select[Any]":
    """Partners and their tags, each as it is spelt there."""
    import sqlalchemy as sa

    from partnerreg.tables import PartnerTag, columns

    t = columns(PartnerTag)
    return sa.select(t.partner_id, t.tag_key, t.tag).order_by(t.partner_id, t.id)


@query(GroupRow)
def grouped_by_coordinator() -> "Select[Any]":
    """Partners and who coordinates them on the day: nobody who has left the house by then."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import is_coordinator
    from partnerreg.tables import Assignment, Staff, columns

    a, s = columns(Assignment), columns(Staff)
    return (
        sa.select(a.partner_id, sa.cast(s.id, sa.String).label("key"), s.name)
        .where(is_coordinator())
        .order_by(a.partner_id, a.id)
    )


@query(NumberRow)
def partners_with_contact() -> "Select[Any]":
    """The partners with a contact who may still be kept."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import may_be_kept
    from partnerreg.tables import Contact, columns

    c = columns(Contact)
    return sa.select(c.partner_id).where(may_be_kept(c)).distinct().order_by(c.partner_id)


# Which partners have something of a kind on a day: what `partner list --without` leaves out.
HAVING: "dict[str, Query[Any]]" = {
    "sector": grouped_by_sector,
    "municipality": grouped_by_municipality,
    "region": grouped_by_region,
    "field": grouped_by_field,
    "legal-form": grouped_by_legal_form,
    "scope": grouped_by_scope,
    "tag": grouped_by_tag,
    "unit": grouped_by_unit,
    "area": grouped_by_area,
    "goal": grouped_by_goal,
    "audience": grouped_by_audience,
    "coordinator": grouped_by_coordinator,
    "contact": partners_with_contact,
}
