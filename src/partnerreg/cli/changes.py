"""Which options were typed, and a thing's fields with them over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping


def given(**values: object) -> dict[str, object]:
    """The options that were typed: those that are not None, and lists that are not empty."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def overlaid(current: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    """A thing's fields with the changes over them; an empty text clears a field.

    Raises:
        InvalidInput: there is no change at all.
    """
    if not changes:
        raise InvalidInput("Nothing to change was given.", "See --help for the options.")
    return {**current, **changes}
