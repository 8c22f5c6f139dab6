"""How a partnership was judged: experience, effect, continuation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import (
    Decision,
    EffectEvidence,
    EffectOn,
    Outcome,
    Perspective,
    Rating,
)
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import (
    COUNT,
    DAY,
    TEXT,
    Default,
    Field,
    Figures,
    Reference,
    Word,
)
from partnerreg.nouns.noun import Noun, Problem, Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


def _next_is_later(evaluation: Any) -> Iterator[Problem]:
    """The next one comes after it."""
    if evaluation.next_on and evaluation.held_on and evaluation.next_on <= evaluation.held_on:
        yield Problem("next_on", f"{evaluation.next_on} is not after {evaluation.held_on}")


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
        Field(
            "judged_by",
            Word(Perspective),
            N_("Judged by"),
            "Whose view it holds.",
            headers="""
                judged by, evaluated by
                vurderet af, evalueret af
                bedömd av, utvärderad av
                arvioija, arvioinut
                vurdert av, evaluert av
            """,
            option="by",
        ),
        Field(
            "evidence",
            Word(EffectEvidence),
            N_("Evidence"),
            "How the effect is known.",
            headers="""
                evidence, evidence of effect
                dokumentation, belæg
                belägg, underlag
                näyttö, perusta
                dokumentasjon, belegg
            """,
            shown=False,
        ),
        Field(
            "effect_on",
            Word(EffectOn),
            N_("Effect on"),
            "On whom the effect is had.",
            headers="""
                effect on, effect for
                effekt for, effekt på
                effekt för, effekt på
                vaikutus keneen, vaikuttavuuden kohde
                effekt for, effekt på
            """,
            shown=False,
        ),
        Field(
            "indicators",
            Figures("evaluation_indicator", "name", "value", Outcome),
            N_("Indicators"),
            "A number that it rests on; of those who answered, how many agree that they gained "
            f"{', '.join(Outcome)}. May be repeated.",
            headers="""
                indicators, indicator
                indikatorer, indikator
                indikatorer, indikator
                mittarit, indikaattorit
                indikatorer, indikator
            """,
            option="indicator",
            own=False,
        ),
        Field(
            "answers",
            COUNT,
            N_("Answers"),
            "How many people answered, where some were asked.",
            headers="""
                answers, number of answers, respondents
                svar, antal svar, antal besvarelser
                svar, antal svar
                vastauksia, vastausten määrä, vastaajia
                svar, antall svar
            """,
            shown=False,
        ),
        Field(
            "next_on",
            DAY,
            N_("Next evaluation"),
            "The day on which the next one is due.",
            headers="""
                next evaluation, next on
                næste evaluering
                nästa utvärdering
                seuraava arviointi
                neste evaluering
            """,
            option="next",
        ),
    ),
    parts=("evaluation_indicator",),
    rules=(_next_is_later,),
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
