"""`partnerreg evaluation`."""

from typing import Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.asking import add_questions
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.run import Run
from partnerreg.cli.typed import in_words, validated

app = typer.Typer()

Experience = Annotated[str | None, typer.Option(metavar="TEXT", help="What we experienced.")]
Effect = Annotated[str | None, typer.Option(metavar="TEXT", help="What effect it had.")]
Continuation = Annotated[str | None, typer.Option(metavar="TEXT", help="How it should go on.")]
Decided = Annotated[
    str | None,
    typer.Option(metavar="continue|adjust|promote|demote|hand-over|end", help="What was decided."),
]


@app.command("add")
def add(
    ctx: typer.Context,
    partner: options.Partner,
    rating: Annotated[str, typer.Option(metavar="success|mixed|failure", help="How it came out.")],
    experience: Experience = None,
    effect: Effect = None,
    continuation: Continuation = None,
    decision: Decided = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day; today if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note how a partnership was judged: experience, effect, continuation."""
    from partnerreg.domain.enums import Rating
    from partnerreg.schemas.story import EvaluationData
    from partnerreg.services import story
    from partnerreg.services.lookup import find_partner

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
    with run.write("evaluation add") as work:
        found = find_partner(work.reader, partner)
        evaluation = story.evaluate(work, found.id, data)
        work.summarise(f"#{evaluation.id} of partner #{found.id}: {data.rating}")
    message = f"Noted evaluation #{evaluation.id} of {found.name}: {data.rating}."
    run.done(message, form, id=evaluation.id, partner_id=found.id)


@app.command("edit")
def edit(
    ctx: typer.Context,
    number: options.Number,
    rating: Annotated[
        str | None, typer.Option(metavar="success|mixed|failure", help="How it came out.")
    ] = None,
    experience: Experience = None,
    effect: Effect = None,
    continuation: Continuation = None,
    decision: Decided = None,
    held_on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day.")] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Mend what is said of an evaluation; an empty value ("") clears a field."""
    from partnerreg.schemas.story import EvaluationData
    from partnerreg.services import story

    run: Run = ctx.obj
    known = words.parse_number(number, "evaluation")
    changes = given(
        rating=rating,
        experience=experience,
        effect=effect,
        continuation=continuation,
        decision=decision,
        held_on=held_on,
    )
    said = in_words(ctx, changes)
    with run.write("evaluation edit", f"#{known}: {said}") as work:
        values = overlaid(story.evaluation_now(work, known), changes)
        story.edit_evaluation(work, known, validated(ctx, EvaluationData, values))
    run.done(f"Changed evaluation #{known}: {said}.", form, id=known)


add_questions(app, "evaluation", "list")
