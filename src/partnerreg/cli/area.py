"""`partnerreg area`."""

from typing import Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.run import Run
from partnerreg.cli.typed import validated

app = typer.Typer()

Area = Annotated[
    str, typer.Argument(metavar="AREA", help="Number, name, or a part that fits only one.")
]


@app.command("link")
def link(
    ctx: typer.Context,
    area: Area,
    partner: options.Partner,
    starts_on: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Since when; today if not given.")
    ] = None,
    ends_on: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Until when; open if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Tie a partner to a service area."""
    from partnerreg.schemas.organisation import LinkData
    from partnerreg.services import links
    from partnerreg.services.lookup import find_area, find_partner

    run: Run = ctx.obj
    days = validated(ctx, LinkData, {"starts_on": starts_on, "ends_on": ends_on})
    with run.write("area link") as work:
        found, known = find_partner(work.reader, partner), find_area(work.reader, area)
        work.summarise(f"#{known.id} to partner #{found.id}")
        tie = links.link_area(work, known, found, days)
    run.done(f"Tied {found.name} to the area {known.name} from {tie.starts_on}.", form, id=tie.id)


@app.command("unlink")
def unlink(
    ctx: typer.Context,
    area: Area,
    partner: options.Partner,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day; today if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """End a partner's tie to a service area; that it was there stays known."""
    from partnerreg.services import links
    from partnerreg.services.lookup import find_area, find_partner
    from partnerreg.tables import PartnerArea

    run: Run = ctx.obj
    last = words.parse_day("--on", on) or run.today
    with run.write("area unlink") as work:
        found, known = find_partner(work.reader, partner), find_area(work.reader, area)
        work.summarise(f"#{known.id} from partner #{found.id}, after {last}")
        links.unlink(work, PartnerArea, known.id, found, last)
    run.done(f"{found.name} is tied to the area {known.name} until {last}.", form, id=found.id)
