"""What may be typed after `partnerreg import`: the same for every kind of list."""

from typing import Annotated

import typer

File = Annotated[str, typer.Argument(metavar="FILE|-", help="The list; - is standard input.")]
Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADER=FIELD",
        help='Which field a column holds; may be repeated. "HEADER=" leaves the column out.',
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="A field's value for every row that has none of its own; may be repeated.",
    ),
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="How it is written; found out if not given.")
]
Delimiter = Annotated[
    str | None, typer.Option(metavar="CHARACTER", help="What stands between cells, as ; or tab.")
]
Sheet = Annotated[
    str | None, typer.Option(metavar="NAME|NUMBER", help="Which sheet of a workbook.")
]
SkipLines = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="Lines above the header to pass over.")
]
NoHeader = Annotated[
    bool,
    typer.Option("--no-header", help='The first row is data; --map "column 1=name" and so on.'),
]
DateOrder = Annotated[
    str | None,
    typer.Option(metavar="dmy|mdy", help="Whether 03.04.2026 is in April or in March."),
]
KeepUnmapped = Annotated[
    bool, typer.Option("--keep-unmapped", help="Keep columns that mean no field in the notes.")
]
Mapping = Annotated[
    str | None, typer.Option(metavar="NAME", help="Read it as a mapping says that was saved.")
]
SaveMapping = Annotated[
    str | None, typer.Option(metavar="NAME", help="Save how it is read, for the next time.")
]
OnMatchOption = Annotated[
    str,
    typer.Option(
        "--on-match",
        metavar="skip|fill|update",
        help="What a row does to what is there: nothing, fill empty fields, or write over them.",
    ),
]
EmptyClears = Annotated[
    bool, typer.Option("--empty-clears", help="With --on-match update: empty cells empty fields.")
]
SkipBad = Annotated[
    bool, typer.Option("--skip-bad", help="Write the good rows although others are bad.")
]
Rejects = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write rejected rows there, with the reason beside them."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Do all of it, say what came of it, write nothing.")
]
