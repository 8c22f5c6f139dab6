"""A report as tables for people: drawn with Rich on a terminal, else plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.render.labels import limited

if TYPE_CHECKING:
    from typing import TextIO

    from partnerreg.render.options import View
    from partnerreg.reports.report import Report

# Rich takes its time for each row. Past this many nobody looks at them one by one.
MOST_ROWS_DRAWN = 500


def write(report: Report, out: TextIO, view: View) -> None:
    """Write the report's tables as well as the place they go to allows."""
    if view.screen is None or _rows(report, view.screen.limit) > MOST_ROWS_DRAWN:
        from partnerreg.render import text_table

        text_table.write(report, out, view)
    else:
        from partnerreg.render import terminal

        terminal.write(report, out, view.screen, view)


def _rows(report: Report, limit: int | None) -> int:
    return sum(len(section.rows[: limited(section, limit)]) for section in report.sections)
