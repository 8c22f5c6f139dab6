"""An organisation within the house that runs partnerships of its own."""

from __future__ import annotations

from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.counts import partners
from partnerreg.nouns.fields import DAY, NAME, Field, Key
from partnerreg.nouns.noun import Mark, Noun

UNIT = Noun(
    "unit",
    "units",
    N_("Units"),
    "The house's own units.",
    fields=(
        Field(
            "name",
            NAME,
            N_("Name"),
            "Its name.",
            headers="""
                name, unit, unit name, name of unit
                navn, enhed, enhedsnavn, enhedens navn
                namn, enhet, enhetsnamn, enhetens namn
                nimi, yksikkö, yksikön nimi
                navn, enhet, enhetsnavn, enhetens navn
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
        partners(
            "SELECT count(*) FROM partner WHERE status = 'active' AND (unit_id = unit.id"
            " AND (unit_since IS NULL OR unit_since <= :today) OR EXISTS (SELECT 1 FROM"
            " (SELECT partner_id, unit_id, starts_on, ends_on FROM partner_area"
            " UNION ALL SELECT partner_id, unit_id, starts_on, ends_on FROM partner_unit) AS link"
            " WHERE link.partner_id = partner.id AND link.unit_id = unit.id"
            " AND (link.starts_on IS NULL OR link.starts_on <= :today)"
            " AND (link.ends_on IS NULL OR link.ends_on >= :today)))"
        ),
    ),
    marks=(
        Mark(
            "retire",
            "retired_on",
            "Take a unit of the house out of use; what it was tied to stays known.",
            "Retired unit #{number} {label} on {day}.",
            "{label} was retired on {day} already.",
        ),
    ),
    lists="units of the house",
    thing=N_("unit"),
)
