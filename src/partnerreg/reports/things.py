"""What people call the rows of each table."""

from __future__ import annotations

from partnerreg.language import N_

# Each table with its noun in the singular and the plural, partners first.
THINGS = {
    "partner": (N_("partner"), "partners"),
    "level_change": (N_("level change"), "level changes"),
    "contact": (N_("contact"), "contacts"),
    "partner_tag": (N_("tag"), "tags"),
    "contribution": (N_("contribution"), "contributions"),
    "agreement": (N_("agreement"), "agreements"),
    "document": (N_("document"), "documents"),
    "assignment": (N_("assignment"), "assignments"),
    "partner_area": (N_("tie to an area"), "ties to areas"),
    "partner_goal": (N_("tie to a goal"), "ties to goals"),
    "activity": (N_("activity"), "activities"),
    "activity_partner": (N_("participation"), "participations"),
    "evaluation": (N_("evaluation"), "evaluations"),
    "unit": (N_("unit"), "units"),
    "area": (N_("area"), "areas"),
    "goal": (N_("goal"), "goals"),
    "staff": (N_("staff member"), "staff members"),
    "meeting": (N_("meeting"), "meetings"),
}


def thing(table: str) -> str:
    """What a row of the table is called."""
    return THINGS[table][0]


def things(table: str, number: int) -> str:
    """So many rows of the table, in words."""
    one, many = THINGS[table]
    return f"{number:,} {one if number == 1 else many}"
