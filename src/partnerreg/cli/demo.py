"""`partnerreg demo`."""

import contextlib
import io
import os
from pathlib import Path
from typing import Annotated

import typer

from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.errors import InvalidInput, RegisterError
from partnerreg.settings import named_place
from partnerreg.signals import SIGNALS

app = typer.Typer()

# Who makes a demo, as its journal says: nobody else wrote to what may be made anew.
ACTOR = "demo"


@app.command("demo")
def demo(
    ctx: typer.Context,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="PATH", help="Where; a place of its own if not given."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Make it anew where there is a demo already.")
    ] = False,
) -> None:
    """Make a small register to try things on, and show its levels."""
    from partnerreg.db.dialects import dialect
    from partnerreg.files import scratch_folder
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.levels import levels

    context: AppContext = ctx.obj
    path = (named_place(to) if to else _place_of_its_own()).absolute()
    if path.exists() and not overwrite:
        raise InvalidInput(
            f"{path} is there already.",
            "Use it with --db, or make the demo anew with --overwrite.",
        )
    refuse_other_registers(path)
    with scratch_folder() as folder:
        made = folder / "demo.db"
        demo_context = _context_on(made, context)
        _fill(demo_context)
        SIGNALS.begin()  # what was done was done elsewhere
        with demo_context.reader() as reader:
            report = levels(
                reader, ReportContext(context.today, demo_context.policy, context.language)
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        dialect.copy_register(made, path, check=refuse_other_registers)
    notify(f"Made a demo register at {path}. To use it:\n  export PARTNERREG_DB='{path}'")
    context.show(report)


def refuse_other_registers(path: Path) -> None:
    """Refuse to make a demo where there is a register that somebody else wrote to.

    Raises:
        InvalidInput: there is one.
        RegisterUnusable: there is something else.
    """
    from partnerreg.db.dialects import dialect
    from partnerreg.db.version import State

    if dialect.state(path) in {State.ABSENT, State.EMPTY}:
        return
    with contextlib.closing(dialect.connect(path)) as connection:
        others = connection.execute("SELECT count(*) FROM operation WHERE actor <> ?", [ACTOR])
        if others.fetchone()[0]:
            raise InvalidInput(
                f"{path} is a register that people have written to, not a demo.",
                "Nothing was changed. Name another place with --to.",
            )


def _context_on(path: Path, context: AppContext) -> AppContext:
    """A context of the demo's own: what the user has set, but for the language, does not count."""
    flags = {"db": str(path), "lang": context.language.code, "actor": ACTOR}
    environment = {"PARTNERREG_TODAY": context.today.isoformat(), "PARTNERREG_CONFIG": os.devnull}
    return AppContext(flags, environment)


def _place_of_its_own() -> Path:
    """Beside where the platform keeps registers, whichever one is in use."""
    import platformdirs

    return platformdirs.user_data_path("partnerreg", appauthor=False) / "demo.db"


def _fill(context: AppContext) -> None:
    """Run the demo's commands, one after the other."""
    from partnerreg.cli.program import run
    from partnerreg.demo import commands

    for words in commands(context.today):
        said, shown = io.StringIO(), io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(shown):
            code = run(words, context)
        if code:
            raise RegisterError(
                f"The demo's command {' '.join(words)!r} failed:\n{said.getvalue()}"
            )
