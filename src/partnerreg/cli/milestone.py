"""`partnerreg milestone`: its day can be moved; the first one stays known."""

from typing import Annotated

import typer

from partnerreg.cli import options, verbs
from partnerreg.nouns.milestone import MILESTONE

app = typer.Typer()

To = Annotated[str, options.day("--to", "The new day.")]


def move(ctx: typer.Context, form: str, thing: str, due: str) -> None:
    """Move the day by which a milestone is to be done; the first one stays known."""
    written = verbs.edit(ctx, MILESTONE, thing, {"due": due}, verb="move")
    row = written.row
    message = written.message
    if message != verbs.UNCHANGED:
        first = f" The first day was {row.first_due}." if row.due != row.first_due else ""
        message = f"{row.title} is due on {row.due}.{first}"
    ctx.obj.print_result(message, form, **written.answer, due=row.due, first_due=row.first_due)


MOVING = [
    verbs.thing_argument(MILESTONE),
    options.typed("due", To, default=options.REQUIRED),
]
app.command("move")(verbs.declared(move, MOVING))
