"""`partnerreg preparation`: what is thought through before a partnership, step by step."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.domain.enums import StepState
from partnerreg.errors import InvalidInput
from partnerreg.nouns.preparation import PREPARATION
from partnerreg.reports.report import pluralize

if TYPE_CHECKING:
    from partnerreg.cli.verbs import VerbResult

app = typer.Typer()

Because = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why it is not relevant.")]


def answer(ctx: typer.Context, form: str, **typed: Any) -> None:
    """Note what a step of the preparation is answered with, from a day on."""
    written = _write(ctx, typed)
    ctx.obj.print_result(written.message, form, **written.answer)


def skip(ctx: typer.Context, form: str, **typed: Any) -> None:
    """Note that a step is not relevant to a partnership, and why."""
    written = _write(ctx, typed | {"state": StepState.NOT_RELEVANT})
    message = f"{written.row.code} is not relevant to this partnership."
    ctx.obj.print_result(message, form, **written.answer)


def _write(ctx: typer.Context, typed: dict[str, Any]) -> "VerbResult":
    context: AppContext = ctx.obj
    return verbs.add(
        ctx, PREPARATION, typed, lambda things, data: things.answer(data, context.policy)
    )


@app.command("form")
def form(
    ctx: typer.Context,
    partner: options.Partner,
    output: options.Output = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="LEVEL", help="For this level; the next one up if not given."),
    ] = None,
    overwrite: options.Overwrite = False,
) -> None:
    """Write the questions as a form to fill in: a Word file (.docx), or Markdown (.md)."""
    from partnerreg.files import STDOUT
    from partnerreg.reports.context import ReportContext
    from partnerreg.services.lookup import find_partner
    from partnerreg.transfer.preparation_form import form_of, write_markdown, write_word

    context: AppContext = ctx.obj
    level = validation.parse_level("--to", to)
    target = output or STDOUT
    ending = Path(target).suffix.lower()
    if target != STDOUT and ending not in {".docx", ".md"}:
        raise InvalidInput(f"{target} is no form.", "End its name in .docx or .md.")
    about = ReportContext(context.today, context.policy, context.language)
    with context.reader() as reader:
        made = form_of(reader, about, find_partner(reader, partner).id, level)
    with context.open_output(target, overwrite=overwrite) as out:
        write = write_word if ending == ".docx" else write_markdown
        write(made, out, context.language)
    if target != STDOUT:
        notify(
            f"Wrote {pluralize(len(made.questions), 'question')} about {made.partner} to {target}."
        )


@app.command("read")
def read(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The form, filled in.")],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who answered it, if it does not say."),
    ] = None,
    on: Annotated[str | None, options.day("--on", "The day, if it does not say.")] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note the answers of a form that was filled in; what is left blank stays as it is."""
    from partnerreg.services.agreements import read_file
    from partnerreg.transfer.preparation_form import note_answers, read_form

    context: AppContext = ctx.obj
    filled = read_form(file, read_file(Path(file)).data)
    day = validation.parse_day("--on", on)
    with context.write("preparation read") as work:
        taken = note_answers(work, filled, context.policy, day=day, by=by)
        work.summarise(f"{len(taken.noted)} of partner #{filled.partner_id}")
    message = f"Noted {pluralize(len(taken.noted), 'answer')} of {taken.partner}"
    as_before = f"; {taken.unchanged:,} as before" if taken.unchanged else ""
    context.print_result(
        f"{message}{as_before}.",
        form,
        partner_id=filled.partner_id,
        noted=taken.noted,
        unchanged=taken.unchanged,
        left_empty=taken.left_empty,
    )
    if taken.left_empty:
        notify(f"Left empty, so the answer of before still stands: {', '.join(taken.left_empty)}.")


_ADDING = verbs.adding(PREPARATION)
_SKIPPING = [
    options.typed("text", Because, default=options.REQUIRED) if one.name == "text" else one
    for one in _ADDING
    if one.name != "state"
]
app.command("answer")(verbs.declared(answer, _ADDING))
app.command("skip")(verbs.declared(skip, _SKIPPING))
