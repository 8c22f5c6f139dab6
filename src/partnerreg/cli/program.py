"""One run of the program: which way a command line goes, and where its errors end."""

from __future__ import annotations

import sys
from os import environ
from typing import Any

from partnerreg.cli.console import print_crash, print_error
from partnerreg.cli.context import AppContext
from partnerreg.cli.parameters import split_global_options
from partnerreg.errors import ExitCode, RegisterError
from partnerreg.signals import SIGNALS

# Set while Tab is pressed: the shell. The only argument is the command's line then.
COMPLETING = "_PARTNERREG_COMPLETE"


def run(words: list[str], context: AppContext | None = None) -> int:
    """Run a command; its exit code.

    Args:
        words: the command line, without the program's name.
        context: what the command works with; by default what its global options say.
    """
    values, own, rest = split_global_options(words)
    SIGNALS.begin()
    try:
        try:
            if shell := environ.get(COMPLETING):
                from partnerreg.cli import completion

                completion.answer(shell, words[-1] if words else "", _typer_program)
            else:
                _run(context or AppContext.of(values or {}), values is not None, own, rest)
        finally:
            # What cannot be written shall be known while it can still be told.
            sys.stdout.flush()
    except RegisterError as error:
        return print_error(error)
    except BrokenPipeError:
        return ExitCode.BROKEN_PIPE
    except SystemExit as end:  # with a code of 1 if Typer or Rich found that nobody reads
        return ExitCode.BROKEN_PIPE if end.code == 1 else int(end.code or 0)
    except Exception as error:
        if "--debug" in own:
            raise
        return print_crash(error)
    return ExitCode.DONE


def _run(context: AppContext, plain: bool, own: list[str], rest: list[str]) -> None:
    from partnerreg.cli import fast_path

    if plain and fast_path.answer(context, rest):
        return
    from partnerreg.cli.completion import with_shell

    # Few people know that global options come first.
    _typer_program()([*own, *with_shell(rest)], prog_name="partnerreg", obj=context)


def _typer_program() -> Any:
    """The whole command line, as Typer makes it."""
    from partnerreg.cli.app import build

    return build()
