"""How errors end: as words on stderr and an exit code."""

from __future__ import annotations

from partnerreg.cli.run import tell
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
    """Keep the details of a fault of the program in a file, and say so in one line."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="partnerreg-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    tell(
        f"Error: a fault in partnerreg ({type(error).__name__}). Nothing was written. "
        f"The details are in {file.name}; --debug shows them."
    )
    return int(ExitCode.FAILED)
