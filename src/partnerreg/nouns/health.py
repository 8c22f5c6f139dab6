"""A health check: both sides are asked how they see the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.language import N_
from partnerreg.nouns.fields import DAY, LINE, Default, Field, Reference
from partnerreg.nouns.noun import Mark, Noun, Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

# Without letters and digits that are taken for each other.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def _new_key(_said: Mapping[str, Any]) -> str:
    """What no other round of any register has."""
    import secrets

    return "".join(secrets.choice(_LETTERS) for _ in range(10))


HEALTH = Noun(
    "health",
    "health_checks",
    N_("Health checks"),
    "How both sides see a partnership.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "Which partnership is looked at.",
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "opened_on",
            DAY,
            N_("Opened"),
            "The day from which both sides are asked.",
            option="on",
            required=True,
            default=Default.TODAY,
            past="open a health check when people are asked",
        ),
        Field(
            "closed_on",
            DAY,
            N_("Closed"),
            "The last day on which answers were taken.",
            option="closed",
            past="close a health check when the answers are there",
        ),
        Field(
            "version",
            LINE,
            N_("Version"),
            "Which version of the statements is answered.",
            required=True,
            typed=False,
        ),
        Field(
            "form_code",
            LINE,
            N_("Code of its forms"),
            "What its forms are known by.",
            required=True,
            default=_new_key,
            typed=False,
            shown=False,
        ),
    ),
    table="health_check",
    label="opened_on",
    identity=("partner", "opened_on"),
    order=("-opened_on",),
    periods=(("opened_on", "closed_on"),),
    marks=(
        Mark(
            "close",
            "closed_on",
            "Take no more answers.",
            "Health check #{number} takes no more answers from {day} on.",
            "Health check #{number} was closed on {day} already.",
        ),
    ),
    adding="open",
    parts=("health_statement", "health_answer"),
    thing=N_("health check"),
    doubles=True,
    numbered=True,
    sentences=Sentences(
        added="Opened health check #{number} of {partner}.",
        changed="Changed health check #{number}: {fields}.",
        journal_added="#{number} of partner #{partner_id}",
    ),
    service="partnerreg.services.health.HealthChecks",
    since_format=3,
)
