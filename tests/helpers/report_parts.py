"""Parts of a report, as tests look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from partnerreg.reports.report import Report, Section


def section(report: Report, key: str) -> Section:
    """The section of that key."""
    (found,) = (section for section in report.sections if section.key == key)
    return found


def rows(report: Report, key: str) -> list[dict[str, Any]]:
    """The rows of a section, as objects."""
    found = section(report, key)
    keys = [column.key for column in found.columns]
    return [dict(zip(keys, row, strict=True)) for row in found.rows]


def fields(report: Report, key: str) -> dict[str, Any]:
    """The only row of a section."""
    (row,) = rows(report, key)
    return row
