"""`partnerreg partner`: it comes in at a level, and moves."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import moving, options, validation, verbs
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.nouns.partner import PARTNER

if TYPE_CHECKING:
    from partnerreg.services.partners import Partners

app = typer.Typer()

Level = Annotated[
    str, typer.Option(metavar="LEVEL", help="Where it starts; above network through the gate.")
]


def add(
    ctx: typer.Context,
    form: str,
    level: str,
    on: str | None,
    reason: str | None,
    override: str | None,
    **typed: Any,
) -> None:
    """Add a partner, at the network level unless another is given."""
    context: AppContext = ctx.obj
    to = validation.parse_level("--level", level)
    assert to is not None
    move = moving.move_of(on, reason, override)
    written = verbs.add(
        ctx, PARTNER, typed, lambda things, data: things.enter(data, to, move, context.policy)
    )
    _tell_of_namesakes(written.things)
    row = written.row
    message = f"Added #{row.id} {row.name} at the {to.word} level."
    context.print_result(message, form, id=row.id, name=row.name, level=int(to))


def edit(ctx: typer.Context, form: str, thing: str, **typed: Any) -> None:
    """Change what is said of a partner; an empty value ("") clears a field."""
    written = verbs.edit(ctx, PARTNER, thing, typed)
    _tell_of_namesakes(written.things)
    ctx.obj.print_result(written.message, form, id=written.row.id)


def _tell_of_namesakes(things: "Partners") -> None:
    """Say that there are others of that name, which a command has to call by number."""
    for other in things.namesakes:
        place = f" ({other.municipality})" if other.municipality else ""
        notify(f"There is another partner of that name: #{other.id} {other.name}{place}.")


levels = [
    options.typed("level", Level, default="network"),
    options.typed("on", moving.On),
    options.typed("reason", moving.Reason),
    options.typed("override", moving.Override),
]
app.command("add")(verbs.declared(add, [*verbs.adding(PARTNER), *levels]))
app.command("edit")(verbs.declared(edit, verbs.changing(PARTNER)))
for move in (moving.promote, moving.demote, moving.end, moving.reopen):
    app.command(move.__name__)(move)
