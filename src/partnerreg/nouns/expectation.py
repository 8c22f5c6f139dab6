"""What one party expects of the other, agreed on a day, and whether that came true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import Fulfilment, Party
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import DAY, TEXT, Default, Field, Reference, Word
from partnerreg.nouns.noun import Noun, Problem, Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


def _is_settled_well(expectation: Any) -> Iterator[Problem]:
    """What is settled is met or not, on a day, and not before it was agreed on."""
    if expectation.met is not None and expectation.settled_on is None:
        yield Problem("settled_on", "is missing; say on which day that was seen")
    if expectation.met is None and expectation.settled_on is not None:
        yield Problem("met", "is missing; say yes, partly or no")
    stated, settled = expectation.stated_on, expectation.settled_on
    if settled is not None and settled < stated:
        yield Problem("settled_on", f"{settled} lies before {stated}, when it was agreed on")


EXPECTATION = Noun(
    "expectation",
    "expectations",
    N_("Expectations"),
    "What each party expects of the other.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "In which partnership.",
            headers=headers.ORGANISATION,
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "party",
            Word(Party),
            N_("Who"),
            "Who expects it.",
            headers="""
                expected by, who expects
                forventes af, hvem forventer
                förväntas av, vem förväntar sig
                kuka odottaa, odottaja
                forventes av, hvem forventer
            """,
            option="of",
            required=True,
        ),
        Field(
            "text",
            TEXT,
            N_("What"),
            "What is expected.",
            headers="""
                expectation
                forventning
                förväntan, förväntning
                odotus
                forventning
            """,
            required=True,
        ),
        Field(
            "stated_on",
            DAY,
            N_("Agreed on"),
            "The day on which it was said.",
            headers="""
                stated on, agreed on
                aftalt den, sagt den
                överenskommet den, sagt den
                sovittu, sanottu
                avtalt den, sagt den
            """,
            option="on",
            required=True,
            default=Default.TODAY,
            past="note an expectation when it has been said",
        ),
        Field(
            "due_on",
            DAY,
            N_("Due"),
            "The day by which it is to come true.",
            headers="""
                due on, due
                senest den, frist
                senast den, frist
                määräpäivä, viimeistään
                senest den, frist
            """,
            option="by",
        ),
        Field(
            "met",
            Word(Fulfilment),
            N_("Came true"),
            "Whether it came true.",
            headers="""
                met, came true
                indfriet, opfyldt
                infriad, uppfylld
                toteutui, täyttyi
                innfridd, oppfylt
            """,
        ),
        Field(
            "settled_on",
            DAY,
            N_("Settled on"),
            "The day on which that was seen.",
            headers="""
                settled on
                afklaret den
                avgjort den
                todettu
                avklart den
            """,
            option="settled",
            past="settle an expectation when it is seen whether it came true",
        ),
        Field(
            "outcome",
            TEXT,
            N_("What came of it"),
            "What came of it.",
            headers="""
                outcome, what came of it
                hvad der kom ud af det, udfald
                vad det blev av det, utfall
                mitä siitä tuli, lopputulos
                hva det ble til, utfall
            """,
        ),
    ),
    label="text",
    identity=("partner", "party", "text"),
    order=("-stated_on",),
    lists="what each party expects",
    thing=N_("expectation"),
    since_format=3,
    groups=(("met", "settled_on"),),
    rules=(_is_settled_well,),
    numbered=True,
    doubles=True,
    sentences=Sentences(
        added="Noted expectation #{number} of {partner}.",
        changed="Changed expectation #{number}: {fields}.",
        called="expectation #{number}",
        journal_added="#{number} of partner #{partner_id}",
    ),
    service="partnerreg.services.preparation.Expectations",
)
