"""A report as text: for a terminal, for a pipe, for another program.

A format is a module with a function `write(report, out, screen)` and a line in
`_MODULES`; a module is imported when its format is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.render.screen import FIRST_ROWS, Screen

if TYPE_CHECKING:
    from typing import TextIO

    from partnerreg.reports.report import Report

__all__ = ["FIRST_ROWS", "FORMATS", "Screen", "render"]

_MODULES = {
    "table": "table",
    "json": "json_format",
    "csv": "csv_format",
}

FORMATS = tuple(_MODULES)


def render(
    report: Report,
    *,
    format: str,  # noqa: A002 -- named as the option that people type
    out: TextIO,
    screen: Screen | None = None,
) -> None:
    """Write a report.

    Args:
        report: what to say.
        format: one of `FORMATS`.
        out: where it goes. A file should be opened with ``newline=""``, or line
            ends change, those within CSV cells too, where the system has its own.
            What its encoding lacks is written in an escaped form.
        screen: the terminal behind `out` (see `Screen.of`); None for a file or
            a pipe, which get no colour, no wrapping and no limit of rows.

    Raises:
        InvalidInput: there is no such format.
    """
    if format not in _MODULES:
        from partnerreg.errors import InvalidInput

        raise InvalidInput(f"There is no format {format!r}.", f"Formats: {', '.join(FORMATS)}.")
    from importlib import import_module

    import_module(f"{__name__}.{_MODULES[format]}").write(report, out, screen)
