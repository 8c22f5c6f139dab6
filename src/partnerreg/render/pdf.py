"""A report as PDF: the HTML page, printed by the browser that is on this machine.

Why through the browser: docs/decisions, "PDF through the browser".
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from partnerreg.errors import RegisterError
from partnerreg.files import scratch_folder
from partnerreg.render import browser, html_format
from partnerreg.reports.report import Form
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import Popen
    from typing import BinaryIO

    from partnerreg.render.options import View
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
        said = _complaints(line)
    except subprocess.TimeoutExpired:
        raise RegisterError(
            f"{program} did not finish printing within {TIME_LIMIT} seconds.", REMEDY
        ) from None
    except OSError as error:
        raise RegisterError(f"{program} cannot be started: {error}.", REMEDY) from None
    if not sheet.is_file():
        raise RegisterError(f"{program} printed nothing.{_reason(said)}", REMEDY)


def _complaints(line: list[str]) -> bytes:
    """Run a browser; what it said on standard error.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it took longer than `TIME_LIMIT`.
    """
    from contextlib import ExitStack
    from subprocess import DEVNULL, PIPE, Popen

    with ExitStack() as ending:
        with SIGNALS.held():  # no moment in which it runs and nobody would end it
            program = Popen(  # noqa: S603 -- no shell, and the paths are ours
                line, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, start_new_session=True
            )
            ending.enter_context(program)
            ending.callback(_end, program)
        return program.communicate(timeout=TIME_LIMIT)[1]


def _end(program: Popen[bytes]) -> None:
    """End a program with all that it has started, whatever of it is still there."""
    import os
    import signal
    from contextlib import suppress

    if sys.platform == "win32":
        program.kill()
        return
    # Gone, or on macOS not yet taken note of.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGKILL)


def _reason(said: bytes) -> str:
    """The last thing that the browser said, if it said something."""
    spoken = said.decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(spoken) if line.strip()), "")
    return f" It said: {last}" if last else ""
