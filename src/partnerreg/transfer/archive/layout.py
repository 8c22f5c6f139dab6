"""How a whole export is laid out: its files, in an order in which each refers to earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.files import portable_name
from partnerreg.nouns import registry
from partnerreg.nouns.parts import PARTS

if TYPE_CHECKING:
    from partnerreg.nouns.noun import Noun

FORMAT = 2
"""Goes up when a newer program writes what this one could not read."""

MANIFEST = "manifest.json"
DOCUMENTS = "documents"

# Other nouns refer to no rows but of these, and follow.
_ORDER = [
    "units",
    "areas",
    "goals",
    "staff",
    "partners",
    "tags",
    "contributions",
    "contacts",
    "assignments",
    "partner_areas",
    "partner_goals",
    "agreements",
    "documents",
    "activities",
    "participants",
    "evaluations",
    "levels",
]

# The formats that brought a file; exports of an earlier one are without it.
SINCE_FORMAT = {"meetings": 2}


def parts() -> list[Noun]:
    """What there is a file of, in order."""
    known = {noun.plural: noun for noun in (*registry.nouns(), *PARTS)}
    return [known.pop(name) for name in _ORDER] + list(known.values())


def tables() -> dict[str, str]:
    """The name of each file of rows, and the table that they are in."""
    return {part.plural: part.table_name for part in parts()}


def document_file(number: int, name: str) -> str:
    """What a document's file is called: its number, which no other has, and its name."""
    return f"{number}-{portable_name(name)}"
