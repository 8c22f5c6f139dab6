"""The meetings at which the portfolio was gone through."""

from datetime import date, datetime

from sqlmodel import Field

from partnerreg.tables.columns import Entity, filled, table_args


class Meeting(Entity, table=True):
    """A meeting was held: what reports since the last meeting look back to.

    `held_on` is the day of it, `recorded_at` when it was typed, by `actor`.
    """

    __tablename__ = "meeting"
    __table_args__ = table_args(filled("actor"))

    held_on: date = Field(unique=True)
    recorded_at: datetime
    actor: str
