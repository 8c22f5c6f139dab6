"""`partnerreg proposal`: it is accepted, or declined."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.cli.validation import parse_reason
from partnerreg.nouns.proposal import PROPOSAL

if TYPE_CHECKING:
    from partnerreg.services.proposals import Proposals

app = typer.Typer()

Proposal = Annotated[
    str, typer.Argument(metavar="PROPOSAL", help="Number, name, or a part that fits only one.")
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why.")]


def add(ctx: typer.Context, form: str, **typed: Any) -> None:
    """Record that somebody offers to become a partner."""
    written = verbs.add(ctx, PROPOSAL, typed)
    proposals: Proposals = written.things
    for other in proposals.look_alikes:
        place = f" ({other.municipality})" if other.municipality else ""
        notify(f"A partner is called nearly the same: #{other.id} {other.name}{place}.")
    ctx.obj.print_result(written.message, form, **written.answer)


app.command("add")(verbs.declared(add, verbs.adding(PROPOSAL)))


@app.command("accept")
def accept(
    ctx: typer.Context,
    proposal: Proposal,
    on: options.On = None,
    form: options.WriteFormat = "text",
) -> None:
    """Make a network partner of a proposal, with its texts and its contact."""
    from partnerreg.services.lookup import find
    from partnerreg.services.proposals import Proposals

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on) or context.today
    with context.write("proposal accept") as work:
        found = find(work.reader, PROPOSAL, proposal, today=context.today)
        partner = Proposals(work, PROPOSAL).accept(found.id, day, context.policy)
        work.summarise(f"#{found.id} as partner #{partner.id}")
    message = f"Accepted proposal #{found.id}: #{partner.id} {partner.name} is a network partner."
    context.print_result(message, form, id=found.id, partner_id=partner.id)


@app.command("decline")
def decline(
    ctx: typer.Context,
    proposal: Proposal,
    reason: Reason,
    on: options.On = None,
    form: options.WriteFormat = "text",
) -> None:
    """Decline a proposal, and say why."""
    from partnerreg.services.lookup import find
    from partnerreg.services.proposals import Proposals

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on) or context.today
    why = parse_reason("--reason", reason)
    assert why is not None
    with context.write("proposal decline") as work:
        found = find(work.reader, PROPOSAL, proposal, today=context.today)
        work.summarise(f"#{found.id}")
        Proposals(work, PROPOSAL).decline(found.id, day, why)
    context.print_result(f"Declined proposal #{found.id} {found.name}.", form, id=found.id)
