"""What people call the rows of each table."""

from __future__ import annotations

from functools import cache

from partnerreg.language import N_
from partnerreg.nouns import registry

# What rows of tables that hold no noun's things are called, in the singular and the plural.
_PARTS = {
    "level_change": (N_("level change"), "level changes"),
    "partner_tag": (N_("tag"), "tags"),
    "contribution": (N_("contribution"), "contributions"),
    "document": (N_("document"), "documents"),
    "assignment": (N_("assignment"), "assignments"),
    "partner_area": (N_("tie to an area"), "ties to areas"),
    "partner_goal": (N_("tie to a goal"), "ties to goals"),
    "activity_partner": (N_("participation"), "participations"),
}


@cache
def called() -> dict[str, tuple[str, str]]:
    """What a row and several rows of each table are called, partners first."""
    return {noun.table_name: (noun.called, noun.several) for noun in registry.nouns()} | _PARTS


def thing(table: str) -> str:
    """What a row of the table is called."""
    return called()[table][0]


def things(table: str, number: int) -> str:
    """So many rows of the table, in words."""
    one, many = called()[table]
    return f"{number:,} {one if number == 1 else many}"
