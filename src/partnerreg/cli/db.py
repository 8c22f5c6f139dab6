"""`partnerreg db`."""

import os
import sys
from functools import partial

import typer

from partnerreg.cli import options
from partnerreg.cli.run import Run
from partnerreg.errors import RegisterUnusable

app = typer.Typer()


@app.command("path")
def path(ctx: typer.Context) -> None:
    """Print where the register is."""
    run: Run = ctx.obj
    sys.stdout.buffer.write(os.fsencode(run.settings.db) + os.linesep.encode())  # perhaps no text


@app.command("info")
def info(ctx: typer.Context, form: options.Format = "table", raw: options.Raw = False) -> None:
    """Show the register's place, size, version, and how much is in it."""
    from partnerreg.reports.register_file import info as info_report

    run: Run = ctx.obj
    with run.reader() as reader:
        report = info_report(reader.connection, run.settings.db)
    run.show(report, form, everything=True, raw=raw)


@app.command("check")
def check(ctx: typer.Context, form: options.Format = "table", raw: options.Raw = False) -> None:
    """Check that the register is whole: all that is in it can be read, and fits together."""
    from partnerreg.register.laws import examine
    from partnerreg.render.progress import watching
    from partnerreg.reports.register_file import check as check_report
    from partnerreg.reports.report import counted
    from partnerreg.store.health import BATCH
    from partnerreg.store.inventory import undocumented

    run: Run = ctx.obj
    with run.reader() as reader, watching(sys.stderr, color=run.color) as watch:
        examined = examine(reader.connection, partial(watch.over, size=BATCH))
        idle = undocumented(reader.connection)
    run.show(check_report(examined, idle, run.settings.db), form, everything=True, raw=raw)
    if faults := sum(len(item.faults) for item in examined):
        raise RegisterUnusable(
            f"{run.settings.db} has {counted(faults, 'fault')}.",
            "`partnerreg db restore FILE` puts a backup in its place, made before they came.",
        )
