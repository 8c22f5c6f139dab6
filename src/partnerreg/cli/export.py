"""`partnerreg export`."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from partnerreg.cli import options
from partnerreg.cli.run import Run
from partnerreg.cli.telling import tell
from partnerreg.errors import InvalidInput
from partnerreg.nouns.fields import Reference
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.db.reader import PreparedReader
    from partnerreg.nouns.noun import Noun as Declared
    from partnerreg.transfer.export.nouns import Noun

app = typer.Typer()

File = Annotated[
    str | None,
    typer.Argument(
        metavar="[FILE|-]",
        help="Where to; its ending says the format: .csv, .jsonl, .json, .xlsx. "
        "Standard output if not given.",
    ),
]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="The same as FILE.")
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="csv|jsonl|json|xlsx", help="Where FILE's ending does not say it."
    ),
]
Excel = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="CSV that a Nordic Excel opens by a double-click: semicolons, a byte order mark, "
        "Windows line ends. Numbers with noughts before them need .xlsx.",
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option(metavar="CHARACTER", help="What stands between cells of CSV, as ; or tab."),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace FILE if it is there.")]
OnlyPartner = Annotated[
    str | None,
    typer.Option(
        "--partner",
        metavar="PARTNER",
        help="Only this partner's.",
    ),
]
AnyStatus = Annotated[
    str, typer.Option("--status", metavar="active|ended|all", help="Only of this status.")
]
Contacts = Annotated[
    bool,
    typer.Option(
        "--contacts",
        help="With each partner's primary contact. Personal data: not in a list that does "
        "without, for lists are passed on. Importing the list without it changes no contact.",
    ),
]


class Target(NamedTuple):
    """Where a list goes, and how it is written."""

    file: str | None
    output: str | None
    form: str | None
    excel: bool
    delimiter: str | None
    raw: bool
    overwrite: bool

    @property
    def place(self) -> str:
        """A path, or ``-`` for standard output."""
        if self.file is not None and self.output is not None:
            raise InvalidInput("Both FILE and --output are given.", "Keep one of the two.")
        return self.file or self.output or "-"


# What limits the rows, by the parameters of the noun's query; and the numbers that alone
# are wanted, or None for all.
ReportContext = Callable[["PreparedReader"], tuple[Mapping[str, object], set[int] | None]]


@app.command("partners")
def partners(
    ctx: typer.Context,
    file: File = None,
    output: Output = None,
    form: Form = None,
    contacts: Contacts = False,
    level: options.LevelFilter = None,
    sector: options.SectorFilter = None,
    municipality: options.MunicipalityFilter = None,
    unit: options.UnitFilter = None,
    area: options.AreaFilter = None,
    goal: options.GoalFilter = None,
    coordinator: options.CoordinatorFilter = None,
    tag: options.TagFilter = None,
    status: AnyStatus = "all",
    unsupported: options.UnsupportedFilter = False,
    excel: Excel = False,
    delimiter: Delimiter = None,
    raw: options.Raw = False,
    overwrite: Overwrite = False,
) -> None:
    """Write partners to a file, all that is said of each in one row."""
    from partnerreg.cli.partner_filter import read_filter

    run: Run = ctx.obj

    def context(reader: "PreparedReader") -> tuple[Mapping[str, object], set[int] | None]:
        who = read_filter(
            reader,
            run.today,
            level=level,
            status=status,
            unsupported=unsupported,
            sector=sector,
            municipality=municipality,
            unit=unit,
            area=area,
            goal=goal,
            coordinator=coordinator,
            tag=tag,
        )
        if who.needs_history:
            only = set(who.standings(reader, run.today, run.policy))
            return {"today": run.today, **who.parameters}, only
        return {"today": run.today, **who.row_parameters}, None

    target = Target(file, output, form, excel, delimiter, raw, overwrite)
    _write(run, "partners", target, context, contacts=contacts)


def add_lists(app: typer.Typer) -> None:
    """Give an app the commands that write each noun, but for those it has."""
    own = {command.name for command in app.registered_commands}
    for plural, noun in listed_nouns().items():
        if plural not in own:
            personal = any(field.personal for field in noun.fields)
            warning = " Personal data: delete it when it has served." if personal else ""
            app.command(plural, help=f"Write {noun.lists or plural} to a file.{warning}")(
                _of_partner(plural) if _may_be_one_partner_s(noun) else _of_all(plural)
            )


def _may_be_one_partner_s(noun: "Declared") -> bool:
    kinds = [field.kind for field in noun.fields if field.required]
    return any(isinstance(kind, Reference) and kind.noun == "partner" for kind in kinds)


def _of_partner(plural: str) -> Callable[..., None]:
    """The command that writes things of all partners, or of one."""

    def command(
        ctx: typer.Context,
        file: File = None,
        output: Output = None,
        form: Form = None,
        partner: OnlyPartner = None,
        excel: Excel = False,
        delimiter: Delimiter = None,
        raw: options.Raw = False,
        overwrite: Overwrite = False,
    ) -> None:
        def context(reader: "PreparedReader") -> tuple[Mapping[str, object], None]:
            from partnerreg.db.query import range_of
            from partnerreg.services.lookup import find_partner

            number = find_partner(reader, partner).id if partner else None
            return {"partner": number} if plural == "activities" else range_of(number), None

        target = Target(file, output, form, excel, delimiter, raw, overwrite)
        _write(ctx.obj, plural, target, context)

    return command


def _of_all(plural: str) -> Callable[..., None]:
    """The command that writes all things of a noun."""

    def command(
        ctx: typer.Context,
        file: File = None,
        output: Output = None,
        form: Form = None,
        excel: Excel = False,
        delimiter: Delimiter = None,
        raw: options.Raw = False,
        overwrite: Overwrite = False,
    ) -> None:
        target = Target(file, output, form, excel, delimiter, raw, overwrite)
        _write(ctx.obj, plural, target, lambda _: ({}, None))

    return command


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
    from partnerreg.transfer.export.archive import export_all
    from partnerreg.transfer.export.lists import BATCH

    run: Run = ctx.obj
    with run.reader() as reader, watching(sys.stderr, color=run.color) as watch:
        watching_batches = partial(watch.over, size=BATCH)
        written = export_all(reader, folder, run.today, watching_batches, overwrite=overwrite)
    partners = "1 partner" if written.partners == 1 else f"{written.partners:,} partners"
    tell(f"Wrote {partners} and all that belongs to them, {written.rows:,} rows, to {folder}.")


def _write(
    run: Run, name: str, target: Target, context: ReportContext, *, contacts: bool = False
) -> None:
    """Write a noun's rows, and say so if they do not go to standard output."""
    from partnerreg.files import STDOUT
    from partnerreg.transfer.export import lists
    from partnerreg.transfer.export.nouns import noun_called

    place = target.place
    form = lists.format_of(place, target.form)
    dialect = lists.dialect_of(
        place, form, excel=target.excel, delimiter=target.delimiter, raw=target.raw
    )
    if place == STDOUT and form == "xlsx" and sys.stdout.isatty():
        raise InvalidInput("A workbook is no text to be shown.", "Name a file, as list.xlsx.")
    noun = noun_called(name, contacts=contacts)
    with run.reader() as reader:
        parameters, only = context(reader)
        batches = _watched(run, reader, noun, parameters, only)
        with run.open_output(place, overwrite=target.overwrite) as out:
            count = lists.write_list(batches, noun, out, form, dialect)
    if place != STDOUT:
        tell(f"Wrote {count:,} {noun.thing if count == 1 else noun.name} to {place}.")


def _watched(
    run: Run,
    reader: "PreparedReader",
    noun: "Noun",
    parameters: Mapping[str, object],
    only: set[int] | None,
) -> Any:
    """The rows in batches; on a terminal a bar shows how far they are."""
    from partnerreg.render.progress import watching
    from partnerreg.transfer.export.lists import BATCH, Progress

    passed = Progress(reader.last_numbers().get(noun.table, 0))
    batches = passed.over(reader.batches(noun.query, BATCH, **parameters))
    with watching(sys.stderr, color=run.color) as watch:
        for rows in watch.over(batches, "Writing", passed.part, "Writing", size=BATCH):
            kept = rows if only is None else [row for row in rows if row[0] in only]
            if kept:
                yield kept
