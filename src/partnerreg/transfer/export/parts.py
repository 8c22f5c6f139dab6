"""The files of a whole export, in an order in which each refers to earlier ones only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.files import portable_name
from partnerreg.nouns import registry
from partnerreg.queries import archive_out
from partnerreg.transfer.export.nouns import everything, query_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from partnerreg.db.query import Query

FORMAT = 2
"""Goes up when a newer program writes what this one could not read."""

MANIFEST = "manifest.json"
DOCUMENTS = "documents"

# Each file with the table that its rows are in, but for nouns that refer to no other file's rows
# by number: those follow.
_TABLES = {
    "units": "unit",
    "areas": "area",
    "goals": "goal",
    "staff": "staff",
    "partners": "partner",
    "tags": "partner_tag",
    "contributions": "contribution",
    "contacts": "contact",
    "assignments": "assignment",
    "partner_areas": "partner_area",
    "partner_goals": "partner_goal",
    "agreements": "agreement",
    "documents": "document",
    "activities": "activity",
    "participants": "activity_partner",
    "evaluations": "evaluation",
    "levels": "level_change",
}

# The formats that brought a file; exports of an earlier one are without it.
SINCE_FORMAT = {"meetings": 2}


def tables() -> dict[str, str]:
    """Each file of rows with the table that they are in, in order."""
    return _TABLES | {noun.plural: noun.table_name for noun in registry.nouns()}


class Part(NamedTuple):
    """A file of a whole export: its name, the table of its rows, and what gives them."""

    name: str
    table: str
    query: Query[Any]
    parameters: Mapping[str, object]

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"


def parts(today: date) -> Iterator[Part]:
    """All files of rows, in order."""
    nouns = {noun.plural: noun for noun in registry.nouns()}
    for name, table in tables().items():
        if name in nouns:
            yield Part(name, table, query_of(nouns[name]), everything(nouns[name], today))
        else:
            yield Part(name, table, getattr(archive_out, f"{name}_out"), {})


def document_file(number: int, name: str) -> str:
    """What a document's file is called: its number, which no other has, and its name."""
    return f"{number}-{portable_name(name)}"
