"""`partnerreg health`: a round is opened, answered by both sides, and closed."""

from typing import Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.domain.enums import Party
from partnerreg.domain.health import parse_reply
from partnerreg.domain.parsing import ParseError
from partnerreg.domain.text import truncate
from partnerreg.errors import InvalidInput
from partnerreg.nouns.health import HEALTH

app = typer.Typer()

Round = Annotated[
    str, typer.Argument(metavar="ROUND", help="The health check's number, as lists show it.")
]
Side = Annotated[
    str, typer.Option("--side", metavar="we|they", help="Whose view it is: ours, or the partner's.")
]
Respondent = Annotated[
    str | None,
    typer.Option(metavar="NUMBER", help="Change what this respondent of the side answered."),
]
Another = Annotated[
    bool, typer.Option("--another", help="Somebody else answered just as one before.")
]


def open_round(ctx: typer.Context, form: str, **typed: Any) -> None:
    """Open a health check, which both sides are then asked for."""
    context: AppContext = ctx.obj
    checklist = context.policy.checklist("health")
    typed["version"] = checklist.version

    def write(things: Any, data: Any) -> Any:
        return things.open(data, checklist, context.language.code)

    written = verbs.add(ctx, HEALTH, typed, write)
    context.print_result(written.message, form, **written.answer)


app.command("open")(
    verbs.declared(open_round, [each for each in verbs.adding(HEALTH) if each.name != "closed_on"])
)


@app.command("answer")
def answer(
    ctx: typer.Context,
    number: Round,
    answers: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE=1–5...",
            help="A statement's code and the answer, from 1, disagree, to 5, agree; after the "
            'number, or where there is none, words: p1="2 We never said it". Empty takes back.',
        ),
    ],
    side: Side,
    respondent: Respondent = None,
    another: Another = False,
    form: options.WriteFormat = "text",
) -> None:
    """Note what somebody of a side answered."""
    from partnerreg.services.health import HealthChecks

    context: AppContext = ctx.obj
    of_side = validation.parse_word("--side", side, Party)
    who = validation.parse_number(respondent, "respondent", "--respondent") if respondent else None
    known = validation.parse_number(number, "health")
    with context.write("health answer", f"#{known} {of_side}") as work:
        checks = HealthChecks(work, HEALTH)
        in_words = {row.code for row in checks.statements(known) if row.is_open}
        replies = {}
        for text in answers:
            code, equals, said = text.partition("=")
            if not equals or code in replies:
                why = "is there twice" if equals else "is no answer; write CODE=1–5"
                raise InvalidInput(f"{truncate(text)!r} {why}.")
            try:
                replies[code] = parse_reply(said, is_open=code in in_words)
            except ParseError as error:
                raise InvalidInput(f"{code}: {error}.") from None
        row = checks.get(known)
        who = checks.answer(known, of_side, replies, respondent=who, another=another)
    message = f"Respondent {who} of that side ({of_side}) answered health check #{known}."
    context.print_result(
        message, form, id=known, partner_id=row.partner_id, side=of_side.value, respondent=who
    )
