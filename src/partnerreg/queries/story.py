"""Questions about what happened: activities, evaluations, level changes."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import ActivityKind, Level

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


@query(ActivityRow)
def activities() -> "Select[Any]":
    """Activities, the latest first: of one partner, of a kind, since or until a day, or all."""
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import Joined
    from partnerreg.queries.conditions import optional
    from partnerreg.tables import Activity, ActivityPartner, Area, Partner, columns

    a, link, p, area = (columns(table) for table in (Activity, ActivityPartner, Partner, Area))
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
            sa.select(Joined(names.c.item, "\n")).scalar_subquery().label("partners"),
            area.name.label("area"),
            a.participants,
            a.audience,
            a.notes,
        )
        .select_from(Activity.__table__.outerjoin(Area.__table__, area.id == a.area_id))  # type: ignore[attr-defined]
        .where(
            sa.or_(partner.is_(None), a.id.in_(took_part)),
            optional("kind", a.kind),
            sa.or_(since.is_(None), a.held_on >= since),
            sa.or_(until.is_(None), a.held_on <= until),
        )
        .order_by(a.held_on.desc(), a.id.desc())
    )


class LevelChangeRow(NamedTuple):
    """A step on a partner's way through the levels."""

    id: int
    from_level: Level | None
    to_level: Level | None
    effective_on: date
    recorded_at: datetime
    actor: str
    reason: str | None
    overridden: bool
    findings: str


@query(LevelChangeRow)
def level_changes_of_partner() -> "Select[Any]":
    """One partner's way through the levels, from the start."""
    import sqlalchemy as sa

    from partnerreg.tables import LevelChange, columns

    c = columns(LevelChange)
    return (
        sa.select(*(c[field] for field in LevelChangeRow._fields))
        .where(c.partner_id == sa.bindparam("partner", type_=sa.Integer))
        .order_by(c.effective_on, c.id)
    )
