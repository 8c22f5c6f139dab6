"""`partnerreg import`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.run import Run, tell
from partnerreg.errors import InvalidInput, RowsRejected

if TYPE_CHECKING:
    from partnerreg.reports.imports import Outcome

app = typer.Typer()

# Rejected entries that are listed for a person.
_LISTED = 20


@app.command("partners")
def partners(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The list; - is standard input.")],
    maps: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="HEADER=FIELD",
            help='Which field a column holds; may be repeated. "HEADER=" leaves the column out.',
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="A field's value for every row that has none of its own; may be repeated.",
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="How it is written; found out if not given.")
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option(metavar="CHARACTER", help="What stands between cells, as ; or tab."),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Write the good rows although others are bad.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do all of it, say what came of it, write nothing.")
    ] = False,
    form: options.WriteFormat = "text",
) -> None:
    """Bring in partners from a list: new ones are added, empty fields of known ones filled."""
    from partnerreg.render.progress import watching
    from partnerreg.transfer.partners import import_partners, understand
    from partnerreg.transfer.source import open_csv

    run: Run = ctx.obj
    words.one_of("--format", form, ("text", "json"))
    with open_csv(file, encoding=encoding, delimiter=delimiter) as source:
        request = understand(source, maps or [], settings or [])
        with (
            run.write("import partners", source.name, dry_run=dry_run, may_make=True) as work,
            watching(sys.stderr, color=run.color) as watch,
        ):
            outcome = import_partners(
                work,
                request,
                run.policy,
                records=watch.over(source, "Reading", source.progress, "Writing"),
                skip_bad=skip_bad,
                dry_run=dry_run,
                shown=_LISTED if form == "text" else None,
            )
    _say(run, outcome, form)


def _say(run: Run, outcome: "Outcome", form: str) -> None:
    """Say what was done, and end by an error if rows were bad."""
    from partnerreg.reports import imports

    if form == "json":
        run.show(imports.report(outcome), "json", everything=True)
    else:
        tell("\n".join(imports.sentences(outcome)))
    if outcome.bad_rows:
        complaint = imports.complaint(outcome, listing=form == "text")
        if outcome.refused:
            raise InvalidInput(complaint, "Mend them, or leave them out with --skip-bad.")
        raise RowsRejected(
            complaint, "Mend them, and import the list again: nothing comes in twice."
        )
