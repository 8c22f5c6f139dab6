"""`partnerreg history`."""

from typing import Annotated

import typer

from partnerreg.cli import options, past

app = typer.Typer(add_completion=False)

Operation = Annotated[
    str, typer.Argument(metavar="NUMBER", help="The operation's number, as `history` shows it.")
]


@app.callback(invoke_without_command=True)
def history(
    ctx: typer.Context,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was done from that day on.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Only what they did.")] = None,
    command: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only commands with this in their name, as `import`."),
    ] = None,
    everything: options.All = False,
    form: options.Format = "table",
) -> None:
    """What was done, the last first: when, by whom, and whether it was taken back."""
    if ctx.invoked_subcommand is None:
        past.history(ctx.obj, since=since, by=by, command=command, everything=everything, form=form)


@app.command("show")
def show(
    ctx: typer.Context,
    number: Operation,
    everything: options.All = False,
    form: options.Format = "table",
) -> None:
    """What one operation did, field by field: what was, and what is."""
    past.history_show(ctx.obj, number, everything=everything, form=form)
