"""The root of the command line: global options, the nouns, and where errors end up."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any

import typer

from partnerreg import __version__
from partnerreg.cli import shells
from partnerreg.cli.failures import explain, report_fault
from partnerreg.cli.globals import parted
from partnerreg.cli.lazy import LazyGroup, command_of, noun
from partnerreg.cli.lean import make_lean
from partnerreg.cli.run import Run
from partnerreg.errors import ExitCode, RegisterError
from partnerreg.signals import SIGNALS

make_lean()

NOUNS = {
    "partner": "Partners: who the house works with, and at what level.",
    "contact": "People at partners.",
    "agreement": "Letters of intent and written agreements, with their files.",
    "unit": "The house's own units.",
    "area": "Service areas, and which partnerships touch them.",
    "goal": "Goals of the strategy, and which partnerships serve them.",
    "staff": "Our people, and whom they follow.",
    "activity": "What was done together.",
    "evaluation": "How partnerships were judged.",
    "report": "The questions a meeting asks.",
    "import": "Bring in many at once, from CSV or a workbook.",
    "export": "Write lists, or the whole register, to files.",
    "db": "The register's file.",
    "config": "Settings: what holds, and where it comes from.",
}

HISTORY = "What was done, the last first: when, by whom, and whether it was taken back."
UNDOING = {
    "undo": "Take back your last operation, or another one: all but what later ones changed.",
    "redo": "Bring back what you took back last.",
}

MODULES = {name: f"partnerreg.cli.{name}" for name in NOUNS} | {
    "import": "partnerreg.cli.import_",
    "history": "partnerreg.cli.history",
}


class Root(LazyGroup):
    """The program itself: errors that people can mend end up here, as words and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the global options wherever they stand: few people know that they come first."""
        own, rest = parted(args)
        return super().parse_args(ctx, own + shells.with_shell(rest))

    def make_context(self, info_name: Any, args: list[str], *rest: Any, **extra: Any) -> Any:
        """Understand the command line; help and version are written here."""
        SIGNALS.begin()
        with _told(debug="--debug" in args):
            return super().make_context(info_name, args, *rest, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with _told(debug=ctx.params["debug"]):
            return super().invoke(ctx)


@contextmanager
def _told(*, debug: bool) -> Iterator[None]:
    """Turn an error into its message, its hint and its exit code."""
    try:
        try:
            yield
        finally:
            # What cannot be written shall be known while it can still be told.
            sys.stdout.flush()
    except RegisterError as error:
        raise typer.Exit(explain(error)) from None
    except BrokenPipeError:
        raise typer.Exit(ExitCode.BROKEN_PIPE) from None
    except SystemExit as end:  # Rich's way to say the same
        raise typer.Exit(ExitCode.BROKEN_PIPE if end.code else ExitCode.DONE) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if debug or _is_usage_error(error):
            raise
        raise typer.Exit(report_fault(error)) from None


def _is_usage_error(error: Exception) -> bool:
    """Whether Typer itself explains the error (its own Click is not importable as such)."""
    return hasattr(error, "exit_code") and hasattr(error, "show")


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"partnerreg {__version__}\n")
        raise typer.Exit


def root(
    ctx: typer.Context,
    db: Annotated[
        str | None, typer.Option("--db", metavar="PATH", help="The register's file.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="en|da|sv|fi|nb", help="Labels and sort order.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="Who does it, for the journal.")
    ] = None,
    policy: Annotated[
        str | None, typer.Option("--policy", metavar="PATH", help="A policy file of your own.")
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.")] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where a fault of the program came from.")
    ] = False,
    version: Annotated[  # noqa: ARG001  # its callback does it all
        bool,
        typer.Option("--version", help="Show the version.", callback=_version, is_eager=True),
    ] = False,
    show_completion: Annotated[  # noqa: ARG001  # as above
        str | None,
        typer.Option(
            "--show-completion",
            metavar="[SHELL]",
            help="Print what lets a shell complete partners' names; the one in use if not given.",
            callback=shells.show,
            is_eager=True,
        ),
    ] = None,
    install_completion: Annotated[  # noqa: ARG001  # as above
        str | None,
        typer.Option(
            "--install-completion",
            metavar="[SHELL]",
            help="Put it where the shell finds it.",
            callback=shells.install,
            is_eager=True,
        ),
    ] = None,
) -> None:
    """A partnership register for libraries and culture houses."""
    if ctx.obj is None:  # else somebody started the program with a run of their own: the demo
        flags = {"db": db, "lang": lang, "actor": actor, "policy": policy}
        ctx.obj = Run(flags, os.environ, color=not no_color, debug=debug)


def build() -> Root:
    """The whole command line, each command still to be made."""
    shell = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    shell.callback(invoke_without_command=True)(root)
    options = typer.main.get_command(shell)
    makers: dict[str, Any] = {
        name: noun(name, MODULES[name], summary) for name, summary in NOUNS.items()
    }
    summaries = dict(NOUNS)
    summaries["demo"] = "Make a small register to try things on, and show its levels."
    makers["demo"] = _demo
    makers["history"] = noun("history", MODULES["history"], HISTORY)
    summaries["history"] = HISTORY
    for name, text in UNDOING.items():
        summaries[name] = text
        makers[name] = partial(_undoing, name)
    return Root(
        makers,
        summaries,
        name="partnerreg",
        params=options.params,
        callback=options.callback,
        help=root.__doc__,
    )


def _undoing(name: str) -> Any:
    from partnerreg.cli import undo

    return command_of(undo.undo_app if name == "undo" else undo.redo_app)()


def _demo() -> Any:
    from partnerreg.cli.demo import app

    return command_of(app)()
