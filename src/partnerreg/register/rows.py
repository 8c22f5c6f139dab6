"""Changing rows so that the journal holds real changes only."""

from __future__ import annotations


def set_if_new(row: object, name: str, value: object) -> None:
    """Set an attribute, unless it has that value already."""
    if getattr(row, name) != value:
        setattr(row, name, value)
