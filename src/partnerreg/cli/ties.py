"""`link`, `relink`, `unlink`: ties of partners to areas, goals and further units, with days."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.cli.validation import parse_text
from partnerreg.domain.enums import AreaState
from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.nouns.noun import Noun

if TYPE_CHECKING:
    from partnerreg.db.query import Reader

Because = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Why it is tied to it.")
]
Unit = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="The unit of ours that runs the area.")
]
Coordinator = Annotated[
    str | None, typer.Option("--coordinator", metavar="STAFF", help="Who looks after the area.")
]
State = Annotated[
    str | None, typer.Option("--state", metavar="tried|running", help="How far the work in it is.")
]
FromThen = Annotated[
    str | None,
    options.day("--from", "From that day on; without it, as if it had always been so."),
]


# What help says besides of what partners are tied to.
_FURTHER = {
    "goal": " of the strategy",
    "unit": " that takes part beside the one that runs it",
}


def add_ties(app: typer.Typer, noun: Noun) -> None:
    """Give an app of areas, goals or units its verbs that tie partners to them."""
    called = noun.article
    both = [
        verbs.thing_argument(noun),
        options.typed("partner", options.Partner, default=options.REQUIRED),
    ]
    said = [options.typed("because", Because)]
    if noun.name == "area":
        said += [
            options.typed("unit", Unit),
            options.typed("coordinator", Coordinator),
            options.typed("state", State),
        ]
    days = [options.typed("starts_on", options.From), options.typed("ends_on", options.Until)]
    link = verbs.declared(_link(noun), [*both, *said, *days])
    app.command("link", help=f"Tie a partner to {called}{_FURTHER.get(noun.name, '')}.")(link)
    relink = verbs.declared(_relink(noun), [*both, *said, options.typed("starts_on", FromThen)])
    help_ = f'Change what is said of a partner\'s tie to {called}; an empty value ("") clears it.'
    app.command("relink", help=help_)(relink)
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
        **typed: str | None,
    ) -> None:
        from partnerreg.services import links
        from partnerreg.services.lookup import find, find_partner

        context: AppContext = ctx.obj
        days = links.Days(
            validation.parse_day("--from", starts_on), validation.parse_day("--until", ends_on)
        )
        with context.write(f"{noun.name} link") as work:
            found, known = find_partner(work.reader, partner), find(work.reader, noun, thing)
            work.summarise(f"#{known.id} to partner #{found.id}")
            tie = links.link(work, noun, known, found, days, **_said(work.reader, typed))
        called = getattr(known, noun.code_or_label)
        message = f"Tied {found.name} to the {noun.called} {called} from {tie.starts_on}."
        context.print_result(message, form, id=tie.id)

    return link


def _relink(noun: Noun) -> Callable[..., None]:
    def relink(
        ctx: typer.Context,
        form: str,
        thing: str,
        partner: str,
        starts_on: str | None,
        **typed: str | None,
    ) -> None:
        from partnerreg.services import links
        from partnerreg.services.lookup import find, find_partner

        context: AppContext = ctx.obj
        start = validation.parse_day("--from", starts_on)
        with context.write(f"{noun.name} relink") as work:
            found, known = find_partner(work.reader, partner), find(work.reader, noun, thing)
            changes = _said(work.reader, typed)
            if not changes:
                raise InvalidInput("Nothing to change.", "Give an option; see --help.")
            work.summarise(f"#{known.id} to partner #{found.id}: {', '.join(changes)}")
            tie = links.relink(work, noun, known, found, start, changes)
        called = getattr(known, noun.code_or_label)
        message = f"Changed the tie of {found.name} to the {noun.called} {called}."
        context.print_result(message, form, id=tie.id)

    return relink


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


def _said(reader: "Reader", typed: dict[str, str | None]) -> dict[str, object]:
    """What is typed of a tie, by its columns; None for what is cleared."""
    said: dict[str, object] = {}
    for name, text in typed.items():
        if text is None:
            continue
        read, column = _READ[name]
        said[column] = read(reader, text) if text.strip() else None
    return said


def _state(_reader: "Reader", text: str) -> AreaState:
    state = validation.parse_word("--state", text, AreaState)
    if state is AreaState.ENDED:
        raise InvalidInput("What has ended has a last day.", "`partnerreg area unlink` notes it.")
    return state


def _number_of(noun: str) -> Callable[["Reader", str], int]:
    def find_number(reader: "Reader", text: str) -> int:
        from partnerreg.services.lookup import find

        number: int = find(reader, registry.noun(noun), text).id
        return number

    return find_number


# How each option is read, and the column of what it says.
_READ: dict[str, tuple[Callable[["Reader", str], object], str]] = {
    "because": (lambda _reader, text: parse_text("--because", text), "rationale"),
    "unit": (_number_of("unit"), "unit_id"),
    "coordinator": (_number_of("staff"), "coordinator_id"),
    "state": (_state, "state"),
}
