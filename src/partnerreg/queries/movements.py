"""Questions about how partners moved in a time."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import Level

if TYPE_CHECKING:
    from sqlalchemy import Select


class LevelChanged(NamedTuple):
    """A level change, with its partner's name."""

    effective_on: date
    partner_id: int
    partner: str
    from_level: Level | None
    to_level: Level | None
    reason: str | None
    overridden: bool


def _level_changes(sort: str) -> "Select[Any]":
    """Level changes after the day `since` until today, the latest day first, then by name.

    Of one partner's on a day the later one comes first.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import LevelChange, Partner, columns

    c, p = columns(LevelChange), columns(Partner)
    step = [c[field] for field in LevelChanged._fields[3:]]
    return (
        sa.select(c.effective_on, c.partner_id, p.name.label("partner"), *step)
        .join_from(LevelChange, Partner, p.id == c.partner_id)
        .where(c.effective_on > sa.bindparam("since", type_=sa.Date), c.effective_on <= today())
        .order_by(c.effective_on.desc(), p[sort], p.name, p.id, c.id.desc())
    )


@query(LevelChanged)
def level_changes_en() -> "Select[Any]":
    """Level changes in a time, of a day in English order."""
    return _level_changes("sort_en")


@query(LevelChanged)
def level_changes_da() -> "Select[Any]":
    """Level changes in a time, of a day in Danish and Norwegian order."""
    return _level_changes("sort_da")


@query(LevelChanged)
def level_changes_sv() -> "Select[Any]":
    """Level changes in a time, of a day in Swedish and Finnish order."""
    return _level_changes("sort_sv")


LEVEL_CHANGES = {"en": level_changes_en, "da": level_changes_da, "sv": level_changes_sv}


class NamedPartner(NamedTuple):
    """A partner's number and name."""

    id: int
    name: str


@query(NamedPartner)
def names_of_changed() -> "Select[Any]":
    """The partners with a level change after the day `since` until today."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import LevelChange, Partner, columns

    c, p = columns(LevelChange), columns(Partner)
    since = sa.bindparam("since", type_=sa.Date)
    changed = sa.select(c.partner_id).where(c.effective_on > since, c.effective_on <= today())
    return sa.select(p.id, p.name).where(p.id.in_(changed)).order_by(p.id)
