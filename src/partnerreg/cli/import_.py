"""`partnerreg import`."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnerreg.cli import import_options, options, words
from partnerreg.cli.run import Run, config_folder
from partnerreg.cli.telling import tell
from partnerreg.errors import InvalidInput, RegisterError, RowsRejected
from partnerreg.reports.report import pluralize
from partnerreg.signals import SIGNALS
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.reports.imports import Outcome
    from partnerreg.transfer.import_list import ImportRequest
    from partnerreg.transfer.import_spec import Choices
    from partnerreg.transfer.mapping.mapping_file import Mapping as Reading
    from partnerreg.transfer.readers.source import Source

app = typer.Typer()

# Rejected entries, and fields that were changed, that are listed for a person.
_LISTED = 20


class _Wanted(NamedTuple):
    """What is to be done with a list, apart from how it is read."""

    choices: "Choices"
    skip_bad: bool
    dry_run: bool
    rejects: str | None
    form: str
    save_as: str | None


def _importer(noun: str) -> Callable[..., None]:
    """The command that imports one noun; all of them take the same options."""

    def command(
        ctx: typer.Context,
        file: import_options.File,
        maps: import_options.Maps = None,
        settings: import_options.Settings = None,
        encoding: import_options.Encoding = None,
        delimiter: import_options.Delimiter = None,
        sheet: import_options.Sheet = None,
        skip_lines: import_options.SkipLines = None,
        no_header: import_options.NoHeader = False,
        date_order: import_options.DateOrder = None,
        keep_unmapped: import_options.KeepUnmapped = False,
        mapping: import_options.Mapping = None,
        save_mapping: import_options.SaveMapping = None,
        on_match: import_options.OnMatchOption = "fill",
        empty_clears: import_options.EmptyClears = False,
        skip_bad: import_options.SkipBad = False,
        rejects: import_options.Rejects = None,
        dry_run: import_options.DryRun = False,
        form: options.WriteFormat = "text",
    ) -> None:
        from partnerreg.transfer.mapping import mapping_file

        how = mapping_file.Mapping(
            noun=noun,
            maps=tuple(maps or ()),
            settings=tuple(settings or ()),
            encoding=encoding,
            delimiter=delimiter,
            sheet=sheet,
            skip_lines=skip_lines,
            no_header=no_header or None,
            date_order=date_order,
            keep_unmapped=keep_unmapped or None,
        )
        wanted = _Wanted(
            choices=_choices(on_match, empty_clears=empty_clears),
            skip_bad=skip_bad,
            dry_run=dry_run,
            rejects=rejects,
            form=form,
            save_as=save_mapping,
        )
        _bring_in(ctx.obj, file, _mapped(how, mapping), wanted)

    return command


def add_lists(app: typer.Typer) -> None:
    """Give an app the commands that bring in each noun."""
    for plural, noun in listed_nouns().items():
        what = noun.lists or plural
        help_ = f"Bring in {what}: new ones are added, empty fields filled."
        app.command(plural, help=help_)(_importer(plural))


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
    from functools import partial

    from partnerreg.render.progress import watching
    from partnerreg.transfer.archive.files import open_archive
    from partnerreg.transfer.archive.whole import import_all
    from partnerreg.transfer.export import BATCH

    run: Run = ctx.obj
    archive = open_archive(folder)
    with (
        run.write("import all", folder, may_make=True, whole=True) as work,
        watching(sys.stderr, color=run.color) as watch,
    ):
        done = import_all(work, archive, partial(watch.over, size=BATCH), history=not no_history)
    run.done(
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
) -> None:
    """Print a header to fill in, in the language of --lang."""
    import csv
    import io

    from partnerreg.render.text import encodable
    from partnerreg.transfer.mapping.template import header_cells

    run: Run = ctx.obj
    cells = header_cells(noun, run.language.code)
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerow(cell.text for cell in cells)
    if output is None:
        sys.stdout.write(encodable(text.getvalue(), sys.stdout))
        return
    with run.open_output(output) as file:
        # Excel knows UTF-8 by the mark alone.
        file.write(text.getvalue().encode("utf-8-sig"))
    needed = ", ".join(cell.text for cell in cells if cell.required)
    tell(f"Wrote {output}. Columns that must be filled: {needed}.")


def _choices(on_match: str, *, empty_clears: bool) -> "Choices":
    from partnerreg.transfer.import_spec import Choices, OnMatch

    words.one_of("--on-match", on_match, [choice.value for choice in OnMatch])
    if empty_clears and on_match != OnMatch.UPDATE:
        raise InvalidInput(
            "--empty-clears empties filled fields, which only --on-match update may write.",
            "Give both, or neither.",
        )
    return Choices(OnMatch(on_match), empty_clears)


def _mapped(typed: "Reading", name: str | None) -> "Reading":
    """How the list is read: as typed, over what was saved."""
    from partnerreg.transfer.mapping import mappings

    if name is None:
        return typed
    return mappings.merged(mappings.load(config_folder(), name, typed.noun), typed)


def _save(how: "Reading", name: str) -> None:
    """Keep how the list is read, now that it has turned out to make sense."""
    from partnerreg.transfer.mapping import mappings

    tell(f"Saved the mapping at {mappings.save(config_folder(), name, how)}.")


def _bring_in(run: Run, file: str, how: "Reading", wanted: _Wanted) -> None:
    """Read the list, bring it in, and say what came of it."""
    from partnerreg.render.progress import watching
    from partnerreg.transfer.import_list import import_list
    from partnerreg.transfer.readers.source import open_source
    from partnerreg.transfer.rejects import open_rejects

    words.one_of("--format", wanted.form, ("text", "json"))
    with open_source(
        file,
        encoding=how.encoding,
        delimiter=how.delimiter,
        sheet=how.sheet,
        skip_lines=how.skip_lines or 0,
        has_header=not how.no_header,
    ) as source:
        request = _understood(source, how, wanted)
        if wanted.save_as:
            _save(how, wanted.save_as)
        outcome = None
        try:
            with (
                (
                    open_rejects(wanted.rejects, source, run.build_file)
                    if wanted.rejects
                    else nullcontext()
                ) as rejects,
                run.write(
                    f"import {how.noun}", source.name, dry_run=wanted.dry_run, may_make=True
                ) as work,
                watching(sys.stderr, color=run.color) as watch,
            ):
                outcome = import_list(
                    work,
                    request,
                    run.policy,
                    records=watch.over(source, "Reading", source.progress, "Writing"),
                    skip_bad=wanted.skip_bad,
                    dry_run=wanted.dry_run,
                    shown=_LISTED if wanted.form == "text" else None,
                    rejects=rejects,
                )
        except RegisterError as error:
            if outcome is None or outcome.refused or not SIGNALS.committed:
                raise
            raise RegisterError(  # the list is in, and its rejected rows are not in their file
                f"{error.message} The good rows of {source.name} came in.",
                "Import it once more for the rejected ones: nothing comes in twice.",
            ) from error
    _say(run, outcome, wanted)


def _understood(source: "Source", how: "Reading", wanted: _Wanted) -> "ImportRequest":
    from partnerreg.transfer.import_list import prepare
    from partnerreg.transfer.readers.dates import Order

    order = how.date_order and words.one_of("--date-order", how.date_order, list(Order))
    return prepare(
        source,
        how.noun,
        how.maps,
        how.settings,
        order=Order(order) if order else None,
        choices=wanted.choices,
        keep_unmapped=bool(how.keep_unmapped),
    )


def _say(run: Run, outcome: "Outcome", wanted: _Wanted) -> None:
    """Say what was done, and end by an error if rows were bad."""
    from partnerreg.reports import imports

    if wanted.form == "json":
        run.show(imports.report(outcome), "json", everything=True)
    else:
        tell("\n".join(imports.sentences(outcome)))
    if outcome.bad_rows:
        complaint = imports.complaint(outcome, listing=wanted.form == "text")
        where = f" They are in {wanted.rejects}, each with its reason." if wanted.rejects else ""
        if outcome.refused:
            remedy = "Mend them, or leave them out with --skip-bad."
            raise InvalidInput(complaint, remedy + where)
        again = "Mend them, and import the list again: nothing comes in twice."
        raise RowsRejected(complaint, again + where)
