"""A report as PDF: the HTML page, printed by the browser that is on this machine.

Why through the browser: docs/decisions, "PDF through the browser".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partnerreg.errors import RegisterError
from partnerreg.files import scratch_folder
from partnerreg.render import browser, html_format
from partnerreg.reports.report import Form

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from partnerreg.render.view import View
    from partnerreg.reports.report import Report, Section

# What a browser may take for it, in seconds. It takes one or two.
TIME_LIMIT = 60

# A sheet to bring to a meeting is two pages; lines to write on begin no third.
MOST_PAGES = 2

REMEDY = (
    "Write the report as .html and print it from your browser, "
    f"or name another browser in {browser.NAMED}."
)


def write(report: Report, out: BinaryIO, view: View) -> None:
    """Print the report on A4.

    Raises:
        NotFound: there is no browser to print with.
        RegisterError: it did not print.
    """
    program = browser.find()
    printed = _printed(program, report, view)
    if _pages(printed) > MOST_PAGES and any(map(_is_to_write_on, report.sections)):
        kept = [section for section in report.sections if not _is_to_write_on(section)]
        printed = _printed(program, report._replace(sections=kept), view)
    out.write(printed)


def _is_to_write_on(section: Section) -> bool:
    return section.form is Form.LINES


def _pages(printed: bytes) -> int:
    """How many pages a browser's PDF has; it leaves the objects that stand for them in plain."""
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def _printed(program: str, report: Report, view: View) -> bytes:
    with scratch_folder() as folder:
        page, sheet = folder / "report.html", folder / "report.pdf"
        with page.open("w", encoding="utf-8", newline="") as file:
            html_format.write(report, file, view)
        _print(program, page, sheet)
        return sheet.read_bytes()


def _print(program: str, page: Path, sheet: Path) -> None:
    import subprocess

    line = browser.command(program, page.parent / "profile")
    line += ["--no-pdf-header-footer", "--generate-pdf-document-outline"]
    line += [f"--print-to-pdf={sheet}", page.as_uri()]
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, and the paths are ours
            line, capture_output=True, timeout=TIME_LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise RegisterError(
            f"{program} did not finish printing within {TIME_LIMIT} seconds.", REMEDY
        ) from None
    except OSError as error:
        raise RegisterError(f"{program} cannot be started: {error}.", REMEDY) from None
    if not sheet.is_file():
        raise RegisterError(f"{program} printed nothing.{_reason(done.stderr)}", REMEDY)


def _reason(said: bytes) -> str:
    """The last thing that the browser said, if it said something."""
    spoken = said.decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(spoken) if line.strip()), "")
    return f" It said: {last}" if last else ""
