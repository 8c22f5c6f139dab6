"""A service area, which partnerships touch."""

from __future__ import annotations

from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.counts import tied_partners
from partnerreg.nouns.fields import DAY, NAME, Field, Key
from partnerreg.nouns.noun import Mark, Noun

AREA = Noun(
    "area",
    "areas",
    N_("Service areas"),
    "Service areas, and which partnerships touch them.",
    fields=(
        Field(
            "name",
            NAME,
            N_("Name"),
            "Its name.",
            headers="""
                name, area, area name, name of area, service area
                navn, område, områdenavn, områdets navn, serviceområde
                namn, område, områdesnamn, områdets namn, serviceområde, tjänsteområde
                nimi, alue, alueen nimi, palvelualue
                navn, område, områdenavn, områdets navn, tjenesteområde, serviceområde
            """,
            required=True,
            argument=True,
            keys=(Key("name_key", "identity_key"),),
        ),
        Field(
            "retired_on",
            DAY,
            N_("Retired on"),
            "From that day on it is out of use.",
            headers=headers.RETIRED_ON,
        ),
        tied_partners("partner_area", "area_id", "area"),
    ),
    marks=(
        Mark(
            "retire",
            "retired_on",
            "Take a service area out of use; what it was tied to stays known.",
            "Retired area #{number} {label} on {day}.",
            "{label} was retired on {day} already.",
        ),
    ),
    lists="service areas",
    thing=N_("area"),
)
