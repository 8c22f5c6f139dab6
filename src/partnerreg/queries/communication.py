"""Questions about what is told of partnerships, and who may be named."""

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import NumberRow, query

if TYPE_CHECKING:
    from sqlalchemy import Select


class NamedPartner(NamedTuple):
    """A partner that may be named, and what may be told of it, by one of its consents."""

    partner_id: int
    name: str
    website: str | None
    together: str | None
    text: str | None
    logo: bool


@query(NamedPartner)
def partners_that_may_be_named() -> "Select[Any]":
    """Partners with consent on the day, and still on the day `kept_on`; the latest consent first.

    What was withdrawn since holds for no earlier day either: nobody is to be named any longer.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import in_force
    from partnerreg.tables import NameConsent, Partner, columns

    c, p = columns(NameConsent), columns(Partner)
    kept_on = sa.bindparam("kept_on", type_=sa.Date)
    return (
        sa.select(p.id, p.name, p.website, p.together, c.text, c.logo)
        .join_from(NameConsent, Partner, p.id == c.partner_id)
        .where(
            in_force(c),
            in_force(c, "ends_on", on=kept_on),
            sa.or_(c.withdrawn_on.is_(None), c.withdrawn_on > kept_on),
        )
        .order_by(p.id, c.starts_on.desc(), c.id.desc())
    )


@query(NumberRow)
def communications_of() -> "Select[Any]":
    """The numbers of what is told of a partner, its activities and its projects."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import is_about
    from partnerreg.tables import Communication, columns

    c = columns(Communication)
    partner = sa.bindparam("partner", type_=sa.Integer)
    return sa.select(c.id.label("value")).where(is_about(c, partner)).order_by(c.id)
