"""How a partnership was judged: experience, effect, continuation."""

from __future__ import annotations

from partnerreg.domain.enums import Decision, Rating
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import DAY, TEXT, Default, Field, Reference, Word
from partnerreg.nouns.noun import Noun, Sentences

EVALUATION = Noun(
    "evaluation",
    "evaluations",
    N_("Evaluations"),
    "How partnerships were judged.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "Which partnership was judged.",
            headers=headers.ORGANISATION,
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "held_on",
            DAY,
            N_("Date"),
            "The day.",
            headers="""
                held on, date, evaluation date, meeting date
                afholdt den, dato, evalueringsdato, mødedato
                datum, genomfördes, utvärderingsdatum, mötesdatum
                päivämäärä, pvm, arviointipäivä, kokouspäivä
                avholdt den, dato, evalueringsdato, møtedato
            """,
            option="on",
            required=True,
            default=Default.TODAY,
            past="note an evaluation when it is done",
        ),
        Field(
            "rating",
            Word(Rating),
            N_("Rating"),
            "How it came out.",
            headers="""
                rating, outcome, assessment
                vurdering, resultat, bedømmelse
                bedömning, resultat, omdöme
                arvio, tulos, arvosana
                vurdering, resultat, bedømmelse
            """,
            required=True,
        ),
        Field(
            "experience",
            TEXT,
            N_("Experience"),
            "What we experienced.",
            headers="""
                experience, experiences
                erfaring, erfaringer, oplevelse
                erfarenhet, erfarenheter
                kokemus, kokemukset
                erfaring, erfaringer, opplevelse
            """,
        ),
        Field(
            "effect",
            TEXT,
            N_("Effect"),
            "What effect it had.",
            headers="""
                effect, impact
                effekt, virkning
                effekt, verkan
                vaikuttavuus, vaikutus
                effekt, virkning
            """,
        ),
        Field(
            "continuation",
            TEXT,
            N_("Continuation"),
            "How it should go on.",
            headers="""
                continuation, how to go on
                videreførelse, fortsættelse
                fortsättning
                jatkaminen, jatko
                videreføring, fortsettelse
            """,
        ),
        Field(
            "decision",
            Word(Decision),
            N_("Decision"),
            "What was decided.",
            headers="""
                decision, decided
                beslutning, besluttet
                beslut
                päätös
                beslutning, vedtak
            """,
        ),
    ),
    label="held_on",
    identity=("partner", "held_on"),
    order=("-held_on",),
    lists="how partnerships were judged",
    thing=N_("evaluation"),
    doubles=True,
    numbered=True,
    sentences=Sentences(
        added="Noted evaluation #{number} of {partner}: {rating}.",
        changed="Changed evaluation #{number}: {fields}.",
        journal_added="#{number} of partner #{partner_id}: {rating}",
    ),
)
