"""How errors end: as words on stderr and an exit code."""

from __future__ import annotations

from errno import EBADF

from partnerreg.cli.telling import tell
from partnerreg.errors import ExitCode, RegisterError, RuleRefused
from partnerreg.signals import SIGNALS


def explain(error: RegisterError) -> int:
    """Say what is wrong and what to do; the exit code."""
    from partnerreg.cli.remedies import sentence, to_paste

    tell(f"Error: {error.message}")
    if isinstance(error, RuleRefused):
        for finding in error.findings:
            tell(f"  ✘ {finding.code}: {finding.text}")
            tell(f"      {to_paste(finding.remedy)}")
    if error.hint:
        tell(sentence(error.hint))
    return int(error.exit_code)


def report_fault(error: Exception) -> int:
    """Say in one line what went wrong unforeseen; the exit code.

    The details of a fault of the program are kept in a file. What the system would
    not do, as writing to a full disk, is no fault of the program.
    """
    if isinstance(error, OSError):
        what = error.filename or "The answer could not be written"
        why = "its stream is closed" if error.errno == EBADF else error.strerror or error
        outcome = " What was asked for is done all the same." if SIGNALS.committed else ""
        tell(f"Error: {what}: {why}.{outcome}")
        return int(ExitCode.FAILED)
    outcome = "What was asked for is done" if SIGNALS.committed else "Nothing was half written"
    tell(f"Error: a fault in partnerreg ({type(error).__name__}). {outcome}. {_details(error)}")
    return int(ExitCode.FAILED)


def _details(error: Exception) -> str:
    """Keep a fault's details in a file; where they are."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile(
            "w",
            prefix="partnerreg-fault-",
            suffix=".txt",
            delete=False,
            encoding="utf-8",
            errors="backslashreplace",
        ) as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "--debug shows the details."
    return f"The details are in {file.name}; --debug shows them."
