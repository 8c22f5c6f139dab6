"""Options that many commands share. Every one is text; `words` and `schemas` read it."""

from typing import Annotated

import typer

from partnerreg.cli import words
from partnerreg.cli.completion import complete_partner

Partner = Annotated[
    str,
    typer.Argument(
        metavar="PARTNER",
        help="Number, external id, name, or a part of the name that fits only one.",
        autocompletion=complete_partner,
    ),
]
OptionalPartner = Annotated[
    str | None,
    typer.Argument(
        metavar="[PARTNER]", help="Only this partner's.", autocompletion=complete_partner
    ),
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
StatusFilter = Annotated[
    str, typer.Option("--status", metavar="active|ended|all", help="Only of this status.")
]
UnsupportedFilter = Annotated[
    bool, typer.Option("--unsupported", help="Only those whose level is not carried by evidence.")
]
