"""A report as people or programs read it: on a terminal, in a pipe, in a file.

A format is a module with a function `write(report, out, view)` and a line in `_FORMATS`; a
module is imported when its format is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.render.options import FIRST_ROWS, Screen, View

if TYPE_CHECKING:
    from partnerreg.reports.report import Report

__all__ = [
    "BINARY",
    "ENDINGS",
    "FIRST_ROWS",
    "FORMATS",
    "STREAMED",
    "Screen",
    "View",
    "render",
]


class Format(NamedTuple):
    """A format.

    Attributes:
        module: what writes it.
        endings: what names of such files end in, the usual one first.
        binary: it is written as bytes.
        streamed: it takes a `Stream` of rows, so that exported lists have it.
    """

    module: str
    endings: tuple[str, ...]
    binary: bool = False
    streamed: bool = False


_FORMATS = {
    "table": Format("table", (".txt",)),
    "json": Format("json_format", (".json",), streamed=True),
    "jsonl": Format("json_lines", (".jsonl",), streamed=True),
    "csv": Format("csv_format", (".csv",), streamed=True),
    "markdown": Format("markdown", (".md",)),
    "html": Format("html_format", (".html", ".htm")),
    "xlsx": Format("xlsx", (".xlsx",), binary=True, streamed=True),
    "pdf": Format("pdf", (".pdf",), binary=True),
    "docx": Format("word", (".docx",), binary=True),
}

FORMATS = tuple(_FORMATS)
BINARY = tuple(name for name, form in _FORMATS.items() if form.binary)
STREAMED = tuple(name for name, form in _FORMATS.items() if form.streamed)
ENDINGS = {ending: name for name, form in _FORMATS.items() for ending in form.endings}


def render(report: Report, *, form: str, out: Any, view: View | None = None) -> None:
    """Write a report.

    Args:
        report: what to say.
        form: one of `FORMATS`; of `STREAMED` where its rows come as a `Stream`.
        out: where it goes: a file of bytes, or of text but for a format in `BINARY`. A text
            file should be opened with ``newline=""``, or line ends change, those within
            CSV cells too, where the system has its own. What its encoding lacks is
            written in an escaped form.
        view: who reads it, and where; English in a file or a pipe if not given.

    Raises:
        InvalidInput: there is no such format, or it cannot hold the report.
        RegisterError: what the format takes is not there (`pdf` takes a browser).
    """
    if form not in _FORMATS:
        from partnerreg.errors import InvalidInput

        raise InvalidInput(f"There is no format {form!r}.", f"Formats: {', '.join(FORMATS)}.")
    from importlib import import_module

    if form not in BINARY and not hasattr(out, "encoding"):
        from partnerreg.render.text import Utf8

        out = Utf8(out)
    import_module(f"{__name__}.{_FORMATS[form].module}").write(report, out, view or View())
