"""What a command has to say: titled sections of columns and rows, and notes.

Plain values only (text, numbers, dates, moments in UTC, booleans, None, lists of
text); no markup and no layout. `partnerreg.render` turns a report into a format.
"""

from __future__ import annotations

from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


class Kind(Enum):
    """What a column holds; a renderer aligns and formats by it."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    MOMENT = auto()  # an aware datetime in UTC; people see it in local time, to the minute
    FLAG = auto()  # True or False: a tick or nothing
    MARK = auto()  # a check's outcome: "met", "missing", "advice", "hint"
    BAR = auto()  # a count, drawn as a bar; left out of machine formats
    ASIDE = auto()  # other columns in words, for people; left out of machine formats
    LIST = auto()  # a list of texts
    COMMAND = auto()  # something to paste into a shell; it stands below a table, never in it


class Shape(Enum):
    """What a report is to a machine: how its JSON looks."""

    LIST = auto()  # an array of objects: the rows of the only section
    RECORD = auto()  # one object; further sections are arrays within it
    REPORT = auto()  # {"report", "as_of", "sections", "notes"}


class Column(NamedTuple):
    """A column: its key in machine formats, its heading for people.

    `shown` False keeps a column out of tables for people; `empty` is what they read
    where there is no value.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    shown: bool = True
    empty: str = ""


class Section(NamedTuple):
    """A table: `rows` are tuples in the order of `columns`.

    `total`, if given, is how many rows there are in all, where these are the first of them.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    total: int | None = None


class Report(NamedTuple):
    """An answer.

    Attributes:
        name: the report's name in JSON (`levels`, `check`, `partners`).
        title: a heading for people.
        sections: the tables.
        notes: remarks for people, one sentence each; part of a report's JSON.
        as_of: the day the answer holds for.
        extra: further top-level keys of a report's JSON.
        lead: which section is the main one, the one that CSV holds.
    """

    name: str
    title: str
    sections: Sequence[Section]
    shape: Shape = Shape.REPORT
    as_of: date | None = None
    notes: Sequence[str] = ()
    extra: Mapping[str, Any] = MappingProxyType({})
    lead: int = 0

    @property
    def main(self) -> Section:
        """The section that stands for the whole where there is room for one table only."""
        return self.sections[self.lead]


def listing(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    notes: Sequence[str] = (),
) -> Report:
    """A report that is one list of things."""
    section = Section(name, title, columns, list(rows))
    return Report(name, title, (section,), shape=Shape.LIST, notes=notes)


counted = wording.counted  # most reports count something
