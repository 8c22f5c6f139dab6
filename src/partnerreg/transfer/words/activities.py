"""What lists of activities call their columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from partnerreg.transfer.words.shared import NOTES, NUMBER, ORGANISATION, also

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEVERAL = """
    partners, organisations, organizations, associations
    partnere, samarbejdspartnere, organisationer, foreninger
    partners, samarbetspartners, organisationer, föreningar
    kumppanit, yhteistyökumppanit, organisaatiot, yhdistykset
    partnere, samarbeidspartnere, organisasjoner, foreninger
"""

ACTIVITIES: Mapping[str, str] = MappingProxyType(
    {
        "number": NUMBER,
        "held_on": """
            held on, date, held, activity date, event date
            afholdt den, dato, afholdt, aktivitetsdato, mødedato
            datum, genomfördes, hölls, aktivitetsdatum, mötesdatum
            päivämäärä, pvm, pidetty, tapahtumapäivä
            avholdt den, dato, avholdt, aktivitetsdato, møtedato
        """,
        "kind": """
            kind, activity kind, activity type, kind of activity, type of activity
            aktivitetstype, aktivitetens art, type af aktivitet
            aktivitetstyp, typ av aktivitet, slags aktivitet
            toiminnan tyyppi, toiminnan laji, tapahtumatyyppi, tapahtuman tyyppi
            aktivitetstype, type aktivitet, aktivitetens art
        """,
        "title": """
            title, activity, activity title, activity name, name of activity
            titel, aktivitet, aktivitetens titel, aktivitetens navn
            titel, aktivitet, aktivitetens titel, aktivitetens namn
            otsikko, toiminnan nimi, tapahtuma, tapahtuman nimi
            tittel, aktivitet, aktivitetens tittel, aktivitetens navn
        """,
        "partners": also(_SEVERAL, ORGANISATION),
        "area": """
            area, service area
            serviceområde
            serviceområde, tjänsteområde
            palvelualue
            tjenesteområde, serviceområde
        """,
        "participants": """
            participants, number of participants, no of participants, attendance, attendees
            deltagere, antal deltagere, deltagerantal, antal fremmødte
            deltagare, antal deltagare, deltagarantal
            osallistujia, osallistujat, osallistujamäärä, osallistujien määrä, kävijämäärä
            deltakere, antall deltakere, deltakerantall, antall fremmøtte
        """,
        "audience": """
            audience, target group
            målgruppe
            målgrupp
            kohderyhmä
            målgruppe
        """,
        "notes": NOTES,
    }
)
"""The fields of an activity with their header words."""
