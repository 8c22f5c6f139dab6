"""What is learnt, and with whom: lessons, and network groups with their members."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import Sharing
from partnerreg.tables.columns import (
    Entity,
    filled,
    in_order,
    owned_by,
    refers_to,
    table_args,
    word,
)


class NetworkGroup(Entity, table=True):
    """A standing group in which experience is exchanged."""

    __tablename__ = "network_group"
    __table_args__ = table_args(filled("name"))

    name: str
    name_key: str = Field(unique=True)
    purpose: str | None = None
    owner_id: int | None = refers_to("staff.id")
    retired_on: date | None = None


class GroupMember(Entity, table=True):
    """One of our people, a partner or a contact of one is in a group, from a day to a day."""

    __tablename__ = "group_member"
    __table_args__ = table_args(
        in_order("starts_on", "ends_on"),
        sa.CheckConstraint(
            " + ".join(
                f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END"
                for column in ("staff_id", "partner_id", "contact_id")
            )
            + " = 1",
            name="is_somebody",
        ),
    )

    group_id: int = owned_by("network_group.id")
    staff_id: int | None = refers_to("staff.id")
    partner_id: int | None = refers_to("partner.id")
    contact_id: int | None = refers_to("contact.id")
    starts_on: date
    ends_on: date | None = None


class Lesson(Entity, table=True):
    """What was learnt, of a partnership, an activity, in a group, or in general."""

    __tablename__ = "lesson"
    __table_args__ = table_args(filled("learned"))

    partner_id: int | None = refers_to("partner.id")
    project_id: int | None = refers_to("project.id")
    activity_id: int | None = refers_to("activity.id")
    group_id: int | None = refers_to("network_group.id")
    noted_on: date
    theme: str | None = None
    learned: str
    hardest: str | None = None
    own_house: str | None = None
    advice: str | None = None
    share: Sharing | None = Field(default=None, sa_type=word(Sharing, "share"))
