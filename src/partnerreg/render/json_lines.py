"""A report's main section as JSON Lines: an object on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.render.json_format import objects, write_pieces

if TYPE_CHECKING:
    from typing import TextIO

    from partnerreg.render.options import View
    from partnerreg.reports.report import Report


def write(report: Report, out: TextIO, _view: View) -> None:
    """Write the rows of the main section."""
    write_pieces(("\n".join([*found, ""]) for found in objects(report.main)), out)
