"""What lists of the house's units, areas and goals call their columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from partnerreg.transfer.words.shared import (
    ENDS,
    NUMBER,
    STARTS,
    VALID_FROM,
    VALID_UNTIL,
    also,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_RETIRED_ON = """
    retired on, retired, closed on, closed down on
    nedlagt den, nedlagt, udgået den, udgået
    nedlagd den, nedlagd, avvecklad den, avvecklad
    lakkautettu, lakkautuspäivä
    nedlagt den, nedlagt, avviklet den, avviklet
"""

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "number": NUMBER,
        "name": """
            name, unit, unit name, name of unit
            navn, enhed, enhedsnavn, enhedens navn
            namn, enhet, enhetsnamn, enhetens namn
            nimi, yksikkö, yksikön nimi
            navn, enhet, enhetsnavn, enhetens navn
        """,
        "retired_on": _RETIRED_ON,
    }
)
"""The fields of a unit with their header words."""

AREAS: Mapping[str, str] = MappingProxyType(
    {
        "number": NUMBER,
        "name": """
            name, area, area name, name of area, service area
            navn, område, områdenavn, områdets navn, serviceområde
            namn, område, områdesnamn, områdets namn, serviceområde, tjänsteområde
            nimi, alue, alueen nimi, palvelualue
            navn, område, områdenavn, områdets navn, tjenesteområde, serviceområde
        """,
        "retired_on": _RETIRED_ON,
    }
)
"""The fields of a service area with their header words."""

GOALS: Mapping[str, str] = MappingProxyType(
    {
        "number": NUMBER,
        "code": """
            code, goal code, goal number, goal no
            kode, målkode, målnummer, mål nr
            kod, målkod, målnummer, mål nr
            koodi, tavoitekoodi, tavoitteen koodi, tavoitteen numero
            kode, målkode, målnummer, mål nr
        """,
        "title": """
            title, goal, goal title, name of goal
            titel, mål, målets titel, målets navn
            titel, mål, målets titel, målets namn
            otsikko, tavoite, tavoitteen otsikko, tavoitteen nimi
            tittel, mål, målets tittel, målets navn
        """,
        "starts_on": also(STARTS, VALID_FROM),
        "ends_on": also(ENDS, VALID_UNTIL),
    }
)
"""The fields of a goal with their header words."""
