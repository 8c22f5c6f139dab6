"""Which partners have something of a kind on a day: what `partner list --without` leaves out."""

from typing import TYPE_CHECKING, Any

from partnerreg.db.query import Number, query

if TYPE_CHECKING:
    from sqlalchemy import Select


def _tied(link: type[Any]) -> "Select[Any]":
    """The partners that a tie of this kind holds today, whatever became of what it ties to."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive
    from partnerreg.tables import columns

    tie = columns(link)
    return sa.select(tie.partner_id).where(alive(tie)).distinct().order_by(tie.partner_id)


@query(Number)
def partners_with_area() -> "Select[Any]":
    """The partners that are tied to a service area."""
    from partnerreg.tables import PartnerArea

    return _tied(PartnerArea)


@query(Number)
def partners_with_goal() -> "Select[Any]":
    """The partners that are tied to a goal."""
    from partnerreg.tables import PartnerGoal

    return _tied(PartnerGoal)


@query(Number)
def partners_with_coordinator() -> "Select[Any]":
    """The partners that somebody who is still in the house coordinates."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import alive, today
    from partnerreg.tables import Assignment, Staff, columns

    a, s = columns(Assignment), columns(Staff)
    return (
        sa.select(a.partner_id)
        .join_from(Assignment, Staff, s.id == a.staff_id)
        .where(a.role == "coordinator", alive(a))
        .where(sa.or_(s.ends_on.is_(None), s.ends_on >= today()))
        .distinct()
        .order_by(a.partner_id)
    )


@query(Number)
def partners_with_contact() -> "Select[Any]":
    """The partners with a contact who may still be kept."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import Contact, columns

    c = columns(Contact)
    kept = sa.or_(c.retain_until.is_(None), c.retain_until >= today())
    return sa.select(c.partner_id).where(kept).distinct().order_by(c.partner_id)


HAVING = {
    "area": partners_with_area,
    "goal": partners_with_goal,
    "coordinator": partners_with_coordinator,
    "contact": partners_with_contact,
}
