"""`partnerreg staff`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.domain.enums import Role
from partnerreg.nouns.staff import STAFF

if TYPE_CHECKING:
    from partnerreg.services.links import Ending

app = typer.Typer()

ROLES = "|".join(Role)

Person = Annotated[
    str, typer.Argument(metavar="STAFF", help="Number, name, or a part that fits only one.")
]


def edit(ctx: typer.Context, form: str, thing: str, **typed: Any) -> None:
    """Change one of our people; an empty value ("") clears what is optional."""
    written = verbs.edit(ctx, STAFF, thing, typed)
    answer = {key: value for key, value in written.answer.items() if key != "name"}
    _say_ending(ctx.obj, written.message, written.things.ending, form, **answer)


app.command("edit")(verbs.declared(edit, verbs.changing(STAFF)))


@app.command("retire")
def retire(
    ctx: typer.Context,
    person: Person,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day here; today if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note that somebody leaves; they follow no partner after that day."""
    from partnerreg.queries.things import things
    from partnerreg.reports.report import pluralize
    from partnerreg.services.lookup import find
    from partnerreg.services.staff import OurPeople

    context: AppContext = ctx.obj
    last = validation.parse_day("--on", on) or context.today
    with context.write("staff retire") as work:
        found = find(work.reader, STAFF, person)
        work.summarise(f"#{found.id} on {last}")
        everybody = work.reader.all(things(STAFF), today=last)
        follows = next(row.partners for row in everybody if row.id == found.id)
        people = OurPeople(work, STAFF)
        people.retire(found.id, last)
    followed = f" They follow {pluralize(follows, 'partner')} until then." if follows else ""
    _say_ending(
        context, f"{found.name} is here until {last}.{followed}", people.ending, form, id=found.id
    )


@app.command("assign")
def assign(
    ctx: typer.Context,
    person: Person,
    partner: options.Partner,
    role: Annotated[str, typer.Option("--as", metavar=ROLES, help="As what.")],
    starts_on: options.From = None,
    ends_on: options.Until = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take over from the coordinator before.")
    ] = False,
    form: options.WriteFormat = "text",
) -> None:
    """Let one of our people follow a partner: as its coordinator, for management, or otherwise."""
    from partnerreg.services import links
    from partnerreg.services.lookup import find, find_partner

    context: AppContext = ctx.obj
    as_role = validation.parse_word("--as", role, Role)
    days = links.Days(
        validation.parse_day("--from", starts_on), validation.parse_day("--until", ends_on)
    )
    with context.write("staff assign") as work:
        found = find_partner(work.reader, partner)
        known = find(work.reader, STAFF, person)
        work.summarise(f"#{known.id} to partner #{found.id} as {as_role}")
        made = links.assign(work, known, found, as_role, days, replace=replace)
    message = f"{known.name} follows {found.name} as {as_role} from {made.starts_on}."
    context.print_result(message, form, id=made.id)


@app.command("unassign")
def unassign(
    ctx: typer.Context,
    person: Person,
    partner: options.Partner,
    role: Annotated[
        str | None,
        typer.Option("--as", metavar=ROLES, help="Only as this; else all roles."),
    ] = None,
    on: options.LastDay = None,
    form: options.WriteFormat = "text",
) -> None:
    """Let somebody follow a partner no longer; that they did stays known."""
    from partnerreg.services import links
    from partnerreg.services.lookup import find, find_partner

    context: AppContext = ctx.obj
    as_role = validation.parse_word("--as", role, Role) if role else None
    last = validation.parse_day("--on", on) or context.today
    with context.write("staff unassign") as work:
        found = find_partner(work.reader, partner)
        known = find(work.reader, STAFF, person)
        as_what = f" as {as_role}" if as_role else ""
        work.summarise(f"#{known.id} from partner #{found.id}{as_what}, after {last}")
        ending = links.unassign(work, known, found, as_role, last)
    until = (
        f"follows {found.name} until {last}" if ending.ended else f"does not follow {found.name}"
    )
    # That the partner has no coordinator then is what was asked for.
    _say_ending(context, f"{known.name} {until}.", ending._replace(vacancies=()), form, id=found.id)


def _say_ending(
    context: AppContext, message: str, ending: "Ending", form: str, **answer: object
) -> None:
    """Say what was done, which assignments never begin, and who is left without a coordinator."""
    lines = [message]
    if ending.cancellations:
        lines.append("Cancelled before it began:")
        lines += [
            f"  #{one.partner_id} {one.partner}: {one.role} from {one.starts_on}"
            for one in ending.cancellations
        ]
    if ending.vacancies:
        lines.append("Left without a coordinator; `partnerreg staff assign` names another one:")
        lines += [f"  #{one.partner_id} {one.partner} from {one.since}" for one in ending.vacancies]
    context.print_result(
        "\n".join(lines),
        form,
        **answer,
        cancelled=[one._asdict() for one in ending.cancellations],
        without_coordinator=[one._asdict() for one in ending.vacancies],
    )
