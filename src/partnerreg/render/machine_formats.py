"""What the formats for programs have in common.

They hold all columns, also those that people are not shown; only what repeats
another column in a way of its own is left out.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from partnerreg.reports.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from partnerreg.reports.report import Column, Section

# Rows are written this many at a time: few enough to stream, enough to be fast.
BATCH = 1000


_REPEATING = {ColumnKind.BAR, ColumnKind.ASIDE}


def columns(section: Section) -> list[Column]:
    """A section's columns, those apart that repeat another one."""
    return [column for column in section.columns if column.kind not in _REPEATING]


def keys(section: Section) -> list[str]:
    """The keys of a section's columns."""
    return [column.key for column in columns(section)]


def batches(section: Section) -> Iterator[Iterable[Sequence[Any]]]:
    """A section's rows, in the order of its `keys`, some at a time."""
    if section.stream:
        yield from section.stream.values()
        return
    kept = [i for i, column in enumerate(section.columns) if column.kind not in _REPEATING]
    whole = len(kept) == len(section.columns)
    for start in range(0, len(section.rows), BATCH):
        rows = section.rows[start : start + BATCH]
        yield rows if whole else [[row[i] for i in kept] for row in rows]


def iso(day: date) -> str:
    """A date, or a moment to the second in UTC (ISO 8601, with ``Z``)."""
    if isinstance(day, datetime):
        return day.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return day.isoformat()
