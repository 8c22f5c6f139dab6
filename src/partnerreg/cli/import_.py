"""`partnerreg import`."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from partnerreg.cli import options
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext, config_folder
from partnerreg.cli.options import typed, with_parameters
from partnerreg.cli.parameters import argument, flag, option
from partnerreg.cli.validation import one_of
from partnerreg.errors import InvalidInput, RegisterError, RowsRejected
from partnerreg.reports.report import pluralize
from partnerreg.signals import SIGNALS
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.reports.imports import Outcome
    from partnerreg.transfer.import_spec import Choices
    from partnerreg.transfer.mapping.saved_mappings import SavedMapping

app = typer.Typer()

# Rejected entries, and fields that were changed, that are listed for a person.
_LISTED = 20


TAKES = (
    argument("file", "FILE|-", "The list; - is standard input."),
    typed(
        "maps",
        Annotated[
            list[str] | None,
            typer.Option(
                "--map",
                metavar="HEADER=FIELD",
                help="Which field a column holds; may be repeated. "
                '"HEADER=" leaves the column out.',
            ),
        ],
    ),
    typed(
        "settings",
        Annotated[
            list[str] | None,
            typer.Option(
                "--set",
                metavar="FIELD=VALUE",
                help="A field's value for every row that has none of its own; may be repeated.",
            ),
        ],
    ),
    option("encoding", "NAME", "How it is written; found out if not given."),
    option("delimiter", "CHARACTER", "What stands between cells, as ; or tab."),
    option("sheet", "NAME|NUMBER", "Which sheet of a workbook."),
    typed(
        "skip_lines",
        Annotated[
            int | None,
            typer.Option(metavar="N", min=0, help="Lines above the header to pass over."),
        ],
    ),
    flag("no_header", 'The first row is data; --map "column 1=name" and so on.'),
    option("date_order", "dmy|mdy", "Whether 03.04.2026 is in April or in March."),
    flag("keep_unmapped", "Keep columns that mean no field in the notes."),
    option("mapping", "NAME", "Read it as a mapping says that was saved."),
    option("save_mapping", "NAME", "Save how it is read, for the next time."),
    option(
        "on_match",
        "skip|fill|update",
        "What a row does to what is there: nothing, fill empty fields, or write over them.",
        default="fill",
    ),
    flag("empty_clears", "With --on-match update: empty cells empty fields."),
    flag("skip_bad", "Write the good rows although others are bad."),
    option("rejects", "FILE", "Write rejected rows there, with the reason beside them."),
    flag("dry_run", "Do all of it, say what came of it, write nothing."),
    typed("form", options.WriteFormat, "text"),
)


class _Refused(Exception):
    """Nothing is to be written, and no register made."""


class _Task(NamedTuple):
    """What is to be done with a list, apart from how it is read."""

    choices: "Choices"
    skip_bad: bool
    dry_run: bool
    rejects: str | None
    form: str
    save_as: str | None


def _import(
    noun: str,
    ctx: typer.Context,
    *,
    file: str,
    on_match: str,
    form: str,
    mapping: str | None = None,
    save_mapping: str | None = None,
    empty_clears: bool = False,
    skip_bad: bool = False,
    rejects: str | None = None,
    dry_run: bool = False,
    maps: Sequence[str] = (),
    settings: Sequence[str] = (),
    **how: Any,
) -> None:
    """Import a list of a noun."""
    from partnerreg.transfer.mapping import saved_mappings

    choices = _choices(on_match, empty_clears=empty_clears)
    typed_mapping = saved_mappings.SavedMapping(noun, tuple(maps), tuple(settings), **how)
    if mapping is not None:
        saved = saved_mappings.load(config_folder(), mapping, noun)
        typed_mapping = saved_mappings.merged(saved, typed_mapping)
    task = _Task(choices, skip_bad, dry_run, rejects, form, save_mapping)
    _bring_in(ctx.obj, file, typed_mapping, task)


def add_lists(app: typer.Typer) -> None:
    """Give an app the commands that bring in each noun."""
    for plural, noun in listed_nouns().items():
        what = noun.lists or plural
        help_ = f"Bring in {what}: new ones are added, empty fields filled."
        app.command(plural, help=help_)(with_parameters(partial(_import, plural), TAKES))


@app.command("all")
def all_(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="What `export all` wrote, with all its files.")
    ],
    no_history: Annotated[
        bool,
        typer.Option("--no-history", help="Without the way of partners through the levels."),
    ] = False,
) -> None:
    """Rebuild a whole register in a new file, from what `export all` wrote."""
    from partnerreg.render.progress import watching
    from partnerreg.transfer.archive.files import open_archive
    from partnerreg.transfer.archive.whole import import_all
    from partnerreg.transfer.export import BATCH

    context: AppContext = ctx.obj
    archive = open_archive(folder)
    with (
        context.write("import all", folder, may_make=True, whole=True) as work,
        watching(sys.stderr, color=context.color) as watch,
    ):
        done = import_all(work, archive, partial(watch.over, size=BATCH), history=not no_history)
    context.print_result(
        f"Rebuilt {pluralize(done.partners, 'partner')} and "
        f"{pluralize(done.documents, 'document')}."
    )


@app.command("template")
def template(
    ctx: typer.Context,
    noun: Annotated[str, typer.Argument(metavar="NOUN", help="What the list is of, as partners.")],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")
    ] = None,
    overwrite: options.Overwrite = False,
) -> None:
    """Print a header to fill in, in the language of --lang."""
    import csv
    import io

    from partnerreg.render.text import encodable
    from partnerreg.transfer.header_words import header_cells

    context: AppContext = ctx.obj
    cells = header_cells(noun, context.language.code)
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerow(cell.text for cell in cells)
    if output is None:
        sys.stdout.write(encodable(text.getvalue(), sys.stdout))
        return
    with context.open_output(output, overwrite=overwrite) as file:
        # Excel knows UTF-8 by the mark alone.
        file.write(text.getvalue().encode("utf-8-sig"))
    needed = ", ".join(cell.text for cell in cells if cell.required)
    notify(f"Wrote {output}. Columns that must be filled: {needed}.")


def _choices(on_match: str, *, empty_clears: bool) -> "Choices":
    from partnerreg.transfer.import_spec import Choices, OnMatch

    one_of("--on-match", on_match, [choice.value for choice in OnMatch])
    if empty_clears and on_match != OnMatch.UPDATE:
        raise InvalidInput(
            "--empty-clears empties filled fields, which only --on-match update may write.",
            "Give both, or neither.",
        )
    return Choices(OnMatch(on_match), empty_clears)


def _bring_in(context: AppContext, file: str, how: "SavedMapping", task: _Task) -> None:
    """Read the list, bring it in, and say what came of it."""
    from partnerreg.cli.remedies import sentence
    from partnerreg.render.progress import watching
    from partnerreg.transfer.import_list import import_list, prepare
    from partnerreg.transfer.mapping.saved_mappings import save
    from partnerreg.transfer.readers.dates import Order
    from partnerreg.transfer.readers.source import open_source
    from partnerreg.transfer.rejects import open_rejects

    one_of("--format", task.form, ("text", "json"))
    with open_source(
        file,
        encoding=how.encoding,
        delimiter=how.delimiter,
        sheet=how.sheet,
        skip_lines=how.skip_lines or 0,
        has_header=not how.no_header,
    ) as source:
        order = how.date_order and one_of("--date-order", how.date_order, list(Order))
        request = prepare(
            source,
            how.noun,
            how.maps,
            how.settings,
            order=Order(order) if order else None,
            choices=task.choices,
            keep_unmapped=bool(how.keep_unmapped),
        )
        if task.save_as:  # now that it has turned out to make sense
            notify(f"Saved the mapping at {save(config_folder(), task.save_as, how)}.")
        outcome = None
        try:
            with (
                (
                    open_rejects(task.rejects, source, context.build_file)
                    if task.rejects
                    else nullcontext()
                ) as rejects,
                suppress(_Refused),
                context.write(
                    f"import {how.noun}",
                    source.name,
                    dry_run=task.dry_run,
                    may_make=True,
                    whole=True,
                ) as work,
                watching(sys.stderr, color=context.color) as watch,
            ):
                outcome = import_list(
                    work,
                    request,
                    context.policy,
                    sentence,
                    records=watch.over(source, "Reading", source.progress, "Writing"),
                    skip_bad=task.skip_bad,
                    dry_run=task.dry_run,
                    shown=_LISTED if task.form == "text" else None,
                    rejects=rejects,
                )
                if outcome.refused:
                    raise _Refused
        except RegisterError as error:
            if outcome is None or outcome.refused or not SIGNALS.committed:
                raise
            raise RegisterError(  # the list is in, and its rejected rows are not in their file
                f"{sentence(error.message)} The good rows of {source.name} came in.",
                "Import it once more for the rejected ones: nothing comes in twice.",
            ) from error
    assert outcome is not None
    _say(context, outcome, task)


def _say(context: AppContext, outcome: "Outcome", task: _Task) -> None:
    """Say what was done, and end by an error if rows were bad."""
    from partnerreg.cli.remedies import sentence
    from partnerreg.reports import imports

    if task.form == "json":
        context.show(imports.report(outcome), "json", everything=True)
    else:
        notify("\n".join(map(sentence, imports.sentences(outcome))))
    if outcome.bad_rows:
        wrong = imports.complaint(outcome, listing=task.form == "text")
        complaint = "\n".join(map(sentence, wrong))
        where = f" They are in {task.rejects}, each with its reason." if task.rejects else ""
        if outcome.refused:
            remedy = "Mend them, or leave them out with --skip-bad."
            raise InvalidInput(complaint, remedy + where)
        again = "Mend them, and import the list again: nothing comes in twice."
        raise RowsRejected(complaint, again + where)
