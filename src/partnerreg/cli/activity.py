"""`partnerreg activity`."""

from typing import Annotated

import typer

from partnerreg.cli import options, questions, words
from partnerreg.cli.changes import given
from partnerreg.cli.completion import complete_partner
from partnerreg.cli.run import Run
from partnerreg.cli.typed import validated

app = typer.Typer()


@app.command("log")
def log(
    ctx: typer.Context,
    partners: Annotated[
        list[str],
        typer.Argument(
            metavar="PARTNER...", help="Who took part.", autocompletion=complete_partner
        ),
    ],
    title: Annotated[str, typer.Option(metavar="TEXT", help="What it was.")],
    kind: Annotated[
        str, typer.Option(metavar="meeting|event|call|visit|mail|other", help="What kind.")
    ] = "meeting",
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day; today if not given.")
    ] = None,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help="The service area it belongs to.")
    ] = None,
    participants: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How many came.")
    ] = None,
    audience: Annotated[str | None, typer.Option(metavar="TEXT", help="Who it was for.")] = None,
    notes: Annotated[str | None, typer.Option(metavar="TEXT", help="Notes.")] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Log something done together with one partner or more."""
    from partnerreg.domain.vocabulary import ActivityKind
    from partnerreg.register import story
    from partnerreg.register.finding import find_area, find_partner
    from partnerreg.schemas.story import ActivityData

    run: Run = ctx.obj
    values = given(
        held_on=words.parse_day("--on", on) or run.today,
        kind=words.parse_word("--kind", kind, ActivityKind),
        title=title,
        participants=participants,
        audience=audience,
        notes=notes,
    )
    data = validated(ctx, ActivityData, values)
    with run.write("activity log", f"{', '.join(partners)}: {data.title}") as work:
        found = [find_partner(work.reader, partner) for partner in partners]
        area_id = find_area(work.reader, area).id if area else None
        activity = story.log(work, [partner.id for partner in found], data, area_id)
    names = ", ".join(dict.fromkeys(partner.name for partner in found))
    run.done(f"Logged {data.kind} #{activity.id} {data.title} with {names}.", form, id=activity.id)


@app.command("list")
def list_(
    ctx: typer.Context,
    partner: options.OptionalPartner = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From that day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Until that day.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="meeting|event|call|visit|mail|other", help="Only of this kind."),
    ] = None,
    everything: options.All = False,
    form: options.Format = "table",
) -> None:
    """List activities, the latest first, all or one partner's."""
    questions.activity_list(
        ctx.obj, partner, since=since, until=until, kind=kind, everything=everything, form=form
    )
