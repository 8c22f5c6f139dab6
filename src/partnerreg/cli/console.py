"""What the program says to the person, beside its answers."""

from __future__ import annotations

import sys
from errno import EBADF

from partnerreg.errors import ExitCode, RegisterError, RuleRefused
from partnerreg.signals import SIGNALS


def notify(message: str, end: str = "\n") -> None:
    """Say something to the person, on stderr, whatever characters are in it."""
    from partnerreg.render.text import encodable, lines

    text = encodable("\n".join(lines(message)), sys.stderr) + end
    with SIGNALS.held():  # a signal in the midst of it would let it be written twice
        sys.stderr.write(text)
        sys.stderr.flush()


def print_error(error: RegisterError) -> int:
    """Say what is wrong and what to do; the exit code."""
    from partnerreg.cli.remedies import sentence, to_paste

    notify(f"Error: {sentence(error.message)}")
    if isinstance(error, RuleRefused):
        for finding in error.findings:
            notify(f"  ✘ {finding.code}: {finding.text}")
            notify(f"      {to_paste(finding.remedy)}")
    if error.hint:
        notify(sentence(error.hint))
    return int(error.exit_code)


def print_crash(error: Exception) -> int:
    """Say in one line what went wrong unforeseen; the exit code.

    The details of a fault of the program are kept in a file. What the system would
    not do, as writing to a full disk, is no fault of the program.
    """
    if isinstance(error, OSError):
        what = error.filename or "The answer could not be written"
        why = "its stream is closed" if error.errno == EBADF else error.strerror or error
        outcome = " What was asked for is done all the same." if SIGNALS.committed else ""
        notify(f"Error: {what}: {why}.{outcome}")
        return int(ExitCode.FAILED)
    outcome = "What was asked for is done" if SIGNALS.committed else "Nothing was half written"
    fault = type(error).__name__
    notify(f"Error: a fault in partnerreg ({fault}). {outcome}. {_keep_details(error)}")
    return int(ExitCode.FAILED)


def _keep_details(error: Exception) -> str:
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
