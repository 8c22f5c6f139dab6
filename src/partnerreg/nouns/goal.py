"""A goal of the house's strategy, which partnerships serve."""

from __future__ import annotations

from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.audience import audiences
from partnerreg.nouns.counts import tied_partners
from partnerreg.nouns.fields import DAY, NAME, Field, Key
from partnerreg.nouns.noun import Noun, Sentences

GOAL = Noun(
    "goal",
    "goals",
    N_("Goals"),
    "Goals of the strategy, and which partnerships serve them.",
    fields=(
        Field(
            "code",
            NAME,
            N_("Code"),
            "A short code to call it by, as G1.",
            headers="""
                code, goal code, goal number, goal no
                kode, målkode, målnummer, mål nr
                kod, målkod, målnummer, mål nr
                koodi, tavoitekoodi, tavoitteen koodi, tavoitteen numero
                kode, målkode, målnummer, mål nr
            """,
            required=True,
            keys=(Key("code_key", "identity_key"),),
        ),
        Field(
            "title",
            NAME,
            N_("Title"),
            "What is to be reached.",
            headers="""
                title, goal, goal title, name of goal
                titel, mål, målets titel, målets navn
                titel, mål, målets titel, målets namn
                otsikko, tavoite, tavoitteen otsikko, tavoitteen nimi
                tittel, mål, målets tittel, målets navn
            """,
            required=True,
            argument=True,
            keys=(Key("search_key", "search_key"),),
        ),
        Field(
            "starts_on",
            DAY,
            N_("From"),
            "In force from.",
            hints=headers.STARTS_HINTS,
            headers=headers.also(headers.STARTS, headers.VALID_FROM),
            option="from",
        ),
        Field(
            "ends_on",
            DAY,
            N_("Until"),
            "In force until.",
            hints=headers.ENDS_HINTS,
            headers=headers.also(headers.ENDS, headers.VALID_UNTIL),
            option="until",
        ),
        audiences("goal_audience"),
        tied_partners("partner_goal", "goal_id", "goal"),
    ),
    label="title",
    code="code",
    identity=("code",),
    order=("code",),
    periods=(("starts_on", "ends_on"),),
    parts=("goal_audience",),
    lists="goals of the strategy",
    thing=N_("goal"),
    sentences=Sentences(
        added="Added goal #{number} {code} {title}.",
        changed="Changed goal #{number} {code} {title}.",
        journal="#{number} {code}",
        journal_added="{code} {title}",
    ),
    service="partnerreg.services.things.DatedThings",
)
