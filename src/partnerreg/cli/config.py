"""`partnerreg config`."""

import typer

from partnerreg.cli import options
from partnerreg.cli.run import Run
from partnerreg.reports.report import Column, listing

app = typer.Typer()


@app.command("show")
def show(ctx: typer.Context, form: options.Format = "table", raw: options.Raw = False) -> None:
    """Show every setting, and where it comes from."""
    run: Run = ctx.obj
    columns = (
        Column("name", "Setting"),
        Column("value", "Value"),
        Column("origin", "Comes from"),
    )
    note = f"The config file is looked for at {run.settings.config_file}."
    run.show(listing("settings", "Settings", columns, run.settings.all(), (note,)), form, raw=raw)
