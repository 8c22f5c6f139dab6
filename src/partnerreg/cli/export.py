"""`partnerreg export`."""

import sys
from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options
from partnerreg.cli.run import Run
from partnerreg.cli.telling import tell
from partnerreg.errors import InvalidInput
from partnerreg.nouns.fields import Reference
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.db.reader import PreparedReader
    from partnerreg.nouns.noun import Noun

app = typer.Typer()

_FILE = Annotated[
    str | None,
    typer.Argument(
        metavar="[FILE|-]",
        help="Where to; its ending says the format: .csv, .jsonl, .json, .xlsx. "
        "Standard output if not given.",
    ),
]
_OUTPUT = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="The same as FILE.")
]
_FORMAT = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="csv|jsonl|json|xlsx", help="Where FILE's ending does not say it."
    ),
]
_EXCEL = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="CSV that a Nordic Excel opens by a double-click: semicolons, a byte order mark, "
        "Windows line ends. Numbers with noughts before them need .xlsx.",
    ),
]
_DELIMITER = Annotated[
    str | None,
    typer.Option(metavar="CHARACTER", help="What stands between cells of CSV, as ; or tab."),
]
_OVERWRITE = Annotated[bool, typer.Option("--overwrite", help="Replace FILE if it is there.")]
_PARTNER = Annotated[
    str | None, typer.Option("--partner", metavar="PARTNER", help="Only this partner's.")
]
_STATUS = Annotated[
    str, typer.Option("--status", metavar="active|ended|all", help="Only of this status.")
]
_CONTACTS = Annotated[
    bool,
    typer.Option(
        "--contacts",
        help="With each partner's primary contact. Personal data: not in a list that does "
        "without, for lists are passed on. Importing the list without it changes no contact.",
    ),
]

# Options by their parameters: what the command's name is followed by, which partners alone are
# exported, and how CSV is written.
_TARGET = {"file": _FILE, "output": _OUTPUT, "form": _FORMAT}
_FILTERS = {
    "level": options.LevelFilter,
    "sector": options.SectorFilter,
    "municipality": options.MunicipalityFilter,
    "unit": options.UnitFilter,
    "area": options.AreaFilter,
    "goal": options.GoalFilter,
    "coordinator": options.CoordinatorFilter,
    "tag": options.TagFilter,
    "status": _STATUS,
    "unsupported": options.UnsupportedFilter,
}
_WRITING = {
    "excel": _EXCEL,
    "delimiter": _DELIMITER,
    "raw": options.Raw,
    "overwrite": _OVERWRITE,
}
_DEFAULTS: Mapping[str, object] = {
    "contacts": False,
    "status": "all",
    "unsupported": False,
    "excel": False,
    "raw": False,
    "overwrite": False,
}


def add_lists(app: typer.Typer) -> None:
    """Give an app the commands that write the things of each noun."""
    for plural, noun in listed_nouns().items():
        if noun.name == "partner":
            help_ = "Write partners to a file, all that is said of each in one row."
        else:
            personal = any(field.personal for field in noun.fields)
            warning = " Personal data: delete it when it has served." if personal else ""
            help_ = f"Write {noun.lists or plural} to a file.{warning}"
        app.command(plural, help=help_)(_command(noun))


def _command(noun: "Noun") -> Callable[..., None]:
    """The command that writes the things of a noun: all, one partner's, or of some partners."""

    def command(
        ctx: typer.Context,
        file: str | None,
        output: str | None,
        form: str | None,
        excel: bool,
        delimiter: str | None,
        raw: bool,
        overwrite: bool,
        contacts: bool = False,
        partner: str | None = None,
        **filters: Any,
    ) -> None:
        from partnerreg.files import STDOUT
        from partnerreg.transfer.export import dialect_of, format_of, listing, write_list

        run: Run = ctx.obj
        if file is not None and output is not None:
            raise InvalidInput("Both FILE and --output are given.", "Keep one of the two.")
        place = file or output or STDOUT
        form = format_of(place, form)
        dialect = dialect_of(place, form, excel=excel, delimiter=delimiter, raw=raw)
        if place == STDOUT and form == "xlsx" and sys.stdout.isatty():
            raise InvalidInput("A workbook is no text to be shown.", "Name a file, as list.xlsx.")
        with run.reader() as reader:
            chosen, only = _chosen(run, reader, partner, filters)
            batches = _watched(run, reader, noun, chosen, only, beside=contacts)
            report = listing(noun, batches, beside=contacts)
            with run.open_output(place, overwrite=overwrite) as out:
                count = write_list(report, out, form, dialect)
        if place != STDOUT:
            tell(f"Wrote {count:,} {noun.called if count == 1 else noun.plural} to {place}.")

    own: Mapping[str, Any] = {}
    if noun.name == "partner":
        own = {"contacts": _CONTACTS, **_FILTERS}
    elif _may_be_one_partner_s(noun):
        own = {"partner": _PARTNER}
    parameters = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=_DEFAULTS.get(name), annotation=annotation)
        for name, annotation in (_TARGET | dict(own) | _WRITING).items()
    ]
    context = Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    command.__signature__ = Signature([context, *parameters])  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in (context, *parameters)}
    return command


def _may_be_one_partner_s(noun: "Noun") -> bool:
    kinds = [field.kind for field in noun.fields if field.required]
    return any(isinstance(kind, Reference) and kind.noun == "partner" for kind in kinds)


def _chosen(
    run: Run, reader: "PreparedReader", partner: str | None, filters: Mapping[str, Any]
) -> tuple[dict[str, object], set[int] | None]:
    """What limits the rows: the query's parameters, and the numbers that alone are wanted."""
    if filters:
        from partnerreg.cli.partner_filter import read_filter

        who = read_filter(reader, run.today, **filters)
        if who.needs_history:
            return who.parameters, set(who.standings(reader, run.today, run.policy))
        return who.row_parameters, None
    if partner:
        from partnerreg.services.lookup import find_partner

        return {"partner": find_partner(reader, partner).id}, None
    return {}, None


def _watched(
    run: Run,
    reader: "PreparedReader",
    noun: "Noun",
    chosen: Mapping[str, object],
    only: set[int] | None,
    *,
    beside: bool,
) -> Any:
    """The rows in batches; on a terminal a bar shows how far they are."""
    from partnerreg.render.progress import watching
    from partnerreg.transfer.export import BATCH, Progress, batches_of

    passed = Progress(reader.last_numbers().get(noun.table_name, 0))
    batches = passed.over(batches_of(reader, noun, run.today, beside=beside, **chosen))
    with watching(sys.stderr, color=run.color) as watch:
        for rows in watch.over(batches, "Writing", passed.part, "Writing", size=BATCH):
            kept = rows if only is None else [row for row in rows if row[0] in only]
            if kept:
                yield kept


@app.command("all")
def everything(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A new folder.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an earlier export in DIR.")
    ] = False,
) -> None:
    """Write the whole register to a folder, documents included; `import all` rebuilds it."""
    from functools import partial

    from partnerreg.render.progress import watching
    from partnerreg.transfer.archive.export import export_all
    from partnerreg.transfer.export import BATCH

    run: Run = ctx.obj
    with run.reader() as reader, watching(sys.stderr, color=run.color) as watch:
        watching_batches = partial(watch.over, size=BATCH)
        written = export_all(reader, folder, run.today, watching_batches, overwrite=overwrite)
    partners = "1 partner" if written.partners == 1 else f"{written.partners:,} partners"
    tell(f"Wrote {partners} and all that belongs to them, {written.rows:,} rows, to {folder}.")
