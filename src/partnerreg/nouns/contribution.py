"""What one party gives to a partnership or gets out of it; what is given may have its worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import ContributionKind, Direction, Party
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import (
    CURRENCY,
    DAY,
    DECIMAL,
    HOURS,
    TEXT,
    Field,
    Reference,
    Word,
)
from partnerreg.nouns.noun import Noun, Problem, Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


def _worth(thing: Any) -> Iterator[Problem]:
    """A worth is nought or more, in a currency; and that is one of something."""
    if thing.worth is not None and thing.worth < 0:
        yield Problem("worth", "is below nought; what the other party gives is another one")
    if thing.worth is not None and thing.currency is None:
        yield Problem("currency", "is missing; say in which the worth is, as DKK")
    if thing.currency is not None and thing.worth is None:
        yield Problem("worth", "is missing; a currency stands beside it")


CONTRIBUTION = Noun(
    "contribution",
    "contributions",
    N_("Contributions"),
    "What each party gives to partnerships, and gets out of them.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "To which partnership.",
            headers=headers.ORGANISATION,
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "party",
            Word(Party),
            N_("Who"),
            "Whose: ours, or the partner's.",
            headers="""
                who, party, side
                hvem, part, side
                vem, part, sida
                kuka, osapuoli
                hvem, part, side
            """,
            option="by",
            required=True,
        ),
        Field(
            "direction",
            Word(Direction),
            N_("Gives or gets"),
            "Whether they give it, or get it out of the partnership; give if not said.",
            headers="""
                gives or gets, direction
                giver eller får
                ger eller får
                antaa vai saa
                gir eller får
            """,
            required=True,
            default=Direction.GIVE,
        ),
        Field(
            "text",
            TEXT,
            N_("What"),
            "What it is.",
            headers="""
                what, contribution, what is given
                hvad, bidrag
                vad, bidrag
                mitä, panos
                hva, bidrag
            """,
            required=True,
            argument=True,
        ),
        Field(
            "kind",
            Word(ContributionKind),
            N_("Kind"),
            "What kind.",
            headers="""
                kind, kind of contribution, contribution type
                bidragets art, bidragstype
                slags bidrag, bidragstyp
                panoksen laji
                bidragets art, bidragstype
            """,
        ),
        Field(
            "hours",
            HOURS,
            N_("Hours"),
            "How many hours, as 40 or 2.5.",
            headers="""
                hours, number of hours
                timer, antal timer
                timmar, antal timmar
                tunnit, tuntimäärä
                timer, antall timer
            """,
        ),
        Field(
            "worth",
            DECIMAL,
            N_("Worth"),
            "What it is worth, all of it from its first to its last day.",
            headers="""
                worth, value, amount
                værdi, beløb
                värde, belopp
                arvo, summa
                verdi, beløp
            """,
        ),
        Field(
            "currency",
            CURRENCY,
            N_("Currency"),
            "Of the worth, in three letters, as DKK.",
            headers="""
                currency
                valuta
                valuta
                valuutta
                valuta
            """,
        ),
        Field(
            "starts_on",
            DAY,
            N_("From"),
            "Given from.",
            hints=headers.STARTS_HINTS,
            headers=headers.also(headers.STARTS, headers.VALID_FROM),
            option="from",
        ),
        Field(
            "ends_on",
            DAY,
            N_("Until"),
            "Given until.",
            hints=headers.ENDS_HINTS,
            headers=headers.also(headers.ENDS, headers.VALID_UNTIL),
            option="until",
        ),
    ),
    label="text",
    identity=("partner", "party", "direction", "text"),
    order=("partner", "party", "direction"),
    periods=(("starts_on", "ends_on"),),
    groups=(("worth", "currency"),),
    rules=(_worth,),
    lists="what each party gives and gets",
    thing=N_("contribution"),
    doubles=True,
    numbered=True,
    sentences=Sentences(
        added="Noted contribution #{number} to the partnership with {partner}: {text}.",
        changed="Changed contribution #{number}: {fields}.",
        journal_added="#{number} of partner #{partner_id}: {text}",
    ),
    list_spec="partnerreg.transfer.nouns.contributions.ContributionImport",
)
