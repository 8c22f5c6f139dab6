"""`partnerreg activity`."""

from typing import Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.asking import add_questions
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.run import Run
from partnerreg.cli.typed import in_words, validated

app = typer.Typer()


@app.command("log")
def log(
    ctx: typer.Context,
    partners: Annotated[
        list[str],
        typer.Argument(metavar="PARTNER...", help="Who took part."),
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
    from partnerreg.domain.enums import ActivityKind
    from partnerreg.schemas.story import ActivityData
    from partnerreg.services import story
    from partnerreg.services.lookup import find_area, find_partner

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
    with run.write("activity log") as work:
        found = [find_partner(work.reader, partner) for partner in partners]
        area_id = find_area(work.reader, area).id if area else None
        activity = story.log(work, [partner.id for partner in found], data, area_id)
        numbers = ", ".join(f"#{partner.id}" for partner in found)
        work.summarise(f"#{activity.id} {data.kind} with partner {numbers}")
    names = "; ".join(dict.fromkeys(partner.name for partner in found))
    run.done(f"Logged {data.kind} #{activity.id} {data.title} with {names}.", form, id=activity.id)


@app.command("edit")
def edit(
    ctx: typer.Context,
    number: options.Number,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="What it was.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="meeting|event|call|visit|mail|other", help="What kind.")
    ] = None,
    held_on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day.")] = None,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help="The service area it belongs to.")
    ] = None,
    participants: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How many came.")
    ] = None,
    audience: Annotated[str | None, typer.Option(metavar="TEXT", help="Who it was for.")] = None,
    notes: Annotated[str | None, typer.Option(metavar="TEXT", help="Notes.")] = None,
    more: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="PARTNER", help="Took part too; may be repeated."),
    ] = None,
    fewer: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="PARTNER", help="Took no part; may be repeated."),
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Mend what is said of an activity; an empty value ("") clears a field."""
    from partnerreg.schemas.story import ActivityData
    from partnerreg.services import story
    from partnerreg.services.lookup import find_area, find_partner

    run: Run = ctx.obj
    known = words.parse_number(number, "activity")
    changes = given(
        title=title,
        kind=kind,
        held_on=held_on,
        participants=participants,
        audience=audience,
        notes=notes,
    )
    besides = given(area=area, more=more, fewer=fewer)
    said = in_words(ctx, [*changes, *besides])
    with run.write("activity edit", f"#{known}: {said}") as work:
        before = story.activity_now(work, known)
        values: dict[str, object] = {}
        if changes or not besides:
            values |= validated(ctx, ActivityData, overlaid(before, changes)).model_dump()
        if area is not None:
            values["area_id"] = find_area(work.reader, area).id if area else None
        story.edit_activity(work, known, values)
        took, took_not = (
            [find_partner(work.reader, name).id for name in names or []] for names in (more, fewer)
        )
        story.change_partners(work, known, took, took_not)
    run.done(f"Changed activity #{known}: {said}.", form, id=known)


add_questions(app, "activity", "list")
