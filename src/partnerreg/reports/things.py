"""What people call the rows of each table."""

from __future__ import annotations

# Each table with its noun in the singular and the plural, partners first.
THINGS = {
    "partner": ("partner", "partners"),
    "level_change": ("level change", "level changes"),
    "contact": ("contact", "contacts"),
    "partner_tag": ("tag", "tags"),
    "contribution": ("contribution", "contributions"),
    "agreement": ("agreement", "agreements"),
    "document": ("document", "documents"),
    "assignment": ("assignment", "assignments"),
    "partner_area": ("tie to an area", "ties to areas"),
    "partner_goal": ("tie to a goal", "ties to goals"),
    "activity": ("activity", "activities"),
    "activity_partner": ("participation", "participations"),
    "evaluation": ("evaluation", "evaluations"),
    "unit": ("unit", "units"),
    "area": ("area", "areas"),
    "goal": ("goal", "goals"),
    "staff": ("staff member", "staff members"),
}


def thing(table: str) -> str:
    """What a row of the table is called."""
    return THINGS[table][0]


def things(table: str, number: int) -> str:
    """So many rows of the table, in words."""
    one, many = THINGS[table]
    return f"{number:,} {one if number == 1 else many}"
