"""What a project is to reach, as a number, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import DAY, DECIMAL, LINE, NAME, Field, Key, Reference
from partnerreg.nouns.noun import Noun, Problem, Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


def _reached_on_a_day(target: Any) -> Iterator[Problem]:
    if target.reached is not None and target.reached_on is None:
        yield Problem("reached_on", "is missing; say on which day that was")
    if target.reached is None and target.reached_on is not None:
        yield Problem("reached", "is missing; say how much it was on that day")


TARGET = Noun(
    "target",
    "targets",
    N_("Targets"),
    "What projects are to reach, in numbers.",
    fields=(
        Field(
            "project",
            Reference("project"),
            N_("Project"),
            "Of which project.",
            headers=headers.PROJECT,
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "indicator",
            NAME,
            N_("Indicator"),
            "What is counted or asked.",
            headers="""
                indicator, what is counted
                indikator, hvad der tælles
                indikator, vad som räknas
                mittari, indikaattori
                indikator, hva som telles
            """,
            required=True,
            argument=True,
            keys=(Key("indicator_key", "identity_key"),),
        ),
        Field(
            "baseline",
            DECIMAL,
            N_("Baseline"),
            "How much it was before.",
            headers="""
                baseline, starting value
                udgangspunkt, startværdi
                utgångsläge, startvärde
                lähtötaso, lähtöarvo
                utgangspunkt, startverdi
            """,
        ),
        Field(
            "target",
            DECIMAL,
            N_("Target"),
            "How much it is to be.",
            headers="""
                target, target value
                målværdi, mål for indikatoren
                målvärde, mål för indikatorn
                tavoitearvo, tavoitetaso
                målverdi, mål for indikatoren
            """,
            required=True,
        ),
        Field(
            "measure",
            LINE,
            N_("Measured in"),
            "In what it is counted, as visits or per cent.",
            headers="""
                measure, measured in, unit of measure
                målt i, måleenhed
                mätt i, måttenhet
                mittayksikkö
                målt i, måleenhet
            """,
        ),
        Field(
            "due",
            DAY,
            N_("Due"),
            "The day by which it is to be reached.",
            headers=headers.DUE,
        ),
        Field(
            "reached",
            DECIMAL,
            N_("Result"),
            "How much it came to, the last time anybody looked.",
            headers="""
                reached, result, actual value
                nået, opnået, resultat
                uppnått, resultat
                saavutettu, toteuma
                nådd, oppnådd, resultat
            """,
        ),
        Field(
            "reached_on",
            DAY,
            N_("On"),
            "The day on which it came to that.",
            headers="""
                reached on, result on
                nået den, opgjort den
                uppnått den, uppmätt den
                saavutettu päivänä, mitattu
                nådd den, målt den
            """,
            past="say what was reached once it is",
        ),
    ),
    label="indicator",
    identity=("project", "indicator"),
    order=("due",),
    groups=(("reached", "reached_on"),),
    rules=(_reached_on_a_day,),
    lists="what projects are to reach, in numbers",
    thing=N_("target"),
    since_format=3,
    sentences=Sentences(added="Added target #{number} of {project}: {indicator}."),
)
