"""`partnerreg contact`."""

from typing import Annotated

import typer

from partnerreg.cli import options
from partnerreg.cli.asking import add_questions
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.run import Run
from partnerreg.cli.typed import in_words, validated
from partnerreg.errors import RegisterError

app = typer.Typer()

ContactRole = Annotated[
    str | None, typer.Option("--role", metavar="TEXT", help="What they do there.")
]
Email = Annotated[str | None, typer.Option(metavar="ADDRESS", help="E-mail address.")]
Phone = Annotated[
    str | None,
    typer.Option(metavar="NUMBER", help="Phone; without +45 read by the partner's country."),
]
Source = Annotated[str | None, typer.Option(metavar="TEXT", help="Where we have the data from.")]
Basis = Annotated[
    str | None,
    typer.Option(
        "--basis",
        metavar="BASIS",
        help="Legal basis: consent, contract, legal-obligation, vital-interests, public-task "
        "or legitimate-interests.",
    ),
]
InformedOn = Annotated[
    str | None, typer.Option(metavar="DATE", help="When they were told that we keep it.")
]
VerifiedOn = Annotated[str | None, typer.Option(metavar="DATE", help="When it was last checked.")]
RetainUntil = Annotated[str | None, typer.Option(metavar="DATE", help="Until when we keep it.")]
Notes = Annotated[str | None, typer.Option(metavar="TEXT", help="Notes.")]
Contact = Annotated[
    str, typer.Argument(metavar="CONTACT", help="Number, name, or a part that fits only one.")
]
Of = Annotated[str | None, typer.Option("--of", metavar="PARTNER", help="At this partner.")]


@app.command("add")
def add(
    ctx: typer.Context,
    partner: options.Partner,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name.")],
    role: ContactRole = None,
    email: Email = None,
    phone: Phone = None,
    is_primary: Annotated[
        bool | None, typer.Option("--primary", help="The first one to turn to.")
    ] = None,
    source: Source = None,
    legal_basis: Basis = None,
    informed_on: InformedOn = None,
    verified_on: VerifiedOn = None,
    retain_until: RetainUntil = None,
    notes: Notes = None,
    form: options.WriteFormat = "text",
) -> None:
    """Add a person at a partner; the first one is the primary contact."""
    from partnerreg.schemas.partner import ContactData
    from partnerreg.services import contacts
    from partnerreg.services.lookup import find_partner

    run: Run = ctx.obj
    with run.write("contact add") as work:
        found = find_partner(work.reader, partner)
        values = given(
            name=name,
            role=role,
            email=email,
            phone=phone,
            is_primary=is_primary,
            source=source,
            legal_basis=legal_basis,
            informed_on=informed_on,
            verified_on=verified_on,
            retain_until=retain_until,
            notes=notes,
        )
        country = {"country": contacts.country_of(work, found.id)}
        data = validated(ctx, ContactData, values, country)
        contact = contacts.add(work, found.id, data)
        work.summarise(f"#{contact.id} at partner #{found.id}")
    run.done(
        f"Added contact #{contact.id} {contact.name} at {found.name}.",
        form,
        id=contact.id,
        partner_id=found.id,
    )


add_questions(app, "contact", "list")


@app.command("edit")
def edit(
    ctx: typer.Context,
    contact: Contact,
    of: Of = None,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Another name.")] = None,
    role: ContactRole = None,
    email: Email = None,
    phone: Phone = None,
    is_primary: Annotated[
        bool | None, typer.Option("--primary/--not-primary", help="The first one to turn to.")
    ] = None,
    source: Source = None,
    legal_basis: Basis = None,
    informed_on: InformedOn = None,
    verified_on: VerifiedOn = None,
    retain_until: RetainUntil = None,
    notes: Notes = None,
    form: options.WriteFormat = "text",
) -> None:
    """Change what is said of a contact; an empty value ("") clears a field."""
    from partnerreg.schemas.partner import ContactData
    from partnerreg.services import contacts
    from partnerreg.services.lookup import find_contact, find_partner

    run: Run = ctx.obj
    changes = given(
        name=name,
        role=role,
        email=email,
        phone=phone,
        is_primary=is_primary,
        source=source,
        legal_basis=legal_basis,
        informed_on=informed_on,
        verified_on=verified_on,
        retain_until=retain_until,
        notes=notes,
    )
    with run.write("contact edit") as work:
        partner_id = find_partner(work.reader, of).id if of else None
        found = find_contact(work.reader, contact, partner_id)
        values = overlaid(contacts.current(work, found.id), changes)
        country = {"country": contacts.country_of(work, found.partner_id)}
        contacts.edit(work, found.id, validated(ctx, ContactData, values, country))
        work.summarise(f"#{found.id} at partner #{found.partner_id}: {in_words(ctx, changes)}")
    run.done(f"Changed contact #{found.id}: {in_words(ctx, changes)}.", form, id=found.id)


@app.command("remove")
def remove(
    ctx: typer.Context,
    contact: Contact,
    of: Of = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    form: options.WriteFormat = "text",
) -> None:
    """Remove a contact."""
    from partnerreg.services import contacts
    from partnerreg.services.lookup import find_contact, find_partner

    run: Run = ctx.obj
    with run.reader() as reader:
        partner_id = find_partner(reader, of).id if of else None
        found = find_contact(reader, contact, partner_id)
    if not yes and not run.confirms(f"Remove {found.name} (#{found.id}) at {found.partner}?"):
        raise RegisterError("Nothing was removed.")
    with run.write("contact remove", f"#{found.id} at partner #{found.partner_id}") as work:
        contacts.remove(work, found.id)
    run.done(f"Removed contact #{found.id} at {found.partner}.", form, id=found.id)
