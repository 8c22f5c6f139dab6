"""`partnerreg partner`: it comes in at a level, and moves through the levels."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.cli.remedies import to_paste
from partnerreg.cli.validation import parse_reason, parse_text
from partnerreg.domain.enums import EndReason, TieKind
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput
from partnerreg.nouns.partner import PARTNER
from partnerreg.nouns.registry import noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnerreg.services.ending import OpenMatter
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
    because: options.EndedBecause = None,
    reason: options.EndedOtherwise = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="PARTNER", help="The partner that it was merged into."),
    ] = None,
    lesson: Annotated[
        str | None, typer.Option("--lesson", metavar="TEXT", help="What was learnt.")
    ] = None,
    terminate: Annotated[
        bool, typer.Option("--terminate", help="End its agreements that are in force, too.")
    ] = False,
    on: On = None,
    form: options.WriteFormat = "text",
) -> None:
    """End a partnership, and say what is still open; all that is known of it stays."""
    from partnerreg.nouns.lesson import LESSON
    from partnerreg.nouns.schema import validate
    from partnerreg.services import ending, levels, links
    from partnerreg.services.lookup import find_partner
    from partnerreg.services.things import things_of

    context: AppContext = ctx.obj
    if into and because is None:
        because = EndReason.MERGED
    why, text = validation.parse_ending(because, reason)
    if into and why is not EndReason.MERGED:
        raise InvalidInput(
            f"--into goes with --because merged, not {why}.", "Leave one of them out."
        )
    learned = parse_text("--lesson", lesson)
    move = move_of(on, text)._replace(ending=why)
    day = move.on or context.today
    with context.write("partner end") as work:
        found = find_partner(work.reader, partner)
        work.summarise(f"#{found.id}")
        moved = levels.end(work, found.id, move)
        assert moved.from_level is not None
        if into:
            heir = find_partner(work.reader, into)
            links.relate(work, heir, TieKind.SUCCEEDS, found, links.Days(day))
        if learned:
            lessons = things_of(work, LESSON)
            values = {"partner": found.id, "noted_on": day, "learned": learned}
            lessons.add(validate(lessons.schema, values))
        settled = ending.end_agreements(work, found, day) if terminate else []
        matters = list(ending.open_matters(work.reader, found.id, day))
    lines = [f"#{found.id} {moved.partner}: {moved.from_level.word} → ended."]
    lines += [f"Ended agreement #{number}." for number in settled]
    lines += _open_lines(matters)
    context.print_result(
        "\n".join(lines),
        form,
        id=found.id,
        name=moved.partner,
        from_level=moved.from_level,
        to_level=None,
        failed=[],
        ending=why,
        settled=settled,
        open=[matter._asdict() | {"remedy": to_paste(matter.remedy)} for matter in matters],
    )


def _open_lines(matters: "Sequence[OpenMatter]") -> "Iterator[str]":
    """What is still open, a line each; contacts are counted."""
    people = [matter for matter in matters if matter.thing == "contact"]
    if matters:
        yield "Still open:"
    for matter in matters:
        if matter.thing != "contact":
            until = f" until {matter.until}" if matter.until else ""
            called = noun(matter.thing).called
            yield f"  {called} #{matter.id} {matter.label}{until}: {to_paste(matter.remedy)}"
    if people:
        yield f"  {pluralize(len(people), 'contact')} to thank, and to erase when it is time"


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
