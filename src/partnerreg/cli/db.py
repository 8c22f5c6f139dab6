"""`partnerreg db`."""

import sys

import typer

from partnerreg.cli import options
from partnerreg.cli.run import Run
from partnerreg.errors import RegisterUnusable

app = typer.Typer()


@app.command("path")
def path(ctx: typer.Context) -> None:
    """Print where the register is."""
    run: Run = ctx.obj
    sys.stdout.write(f"{run.settings.db}\n")


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
    """Check that the register is whole: pages, references, documents, levels."""
    from partnerreg.reports.register_file import check as check_report
    from partnerreg.reports.report import counted

    run: Run = ctx.obj
    with run.reader() as reader:
        report, faults = check_report(reader.connection, run.settings.db)
    run.show(report, form, everything=True, raw=raw)
    if faults:
        raise RegisterUnusable(
            f"{run.settings.db} has {counted(faults, 'fault')}.",
            "Restore a copy made before they came.",
        )
