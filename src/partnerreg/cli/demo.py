"""`partnerreg demo`."""

import contextlib
import io
import os
from pathlib import Path
from typing import Annotated

import typer

from partnerreg.cli.run import Run
from partnerreg.cli.telling import tell
from partnerreg.errors import InvalidInput, RegisterError

app = typer.Typer()


@app.command("demo")
def demo(
    ctx: typer.Context,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="PATH", help="Where; a place of its own if not given."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Make it anew where there is one already.")
    ] = False,
) -> None:
    """Make a small register to try things on, and show its levels."""
    from partnerreg.reports.asked import Asked
    from partnerreg.reports.levels import levels
    from partnerreg.store.version import state

    run: Run = ctx.obj
    path = (Path(to).expanduser() if to else _place_of_its_own()).absolute()
    if path.exists():
        if not overwrite:
            raise InvalidInput(
                f"{path} is there already.",
                "Use it with --db, or make it anew, losing what is in it, with --overwrite.",
            )
        state(path)  # only a register is written over
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    _remove(unfinished)
    demo_run = _run_on(unfinished, run)
    try:
        _fill(demo_run)
        with demo_run.reader() as reader:
            report = levels(reader, Asked(run.today, demo_run.policy, run.language))
        _take_the_place(unfinished, path)
    finally:
        _remove(unfinished)
    tell(f"Made a demo register at {path}. To use it:\n  export PARTNERREG_DB='{path}'")
    run.show(report)


def _run_on(path: Path, run: Run) -> Run:
    """A run of the demo's own: what the user has set, but for the language, does not count."""
    flags = {"db": str(path), "lang": run.language.code, "actor": "demo"}
    environment = {"PARTNERREG_TODAY": run.today.isoformat(), "PARTNERREG_CONFIG": os.devnull}
    return Run(flags, environment, debug=run.debug)


def _place_of_its_own() -> Path:
    """Beside where the platform keeps registers, whichever one is in use."""
    import platformdirs

    return platformdirs.user_data_path("partnerreg", appauthor=False) / "demo.db"


def _fill(run: Run) -> None:
    """Run the demo's commands, one after the other."""
    from partnerreg.cli.app import build
    from partnerreg.demo import commands

    program = build()
    for words in commands(run.today):
        said, shown = io.StringIO(), io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(shown):
            code = program(words, prog_name="partnerreg", standalone_mode=False, obj=run)
        if code:
            raise RegisterError(
                f"The demo's command {' '.join(words)!r} failed:\n{said.getvalue()}"
            )


def _take_the_place(made: Path, path: Path) -> None:
    """Let the demo that is whole stand where an earlier one may be."""
    for beside in _beside(path):  # what belongs to the earlier one's file must not meet the new one
        beside.unlink(missing_ok=True)
    made.replace(path)


def _remove(path: Path) -> None:
    for file in (path, *_beside(path)):
        file.unlink(missing_ok=True)


def _beside(path: Path) -> list[Path]:
    """Where SQLite keeps what is not in a register's file yet."""
    return [path.with_name(f"{path.name}{suffix}") for suffix in ("-wal", "-shm")]
