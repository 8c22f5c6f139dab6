"""`partnerreg expectation`: what each party expects of the other, and whether it came true."""

from typing import Annotated

import typer

from partnerreg.cli import options, validation
from partnerreg.cli.context import AppContext
from partnerreg.nouns.expectation import EXPECTATION

app = typer.Typer()


@app.command("settle")
def settle(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Its number, as lists show it.")],
    met: Annotated[
        str, typer.Option("--met", metavar="yes|partly|no", help="Whether it came true.")
    ],
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="TEXT", help="What came of it.")
    ] = None,
    on: options.On = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note whether an expectation came true."""
    from partnerreg.domain.enums import Fulfilment
    from partnerreg.services.preparation import Expectations

    context: AppContext = ctx.obj
    which = validation.parse_number(number, EXPECTATION.name)
    fulfilment = validation.parse_word("--met", met, Fulfilment)
    day = validation.parse_day("--on", on) or context.today
    text = validation.parse_text("--outcome", outcome)
    with context.write("expectation settle", f"#{which}: {fulfilment}") as work:
        row = Expectations(work, EXPECTATION).settle(which, fulfilment, day, text)
    message = f"Settled expectation #{which}: {fulfilment}."
    context.print_result(message, form, id=which, partner_id=row.partner_id)
