"""Options that many commands share. Every one is text; `words` and `schemas` read it."""

from typing import Annotated, Any

import typer

from partnerreg.cli import words

# What is called PARTNER is offered when Tab is pressed: `partnerreg.cli.completion`.
Partner = Annotated[
    str,
    typer.Argument(
        metavar="PARTNER",
        help="Number, external id, name, or a part of the name that fits only one.",
    ),
]
OptionalPartner = Annotated[
    str | None,
    typer.Argument(metavar="[PARTNER]", help="Only this partner's."),
]
Format = Annotated[
    str, typer.Option("--format", metavar="table|json|csv", help="How the answer is written.")
]


def _known_format(form: str) -> str:
    """Refuse an unknown format before anything is written."""
    return words.one_of("--format", form, ("text", "json"))


WriteFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|json",
        help="How it is said what was done.",
        callback=_known_format,
    ),
]
Raw = Annotated[
    bool,
    typer.Option(
        "--raw",
        help="CSV for programs: no apostrophe keeps a spreadsheet from calculating texts.",
    ),
]
All = Annotated[
    bool, typer.Option("--all", help="Show every row on a terminal, not only the first 50.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on that day.")
]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Its number, as lists show it.")]

SectorFilter = Annotated[
    str | None, typer.Option("--sector", metavar="SECTOR", help="Only this sector.")
]
LevelFilter = Annotated[
    str | None, typer.Option("--level", metavar="LEVEL", help="Only this level.")
]
MunicipalityFilter = Annotated[
    str | None, typer.Option("--municipality", metavar="TEXT", help="Only this municipality.")
]
UnitFilter = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="Only this owning unit.")
]
AreaFilter = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help="Only with this service area.")
]
GoalFilter = Annotated[
    str | None, typer.Option("--goal", metavar="GOAL", help="Only tied to this goal.")
]
CoordinatorFilter = Annotated[
    str | None,
    typer.Option("--coordinator", metavar="STAFF", help="Only coordinated by this person."),
]
TagFilter = Annotated[str | None, typer.Option("--tag", metavar="TAG", help="Only with this tag.")]
UnsupportedFilter = Annotated[
    bool, typer.Option("--unsupported", help="Only those whose level is not carried by evidence.")
]


def _text(help_: str, metavar: str, *names: str) -> Any:
    return Annotated[str | None, typer.Option(*names, metavar=metavar, help=help_)]


def _flag(help_: str, *names: str) -> Any:
    return Annotated[bool, typer.Option(*names, help=help_)]


# The arguments and options of commands that only ask, by the names of their parameters;
# where a command means something of its own by one, by "noun verb --parameter".
DECLARED: dict[str, Any] = {
    "partner": Partner,
    "partner?": OptionalPartner,
    "number": Number,
    "as_of": AsOf,
    "level": LevelFilter,
    "sector": SectorFilter,
    "municipality": MunicipalityFilter,
    "unit": UnitFilter,
    "area": AreaFilter,
    "goal": GoalFilter,
    "coordinator": CoordinatorFilter,
    "tag": TagFilter,
    "unsupported": UnsupportedFilter,
    "everything": All,
    "figures": _flag("Name the list of partners behind each figure.", "--figures"),
    "form": _text("table, json, jsonl, csv, markdown, html, xlsx or pdf.", "FORMAT", "--format"),
    "output": _text(
        "Write to a file; its ending says the format, as .html or .xlsx.",
        "FILE",
        "--output",
        "-o",
    ),
    "overwrite": _flag("Replace the file if it is there.", "--overwrite"),
    "opened": _flag(
        "Show the file in the system's viewer; HTML if nothing else is said.", "--open"
    ),
    "raw": Raw,
    "partner list --level": _text("Only this level; several with commas between.", "LEVEL"),
    "partner list --status": _text(
        "Only of this status; active if not given, ended with --moved ended.", "active|ended|all"
    ),
    "partner list --since": _text(
        "The earlier day that --moved and --was compare with.", "DATE|last-meeting"
    ),
    "partner list --moved": _text(
        "Only whose standing changed so since then.", "new|up|down|ended|reopened|any"
    ),
    "partner list --was": _text(
        "Only those that stood there then.", "absent|strategic|service|network|ended"
    ),
    "partner list --missing": _text(
        "Only those that lack what this rule asks of their level; or anything of a severity.",
        "RULE|required|advised|hint",
    ),
    "partner list --meets": _text("Only those that have what this rule asks.", "RULE"),
    "partner list --expiring": _text(
        "Only with an agreement that ends, renews itself or has its notice day within that time.",
        "90d|12w|3m",
    ),
    "partner list --without": _text(
        "Only those that have none.", "sector|municipality|unit|area|goal|coordinator|contact"
    ),
    "partner list --sort": Annotated[
        str, typer.Option(metavar="name|level|municipality|number", help="Order.")
    ],
    "partner check --to": _text(
        "The level to hold it against; the next one up if not given.", "LEVEL"
    ),
    "sort": _text("By this field, as in the list's JSON; a hyphen before it turns it.", "FIELD"),
    "columns": _text("Only these fields, with commas between.", "FIELD,…"),
    "agreement list --state": _text(
        "Only in this state.", "draft|signed|in-force|expired|terminated"
    ),
    "agreement list --sort": _text("Order.", "partner|until|number"),
    "activity list --since": _text("From that day on.", "DATE"),
    "activity list --until": _text("Until that day.", "DATE"),
    "activity list --kind": _text("Only of this kind.", "meeting|event|call|visit|mail|other"),
    "history --since": _text("Only what was done from that day on.", "DATE"),
    "history --by": _text("Only what they did.", "NAME"),
    "history --command": _text("Only commands with this in their name, as `import`.", "TEXT"),
    "since": _text("Since that day, or since last-meeting, the last one recorded.", "DATE"),
    "report levels --by": _text(
        "Also by sector, unit, area, goal, municipality or coordinator.", "GROUP"
    ),
    "report gaps --severity": Annotated[
        str, typer.Option(metavar="required|advised|hint", help="Down to this severity.")
    ],
    "report expiring --within": _text("How far to look ahead; 90d if not given.", "90d|12w|3m"),
    "report timeline --months": _text("How many months to look back; 24 if not given.", "NUMBER"),
    "report brief --outward": _flag("Leave out what is internal: for the partner's eyes too."),
    "report meeting --held": _flag("Record that the meeting was held, for --since last-meeting."),
}
