"""A report as tables for people: drawn with Rich on a terminal, else plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from partnerreg.render.screen import Screen
    from partnerreg.reports.report import Report

# Rich takes its time for each row. Past this many nobody looks at them one by one.
MOST_ROWS_DRAWN = 500


def write(report: Report, out: TextIO, screen: Screen | None) -> None:
    """Write the report's tables as well as the place they go to allows."""
    if screen is None or _rows(report, screen.limit) > MOST_ROWS_DRAWN:
        from partnerreg.render import plain

        plain.write(report, out)
    else:
        from partnerreg.render import terminal

        terminal.write(report, out, screen)


def _rows(report: Report, limit: int | None) -> int:
    return sum(len(section.rows[:limit]) for section in report.sections)
