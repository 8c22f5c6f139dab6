"""A meeting at which the portfolio was gone through."""

from __future__ import annotations

from partnerreg.language import N_
from partnerreg.nouns.fields import DAY, LINE, MOMENT, Default, Field
from partnerreg.nouns.noun import Noun

MEETING = Noun(
    "meeting",
    "meetings",
    N_("Meetings"),
    "Meetings at which the portfolio was gone through.",
    fields=(
        Field(
            "held_on",
            DAY,
            N_("Date"),
            "The day.",
            option="on",
            required=True,
            default=Default.TODAY,
            past="record a meeting when it has been held",
            past_remedy="Name the day on which it was held.",
        ),
        Field(
            "recorded_at",
            MOMENT,
            N_("Recorded"),
            "When it was recorded.",
            required=True,
            default=Default.NOW,
            typed=False,
            shown=False,
        ),
        Field(
            "actor",
            LINE,
            N_("By"),
            "Who recorded it.",
            required=True,
            default=Default.ACTOR,
            typed=False,
            personal=True,
        ),
    ),
    label="held_on",
    identity=("held_on",),
    order=("-held_on",),
    thing=N_("meeting"),
    since_format=2,
)
