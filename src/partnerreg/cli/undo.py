"""`partnerreg undo` and `partnerreg redo`."""

from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.cli.read_commands import operation_number

if TYPE_CHECKING:
    from partnerreg.services.undo import UndoResult

app = typer.Typer()

DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Say what it would do and what it would keep; write nothing."),
]


@app.command("undo")
def undo(
    ctx: typer.Context,
    number: Annotated[
        str | None,
        typer.Argument(metavar="[NUMBER]", help="Which operation; your own last one if not given."),
    ] = None,
    dry_run: DryRun = False,
    form: options.WriteFormat = "text",
) -> None:
    """Take back your last operation, or another one: all but what later ones changed."""
    from partnerreg.services.undo import undo as take_back

    context: AppContext = ctx.obj
    operation = None if number is None else operation_number(number)
    with context.write("undo", number or "", dry_run=dry_run) as work:
        done = take_back(work, operation)
    _say(context, done, form, dry_run=dry_run)


@app.command("redo")
def redo(
    ctx: typer.Context,
    dry_run: DryRun = False,
    form: options.WriteFormat = "text",
) -> None:
    """Bring back what you took back last."""
    from partnerreg.services.undo import redo as bring_back

    context: AppContext = ctx.obj
    with context.write("redo", "", dry_run=dry_run) as work:
        done = bring_back(work)
    _say(context, done, form, dry_run=dry_run)


def _say(context: AppContext, done: "UndoResult", form: str, *, dry_run: bool) -> None:
    """Say what was done; what is kept stands on stdout."""
    from partnerreg.cli.remedies import sentence
    from partnerreg.reports import undo as reports

    if form == "json":
        context.show(reports.report(done, dry_run=dry_run), "json", everything=True)
        return
    for line in reports.sentences(done, dry_run=dry_run):
        notify(sentence(line))
    if done.kept:
        context.show(reports.kept(done))
