"""Those who offer to become partners."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import Sector
from partnerreg.tables.columns import (
    Entity,
    filled,
    in_order,
    refers_to,
    table_args,
    word,
)


class Proposal(Entity, table=True):
    """Somebody offers to become a partner: no partner, and in no count, until that is accepted.

    Decided on `decided_on`: accepted as `partner_id`, or declined for a `reason`.
    """

    __tablename__ = "proposal"
    __table_args__ = table_args(
        filled("name"),
        filled("what"),
        in_order("received_on", "decided_on"),
        sa.CheckConstraint(
            "(decided_on IS NOT NULL) = (partner_id IS NOT NULL OR reason IS NOT NULL)"
            " AND (partner_id IS NULL OR reason IS NULL)",
            name="decided_one_way",
        ),
    )

    name: str
    search_key: str
    what: str
    for_whom: str | None = None
    sector: Sector | None = Field(default=None, sa_type=word(Sector, "sector"))
    municipality: str | None = None
    website: str | None = None
    contact: str | None = None
    email: str | None = None
    phone: str | None = None
    notes: str | None = None
    received_on: date
    decided_on: date | None = None
    reason: str | None = None
    partner_id: int | None = refers_to("partner.id")
