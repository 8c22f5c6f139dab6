"""`partnerreg staff`."""

from typing import Annotated

import typer

from partnerreg.cli import options, questions, words
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.run import Run

app = typer.Typer()

Person = Annotated[
    str, typer.Argument(metavar="STAFF", help="Number, name, or a part that fits only one.")
]
Email = Annotated[str | None, typer.Option(help="E-mail address.")]
Unit = Annotated[str | None, typer.Option(help="The unit they belong to.")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Here from.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Here until.")]


@app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A person, or a desk.")],
    email: Email = None,
    unit: Unit = None,
    management: Annotated[
        bool | None, typer.Option("--management", help="Of the house's management.")
    ] = None,
    starts_on: From = None,
    ends_on: Until = None,
    form: options.WriteFormat = "text",
) -> None:
    """Add one of our people, or a desk."""
    from partnerreg.register.finding import find_unit
    from partnerreg.register.house import add_staff
    from partnerreg.schemas import validate
    from partnerreg.schemas.house import StaffData

    run: Run = ctx.obj
    values = given(
        name=name, email=email, is_management=management, starts_on=starts_on, ends_on=ends_on
    )
    data = validate(StaffData, values)
    with run.write("staff add", data.name) as work:
        unit_id = find_unit(work.reader, unit).id if unit else None
        row = add_staff(work, data, unit_id)
    run.done(f"Added #{row.id} {row.name} to our people.", form, id=row.id, name=row.name)


@app.command("list")
def list_(
    ctx: typer.Context, everything: options.All = False, form: options.Format = "table"
) -> None:
    """List our people, with how many partners each follows."""
    questions.staff_list(ctx.obj, everything=everything, form=form)


@app.command("edit")
def edit(
    ctx: typer.Context,
    person: Person,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    email: Email = None,
    unit: Unit = None,
    management: Annotated[
        bool | None,
        typer.Option("--management/--not-management", help="Of the house's management."),
    ] = None,
    starts_on: From = None,
    ends_on: Until = None,
    form: options.WriteFormat = "text",
) -> None:
    """Change one of our people; an empty value ("") clears a field."""
    from partnerreg.register.finding import find_staff, find_unit
    from partnerreg.register.house import edit_staff
    from partnerreg.schemas import validate
    from partnerreg.schemas.house import StaffData

    run: Run = ctx.obj
    changes = given(
        name=name, email=email, is_management=management, starts_on=starts_on, ends_on=ends_on
    )
    asked = [*changes, *given(unit=unit)]
    with run.write("staff edit", f"{person}: {', '.join(asked)}") as work:
        found = find_staff(work.reader, person)
        before = {field: getattr(found, field) for field in StaffData.model_fields}
        values = before if unit is not None and not changes else overlaid(before, changes)
        wanted = found.unit if unit is None else unit
        unit_id = find_unit(work.reader, wanted).id if wanted else None
        row = edit_staff(work, found.id, validate(StaffData, values), unit_id)
    run.done(f"Changed #{row.id} {row.name}: {', '.join(asked)}.", form, id=row.id)


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
    from partnerreg.register.finding import find_staff
    from partnerreg.register.house import retire_dated
    from partnerreg.tables import Staff

    run: Run = ctx.obj
    last = words.parse_day("--on", on) or run.today
    with run.write("staff retire", f"{person} on {last}") as work:
        found = find_staff(work.reader, person)
        retire_dated(work, Staff, found.id, last)
    followed = f" They followed {found.partners} partners." if found.partners else ""
    run.done(f"{found.name} is here until {last}.{followed}", form, id=found.id)


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
    from partnerreg.domain.vocabulary import Role
    from partnerreg.register import ties
    from partnerreg.register.finding import find_partner, find_staff
    from partnerreg.schemas import validate
    from partnerreg.schemas.house import LinkData

    run: Run = ctx.obj
    as_role = words.parse_word("--as", role, Role)
    days = validate(LinkData, {"starts_on": starts_on, "ends_on": ends_on})
    with run.write("staff assign", f"{person} – {partner} as {as_role}") as work:
        found, known = find_partner(work.reader, partner), find_staff(work.reader, person)
        made = ties.assign(work, known, found, as_role, days, replace=replace)
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
    from partnerreg.domain.vocabulary import Role
    from partnerreg.register import ties
    from partnerreg.register.finding import find_partner, find_staff

    run: Run = ctx.obj
    as_role = words.parse_word("--as", role, Role) if role else None
    last = words.parse_day("--on", on) or run.today
    with run.write("staff unassign", f"{person} – {partner}") as work:
        found, known = find_partner(work.reader, partner), find_staff(work.reader, person)
        ties.unassign(work, known, found, as_role, last)
    run.done(f"{known.name} follows {found.name} until {last}.", form, id=found.id)
