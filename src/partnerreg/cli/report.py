"""`partnerreg report`."""

from typing import Annotated

import typer

from partnerreg.cli import options, questions

app = typer.Typer()


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
    questions.report_levels(
        ctx.obj,
        by=by,
        as_of=as_of,
        sector=sector,
        municipality=municipality,
        unit=unit,
        area=area,
        goal=goal,
        coordinator=coordinator,
        tag=tag,
        everything=everything,
        form=form,
    )


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
    questions.report_gaps(
        ctx.obj,
        severity=severity,
        as_of=as_of,
        level=level,
        sector=sector,
        municipality=municipality,
        unit=unit,
        area=area,
        goal=goal,
        coordinator=coordinator,
        tag=tag,
        everything=everything,
        form=form,
    )
