"""When the house's own things can be put to use: one law, for commands and for lists.

Each function says why a thing cannot be used on a day; None if it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date


def unit_retired(unit: Any, day: date) -> str | None:
    """Nobody and nothing is put into a unit that is retired by that day."""
    return _retired("unit", unit, day)


def area_retired(area: Any, day: date) -> str | None:
    """Nothing is tied to a service area that is retired by that day."""
    return _retired("area", area, day)


def _retired(kind: str, thing: Any, day: date) -> str | None:
    if thing.retired_on is None or day < thing.retired_on:
        return None
    return f"The {kind} {thing.name} was retired on {thing.retired_on}."


def goal_over(goal: Any, day: date) -> str | None:
    """No partner begins to serve a goal that has gone out of force."""
    if goal.ends_on is None or day <= goal.ends_on:
        return None
    return f"The goal {goal.code} was in force until {goal.ends_on}."


def staff_absent(person: Any, day: date) -> str | None:
    """Nobody begins to follow a partner before their first day in the house, or after the last."""
    if person.ends_on is not None and person.ends_on < day:
        return f"{person.name} was here until {person.ends_on}."
    if person.starts_on is not None and day < person.starts_on:
        return f"{person.name} is here from {person.starts_on}."
    return None


def begins_too_late(name: str, starts_on: date | None, follows_from: date | None) -> str | None:
    """Nobody's first day in the house comes after the first one on which they follow a partner."""
    if starts_on is None or follows_from is None or starts_on <= follows_from:
        return None
    return f"{name} follows a partner from {follows_from}, before {starts_on}."


def refuse(reason: str | None) -> None:
    """Refuse what there is a reason against.

    Raises:
        InvalidInput: with the reason, if there is one.
    """
    if reason is not None:
        raise InvalidInput(reason)


UNAVAILABLE: Mapping[str, Callable[[Any, date], str | None]] = {
    "unit": unit_retired,
    "area": area_retired,
    "goal": goal_over,
    "staff": staff_absent,
}
"""Why a thing cannot be used on a day, by its noun."""
