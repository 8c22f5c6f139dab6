"""What is thought through before a partnership, and what each party expects of it."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import Fulfilment, Party, StepState
from partnerreg.tables.columns import Entity, filled, in_order, owned_by, table_args, word


class StepAnswer(Entity, table=True):
    """What was answered to a step of the preparation, from a day on until a later answer.

    `code` is that of an item of a checklist, which a policy may take out: the answer stays.
    """

    __tablename__ = "step_answer"
    __table_args__ = table_args(
        filled("code"),
        filled("answered_by"),
        sa.CheckConstraint("state = 'open' OR text IS NOT NULL", name="text_says_why"),
        sa.UniqueConstraint("partner_id", "code", "answered_on"),
    )

    partner_id: int = owned_by("partner.id", index=False)
    code: str
    state: StepState = Field(sa_type=word(StepState, "state"))
    text: str | None = None
    answered_on: date
    answered_by: str


class Expectation(Entity, table=True):
    """What one party expects of the other, and whether that came true."""

    __tablename__ = "expectation"
    __table_args__ = table_args(
        filled("text"),
        in_order("stated_on", "settled_on"),
        sa.CheckConstraint("(met IS NULL) = (settled_on IS NULL)", name="met_on_a_day"),
    )

    partner_id: int = owned_by("partner.id")
    party: Party = Field(sa_type=word(Party, "party"))
    text: str
    stated_on: date
    due_on: date | None = None
    met: Fulfilment | None = Field(default=None, sa_type=word(Fulfilment, "met"))
    settled_on: date | None = None
    outcome: str | None = None
