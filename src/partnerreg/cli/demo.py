"""`partnerreg demo`."""

import contextlib
import io
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from partnerreg.cli.run import Run
from partnerreg.cli.telling import tell
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

    run: Run = ctx.obj
    path = (named_place(to) if to else _place_of_its_own()).absolute()
    if path.exists() and not overwrite:
        raise InvalidInput(
            f"{path} is there already.",
            "Use it with --db, or make the demo anew with --overwrite.",
        )
    refuse_other_registers(path)
    with scratch_folder() as folder:
        made = folder / "demo.db"
        demo_run = _run_on(made, run)
        _fill(ctx.find_root().command, demo_run)
        SIGNALS.begin()  # what was done was done elsewhere
        with demo_run.reader() as reader:
            report = levels(reader, ReportContext(run.today, demo_run.policy, run.language))
        path.parent.mkdir(parents=True, exist_ok=True)
        dialect.copy_register(made, path, check=refuse_other_registers)
    tell(f"Made a demo register at {path}. To use it:\n  export PARTNERREG_DB='{path}'")
    run.show(report)


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


def _run_on(path: Path, run: Run) -> Run:
    """A run of the demo's own: what the user has set, but for the language, does not count."""
    flags = {"db": str(path), "lang": run.language.code, "actor": ACTOR}
    environment = {"PARTNERREG_TODAY": run.today.isoformat(), "PARTNERREG_CONFIG": os.devnull}
    return Run(flags, environment, debug=run.debug)


def _place_of_its_own() -> Path:
    """Beside where the platform keeps registers, whichever one is in use."""
    import platformdirs

    return platformdirs.user_data_path("partnerreg", appauthor=False) / "demo.db"


def _fill(program: Any, run: Run) -> None:
    """Run the demo's commands, one after the other."""
    from partnerreg.demo import commands

    for words in commands(run.today):
        said, shown = io.StringIO(), io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(shown):
            code = program(words, prog_name="partnerreg", standalone_mode=False, obj=run)
        if code:
            raise RegisterError(
                f"The demo's command {' '.join(words)!r} failed:\n{said.getvalue()}"
            )
