"""What happened: activities, evaluations, and the way through the levels."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import (
    ActivityKind,
    Decision,
    EffectEvidence,
    EffectOn,
    EndReason,
    Level,
    Perspective,
    Rating,
)
from partnerreg.tables.columns import (
    Entity,
    LevelType,
    filled,
    is_level,
    not_negative,
    owned_by,
    refers_to,
    table_args,
    word,
)


class Activity(Entity, table=True):
    """Something done together with partners, or held by a unit of the house."""

    __tablename__ = "activity"
    __table_args__ = table_args(
        filled("title"), not_negative("participants"), not_negative("hours")
    )

    held_on: date = Field(index=True)
    kind: ActivityKind = Field(sa_type=word(ActivityKind, "kind"))
    title: str
    unit_id: int | None = refers_to("unit.id")
    area_id: int | None = refers_to("area.id")
    group_id: int | None = refers_to("network_group.id")
    participants: int | None = None
    audience: str | None = None
    notes: str | None = None
    at: str | None = None
    hours: float | None = Field(default=None, sa_type=sa.Numeric(asdecimal=False))
    place: str | None = None
    is_outside: bool | None = None
    is_online: bool | None = None
    series: str | None = None


class ActivityStaff(Entity, table=True):
    """One of our people took part in an activity."""

    __tablename__ = "activity_staff"
    __table_args__ = table_args(sa.UniqueConstraint("activity_id", "staff_id"))

    activity_id: int = owned_by("activity.id", index=False)
    staff_id: int = owned_by("staff.id")


class ActivityPartner(Entity, table=True):
    """A partner took part in an activity."""

    __tablename__ = "activity_partner"
    __table_args__ = table_args(sa.UniqueConstraint("partner_id", "activity_id"))

    partner_id: int = owned_by("partner.id", index=False)
    activity_id: int = owned_by("activity.id")


class ActivityAudience(Entity, table=True):
    """An activity was for a target group."""

    __tablename__ = "activity_audience"
    __table_args__ = table_args(sa.UniqueConstraint("activity_id", "audience_id"))

    activity_id: int = owned_by("activity.id", index=False)
    audience_id: int = owned_by("audience.id")


class Evaluation(Entity, table=True):
    """How the partnership was judged: experience, effect, continuation.

    `answers` is how many people answered where some were asked.
    """

    __tablename__ = "evaluation"
    __table_args__ = table_args(
        not_negative("answers"),
        sa.CheckConstraint("next_on > held_on", name="next_on_after_held_on"),
    )

    partner_id: int = owned_by("partner.id")
    held_on: date
    rating: Rating = Field(sa_type=word(Rating, "rating"))
    experience: str | None = None
    effect: str | None = None
    continuation: str | None = None
    decision: Decision | None = Field(default=None, sa_type=word(Decision, "decision"))
    judged_by: Perspective | None = Field(default=None, sa_type=word(Perspective, "judged_by"))
    evidence: EffectEvidence | None = Field(default=None, sa_type=word(EffectEvidence, "evidence"))
    effect_on: EffectOn | None = Field(default=None, sa_type=word(EffectOn, "effect_on"))
    answers: int | None = None
    next_on: date | None = None


class EvaluationIndicator(Entity, table=True):
    """A number that an evaluation rests on."""

    __tablename__ = "evaluation_indicator"
    __table_args__ = table_args(filled("name"), sa.UniqueConstraint("evaluation_id", "name"))

    evaluation_id: int = owned_by("evaluation.id", index=False)
    name: str
    value: float = Field(sa_type=sa.Numeric(asdecimal=False))


class LevelChange(Entity, table=True):
    """A partner came to a level, moved, or ended: a dated fact.

    `from_level` is empty where the partner comes in (new or reopened),
    `to_level` where it ends. `effective_on` is the day it holds from,
    `recorded_at` when it was typed. `findings` are the codes of the required
    rules that failed at that moment, as a JSON array. `ending` is why it ended.
    """

    __tablename__ = "level_change"
    __table_args__ = table_args(
        is_level("from_level"),
        is_level("to_level"),
        sa.CheckConstraint("from_level IS NOT NULL OR to_level IS NOT NULL", name="goes_somewhere"),
        sa.CheckConstraint("from_level <> to_level", name="changes_something"),
        sa.CheckConstraint("ending IS NULL OR to_level IS NULL", name="ended_for_a_reason"),
        sa.Index("ix_level_change_partner_id_effective_on", "partner_id", "effective_on", "id"),
    )

    partner_id: int = owned_by("partner.id", index=False)
    from_level: Level | None = Field(default=None, sa_type=LevelType)
    to_level: Level | None = Field(default=None, sa_type=LevelType)
    effective_on: date
    recorded_at: datetime
    actor: str
    reason: str | None = None
    overridden: bool = False
    findings: str = "[]"
    ending: EndReason | None = Field(default=None, sa_type=word(EndReason, "ending"))
