"""What is told of partnerships, and who may be named."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import Reach
from partnerreg.tables.columns import (
    Entity,
    filled,
    in_order,
    owned_by,
    refers_to,
    table_args,
    word,
)


class Communication(Entity, table=True):
    """Something is told of a partnership, a project or an activity, inside the house or outside.

    It is planned for a day, and told when it is `published_on`; `partner_approved_on` is the day
    on which the partner agreed to it.
    """

    __tablename__ = "communication"
    __table_args__ = table_args(filled("title"))

    partner_id: int | None = refers_to("partner.id")
    project_id: int | None = refers_to("project.id")
    activity_id: int | None = refers_to("activity.id")
    title: str
    reach: Reach = Field(sa_type=word(Reach, "reach"))
    audience: str | None = None
    channel: str | None = None
    text: str | None = None
    link: str | None = None
    planned_on: date | None = None
    published_on: date | None = None
    partner_approved_on: date | None = None
    owner_id: int | None = refers_to("staff.id")


class CommunicationUnit(Entity, table=True):
    """One of our units is told something."""

    __tablename__ = "communication_unit"
    __table_args__ = table_args(sa.UniqueConstraint("communication_id", "unit_id"))

    communication_id: int = owned_by("communication.id", index=False)
    unit_id: int = owned_by("unit.id")


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
