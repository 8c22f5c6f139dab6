"""Health checks: how each side sees the partnership, round by round."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import Party
from partnerreg.tables.columns import Entity, filled, in_order, owned_by, table_args, word


class HealthCheck(Entity, table=True):
    """A round in which both sides are asked, from `opened_on` to `closed_on`.

    `version` is that of the checklist, `form_code` what forms of the round are known by.
    """

    __tablename__ = "health_check"
    __table_args__ = table_args(
        filled("version"), filled("form_code"), in_order("opened_on", "closed_on")
    )

    partner_id: int = owned_by("partner.id")
    version: str
    opened_on: date
    closed_on: date | None = None
    form_code: str = Field(unique=True)


class HealthStatement(Entity, table=True):
    """What is asked in a round, as the checklist had it when it was opened."""

    __tablename__ = "health_statement"
    __table_args__ = table_args(
        filled("code"), filled("text"), sa.UniqueConstraint("health_id", "code")
    )

    health_id: int = owned_by("health_check.id", index=False)
    code: str
    section: str | None = None
    text: str
    is_open: bool = False


class HealthAnswer(Entity, table=True):
    """What somebody of a side answered: from 1, disagree, to 5, agree, or in words, or both.

    Nobody is named: respondents of a side are numbered as their answers come.
    """

    __tablename__ = "health_answer"
    __table_args__ = table_args(
        sa.CheckConstraint("score BETWEEN 1 AND 5", name="score_on_scale"),
        sa.CheckConstraint("respondent > 0", name="respondent_counted"),
        sa.CheckConstraint("score IS NOT NULL OR comment IS NOT NULL", name="says_something"),
        sa.UniqueConstraint("health_id", "side", "respondent", "code"),
    )

    health_id: int = owned_by("health_check.id", index=False)
    side: Party = Field(sa_type=word(Party, "side"))
    respondent: int
    code: str
    score: int | None = None
    comment: str | None = None
    answered_on: date
