"""`partnerreg partner`: it comes in at a level, and moves through the levels."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.cli.validation import parse_reason, parse_text
from partnerreg.domain.enums import TieKind
from partnerreg.nouns.partner import PARTNER

if TYPE_CHECKING:
    from partnerreg.services.levels import LevelMoveResult, Move
    from partnerreg.services.partners import Partners

app = typer.Typer()

Level = Annotated[
    str, typer.Option(metavar="LEVEL", help="Where it starts; above network through the gate.")
]
On = Annotated[str | None, options.day("--on", "The day it takes effect; today if not given.")]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")]
Override = Annotated[
    str | None,
    typer.Option(
        metavar="REASON", help="Go on although required rules are not met; kept with who and why."
    ),
]
ToLevel = Annotated[
    str, typer.Option("--to", metavar="LEVEL", help="1 or strategic, 2 or service, 3 or network.")
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
    move = move_of(on, reason, override)
    written = verbs.add(
        ctx, PARTNER, typed, lambda things, data: things.enter(data, to, move, context.policy)
    )
    _tell_of_namesakes(written.things)
    row = written.row
    message = f"Added #{row.id} {row.name} at the {to.word} level."
    context.print_result(message, form, id=row.id, name=row.name, level=int(to))


def edit(ctx: typer.Context, form: str, thing: str, **typed: Any) -> None:
    """Change what is said of a partner; an empty value ("") clears what is optional."""
    written = verbs.edit(ctx, PARTNER, thing, typed)
    _tell_of_namesakes(written.things)
    ctx.obj.print_result(written.message, form, **written.answer)


def _tell_of_namesakes(things: "Partners") -> None:
    """Say that there are others of that name, which a command has to call by number."""
    for other in things.namesakes:
        place = f" ({other.municipality})" if other.municipality else ""
        notify(f"There is another partner of that name: #{other.id} {other.name}{place}.")


ADDING = [
    *verbs.adding(PARTNER),
    options.typed("level", Level, default="network"),
    options.typed("on", On),
    options.typed("reason", Reason),
    options.typed("override", Override),
]
app.command("add")(verbs.declared(add, ADDING))
app.command("edit")(verbs.declared(edit, verbs.changing(PARTNER)))


OtherPartner = Annotated[
    str, typer.Option("--to", metavar="PARTNER", help="The partner that it belongs to.")
]
KINDS = "|".join(TieKind)


@app.command("relate")
def relate(
    ctx: typer.Context,
    partner: options.Partner,
    to: OtherPartner,
    kind: Annotated[str, typer.Option("--as", metavar=KINDS, help="As what.")],
    starts_on: options.From = None,
    ends_on: options.Until = None,
    form: options.WriteFormat = "text",
) -> None:
    """Tie a partner to another one: as its member, part or branch, funded by it, or after it."""
    from partnerreg.services import links
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    as_kind = validation.parse_word("--as", kind, TieKind)
    days = links.Days(
        validation.parse_day("--from", starts_on), validation.parse_day("--until", ends_on)
    )
    with context.write("partner relate") as work:
        one, other = find_partner(work.reader, partner), find_partner(work.reader, to)
        work.summarise(f"#{one.id} {as_kind} #{other.id}")
        tie = links.relate(work, one, as_kind, other, days)
    said = as_kind.replace("-", " ")
    message = f"{one.name}: {said} {other.name} from {tie.starts_on}."
    context.print_result(message, form, id=tie.id)


@app.command("unrelate")
def unrelate(
    ctx: typer.Context,
    partner: options.Partner,
    to: OtherPartner,
    kind: Annotated[
        str | None, typer.Option("--as", metavar=KINDS, help="Only this tie; else all of them.")
    ] = None,
    on: options.LastDay = None,
    form: options.WriteFormat = "text",
) -> None:
    """End a partner's tie to another one; that it was there stays known."""
    from partnerreg.services import links
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    as_kind = validation.parse_word("--as", kind, TieKind) if kind else None
    last = validation.parse_day("--on", on) or context.today
    with context.write("partner unrelate") as work:
        one, other = find_partner(work.reader, partner), find_partner(work.reader, to)
        work.summarise(f"#{one.id} from #{other.id}, after {last}")
        ties = links.unrelate(work, one, as_kind, other, last)
    said = ", ".join(tie.kind.replace("-", " ") for tie in ties)
    message = f"{one.name}: {said} {other.name} until {last}."
    context.print_result(message, form, id=one.id)


def move_of(on: str | None, reason: str | None, override: str | None = None) -> "Move":
    """How a level change was asked for."""
    from partnerreg.services.levels import Move

    return Move(
        validation.parse_day("--on", on),
        parse_text("--reason", reason),
        parse_reason("--override", override),
    )


def _say_moved(context: AppContext, number: int, moved: "LevelMoveResult", form: str) -> None:
    if moved.from_level is None:
        assert moved.to_level is not None
        step = f"reopened at the {moved.to_level.word} level"
    else:
        step = f"{moved.from_level.word} → {moved.to_level.word if moved.to_level else 'ended'}"
    message = f"#{number} {moved.partner}: {step}."
    if moved.failed:
        message += f" Unsupported: {', '.join(moved.failed)} not met."
    context.print_result(
        message,
        form,
        id=number,
        name=moved.partner,
        from_level=moved.from_level,
        to_level=moved.to_level,
        failed=list(moved.failed),
    )


@app.command("promote")
def promote(
    ctx: typer.Context,
    partner: options.Partner,
    to: ToLevel,
    on: On = None,
    reason: Reason = None,
    override: Override = None,
    form: options.WriteFormat = "text",
) -> None:
    """Raise a partner to a higher level, if the evidence carries it."""
    from partnerreg.services import levels
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    level = validation.parse_level("--to", to)
    assert level is not None
    move = move_of(on, reason, override)
    with context.write("partner promote") as work:
        found = find_partner(work.reader, partner)
        work.summarise(f"#{found.id} to {level.word}")
        moved = levels.promote(work, found.id, level, move, context.policy)
    _say_moved(context, found.id, moved, form)


@app.command("demote")
def demote(
    ctx: typer.Context,
    partner: options.Partner,
    to: ToLevel,
    on: On = None,
    reason: Reason = None,
    form: options.WriteFormat = "text",
) -> None:
    """Lower a partner to a level."""
    from partnerreg.services import levels
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    level = validation.parse_level("--to", to)
    assert level is not None
    move = move_of(on, reason)
    with context.write("partner demote") as work:
        found = find_partner(work.reader, partner)
        work.summarise(f"#{found.id} to {level.word}")
        moved = levels.demote(work, found.id, level, move)
    _say_moved(context, found.id, moved, form)


@app.command("end")
def end(
    ctx: typer.Context,
    partner: options.Partner,
    reason: Annotated[
        str,
        typer.Option(
            metavar="TEXT", help="Why: it succeeded, is no longer viable, the strategy changed …"
        ),
    ],
    on: On = None,
    form: options.WriteFormat = "text",
) -> None:
    """End a partnership; all that is known of it stays, and it can be reopened."""
    from partnerreg.services import levels
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    move = move_of(on, parse_reason("--reason", reason))
    with context.write("partner end") as work:
        found = find_partner(work.reader, partner)
        work.summarise(f"#{found.id}")
        moved = levels.end(work, found.id, move)
    _say_moved(context, found.id, moved, form)


@app.command("reopen")
def reopen(
    ctx: typer.Context,
    partner: options.Partner,
    level: Annotated[
        str | None,
        typer.Option(metavar="LEVEL", help="At this level; the one it had if not given."),
    ] = None,
    on: On = None,
    reason: Reason = None,
    override: Override = None,
    form: options.WriteFormat = "text",
) -> None:
    """Take an ended partnership up again; above network through the gate."""
    from partnerreg.services import levels
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    to = validation.parse_level("--level", level)
    move = move_of(on, reason, override)
    with context.write("partner reopen") as work:
        found = find_partner(work.reader, partner)
        work.summarise(f"#{found.id}")
        moved = levels.reopen(work, found.id, to, move, context.policy)
    _say_moved(context, found.id, moved, form)
