"""The kinds of things that can be imported, each with how its rows are read, told and written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import ImportSpec

# Nouns of which a list holds more than their own table does, or whose rows are told by more
# than their identity: each has a module of its own.
_OWN_WAYS = ("partners", "contacts", "agreements", "activities", "staff")


def noun_called(plural: str) -> ImportSpec:
    """The noun of that name, as ``partners``."""
    if plural in _OWN_WAYS:
        found: ImportSpec = getattr(import_module(f"{__name__}.{plural}"), plural.upper())
        return found
    from partnerreg.transfer.nouns.generic import spec_of

    return spec_of(listed_nouns()[plural])
