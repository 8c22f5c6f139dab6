"""`partnerreg staff`."""

from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.asking import add_questions
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.run import Run
from partnerreg.cli.typed import in_words, validated

if TYPE_CHECKING:
    from partnerreg.services.links import Ending

app = typer.Typer()

Person = Annotated[
    str, typer.Argument(metavar="STAFF", help="Number, name, or a part that fits only one.")
]
Email = Annotated[str | None, typer.Option(metavar="ADDRESS", help="E-mail address.")]
Unit = Annotated[str | None, typer.Option(metavar="UNIT", help="The unit they belong to.")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Here from.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Here until.")]


@app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, or a desk.")],
    email: Email = None,
    unit: Unit = None,
    is_management: Annotated[
        bool | None, typer.Option("--management", help="Of the house's management.")
    ] = None,
    starts_on: From = None,
    ends_on: Until = None,
    form: options.WriteFormat = "text",
) -> None:
    """Add one of our people, or a desk."""
    from partnerreg.schemas.organisation import StaffData
    from partnerreg.services.organisation import add_staff, unit_in_use

    run: Run = ctx.obj
    values = given(
        name=name, email=email, is_management=is_management, starts_on=starts_on, ends_on=ends_on
    )
    data = validated(ctx, StaffData, values)
    with run.write("staff add", may_make=True) as work:
        unit_id = unit_in_use(work, unit).id if unit else None
        row = add_staff(work, data, unit_id)
        work.summarise(f"#{row.id}")
    run.done(f"Added #{row.id} {row.name} to our people.", form, id=row.id, name=row.name)


add_questions(app, "staff", "list")


@app.command("edit")
def edit(
    ctx: typer.Context,
    person: Person,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Another name.")] = None,
    email: Email = None,
    unit: Unit = None,
    is_management: Annotated[
        bool | None,
        typer.Option("--management/--not-management", help="Of the house's management."),
    ] = None,
    starts_on: From = None,
    ends_on: Until = None,
    form: options.WriteFormat = "text",
) -> None:
    """Change one of our people; an empty value ("") clears a field."""
    from partnerreg.schemas.organisation import StaffData
    from partnerreg.services.links import Ending
    from partnerreg.services.lookup import find_staff
    from partnerreg.services.organisation import edit_staff, put_in_unit, unit_in_use

    run: Run = ctx.obj
    changes = given(
        name=name, email=email, is_management=is_management, starts_on=starts_on, ends_on=ends_on
    )
    asked = [*changes, *given(unit=unit)]
    with run.write("staff edit") as work:
        found = find_staff(work.reader, person)
        work.summarise(f"#{found.id}: {in_words(ctx, asked)}")
        before = {field: getattr(found, field) for field in StaffData.model_fields}
        ending = Ending()
        if unit is None or changes:
            data = validated(ctx, StaffData, overlaid(before, changes))
            ending = edit_staff(work, found.id, data)
        if unit is not None:
            put_in_unit(work, found.id, unit_in_use(work, unit).id if unit else None)
    message = f"Changed #{found.id} {found.name}: {in_words(ctx, asked)}."
    _say_ending(run, message, ending, form, found.id)


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
    from partnerreg.nouns.registry import noun
    from partnerreg.queries.things import things
    from partnerreg.reports.report import pluralize
    from partnerreg.services.lookup import find_staff
    from partnerreg.services.organisation import retire_dated
    from partnerreg.tables import Staff

    run: Run = ctx.obj
    last = words.parse_day("--on", on) or run.today
    with run.write("staff retire") as work:
        found = find_staff(work.reader, person)
        work.summarise(f"#{found.id} on {last}")
        everybody = work.reader.all(things(noun("staff")), today=last)
        follows = next(row.partners for row in everybody if row.id == found.id)
        ending = retire_dated(work, Staff, found.id, last)
    followed = f" They follow {pluralize(follows, 'partner')} until then." if follows else ""
    _say_ending(run, f"{found.name} is here until {last}.{followed}", ending, form, found.id)


@app.command("assign")
def assign(
    ctx: typer.Context,
    person: Person,
    partner: options.Partner,
    role: Annotated[str, typer.Option("--as", metavar="coordinator|management", help="As what.")],
    starts_on: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Since when; today if not given.")
    ] = None,
    ends_on: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Until when; open if not given.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take over from the coordinator before.")
    ] = False,
    form: options.WriteFormat = "text",
) -> None:
    """Let one of our people follow a partner, as coordinator or for management."""
    from partnerreg.domain.enums import Role
    from partnerreg.schemas.organisation import LinkData
    from partnerreg.services import links
    from partnerreg.services.lookup import find_partner, find_staff

    run: Run = ctx.obj
    as_role = words.parse_word("--as", role, Role)
    days = validated(ctx, LinkData, {"starts_on": starts_on, "ends_on": ends_on})
    with run.write("staff assign") as work:
        found, known = find_partner(work.reader, partner), find_staff(work.reader, person)
        work.summarise(f"#{known.id} to partner #{found.id} as {as_role}")
        made = links.assign(work, known, found, as_role, days, replace=replace)
    message = f"{known.name} follows {found.name} as {as_role} from {made.starts_on}."
    run.done(message, form, id=made.id)


@app.command("unassign")
def unassign(
    ctx: typer.Context,
    person: Person,
    partner: options.Partner,
    role: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="coordinator|management", help="Only as this; else all roles."
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day; today if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Let somebody follow a partner no longer; that they did stays known."""
    from partnerreg.domain.enums import Role
    from partnerreg.services import links
    from partnerreg.services.lookup import find_partner, find_staff

    run: Run = ctx.obj
    as_role = words.parse_word("--as", role, Role) if role else None
    last = words.parse_day("--on", on) or run.today
    with run.write("staff unassign") as work:
        found, known = find_partner(work.reader, partner), find_staff(work.reader, person)
        as_what = f" as {as_role}" if as_role else ""
        work.summarise(f"#{known.id} from partner #{found.id}{as_what}, after {last}")
        ending = links.unassign(work, known, found, as_role, last)
    until = (
        f"follows {found.name} until {last}" if ending.ended else f"does not follow {found.name}"
    )
    # That the partner has no coordinator then is what was asked for.
    _say_ending(run, f"{known.name} {until}.", ending._replace(vacancies=()), form, found.id)


def _say_ending(run: Run, message: str, ending: "Ending", form: str, number: int) -> None:
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
    run.done(
        "\n".join(lines),
        form,
        id=number,
        cancelled=[one._asdict() for one in ending.cancellations],
        without_coordinator=[one._asdict() for one in ending.vacancies],
    )
