"""`partnerreg goal`."""

from typing import Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.asking import add_questions
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.run import Run
from partnerreg.cli.typed import in_words, validated

app = typer.Typer()

Goal = Annotated[
    str, typer.Argument(metavar="GOAL", help="Code, number, title, or a part that fits only one.")
]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="In force from.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="In force until.")]


@app.command("add")
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What is to be reached.")],
    code: Annotated[str, typer.Option(metavar="CODE", help="A short code to call it by, as G1.")],
    starts_on: From = None,
    ends_on: Until = None,
    form: options.WriteFormat = "text",
) -> None:
    """Add a goal of the strategy."""
    from partnerreg.schemas.organisation import GoalData
    from partnerreg.services.organisation import add_goal

    run: Run = ctx.obj
    values = given(title=title, code=code, starts_on=starts_on, ends_on=ends_on)
    data = validated(ctx, GoalData, values)
    with run.write("goal add", f"{data.code} {data.title}", may_make=True) as work:
        goal = add_goal(work, data)
    run.done(f"Added goal #{goal.id} {goal.code} {goal.title}.", form, id=goal.id, code=goal.code)


add_questions(app, "goal", "list")


@app.command("edit")
def edit(
    ctx: typer.Context,
    goal: Goal,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Another title.")] = None,
    code: Annotated[str | None, typer.Option(metavar="CODE", help="Another code.")] = None,
    starts_on: From = None,
    ends_on: Until = None,
    form: options.WriteFormat = "text",
) -> None:
    """Change a goal; an empty value ("") clears a date."""
    from partnerreg.schemas.organisation import GoalData
    from partnerreg.services.lookup import find_goal
    from partnerreg.services.organisation import edit_goal

    run: Run = ctx.obj
    changes = given(title=title, code=code, starts_on=starts_on, ends_on=ends_on)
    with run.write("goal edit") as work:
        found = find_goal(work.reader, goal)
        work.summarise(f"#{found.id} {found.code}: {in_words(ctx, changes)}")
        before = {name: getattr(found, name) for name in GoalData.model_fields}
        data = validated(ctx, GoalData, overlaid(before, changes))
        row = edit_goal(work, found.id, data)
    run.done(f"Changed goal #{row.id} {row.code} {row.title}.", form, id=row.id)


@app.command("retire")
def retire(
    ctx: typer.Context,
    goal: Goal,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day in force; today if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Let a goal go out of force; who served it stays known."""
    from partnerreg.services.lookup import find_goal
    from partnerreg.services.organisation import retire_dated
    from partnerreg.tables import Goal as GoalTable

    run: Run = ctx.obj
    last = words.parse_day("--on", on) or run.today
    with run.write("goal retire") as work:
        found = find_goal(work.reader, goal)
        work.summarise(f"#{found.id} {found.code} on {last}")
        retire_dated(work, GoalTable, found.id, last)
    run.done(f"Goal {found.code} is in force until {last}.", form, id=found.id)


@app.command("link")
def link(
    ctx: typer.Context,
    goal: Goal,
    partner: options.Partner,
    rationale: Annotated[
        str | None,
        typer.Option("--because", metavar="TEXT", help="How the partnership serves the goal."),
    ] = None,
    starts_on: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Since when; today if not given.")
    ] = None,
    ends_on: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Until when; open if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Tie a partner to a goal of the strategy."""
    from partnerreg.schemas.organisation import LinkData
    from partnerreg.services import links
    from partnerreg.services.lookup import find_goal, find_partner

    run: Run = ctx.obj
    values = given(starts_on=starts_on, ends_on=ends_on, rationale=rationale)
    days = validated(ctx, LinkData, values)
    with run.write("goal link") as work:
        found, known = find_partner(work.reader, partner), find_goal(work.reader, goal)
        work.summarise(f"#{known.id} to partner #{found.id}")
        tie = links.link_goal(work, known, found, days)
    run.done(f"Tied {found.name} to the goal {known.code} from {tie.starts_on}.", form, id=tie.id)


@app.command("unlink")
def unlink(
    ctx: typer.Context,
    goal: Goal,
    partner: options.Partner,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day; today if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """End a partner's tie to a goal; that it was there stays known."""
    from partnerreg.services import links
    from partnerreg.services.lookup import find_goal, find_partner
    from partnerreg.tables import PartnerGoal

    run: Run = ctx.obj
    last = words.parse_day("--on", on) or run.today
    with run.write("goal unlink") as work:
        found, known = find_partner(work.reader, partner), find_goal(work.reader, goal)
        work.summarise(f"#{known.id} from partner #{found.id}, after {last}")
        links.unlink(work, PartnerGoal, known.id, found, last)
    run.done(f"{found.name} is tied to the goal {known.code} until {last}.", form, id=found.id)
