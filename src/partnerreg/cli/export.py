"""`partnerreg export`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options
from partnerreg.cli import parameters as p
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.cli.options import with_parameters
from partnerreg.cli.parameters import argument, flag, option
from partnerreg.cli.validation import parse_day, parse_text
from partnerreg.errors import InvalidInput
from partnerreg.nouns.fields import Reference
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.db.reader import PreparedReader
    from partnerreg.nouns.noun import Noun

app = typer.Typer()

TARGET = (
    argument(
        "file",
        "[FILE|-]",
        "Where to; its ending says the format: .csv, .jsonl, .json, .xlsx. "
        "Standard output if not given.",
    ),
    option("output", "FILE", "The same as FILE.", "-o", "--output"),
    option("form", "csv|jsonl|json|xlsx", "Where FILE's ending does not say it.", "--format"),
)
HOW = (
    flag(
        "excel",
        "CSV that a Nordic Excel opens by a double-click: semicolons, a byte order mark, "
        "Windows line ends. Numbers with noughts before them need .xlsx.",
    ),
    option("delimiter", "CHARACTER", "What stands between cells of CSV, as ; or tab."),
    p.RAW,
    flag("overwrite", "Replace FILE if it is there."),
)
OF_PARTNERS = (
    flag(
        "contacts",
        "With each partner's primary contact. Personal data: not in a list that does "
        "without, for lists are passed on. Importing the list without it changes no contact.",
    ),
    *p.PARTNER_FILTER,
    option("status", "active|ended|all", "Only of this status.", default="all"),
)
OF_ONE_PARTNER = (option("partner", "PARTNER", "Only this partner's."),)


def add_lists(app: typer.Typer) -> None:
    """Give an app the commands that write each noun."""
    for plural, noun in listed_nouns().items():
        personal = any(field.personal for field in noun.fields)
        warning = " Personal data: delete it when it has served." if personal else ""
        help_, own = f"Write {noun.lists or plural} to a file.{warning}", _limits_of(noun)
        if noun.name == "partner":
            help_ = "Write partners to a file, all that is said of each in one row."
        command = with_parameters(partial(_export, noun), (*TARGET, *own, *HOW))
        app.command(plural, help=help_)(command)


def _limits_of(noun: "Noun") -> Sequence[p.Parameter]:
    """The options that limit what is written."""
    if noun.name == "partner":
        return OF_PARTNERS
    kinds = [field.kind for field in noun.fields]
    tied = any(isinstance(kind, Reference) and kind.noun == "partner" for kind in kinds)
    return OF_ONE_PARTNER if tied else ()


@app.command("all")
def everything(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A new folder.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an earlier export in DIR.")
    ] = False,
) -> None:
    """Write the whole register to a folder, documents included; `import all` rebuilds it."""
    from partnerreg.render.progress import watching
    from partnerreg.transfer.archive.export import export_all
    from partnerreg.transfer.export import BATCH

    context: AppContext = ctx.obj
    with context.reader() as reader, watching(sys.stderr, color=context.color) as watch:
        watching_batches = partial(watch.over, size=BATCH)
        written = export_all(reader, folder, context.today, watching_batches, overwrite=overwrite)
    partners = "1 partner" if written.partners == 1 else f"{written.partners:,} partners"
    notify(f"Wrote {partners} and all that belongs to them, {written.rows:,} rows, to {folder}.")


@app.command("profile")
def profile(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where it is written; - for stdout.")],
    house: Annotated[
        str | None,
        typer.Option(
            "--house", metavar="NAME", help="What the house calls itself; as set if not given."
        ),
    ] = None,
    as_of: Annotated[str | None, options.day("--as-of", "As it stood on that day.")] = None,
    overwrite: options.Overwrite = False,
) -> None:
    """Write the house's numbers, without any name, for `report compare` at another house."""
    from partnerreg.domain.policy_source import MODELS
    from partnerreg.reports import profile as profiles
    from partnerreg.reports.context import ReportContext
    from partnerreg.transfer.profile_file import text_of

    context: AppContext = ctx.obj
    day = parse_day("--as-of", as_of) or context.today
    name = parse_text("--house", house or context.settings.get("house").value)
    if name is None:
        raise InvalidInput(
            "It is not said what the house calls itself.", "Say it with --house, or set it."
        )
    policy = Path(context.settings.get("policy").value or MODELS[0]).stem
    about = ReportContext(day, context.policy, context.language)
    with context.reader() as reader:
        made = profiles.profile(reader, about, name, policy)
    with context.open_output(file, overwrite=overwrite) as out:
        out.write(text_of(made).encode())


def _export(
    noun: "Noun",
    ctx: typer.Context,
    *,
    file: str | None = None,
    output: str | None = None,
    form: str | None = None,
    overwrite: bool = False,
    contacts: bool = False,
    excel: bool = False,
    delimiter: str | None = None,
    raw: bool = False,
    **limits: Any,
) -> None:
    """Write a noun's rows, and say so if they do not go to standard output."""
    from partnerreg.files import STDOUT
    from partnerreg.transfer.export import dialect_of, format_of, listing, write_list

    if file is not None and output is not None:
        raise InvalidInput("Both FILE and --output are given.", "Keep one of the two.")
    context: AppContext = ctx.obj
    place = file or output or STDOUT
    form = format_of(place, form)
    dialect = dialect_of(place, form, excel=excel, delimiter=delimiter, raw=raw)
    if place == STDOUT and form == "xlsx" and sys.stdout.isatty():
        raise InvalidInput("A workbook is no text to be shown.", "Name a file, as list.xlsx.")
    with context.reader() as reader:
        parameters, only = _query_limits(context, reader, limits)
        batches = _watched(context, reader, noun, parameters, only, beside=contacts)
        report = listing(noun, batches, beside=contacts)
        with context.open_output(place, overwrite=overwrite) as out:
            count = write_list(report, out, form, dialect)
    if place != STDOUT:
        notify(f"Wrote {count:,} {noun.called if count == 1 else noun.plural} to {place}.")


def _query_limits(
    context: AppContext, reader: "PreparedReader", limits: Mapping[str, Any]
) -> tuple[dict[str, object], set[int] | None]:
    """The parameters that limit a noun's query, and the numbers that alone are wanted, if any."""
    if partner := limits.get("partner"):
        from partnerreg.services.lookup import find_partner

        return {"partner": find_partner(reader, partner).id}, None
    if not limits:
        return {}, None
    from partnerreg.cli.partner_filter import read_filter

    who = read_filter(reader, context.today, **limits)
    if not who.needs_history:
        return who.row_parameters, None
    return who.parameters, set(who.standings(reader, context.today, context.policy))


def _watched(
    context: AppContext,
    reader: "PreparedReader",
    noun: "Noun",
    parameters: Mapping[str, object],
    only: set[int] | None,
    *,
    beside: bool,
) -> Iterator[Any]:
    """The rows in batches; on a terminal a bar shows how far they are."""
    from partnerreg.render.progress import watching
    from partnerreg.transfer.export import BATCH, Progress, batches_of

    passed = Progress(reader.last_numbers().get(noun.table_name, 0))
    batches = passed.over(batches_of(reader, noun, context.today, beside=beside, **parameters))
    with watching(sys.stderr, color=context.color) as watch:
        for rows in watch.over(batches, "Writing", passed.part, "Writing", size=BATCH):
            kept = rows if only is None else [row for row in rows if row[0] in only]
            if kept:
                yield kept
