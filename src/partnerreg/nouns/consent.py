"""A partner's consent to be named in public."""

from __future__ import annotations

from partnerreg.actions import Action, Advice
from partnerreg.language import N_
from partnerreg.nouns.fields import DAY, FLAG, LINE, TEXT, Default, Field, Reference
from partnerreg.nouns.noun import Mark, Noun, Sentences

CONSENT = Noun(
    "consent",
    "consents",
    N_("Consents to be named"),
    "Which partners may be named in public, and since when.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "Who may be named.",
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "given_by",
            LINE,
            N_("Given by"),
            "Who gave it, on the partner's behalf.",
            personal=True,
        ),
        Field(
            "logo",
            FLAG,
            N_("Logo"),
            "The logo may be shown, too.",
            default=False,
        ),
        Field(
            "text",
            TEXT,
            N_("What may be told"),
            "What may be told in public; what we make together if not given.",
        ),
        Field(
            "starts_on",
            DAY,
            N_("From"),
            "Since when.",
            option="from",
            required=True,
            default=Default.TODAY,
        ),
        Field(
            "ends_on",
            DAY,
            N_("Until"),
            "Until when; open if not given.",
            option="until",
        ),
        Field(
            "withdrawn_on",
            DAY,
            N_("Withdrawn on"),
            "When it was withdrawn; it holds no longer from that day on.",
            option="withdrawn",
            past="note it when it is withdrawn",
        ),
        Field(
            "notes",
            TEXT,
            N_("Notes"),
            "Notes.",
            personal=True,
            shown=False,
        ),
    ),
    table="name_consent",
    label="starts_on",
    identity=("partner", "starts_on"),
    order=("partner", "-starts_on"),
    periods=(("starts_on", "ends_on"),),
    marks=(
        Mark(
            "withdraw",
            "withdrawn_on",
            "Note that a partner does not want to be named any longer.",
            "Consent #{number} was withdrawn on {day}: the partner is named no longer.",
            "It was withdrawn on {day} already.",
        ),
    ),
    thing=N_("consent to be named"),
    since_format=3,
    things=N_("consents to be named"),
    doubles=True,
    numbered=True,
    sentences=Sentences(
        added="Noted consent #{number} of {partner} to be named, from {starts_on}.",
        changed="Changed consent #{number}: {fields}.",
        called="consent #{number} of {partner} to be named",
        removed=Advice(
            "Removed consent #{number} of {partner}. {command} brings it back.",
            command=Action("undo"),
        ),
        journal="#{number}",
        journal_added="#{number} of partner #{partner_id}",
    ),
)
