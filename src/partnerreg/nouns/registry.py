"""The registry of nouns: everything that goes through all of them goes through here.

There is no other list of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnerreg.nouns.noun import Noun

# In the order in which people meet them, and in which each refers to earlier ones only
# but for partners, who are run by units.
_MODULES = [
    "partner",
    "contact",
    "agreement",
    "activity",
    "contribution",
    "evaluation",
    "health",
    "preparation",
    "expectation",
    "staff",
    "unit",
    "area",
    "goal",
    "audience",
    "project",
    "target",
    "milestone",
    "meeting",
    "proposal",
    "consent",
    "template",
    "group",
    "lesson",
    "communication",
]
_LOADED: dict[str, Noun] = {}


def noun(name: str) -> Noun:
    """The noun of a name, as ``partner``.

    Raises:
        KeyError: there is none.
    """
    if name not in _LOADED:
        if name not in _MODULES:
            raise KeyError(name)
        module = import_module(f"partnerreg.nouns.{name}")
        _LOADED[name] = getattr(module, name.upper())
    return _LOADED[name]


def nouns() -> Iterator[Noun]:
    """All nouns."""
    yield from map(noun, _MODULES)


def names() -> tuple[str, ...]:
    """The names of all nouns."""
    return tuple(_MODULES)


def parts() -> tuple[Noun, ...]:
    """What is said of rows that belong to things, and of which there are no lists."""
    from partnerreg.nouns.parts import PARTS

    return PARTS


def tables() -> dict[str, Noun]:
    """What is declared of each table's rows: nouns, partners first, and their parts."""
    return {declared.table_name: declared for declared in (*nouns(), *parts())}


def whole_of(table: str) -> Noun | None:
    """The noun whose things the rows of a table are parts of, and go with."""
    return next((noun for noun in nouns() if table in noun.parts), None)


def register(declared: Noun) -> None:
    """Add a noun that is declared elsewhere."""
    _LOADED[declared.name] = declared
    if declared.name not in _MODULES:
        _MODULES.append(declared.name)
