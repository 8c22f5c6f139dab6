"""What is told of partnerships, and who may be named."""

from datetime import date

from partnerreg.tables.columns import Entity, in_order, owned_by, table_args


class NameConsent(Entity, table=True):
    """A partner may be named in public, perhaps with its logo, until the consent ends.

    `text` is what may be told of the partnership then.
    """

    __tablename__ = "name_consent"
    __table_args__ = table_args(in_order("starts_on", "ends_on"))

    partner_id: int = owned_by("partner.id")
    given_by: str | None = None
    logo: bool = False
    text: str | None = None
    starts_on: date
    ends_on: date | None = None
    withdrawn_on: date | None = None
    notes: str | None = None
