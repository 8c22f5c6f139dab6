"""Headers that often mean a field, and often enough something else: suggested, never taken."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from partnerreg.domain.synonyms import word_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_EMAIL = "email, e-mail, mail, e-post, epost, mailadresse, e-postadress, sähköposti"
_PHONE = "phone, telephone, mobile, telefon, tlf, telefonnummer, mobil, puhelin, puhelinnumero"
_SINCE = "from, fra, siden, start, startdato, från, sedan, startdatum, alkaen, alkupäivä"
_UNTIL = "to, until, til, slut, slutdato, till, slutdatum, asti, loppupäivä, sluttdato"
_KIND = "type, slags, art, typ, sort, tyyppi, laji"

LIKELY: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "partners": {
            "contact_email": _EMAIL,
            "contact_phone": _PHONE,
            "contact_name": "kontakt, person, navn på kontakt, yhteys",
            "since": _SINCE,
            "areas": "områder, område, områden, alueet",
            "goals": "mål, tavoitteet",
        },
        "agreements": {"kind": _KIND, "valid_from": _SINCE, "valid_until": _UNTIL},
        "activities": {"kind": _KIND},
        "staff": {
            "management": "leder, ledelse, manager, chef, ledning, johtaja, esimies",
            "starts_on": _SINCE,
            "ends_on": _UNTIL,
        },
        "goals": {"starts_on": _SINCE, "ends_on": _UNTIL},
    }
)
"""What each noun's lists may mean by other words, by field."""


def likely(
    noun: str, unmapped: Iterable[str], taken: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """Columns that nothing takes, each with the field that it may mean.

    Args:
        noun: what the list is of.
        unmapped: the headers that mean no field.
        taken: fields that have a column already.
    """
    known = {
        word_key(word): field
        for field, words in LIKELY.get(noun, {}).items()
        if field not in taken
        for word in words.split(",")
    }
    found: dict[str, str] = {}
    for header in unmapped:
        field = known.get(word_key(header))
        if field is not None and field not in found:
            found[field] = header
    return tuple((header, field) for field, header in found.items())
