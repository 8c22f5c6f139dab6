"""Partners as they are exported, the columns called as the file's are.

Cells are what a list holds, also where several things stand in one: names of
the house's things instead of numbers, yes and no, tags with semicolons between.
So a row goes from SQLite to a file as it is.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import Direction, Party
from partnerreg.queries.partners import coordinates, fits_filters

if TYPE_CHECKING:
    from sqlalchemy import Select


class PartnerOut(NamedTuple):
    """A partner, without personal data of people at it."""

    number: int
    name: str
    level: int
    since: date | None
    status: str
    sector: str | None
    municipality: str | None
    country: str | None
    registration_number: str | None
    external_id: str | None
    website: str | None
    scope: str | None
    involves_youth: str | None
    involves_volunteers: str | None
    together: str | None
    for_whom: str | None
    why_together: str | None
    we_give: str | None
    we_get: str | None
    they_give: str | None
    they_get: str | None
    pilot_until: date | None
    tags: str | None
    notes: str | None
    unit: str | None
    areas: str | None
    goals: str | None
    coordinator: str | None


class PartnerWithContact(NamedTuple):
    """A partner, with its primary contact."""

    number: int
    name: str
    level: int
    since: date | None
    status: str
    sector: str | None
    municipality: str | None
    country: str | None
    registration_number: str | None
    external_id: str | None
    website: str | None
    scope: str | None
    involves_youth: str | None
    involves_volunteers: str | None
    together: str | None
    for_whom: str | None
    why_together: str | None
    we_give: str | None
    we_get: str | None
    they_give: str | None
    they_get: str | None
    pilot_until: date | None
    tags: str | None
    notes: str | None
    unit: str | None
    areas: str | None
    goals: str | None
    coordinator: str | None
    contact_name: str | None
    contact_role: str | None
    contact_email: str | None
    contact_phone: str | None
    contact_source: str | None
    contact_legal_basis: str | None


@query(PartnerOut)
def partners_out() -> "Select[Any]":
    """Partners that fit the filters, with what holds today."""
    from partnerreg.tables import Partner

    return _partners().select_from(_with_unit(Partner.__table__))  # type: ignore[attr-defined]


@query(PartnerWithContact)
def partners_with_contact_out() -> "Select[Any]":
    """The same with their primary contacts."""
    import sqlalchemy as sa

    from partnerreg.queries.export_cells import words
    from partnerreg.tables import Contact, Partner, columns

    p, c = columns(Partner), columns(Contact)
    primary = sa.and_(c.partner_id == p.id, c.is_primary)
    joined = Partner.__table__.outerjoin(Contact.__table__, primary)  # type: ignore[attr-defined]
    names = ("name", "role", "email", "phone", "source")
    own = [c[name].label(f"contact_{name}") for name in names]
    basis = words(c.legal_basis).label("contact_legal_basis")
    return _partners().add_columns(*own, basis).select_from(_with_unit(joined))


def _with_unit(source: Any) -> Any:
    from partnerreg.tables import Partner, Unit, columns

    return source.outerjoin(Unit.__table__, columns(Unit).id == columns(Partner).unit_id)  # type: ignore[attr-defined]


def _partners() -> "Select[Any]":
    import sqlalchemy as sa

    from partnerreg.queries.export_cells import labelled, words, yes_or_no
    from partnerreg.tables import Assignment, LevelChange, Partner, Staff, Unit, columns

    p, u, a, s, step = (columns(table) for table in (Partner, Unit, Assignment, Staff, LevelChange))
    since = sa.select(sa.func.max(step.effective_on)).where(step.partner_id == p.id)
    coordinator = sa.select(s.name).where(coordinates()).order_by(a.id).limit(1)
    made = {
        "level": sa.type_coerce(p.level, sa.Integer),
        "since": since.scalar_subquery(),
        "status": words(p.status),
        "sector": words(p.sector),
        "scope": words(p.scope),
        "involves_youth": yes_or_no(p.involves_youth),
        "involves_volunteers": yes_or_no(p.involves_volunteers),
        "unit": u.name,
        "coordinator": coordinator.scalar_subquery(),
        **_sides(),
        **_ties(),
    }
    return labelled(PartnerOut, p, **made).where(fits_filters())


def _sides() -> dict[str, Any]:
    """What each party gives and gets, a text on each line."""
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import Character
    from partnerreg.queries.export_cells import line_item, several
    from partnerreg.tables import Contribution, Partner, columns

    side = columns(Contribution)

    def of(party: Party, direction: Direction) -> Any:
        texts = (
            sa.select(line_item(side.text).label("item"))
            .where(side.partner_id == columns(Partner).id)
            .where(side.party == party, side.direction == direction)
            .order_by(side.id)
        )
        return several(texts, Partner, between=Character(10))

    return {
        f"{party}_{direction}": of(party, direction) for party in Party for direction in Direction
    }


def _ties() -> dict[str, Any]:
    """Tags, and the areas and goals that the partner is tied to today."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive, in_use
    from partnerreg.queries.export_cells import item, several
    from partnerreg.tables import Area, Goal, Partner, PartnerArea, PartnerGoal, PartnerTag, columns

    p, tag, area, goal = (columns(table) for table in (Partner, PartnerTag, Area, Goal))
    to_area, to_goal = columns(PartnerArea), columns(PartnerGoal)
    tags = sa.select(item(tag.tag).label("item")).where(tag.partner_id == p.id).order_by(tag.id)
    areas = (
        sa.select(item(area.name).label("item"))
        .where(to_area.partner_id == p.id, area.id == to_area.area_id)
        .where(alive(to_area), in_use(area))
        .order_by(to_area.id)
    )
    goals = (
        sa.select(item(goal.code).label("item"))
        .where(to_goal.partner_id == p.id, goal.id == to_goal.goal_id)
        .where(alive(to_goal), alive(goal))
        .order_by(to_goal.id)
    )
    found = {"tags": tags, "areas": areas, "goals": goals}
    return {name: several(items, Partner) for name, items in found.items()}
