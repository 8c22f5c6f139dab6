"""`partnerreg evaluation`."""

from typing import Annotated

import typer

from partnerreg.cli import options, questions, words
from partnerreg.cli.changes import given
from partnerreg.cli.run import Run
from partnerreg.cli.typed import validated

app = typer.Typer()


@app.command("add")
def add(
    ctx: typer.Context,
    partner: options.Partner,
    rating: Annotated[str, typer.Option(metavar="success|mixed|failure", help="How it came out.")],
    experience: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What we experienced.")
    ] = None,
    effect: Annotated[str | None, typer.Option(metavar="TEXT", help="What effect it had.")] = None,
    continuation: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How it should go on.")
    ] = None,
    decision: Annotated[
        str | None,
        typer.Option(
            metavar="continue|adjust|promote|demote|hand-over|end", help="What was decided."
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day; today if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note how a partnership was judged: experience, effect, continuation."""
    from partnerreg.domain.vocabulary import Rating
    from partnerreg.register import story
    from partnerreg.register.finding import find_partner
    from partnerreg.schemas.story import EvaluationData

    run: Run = ctx.obj
    values = given(
        held_on=words.parse_day("--on", on) or run.today,
        rating=words.parse_word("--rating", rating, Rating),
        experience=experience,
        effect=effect,
        continuation=continuation,
        decision=decision,
    )
    data = validated(ctx, EvaluationData, values)
    with run.write("evaluation add", f"{partner}: {data.rating}") as work:
        found = find_partner(work.reader, partner)
        evaluation = story.evaluate(work, found.id, data)
    message = f"Noted evaluation #{evaluation.id} of {found.name}: {data.rating}."
    run.done(message, form, id=evaluation.id, partner_id=found.id)


@app.command("list")
def list_(
    ctx: typer.Context,
    partner: options.OptionalPartner = None,
    everything: options.All = False,
    form: options.Format = "table",
) -> None:
    """List evaluations, the latest first, all or one partner's."""
    questions.evaluation_list(ctx.obj, partner, everything=everything, form=form)
