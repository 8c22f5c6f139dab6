"""`partnerreg config`."""

import typer

from partnerreg.cli import options
from partnerreg.cli.context import AppContext
from partnerreg.reports.report import Column, listing

app = typer.Typer()


@app.command("show")
def show(ctx: typer.Context, form: options.Format = "table", raw: options.Raw = False) -> None:
    """Show every setting, and where it comes from."""
    context: AppContext = ctx.obj
    columns = (
        Column("name", "Setting"),
        Column("value", "Value"),
        Column("origin", "Comes from"),
    )
    note = f"The config file is looked for at {context.settings.config_file}."
    context.show(
        listing("settings", "Settings", columns, context.settings.all(), (note,)), form, raw=raw
    )
