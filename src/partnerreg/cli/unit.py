"""`partnerreg unit`: beside the one that runs a partnership, others take part in it."""

from collections.abc import Iterable

import typer

from partnerreg.actions import Action
from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.cli.remedies import to_paste
from partnerreg.cli.ties import add_ties
from partnerreg.nouns.staff import STAFF
from partnerreg.nouns.unit import UNIT

app = typer.Typer()
add_ties(app, UNIT)


def retire(ctx: typer.Context, form: str, thing: str, on: str | None) -> None:
    """Take a unit of the house out of use; what it was tied to stays known."""
    from partnerreg.queries.links import partners_of_unit
    from partnerreg.queries.things import things

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on) or context.today
    (mark,) = UNIT.marks
    written = verbs.note(ctx, UNIT, mark, thing, day)
    with context.reader() as reader:
        tied = reader.all(partners_of_unit, unit=written.row.id, today=day)
        people = [
            (row.id, row.name)
            for row in reader.all(things(STAFF), today=day)
            if row.unit == written.row.name and (row.ends_on is None or row.ends_on >= day)
        ]
    runs = [(row.id, row.name) for row in tied if row.runs]
    takes_part = [(row.id, row.name) for row in tied if not row.runs]
    lines = [
        written.message,
        *_others("It runs these partnerships:", "partner", runs),
        *_others("It takes part in these partnerships:", "", takes_part),
        *_others("These of our people are in it:", "staff", people),
    ]
    numbers = {
        name: [number for number, _ in rows]
        for name, rows in (("runs", runs), ("takes_part", takes_part), ("staff", people))
    }
    context.print_result("\n".join(lines), form, **written.answer, **numbers)


app.command("retire", help=UNIT.marks[0].help)(
    verbs.declared(retire, [verbs.thing_argument(UNIT), options.typed("on", options.On)])
)


def _others(heading: str, noun: str, rows: Iterable[tuple[int, str]]) -> Iterable[str]:
    """What is tied to a unit, a line each, with what gives it another unit."""
    for place, (number, name) in enumerate(rows):
        if not place:
            yield heading
        elsewhere = to_paste(Action(noun, "edit", (number,), {"unit": "UNIT"})) if noun else ""
        yield f"  #{number} {name}{elsewhere and f': {elsewhere}'}"
