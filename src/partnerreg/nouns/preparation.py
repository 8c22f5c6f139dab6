"""What was thought through before a partnership: the answers to the steps of its preparation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import StepState
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import DAY, LINE, NAME, TEXT, Default, Field, Reference, Word
from partnerreg.nouns.noun import Noun, Problem, Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


def _says_something(answer: Any) -> Iterator[Problem]:
    """An answer has words, and what is not relevant a reason."""
    if answer.state is not StepState.OPEN and not answer.text:
        yield Problem("text", "is empty; say what the answer is, or why it is not relevant")


PREPARATION = Noun(
    "preparation",
    "preparation",
    N_("Preparation"),
    "What is to be thought through before a partnership, step by step.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "Which partnership is prepared.",
            headers=headers.ORGANISATION,
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "code",
            NAME,
            N_("Code"),
            "The step, by its code.",
            headers="""
                step, code, question code
                trin, kode, spørgsmålskode
                steg, kod, frågekod
                vaihe, koodi, kysymyksen koodi
                trinn, kode, spørsmålskode
            """,
            required=True,
            argument=True,
        ),
        Field(
            "text",
            TEXT,
            N_("Answer"),
            "The answer; or why it is not relevant.",
            headers="""
                answer
                svar
                svar
                vastaus
                svar
            """,
            argument=True,
        ),
        Field(
            "state",
            Word(StepState),
            N_("State"),
            "Whether it is answered.",
            headers="""
                state
                tilstand
                läge
                tila
                tilstand
            """,
            required=True,
            default=StepState.ANSWERED,
        ),
        Field(
            "answered_on",
            DAY,
            N_("Date"),
            "The day.",
            headers="""
                answered on, date
                besvaret den, dato
                besvarat den, datum
                vastattu, päivämäärä, pvm
                besvart den, dato
            """,
            option="on",
            required=True,
            default=Default.TODAY,
            past="note an answer when it is given",
        ),
        Field(
            "answered_by",
            LINE,
            N_("By"),
            "Who answered it; whoever notes it if not given.",
            headers="""
                answered by
                besvaret af, af
                besvarat av, av
                vastaaja, kuka
                besvart av, av
            """,
            option="by",
            required=True,
            default=Default.ACTOR,
            personal=True,
        ),
    ),
    thing=N_("answer"),
    since_format=3,
    table="step_answer",
    label="code",
    identity=("partner", "code", "answered_on"),
    order=("-answered_on",),
    adding="answer",
    lists="answers to the steps of preparation",
    rules=(_says_something,),
    numbered=True,
    sentences=Sentences(
        added="Answered {code} of {partner}.",
        changed="Changed answer #{number} to {code}: {fields}.",
        journal_added="{code} of partner #{partner_id}",
    ),
    service="partnerreg.services.preparation.Answers",
)
