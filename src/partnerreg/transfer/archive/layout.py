"""How a whole export is laid out: its files, in an order in which each refers to earlier ones."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from partnerreg.files import portable_name
from partnerreg.nouns import registry
from partnerreg.nouns.fields import Reference

if TYPE_CHECKING:
    from partnerreg.nouns.noun import Noun

FORMAT = 3
"""Goes up when a newer program writes what this one could not read."""

MANIFEST = "manifest.json"


def parts() -> list[Noun]:
    """What there is a file of, in order."""
    known = {part.name: part for part in registry.tables().values()}
    refers_to = {
        part.name: [
            field.kind.noun
            for field in part.own_fields
            if isinstance(field.kind, Reference) and field.kind.noun != part.name
        ]
        for part in known.values()
    }
    return [known[name] for name in TopologicalSorter(refers_to).static_order()]


def parts_with_files() -> list[Noun]:
    """What a row of names the bytes of a file; these are in a folder called as its file of rows."""
    return [part for part in parts() if any(field.name == "sha256" for field in part.fields)]


def tables(since: int = FORMAT) -> dict[str, str]:
    """The name of each file of rows that a format has, and the table that they are in."""
    return {part.plural: part.table_name for part in parts() if part.since_format <= since}


def file_of_row(number: int, name: str) -> str:
    """What the file of a row is called: the row's number, which no other has, and its own name."""
    return f"{number}-{portable_name(name)}"
