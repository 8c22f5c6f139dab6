"""`partnerreg history`."""

from typing import Any

import typer

from partnerreg.cli.asking import add_questions, declared
from partnerreg.cli.questions import ONE_WORD

app = typer.Typer(add_completion=False)
_ask = declared(ONE_WORD["history"], "history")


def history(ctx: typer.Context, **given: Any) -> None:
    if ctx.invoked_subcommand is None:
        _ask(ctx=ctx, **given)


history.__signature__ = _ask.__signature__  # type: ignore[attr-defined]
history.__annotations__ = _ask.__annotations__
app.callback(invoke_without_command=True, help=ONE_WORD["history"].ask.__doc__)(history)
add_questions(app, "history", "show")
