"""How errors end: as words on stderr and an exit code."""

from __future__ import annotations

from partnerreg.cli.telling import tell
from partnerreg.errors import ExitCode, RegisterError, RuleRefused


def explain(error: RegisterError) -> int:
    """Say what is wrong and what to do; the exit code."""
    tell(f"Error: {error.message}")
    if isinstance(error, RuleRefused):
        for finding in error.findings:
            tell(f"  ✘ {finding.code}: {finding.text}")
            tell(f"      {finding.remedy}")
    if error.hint:
        tell(error.hint)
    return int(error.exit_code)


def report_fault(error: Exception) -> int:
    """Say in one line what went wrong unforeseen; the exit code.

    The details of a fault of the program are kept in a file. What the system would
    not do, as writing to a full disk, is no fault of the program.
    """
    if isinstance(error, OSError):
        what = f"{error.filename}" if error.filename else "The answer could not be written"
        tell(f"Error: {what}: {error.strerror or error}.")
        _let_go_of_stdout()
        return int(ExitCode.FAILED)
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="partnerreg-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    tell(
        f"Error: a fault in partnerreg ({type(error).__name__}). Nothing was half written. "
        f"The details are in {file.name}; --debug shows them."
    )
    return int(ExitCode.FAILED)


def _let_go_of_stdout() -> None:
    """Let Python's own last flush go nowhere, or it would fail once more and say so."""
    import os
    import sys
    from contextlib import suppress

    with suppress(OSError, AttributeError):  # there is none, or it is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
