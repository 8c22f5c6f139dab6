"""`partnerreg preparation`: what is thought through before a partnership, step by step."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, verbs
from partnerreg.cli.context import AppContext
from partnerreg.domain.enums import StepState
from partnerreg.nouns.preparation import PREPARATION

if TYPE_CHECKING:
    from partnerreg.cli.verbs import VerbResult

app = typer.Typer()

Because = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why it is not relevant.")]


def answer(ctx: typer.Context, form: str, **typed: Any) -> None:
    """Note what a step of the preparation is answered with, from a day on."""
    written = _write(ctx, typed)
    ctx.obj.print_result(written.message, form, **written.answer)


def skip(ctx: typer.Context, form: str, **typed: Any) -> None:
    """Note that a step is not relevant to a partnership, and why."""
    written = _write(ctx, typed | {"state": StepState.NOT_RELEVANT})
    message = f"{written.row.code} is not relevant to this partnership."
    ctx.obj.print_result(message, form, **written.answer)


def _write(ctx: typer.Context, typed: dict[str, Any]) -> "VerbResult":
    context: AppContext = ctx.obj
    return verbs.add(
        ctx, PREPARATION, typed, lambda things, data: things.answer(data, context.policy)
    )


_ADDING = verbs.adding(PREPARATION)
_SKIPPING = [
    options.typed("text", Because, default=options.REQUIRED) if one.name == "text" else one
    for one in _ADDING
    if one.name != "state"
]
app.command("answer")(verbs.declared(answer, _ADDING))
app.command("skip")(verbs.declared(skip, _SKIPPING))
