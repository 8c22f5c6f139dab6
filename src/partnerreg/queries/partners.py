"""Questions about partners: who they are, and which one is meant."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import NumberRow, TextRow, query, query_by_alphabet
from partnerreg.domain.enums import Direction, Level, Party, Scope, Sector, Status

if TYPE_CHECKING:
    from sqlalchemy import Select


class PartnerLine(NamedTuple):
    """A partner as it stands in a list. Words are plain text: lists are long, and only shown."""

    id: int
    name: str
    level: int
    level_name: str
    status: str
    sector: str | None
    municipality: str | None
    unit: str | None
    coordinator: str | None
    external_id: str | None


def fits_filters() -> Any:
    """The conditions of all filters together; each is off where its parameter is NULL."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import (
        coordinates,
        has_project_in_phase,
        in_force,
        lead,
        optional,
        with_members,
    )
    from partnerreg.tables import (
        Assignment,
        Partner,
        PartnerArea,
        PartnerAudience,
        PartnerGoal,
        PartnerTag,
        PartnerUnit,
        columns,
    )

    p, a, t = columns(Partner), columns(Assignment), columns(PartnerTag)
    area, goal, group = columns(PartnerArea), columns(PartnerGoal), columns(PartnerAudience)
    unit = columns(PartnerUnit)

    def tied(name: str, link: Any, column: Any, *also: Any) -> sa.ColumnElement[bool]:
        asked = sa.bindparam(name, type_=sa.Integer)
        found = sa.exists().where(link.partner_id == p.id, column == asked, *also)
        return sa.or_(asked.is_(None), found)

    tag = sa.bindparam("tag", type_=sa.String)
    staff = sa.bindparam("coordinator", type_=sa.Integer)
    umbrella = sa.bindparam("with_members", type_=sa.Integer)
    return sa.and_(
        optional("level", p.level),
        optional("status", p.status),
        optional("sector", p.sector),
        optional("municipality", p.municipality_key),
        optional("region", p.region_key),
        optional("field", p.policy_field),
        optional("legal_form", p.legal_form),
        optional("scope", p.scope),
        optional("youth", p.involves_youth),
        optional("volunteers", p.involves_volunteers),
        sa.or_(
            tied("unit", unit, unit.unit_id, sa.not_(unit.is_lead), in_force(unit)),
            tied("unit", area, area.unit_id, in_force(area)),
            lead(p) == sa.bindparam("unit", type_=sa.Integer),
        ),
        tied("area", area, area.area_id, in_force(area)),
        tied("goal", goal, goal.goal_id, in_force(goal)),
        tied("audience", group, group.audience_id),
        has_project_in_phase(p.id),
        sa.or_(staff.is_(None), sa.exists().where(coordinates(p.id), a.staff_id == staff)),
        sa.or_(tag.is_(None), sa.exists().where(t.partner_id == p.id, t.tag_key == tag)),
        sa.or_(umbrella.is_(None), p.id.in_(with_members(umbrella))),
    )


@query_by_alphabet(PartnerLine)
def partner_lines(sort: str) -> "Select[Any]":
    """Partners by name that fit the filters; `most` is no limit where it is NULL."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import at_most, coordinator, lead
    from partnerreg.tables import Partner, Unit, columns

    p, u = columns(Partner), columns(Unit)
    level_name = sa.case(*((p.level == level, level.word) for level in Level))
    return (
        sa.select(
            p.id,
            p.name,
            sa.type_coerce(p.level, sa.Integer).label("level"),
            level_name.label("level_name"),
            sa.type_coerce(p.status, sa.String).label("status"),
            sa.type_coerce(p.sector, sa.String).label("sector"),
            p.municipality,
            u.name.label("unit"),
            coordinator(p.id).label("coordinator"),
            p.external_id,
        )
        .join_from(Partner, Unit, u.id == lead(p), isouter=True)
        .where(fits_filters())
        .order_by(p[sort], p.name, p.id)
        .limit(at_most())
    )


@query(NumberRow)
def partner_count() -> "Select[Any]":
    """How many partners fit the filters."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner

    return sa.select(sa.func.count()).select_from(Partner).where(fits_filters())


@query(NumberRow)
def partner_numbers() -> "Select[Any]":
    """The numbers of the partners that fit the filters."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    return sa.select(p.id).where(fits_filters()).order_by(p.id)


class PartnerName(NamedTuple):
    """As much of a partner as it takes to tell which one is meant."""

    id: int
    name: str
    municipality: str | None
    external_id: str | None
    name_key: str


def _partner_names() -> "Select[Any]":
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    return sa.select(p.id, p.name, p.municipality, p.external_id, p.name_key).order_by(p.id)


@query(PartnerName)
def partners_by_key() -> "Select[Any]":
    """Partners whose number, external id or folded name is just this."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    return _partner_names().where(
        sa.or_(
            p.id == sa.bindparam("number", type_=sa.Integer),
            p.external_id == sa.bindparam("text", type_=sa.String),
            p.name_key == sa.bindparam("key", type_=sa.String),
        )
    )


@query(PartnerName)
def partners_containing() -> "Select[Any]":
    """Partners whose search key holds this; those that begin with it first."""
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import Position
    from partnerreg.queries.conditions import at_most
    from partnerreg.tables import Partner, columns

    key = columns(Partner).search_key
    place = Position(key, sa.bindparam("part", type_=sa.String))
    first = sa.case((place == 1, 0), else_=1)
    return _partner_names().where(place > 0).order_by(None).order_by(first, key).limit(at_most())


@query(PartnerName)
def partner_names() -> "Select[Any]":
    """All partners."""
    return _partner_names()


class PartnerRecord(NamedTuple):
    """All that is said of one partner itself."""

    id: int
    name: str
    level: Level
    status: Status
    sector: Sector | None
    municipality: str | None
    country: str | None
    registration_number: str | None
    external_id: str | None
    website: str | None
    scope: Scope | None
    involves_youth: bool | None
    involves_volunteers: bool | None
    together: str | None
    for_whom: str | None
    why_together: str | None
    pilot_until: date | None
    notes: str | None
    unit_since: date | None
    unit: str | None


@query(PartnerRecord)
def partner_record() -> "Select[Any]":
    """One partner, by number."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, Unit, columns

    p, u = columns(Partner), columns(Unit)
    own = [p[field] for field in PartnerRecord._fields[:-1]]
    return (
        sa.select(*own, u.name.label("unit"))
        .join_from(Partner, Unit, u.id == p.unit_id, isouter=True)
        .where(p.id == sa.bindparam("partner", type_=sa.Integer))
    )


@query(TextRow)
def name_of_partner() -> "Select[Any]":
    """A partner's name."""
    import sqlalchemy as sa

    from partnerreg.tables import Partner, columns

    p = columns(Partner)
    return sa.select(p.name).where(p.id == sa.bindparam("partner", type_=sa.Integer))


@query(TextRow)
def tags_of_partner() -> "Select[Any]":
    """One partner's tags, in the order they were given."""
    import sqlalchemy as sa

    from partnerreg.tables import PartnerTag, columns

    t = columns(PartnerTag)
    asked = sa.bindparam("partner", type_=sa.Integer)
    return sa.select(t.tag).where(t.partner_id == asked).order_by(t.id)


@query(TextRow)
def audiences_of_partner() -> "Select[Any]":
    """One partner's target groups, in the order they were given."""
    import sqlalchemy as sa

    from partnerreg.tables import Audience, PartnerAudience, columns

    t, a = columns(PartnerAudience), columns(Audience)
    asked = sa.bindparam("partner", type_=sa.Integer)
    named = sa.select(a.name).where(t.partner_id == asked, a.id == t.audience_id)
    return named.order_by(t.id)


class ContributionRow(NamedTuple):
    """What one party gives or gets."""

    party: Party
    direction: Direction
    text: str
    worth: float | None
    currency: str | None


@query(ContributionRow)
def contributions_of_partner() -> "Select[Any]":
    """One partner's contributions and gains, and ours, on the day."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import Contribution, columns

    c = columns(Contribution)
    asked = sa.bindparam("partner", type_=sa.Integer)
    return (
        sa.select(c.party, c.direction, c.text, c.worth, c.currency)
        .where(c.partner_id == asked, in_force(c))
        .order_by(c.id)
    )


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

    from partnerreg.queries.conditions import last_step
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
