"""The nouns of which lists hold more than the declaration says, each with what it adds."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import ImportSpec

_WITH_MORE = {
    "partners": "PartnerImport",
    "contacts": "ContactImport",
    "agreements": "AgreementImport",
    "activities": "ActivityImport",
}


def spec_of(plural: str) -> ImportSpec:
    """How lists of a noun are read, matched and written; the noun as ``partners``."""
    noun = listed_nouns()[plural]
    if plural in _WITH_MORE:
        module = import_module(f"{__name__}.{plural}")
        found: ImportSpec = getattr(module, _WITH_MORE[plural])(noun)
        return found
    from partnerreg.transfer.import_spec import ImportSpec

    return ImportSpec(noun)
