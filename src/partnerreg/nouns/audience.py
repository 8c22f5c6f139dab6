"""A target group: whom the house wants to reach with partners, activities and goals."""

from __future__ import annotations

from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.counts import partners
from partnerreg.nouns.fields import DAY, FLAG, NAME, Field, Key, References
from partnerreg.nouns.noun import Mark, Noun

_PARTNERS = """
    SELECT count(*) FROM partner JOIN partner_audience AS tie ON tie.partner_id = partner.id
    WHERE tie.audience_id = audience.id AND partner.status = 'active'
"""

AUDIENCE = Noun(
    "audience",
    "audiences",
    N_("Target groups"),
    "Target groups: the closed list that partners, activities and goals choose from.",
    fields=(
        Field(
            "name",
            NAME,
            N_("Name"),
            "What it is called.",
            headers="""
                name, target group, audience, name of target group
                navn, målgruppe, målgruppens navn
                namn, målgrupp, målgruppens namn
                nimi, kohderyhmä, kohderyhmän nimi
                navn, målgruppe, målgruppens navn
            """,
            required=True,
            argument=True,
            keys=(Key("name_key", "identity_key"),),
        ),
        Field(
            "is_minors",
            FLAG,
            N_("Minors"),
            "Children and young people under age: reports do not break small numbers of them down.",
            headers="""
                minors, under age, under 18
                mindreårige, under 18
                minderåriga, under 18
                alaikäiset, alle 18
                mindreårige, under 18
            """,
            option="minors",
            header="minors",
            default=False,
        ),
        Field(
            "retired_on",
            DAY,
            N_("Retired on"),
            "From that day on it is out of use.",
            headers=headers.RETIRED_ON,
        ),
        partners(_PARTNERS),
    ),
    marks=(
        Mark(
            "retire",
            "retired_on",
            "Take a target group out of use; who it was reached with stays known.",
            "Retired target group #{number} {label} on {day}.",
            "{label} was retired on {day} already.",
        ),
    ),
    lists="target groups",
    thing=N_("target group"),
    since_format=3,
)


def audiences(table: str) -> Field:
    """The target groups of a thing, tied to it in a table.

    Lists of activities and partners have free texts, too, that say whom something is for: what
    is called a target group there means those.
    """
    return Field(
        "audiences",
        References("audience", in_use=True, table=table),
        N_("Target groups"),
        "A target group; may be repeated.",
        headers="""
            target groups, audiences
            målgrupper
            målgrupper
            kohderyhmät
            målgrupper
        """,
        option="audience",
        less="without-audience",
        own=False,
        shown=False,
    )
