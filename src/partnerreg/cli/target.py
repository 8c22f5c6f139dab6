"""`partnerreg target`: what it came to is noted with the day."""

from typing import Annotated

import typer

from partnerreg.cli import options, verbs
from partnerreg.nouns.target import TARGET

app = typer.Typer()

Value = Annotated[str, typer.Argument(metavar="NUMBER", help="How much it came to.")]


def reach(ctx: typer.Context, form: str, thing: str, reached: str, reached_on: str | None) -> None:
    """Note what came of a target, and on which day that was so."""
    on = reached_on or ctx.obj.today.isoformat()
    written = verbs.edit(ctx, TARGET, thing, {"reached": reached, "reached_on": on}, verb="reach")
    ctx.obj.print_result(written.message, form, **written.answer)


REACHING = [
    verbs.thing_argument(TARGET),
    options.typed("reached", Value, default=options.REQUIRED),
    options.typed("reached_on", options.On),
]
app.command("reach")(verbs.declared(reach, REACHING))
