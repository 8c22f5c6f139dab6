"""`partnerreg demo`."""

import contextlib
import io
from pathlib import Path
from typing import Annotated

import typer

from partnerreg.cli.run import Run, tell
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
    from partnerreg.reports.levels import levels
    from partnerreg.store.opening import open_reader

    run: Run = ctx.obj
    path = (Path(to).expanduser() if to else _place_of_its_own()).absolute()
    if path.exists():
        if not overwrite:
            raise InvalidInput(
                f"{path} is there already.",
                "Use it with --db, or make it anew, losing what is in it, with --overwrite.",
            )
        _remove_demo(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _fill(run, path)
    tell(f"Made a demo register at {path}. To use it:\n  export PARTNERREG_DB='{path}'")
    reader = open_reader(path, tell)
    try:
        run.show(levels(reader, run.today, run.policy, run.language))
    finally:
        reader.close()


def _place_of_its_own() -> Path:
    """Beside where the platform keeps registers, whichever one is in use."""
    import platformdirs

    return platformdirs.user_data_path("partnerreg", appauthor=False) / "demo.db"


def _fill(run: Run, path: Path) -> None:
    """Run the demo's commands on a new register at `path`; it appears there when it is whole."""
    from partnerreg.cli.app import build
    from partnerreg.demo import commands

    unfinished = path.with_name(f"{path.name}.unfinished")
    _remove(unfinished)
    program = build()
    for words in commands(run.today):
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            code = program(
                ["--db", str(unfinished), *words], prog_name="partnerreg", standalone_mode=False
            )
        if code:
            raise RegisterError(
                f"The demo's command {' '.join(words)!r} failed:\n{said.getvalue()}"
            )
    unfinished.rename(path)


def _remove_demo(path: Path) -> None:
    """Take an earlier demo away, if a register is what it is.

    Raises:
        RegisterUnusable: it is something else.
    """
    from partnerreg.store.version import state

    state(path)
    _remove(path)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
