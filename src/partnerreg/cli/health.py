"""`partnerreg health`: a round is opened, answered by both sides, and closed."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.domain.enums import Party
from partnerreg.domain.health import parse_reply
from partnerreg.domain.parsing import ParseError
from partnerreg.domain.text import truncate
from partnerreg.errors import InvalidInput, NotFound
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
    number = written.row.id
    form_of = f"`partnerreg health form {number} --side we -o FILE`"
    asking = f"Ask both sides: {form_of}, and the same with `--side they`."
    context.print_result(f"{written.message}\n{asking}", form, **written.answer)


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


FORMATS = {".html": "page", ".docx": "word", ".csv": "table"}
"""What forms' names end in, and the module that writes and reads each."""

SAVED_AS = {".htm": "page", ".xlsx": "table", ".ods": "table", ".txt": "table"}
"""What else people save them as."""


@app.command("form")
def form_(
    ctx: typer.Context,
    number: Round,
    side: Side,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to: .html, .docx or .csv.")
    ],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over a file that is there.")
    ] = False,
) -> None:
    """Write a form for a side to fill in, in the language that --lang names."""
    from partnerreg.cli.console import notify
    from partnerreg.reports.context import ReportContext
    from partnerreg.transfer.health_form.form import form_of

    context: AppContext = ctx.obj
    of_side = validation.parse_word("--side", side, Party)
    known = validation.parse_number(number, "health")
    module = _module_for(Path(output), FORMATS)
    about = ReportContext(context.today, context.policy, context.language)
    with context.reader() as reader:
        made = form_of(reader, about, known, of_side)
    with context.open_output(output, overwrite=overwrite) as out:
        module.write(made, out)
    notify(f"Wrote a form of health check #{known} for that side ({of_side}) to {output}.")


@app.command("read")
def read(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Forms that were filled in.")
    ],
    only: Annotated[
        str | None,
        typer.Option("--round", metavar="NUMBER", help="Take forms of this health check only."),
    ] = None,
    respondent: Respondent = None,
    another: Another = False,
    form: options.WriteFormat = "text",
) -> None:
    """Read forms that were filled in: all of them, or none if one is wrong."""
    from partnerreg.queries.health import round_of_forms
    from partnerreg.services.health import HealthChecks

    context: AppContext = ctx.obj
    who = validation.parse_number(respondent, "respondent", "--respondent") if respondent else None
    if who is not None and len(files) > 1:
        raise InvalidInput("--respondent is about one form.", "Read the others by themselves.")
    wanted = validation.parse_number(only, "health", "--round") if only else None
    forms = [(path.name, _module_for(path, FORMATS | SAVED_AS).read(path)) for path in files]
    taken = []
    with context.write("health read") as work:
        checks = HealthChecks(work, HEALTH)
        for name, read_form in forms:
            row = work.reader.first(round_of_forms, code=read_form.mark.code)
            if row is None:
                raise NotFound(
                    f"{name} is a form of another register, or of a health check that was removed.",
                    "`partnerreg health list` has those of this register.",
                )
            if wanted is not None and row.id != wanted:
                raise InvalidInput(f"{name} is a form of health check #{row.id}, not #{wanted}.")
            side = read_form.mark.side
            try:
                number = checks.answer(
                    row.id, side, read_form.replies, respondent=who, another=another
                )
            except InvalidInput as error:
                raise InvalidInput(f"{name}: {error.message}", error.hint) from None
            scored = sum(reply.score is not None for reply in read_form.replies.values())
            asked = sum(not each.is_open for each in checks.statements(row.id))
            taken.append((name, row.id, side, number, scored, asked))
        work.summarise(", ".join(dict.fromkeys(f"#{each[1]} {each[2]}" for each in taken)))
    told = [
        f"{name}: respondent {number} of that side ({side}) answered {scored} of {asked} "
        f"statements of health check #{known}."
        for name, known, side, number, scored, asked in taken
    ]
    keys = ("file", "id", "side", "respondent", "answers", "statements")
    rows = [dict(zip(keys, each, strict=True)) for each in taken]
    context.print_result("\n".join(told), form, forms=rows)


def _module_for(path: Path, formats: Mapping[str, str]) -> Any:
    """The module that writes or reads what a file's ending says."""
    if name := formats.get(path.suffix.lower()):
        return import_module(f"partnerreg.transfer.health_form.{name}")
    raise InvalidInput(
        f"{path.name} does not say by its ending what kind of form it is.",
        f"Forms are {', '.join(FORMATS)}.",
    )
