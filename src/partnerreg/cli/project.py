"""`partnerreg project`: its way through the phases, who takes part, what it serves, who knows."""

from typing import Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.cli.validation import parse_text
from partnerreg.domain.enums import EndReason, Phase, Stance
from partnerreg.domain.parsing import words
from partnerreg.errors import InvalidInput
from partnerreg.nouns.goal import GOAL
from partnerreg.nouns.project import PROJECT
from partnerreg.nouns.unit import UNIT

app = typer.Typer()

_PHASES = "|".join(words(Phase))

FirstPhase = Annotated[str, typer.Option("--phase", metavar=_PHASES, help="The phase it is in.")]
Since = Annotated[
    str | None, options.day("--since", "Since when it is in that phase; today if not given.")
]
Goals = Annotated[
    list[str] | None,
    typer.Option("--goal", metavar="GOAL", help="A goal that it serves; may be repeated."),
]
Reasons = Annotated[
    list[str] | None,
    typer.Option(
        "--because", metavar="TEXT", help="How it serves the goal: one for each, in their order."
    ),
]
Because = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="How it serves the goal.")
]
ToPhase = Annotated[str, typer.Option("--to", metavar=_PHASES, help="Into which phase.")]
On = Annotated[str | None, options.day("--on", "The day it takes effect; today if not given.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")]
ToldOn = Annotated[str | None, options.day("--on", "The day it was told; today if not given.")]
Agrees = Annotated[
    str | None,
    typer.Option("--agrees", metavar="|".join(words(Stance)), help="Whether it agrees."),
]
Goal = Annotated[str, typer.Argument(metavar="GOAL", help="Number, code, or title.")]
Unit = Annotated[str, typer.Argument(metavar="UNIT", help="Number or name.")]

_PROJECT = verbs.thing_argument(PROJECT)
_PARTNER = options.typed("partner", options.Partner, default=options.REQUIRED)
_GOAL = options.typed("goal", Goal, default=options.REQUIRED)
_DAYS = [options.typed("starts_on", options.From), options.typed("ends_on", options.Until)]


def add(
    ctx: typer.Context,
    form: str,
    phase: str,
    since: str | None,
    goal: list[str] | None,
    because: list[str] | None,
    **typed: Any,
) -> None:
    """Add a project, which is an idea if no other phase is given."""
    from partnerreg.services.lookup import find
    from partnerreg.services.projects import PhaseMove

    first = PhaseMove(
        validation.parse_word("--phase", phase, Phase), validation.parse_day("--since", since)
    )
    if first.phase is Phase.CLOSED:
        raise InvalidInput(
            "A project is closed for a reason.",
            "Add it in another phase, and close it: `partnerreg project close`.",
        )
    reasons = [parse_text("--because", text) for text in because or ()]
    if len(reasons) > len(goal or ()):
        raise InvalidInput("--because says how a goal is served; name as many with --goal.")
    reasons += [None] * (len(goal or ()) - len(reasons))

    def enter(things: Any, data: Any) -> Any:
        goals = [find(things.work.reader, GOAL, text) for text in goal or ()]
        return things.enter(data, first, list(zip(goals, reasons, strict=True)))

    written = verbs.add(ctx, PROJECT, typed, enter)
    row = written.row
    message = f"Added project #{row.id} {row.title} in the phase {first.phase}."
    ctx.obj.print_result(message, form, **written.answer, phase=first.phase)


ADDING = [
    *verbs.adding(PROJECT),
    options.typed("goal", Goals),
    options.typed("because", Reasons),
    options.typed("phase", FirstPhase, default=Phase.IDEA.value),
    options.typed("since", Since),
]
app.command("add")(verbs.declared(add, ADDING))


def move(
    ctx: typer.Context, form: str, thing: str, to: str, on: str | None, reason: str | None
) -> None:
    """Let a project come into a phase: a later one, or an earlier one again."""
    _move(ctx, form, thing, validation.parse_word("--to", to, Phase), on, reason)


app.command("move")(
    verbs.declared(
        move,
        [
            _PROJECT,
            options.typed("to", ToPhase, default=options.REQUIRED),
            options.typed("on", On),
            options.typed("reason", Reason),
        ],
    )
)


def close(
    ctx: typer.Context,
    form: str,
    thing: str,
    because: str | None,
    reason: str | None,
    on: str | None,
) -> None:
    """Close a project, with why; it can be moved to another phase again."""
    ending, text = validation.parse_ending(because, reason)
    if ending is None:
        raise InvalidInput(
            "It is not said why it ends.", f"--because {'|'.join(words(EndReason))}."
        )
    _move(ctx, form, thing, Phase.CLOSED, on, text, ending)


app.command("close")(
    verbs.declared(
        close,
        [
            _PROJECT,
            options.typed("because", options.EndedBecause),
            options.typed("reason", options.EndedOtherwise),
            options.typed("on", On),
        ],
    )
)


def _move(
    ctx: typer.Context,
    form: str,
    thing: str,
    phase: Phase,
    on: str | None,
    reason: str | None,
    end_reason: EndReason | None = None,
) -> None:
    from partnerreg.services import projects
    from partnerreg.services.lookup import find

    context: AppContext = ctx.obj
    asked = projects.PhaseMove(
        phase, validation.parse_day("--on", on), parse_text("--reason", reason), end_reason
    )
    with context.write("project close" if end_reason else "project move") as work:
        found = find(work.reader, PROJECT, thing)
        why = f" ({end_reason})" if end_reason else ""
        work.summarise(f"#{found.id} {found.title} to {phase}{why}")
        before, step = projects.move(work, found.id, asked)
    message = f"#{found.id} {found.title}: {before} → {phase}{why} from {step.effective_on}."
    context.print_result(
        message,
        form,
        id=found.id,
        title=found.title,
        from_phase=before,
        phase=phase,
        on=step.effective_on,
        end_reason=end_reason,
    )


def join(
    ctx: typer.Context,
    form: str,
    thing: str,
    partner: str,
    starts_on: str | None,
    ends_on: str | None,
) -> None:
    """Let a partner take part in a project from a day on."""
    from partnerreg.services import projects
    from partnerreg.services.links import Days
    from partnerreg.services.lookup import find, find_partner

    context: AppContext = ctx.obj
    days = Days(validation.parse_day("--from", starts_on), validation.parse_day("--until", ends_on))
    with context.write("project join") as work:
        found, known = find(work.reader, PROJECT, thing), find_partner(work.reader, partner)
        work.summarise(f"#{found.id}: partner #{known.id}")
        part = projects.join(work, found.id, known, days)
    message = f"{known.name} takes part in {found.title} from {part.starts_on}."
    context.print_result(message, form, id=found.id)


app.command("join")(verbs.declared(join, [_PROJECT, _PARTNER, *_DAYS]))


def leave(ctx: typer.Context, form: str, thing: str, partner: str, on: str | None) -> None:
    """Let a partner take part in a project no longer; that it did stays known."""
    from partnerreg.services import projects
    from partnerreg.services.lookup import find, find_partner

    context: AppContext = ctx.obj
    last = validation.parse_day("--on", on) or context.today
    with context.write("project leave") as work:
        found, known = find(work.reader, PROJECT, thing), find_partner(work.reader, partner)
        work.summarise(f"#{found.id}: partner #{known.id}, after {last}")
        projects.leave(work, found.id, known, last)
    message = f"{known.name} takes part in {found.title} until {last}."
    context.print_result(message, form, id=found.id)


app.command("leave")(
    verbs.declared(leave, [_PROJECT, _PARTNER, options.typed("on", options.LastDay)])
)


def link(
    ctx: typer.Context,
    form: str,
    thing: str,
    goal: str,
    because: str | None,
    starts_on: str | None,
    ends_on: str | None,
) -> None:
    """Tie a project to a goal of the strategy, with how it serves it."""
    from partnerreg.services import projects
    from partnerreg.services.links import Days
    from partnerreg.services.lookup import find

    context: AppContext = ctx.obj
    days = Days(
        validation.parse_day("--from", starts_on),
        validation.parse_day("--until", ends_on),
        parse_text("--because", because),
    )
    with context.write("project link") as work:
        found, known = find(work.reader, PROJECT, thing), find(work.reader, GOAL, goal)
        work.summarise(f"#{found.id} to goal #{known.id}")
        tie = projects.link(work, found, known, days)
    message = f"Tied {found.title} to the goal {known.code} from {tie.starts_on}."
    context.print_result(message, form, id=found.id)


app.command("link")(
    verbs.declared(link, [_PROJECT, _GOAL, options.typed("because", Because), *_DAYS])
)


def unlink(ctx: typer.Context, form: str, thing: str, goal: str, on: str | None) -> None:
    """End a project's tie to a goal; that it was there stays known."""
    from partnerreg.services import projects
    from partnerreg.services.lookup import find

    context: AppContext = ctx.obj
    last = validation.parse_day("--on", on) or context.today
    with context.write("project unlink") as work:
        found, known = find(work.reader, PROJECT, thing), find(work.reader, GOAL, goal)
        work.summarise(f"#{found.id} from goal #{known.id}, after {last}")
        projects.unlink(work, found, known, last)
    message = f"{found.title} is tied to the goal {known.code} until {last}."
    context.print_result(message, form, id=found.id)


app.command("unlink")(
    verbs.declared(unlink, [_PROJECT, _GOAL, options.typed("on", options.LastDay)])
)


def tell(
    ctx: typer.Context, form: str, thing: str, unit: str, on: str | None, agrees: str | None
) -> None:
    """Note that one of our units was told of a project, and whether it agrees."""
    from partnerreg.services import projects
    from partnerreg.services.lookup import find

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on) or context.today
    stance = validation.parse_word("--agrees", agrees, Stance) if agrees else None
    with context.write("project tell") as work:
        found, known = find(work.reader, PROJECT, thing), find(work.reader, UNIT, unit)
        work.summarise(f"#{found.id}: unit #{known.id} on {day}")
        row = projects.tell(work, found.id, known, day, stance)
    message = f"{known.name} was told of {found.title} on {day}; agrees: {row.stance}."
    context.print_result(message, form, id=found.id, unit=known.name, agrees=row.stance)


app.command("tell")(
    verbs.declared(
        tell,
        [
            _PROJECT,
            options.typed("unit", Unit, default=options.REQUIRED),
            options.typed("on", ToldOn),
            options.typed("agrees", Agrees),
        ],
    )
)
