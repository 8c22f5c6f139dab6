"""What is for a time: by which of its days it is in force on a day, stated once.

An open end counts as always. `queries.conditions.in_force` says the same of entities.
"""

from __future__ import annotations

# How each of a thing's days must lie to the day asked for.
BOUNDS = {
    "starts_on": "<=",
    "ends_on": ">=",
    "retired_on": ">",
    "joined_on": "<=",
    "left_on": ">",
}


def in_force(thing: str, *days: str) -> str:
    """SQL that holds where a thing is in force on `:today`, by those of its days."""
    return " AND ".join(
        f"({thing}.{day} IS NULL OR {thing}.{day} {BOUNDS[day]} :today)" for day in days
    )
