"""`partnerreg report`."""

from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options
from partnerreg.cli.run import Run

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.store.query import Reader

app = typer.Typer()


_Words = tuple[
    str | None, str | None, str | None, str | None, str | None, str | None, str | None, str | None
]


def _chosen(
    reader: "Reader", day: "date", filters: "_Words"
) -> "set[int] | None":
    """The partners that the filters choose, whatever their status; None where no filter is on."""
    if not any(filters):
        return None
    from partnerreg.cli.filters import Filters
    from partnerreg.reports.partners import chosen

    return chosen(reader, day, Filters(*filters, "all").resolve(reader))


@app.command("levels")
def levels(
    ctx: typer.Context,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="sector|unit|area|goal|municipality|coordinator", help="Also by group."
        ),
    ] = None,
    as_of: options.AsOf = None,
    sector: options.SectorFilter = None,
    municipality: options.MunicipalityFilter = None,
    unit: options.UnitFilter = None,
    area: options.AreaFilter = None,
    goal: options.GoalFilter = None,
    coordinator: options.CoordinatorFilter = None,
    tag: options.TagFilter = None,
    everything: options.All = False,
    form: options.Format = "table",
) -> None:
    """How many partners stand at each level, and how many of them lack what it asks."""
    from partnerreg.reports.levels import GROUPINGS
    from partnerreg.reports.levels import levels as levels_report

    run: Run = ctx.obj
    day = options.parse_day("--as-of", as_of) or run.today
    group = options.one_of("--by", by, GROUPINGS) if by else None
    filters = (None, sector, municipality, unit, area, goal, coordinator, tag)
    with run.reader() as reader:
        only = _chosen(reader, day, filters)
        report = levels_report(reader, day, run.policy, run.language, group, only)
    run.show(report, form, everything=everything)


@app.command("gaps")
def gaps(
    ctx: typer.Context,
    severity: Annotated[
        str, typer.Option(metavar="required|advised|hint", help="Down to this severity.")
    ] = "advised",
    as_of: options.AsOf = None,
    level: options.LevelFilter = None,
    sector: options.SectorFilter = None,
    municipality: options.MunicipalityFilter = None,
    unit: options.UnitFilter = None,
    area: options.AreaFilter = None,
    goal: options.GoalFilter = None,
    coordinator: options.CoordinatorFilter = None,
    tag: options.TagFilter = None,
    everything: options.All = False,
    form: options.Format = "table",
) -> None:
    """What is missing where: partners that have drifted from what their level asks."""
    from partnerreg.domain.vocabulary import Severity
    from partnerreg.reports.gaps import gaps as gaps_report

    run: Run = ctx.obj
    day = options.parse_day("--as-of", as_of) or run.today
    down_to = Severity(options.one_of("--severity", severity, ["required", "advised", "hint"]))
    filters = (level, sector, municipality, unit, area, goal, coordinator, tag)
    with run.reader() as reader:
        only = _chosen(reader, day, filters)
        report = gaps_report(reader, day, run.policy, run.language, down_to, only)
    run.show(report, form, everything=everything)
