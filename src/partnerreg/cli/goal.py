"""`partnerreg goal`: it goes out of force, and partnerships are tied to it."""

from typing import Annotated

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.cli.ties import add_ties
from partnerreg.nouns.goal import GOAL

LastDay = Annotated[str | None, options.day("--on", "The last day in force; today if not given.")]

app = typer.Typer()


def retire(ctx: typer.Context, form: str, thing: str, on: str | None) -> None:
    """Let a goal go out of force; who served it stays known."""
    from partnerreg.services.lookup import find
    from partnerreg.services.things import DatedThings, things_of

    context: AppContext = ctx.obj
    last = validation.parse_day("--on", on) or context.today
    with context.write("goal retire") as work:
        found = find(work.reader, GOAL, thing)
        work.summarise(f"#{found.id} {found.code} on {last}")
        goals = things_of(work, GOAL)
        assert isinstance(goals, DatedThings)
        goals.retire(found.id, last)
    context.print_result(f"Goal {found.code} is in force until {last}.", form, id=found.id)


RETIRING = [verbs.thing_argument(GOAL), options.typed("on", LastDay)]
app.command("retire")(verbs.declared(retire, RETIRING))
add_ties(app, GOAL)
