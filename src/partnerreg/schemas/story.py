"""What may be said of an activity and of an evaluation."""

from __future__ import annotations

from partnerreg.schemas import fields
from partnerreg.schemas.validation import Schema


class ActivityData(Schema):
    """Something done together."""

    held_on: fields.RequiredDay
    kind: fields.ActivityKindWord
    title: fields.Name
    participants: fields.Count = None
    audience: fields.Line = None
    notes: fields.Text = None


class EvaluationData(Schema):
    """How a partnership was judged."""

    held_on: fields.RequiredDay
    rating: fields.RatingWord
    experience: fields.Text = None
    effect: fields.Text = None
    continuation: fields.Text = None
    decision: fields.DecisionWord = None
