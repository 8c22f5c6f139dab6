"""`link` and `unlink`: a partner's ties to service areas and goals, each with its days."""

from collections.abc import Callable
from typing import Annotated

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.cli.validation import parse_text
from partnerreg.nouns.noun import Noun

Because = Annotated[
    str | None,
    typer.Option("--because", metavar="TEXT", help="How the partnership serves the goal."),
]


def add_ties(app: typer.Typer, noun: Noun) -> None:
    """Give an app of areas or goals its verbs that tie partners to them."""
    is_goal = noun.name == "goal"
    called = "a goal" if is_goal else "a service area"
    both = [
        verbs.thing_argument(noun),
        options.typed("partner", options.Partner, default=options.REQUIRED),
    ]
    because = [options.typed("because", Because)] if is_goal else []
    days = [options.typed("starts_on", options.From), options.typed("ends_on", options.Until)]
    link = verbs.declared(_link(noun), [*both, *because, *days])
    of = " of the strategy" if is_goal else ""
    app.command("link", help=f"Tie a partner to {called}{of}.")(link)
    unlink = verbs.declared(_unlink(noun), [*both, options.typed("on", options.LastDay)])
    app.command("unlink", help=f"End a partner's tie to {called}; that it was there stays known.")(
        unlink
    )


def _link(noun: Noun) -> Callable[..., None]:
    def link(
        ctx: typer.Context,
        form: str,
        thing: str,
        partner: str,
        starts_on: str | None,
        ends_on: str | None,
        because: str | None = None,
    ) -> None:
        from partnerreg.services import links
        from partnerreg.services.lookup import find, find_partner

        context: AppContext = ctx.obj
        days = links.Days(
            validation.parse_day("--from", starts_on),
            validation.parse_day("--until", ends_on),
            parse_text("--because", because),
        )
        with context.write(f"{noun.name} link") as work:
            found, known = find_partner(work.reader, partner), find(work.reader, noun, thing)
            work.summarise(f"#{known.id} to partner #{found.id}")
            tie = links.link(work, noun, known, found, days)
        called = getattr(known, noun.code_or_label)
        message = f"Tied {found.name} to the {noun.called} {called} from {tie.starts_on}."
        context.print_result(message, form, id=tie.id)

    return link


def _unlink(noun: Noun) -> Callable[..., None]:
    def unlink(ctx: typer.Context, form: str, thing: str, partner: str, on: str | None) -> None:
        from partnerreg.services import links
        from partnerreg.services.lookup import find, find_partner

        context: AppContext = ctx.obj
        last = validation.parse_day("--on", on) or context.today
        with context.write(f"{noun.name} unlink") as work:
            found, known = find_partner(work.reader, partner), find(work.reader, noun, thing)
            work.summarise(f"#{known.id} from partner #{found.id}, after {last}")
            links.unlink(work, noun, known, found, last)
        called = getattr(known, noun.code_or_label)
        message = f"{found.name} is tied to the {noun.called} {called} until {last}."
        context.print_result(message, form, id=found.id)

    return unlink
