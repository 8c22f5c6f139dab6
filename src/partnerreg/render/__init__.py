"""A report as people or programs read it: on a terminal, in a pipe, in a file.

A format is a module with a function `write(report, out, view)` and a line in `_MODULES`; a
module is imported when its format is asked for. Formats in `BINARY` write bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.render.options import View
from partnerreg.render.screen import FIRST_ROWS, Screen

if TYPE_CHECKING:
    from partnerreg.reports.report import Report

__all__ = ["BINARY", "FIRST_ROWS", "FORMATS", "Screen", "View", "render"]

_MODULES = {
    "table": "table",
    "json": "json_format",
    "csv": "csv_format",
    "markdown": "markdown",
    "html": "html_format",
    "xlsx": "xlsx",
    "pdf": "pdf",
}

FORMATS = tuple(_MODULES)
BINARY = ("xlsx", "pdf")


def render(report: Report, *, form: str, out: Any, view: View | None = None) -> None:
    """Write a report.

    Args:
        report: what to say.
        form: one of `FORMATS`.
        out: where it goes: a text file, or one of bytes for a format in `BINARY`. A text
            file should be opened with ``newline=""``, or line ends change, those within
            CSV cells too, where the system has its own. What its encoding lacks is
            written in an escaped form.
        view: who reads it, and where; English in a file or a pipe if not given.

    Raises:
        InvalidInput: there is no such format.
        RegisterError: what the format takes is not there (`pdf` takes a browser).
    """
    if form not in _MODULES:
        from partnerreg.errors import InvalidInput

        raise InvalidInput(f"There is no format {form!r}.", f"Formats: {', '.join(FORMATS)}.")
    from importlib import import_module

    import_module(f"{__name__}.{_MODULES[form]}").write(report, out, view or View())
