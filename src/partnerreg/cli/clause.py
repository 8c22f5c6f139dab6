"""`partnerreg agreement clause`: what an agreement says, clause by clause."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options, validation
from partnerreg.cli.context import AppContext
from partnerreg.domain.clauses import CHECKLIST
from partnerreg.domain.enums import ClauseState
from partnerreg.domain.text import truncate
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from partnerreg.domain.policy import Policy

REST = "rest"
"""All clauses that are not marked yet, and not named beside it."""

_STATES = "|".join(ClauseState)


def clause(
    ctx: typer.Context,
    number: options.Number,
    marks: Annotated[
        list[str],
        typer.Argument(
            metavar=f"CLAUSE={_STATES}...",
            help=f"How a clause is marked; {REST}= marks all that are not marked yet.",
        ),
    ],
    on: options.On = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A remark on what is marked.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Mark which clauses an agreement has, from a day on; `agreement check` lists them."""
    from partnerreg.reports.clauses import marks_of
    from partnerreg.services.clauses import mark_clauses

    context: AppContext = ctx.obj
    known = validation.parse_number(number, "agreement")
    day = validation.parse_day("--on", on) or context.today
    states = _states(marks, context.policy)
    remark = validation.parse_text("--note", note)
    with context.write("agreement clause") as work:
        if (rest := states.pop(REST, None)) is not None:
            there = marks_of(work.reader, known, day)
            items = context.policy.checklist(CHECKLIST).items
            states |= {item.code: rest for item in items if item.code not in {*there, *states}}
        mark_clauses(work, known, states, day, remark)
        work.summarise(f"#{known}: {', '.join(states)}")
    said = ", ".join(f"{code} {state}" for code, state in states.items()) or "nothing was open"
    context.print_result(f"Agreement #{known}: {said}.", form, id=known, clauses=states)


def _states(marks: list[str], policy: "Policy") -> dict[str, ClauseState]:
    """What was said of clauses, by their codes.

    Raises:
        InvalidInput: the checklist has no such clause, or it is said how it is marked in no
            word that there is.
    """
    codes = [item.code for item in policy.checklist(CHECKLIST).items]
    states: dict[str, ClauseState] = {}
    for mark in marks:
        code, equals, word = mark.partition("=")
        if not equals:
            raise InvalidInput(
                f"{truncate(mark)!r} does not say how the clause is marked.",
                f"Write {code or 'CLAUSE'}=in, partly, not or not-relevant.",
            )
        if code not in codes and code != REST:
            near = get_close_matches(code, codes)
            raise InvalidInput(
                f"There is no clause {truncate(code)!r}.",
                f"Did you mean {' or '.join(near)}?"
                if near
                else f"The clauses: {', '.join(codes)}.",
            )
        states[code] = validation.parse_word(code, word, ClauseState)
    return states
