"""The kinds of things that can be imported, each with how its rows are read, told and written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnerreg.transfer.noun import Noun

_PLACES = {
    "partners": "partners",
    "contacts": "contacts",
    "agreements": "agreements",
    "activities": "activities",
    "staff": "house",
    "units": "house",
    "areas": "house",
    "goals": "house",
}

NOUNS = tuple(_PLACES)
"""What people type."""


def noun_called(name: str) -> Noun:
    """The noun of that name."""
    module = import_module(f"{__name__}.{_PLACES[name]}")
    found: Noun = getattr(module, name.upper())
    return found
