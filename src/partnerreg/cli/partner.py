"""`partnerreg partner`."""

from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import moving, options, words
from partnerreg.cli.asking import add_questions
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.run import Run
from partnerreg.cli.telling import tell
from partnerreg.cli.typed import in_words, validated

if TYPE_CHECKING:
    from partnerreg.queries.partners import PartnerName

app = typer.Typer()

Sector = Annotated[
    str | None, typer.Option(metavar="public|private|civil-society|individual", help="Sector.")
]
Municipality = Annotated[str | None, typer.Option(metavar="TEXT", help="Municipality.")]
Country = Annotated[str | None, typer.Option(metavar="CODE", help="Country, as DK.")]
RegistrationNumber = Annotated[
    str | None,
    typer.Option(
        metavar="NUMBER", help="CVR, organisationsnummer, Y-tunnus, orgnr; needs a country."
    ),
]
Website = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Web address.")]
ExternalId = Annotated[str | None, typer.Option(metavar="KEY", help="Its key in another system.")]
Scope = Annotated[
    str | None,
    typer.Option(metavar="local|cross-cutting|regional|national", help="How far it reaches."),
]
Youth = Annotated[bool | None, typer.Option("--youth/--no-youth", help="Young people take part.")]
Volunteers = Annotated[
    bool | None, typer.Option("--volunteers/--no-volunteers", help="Volunteers take part.")
]
Together = Annotated[str | None, typer.Option(metavar="TEXT", help="What we make together.")]
ForWhom = Annotated[str | None, typer.Option(metavar="TEXT", help="For whom.")]
WhyTogether = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Why none of us could alone.")
]
WeGive = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", help="What we give; may be repeated.")
]
WeGet = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", help="What we get; may be repeated.")
]
TheyGive = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", help="What they give; may be repeated.")
]
TheyGet = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", help="What they get; may be repeated.")
]
PilotUntil = Annotated[str | None, typer.Option(metavar="DATE", help="A pilot until that day.")]
Notes = Annotated[str | None, typer.Option(metavar="TEXT", help="Notes.")]
Unit = Annotated[
    str | None, typer.Option(metavar="UNIT", help="The unit of the house that runs it.")
]


@app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The partner's name.")],
    sector: Sector = None,
    municipality: Municipality = None,
    country: Country = None,
    registration_number: RegistrationNumber = None,
    website: Website = None,
    external_id: ExternalId = None,
    scope: Scope = None,
    involves_youth: Youth = None,
    involves_volunteers: Volunteers = None,
    together: Together = None,
    for_whom: ForWhom = None,
    why_together: WhyTogether = None,
    we_give: WeGive = None,
    we_get: WeGet = None,
    they_give: TheyGive = None,
    they_get: TheyGet = None,
    pilot_until: PilotUntil = None,
    tags: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; may be repeated.")
    ] = None,
    notes: Notes = None,
    unit: Unit = None,
    level: Annotated[
        str, typer.Option(metavar="LEVEL", help="Where it starts; above network through the gate.")
    ] = "network",
    on: moving.On = None,
    reason: moving.Reason = None,
    override: moving.Override = None,
    form: options.WriteFormat = "text",
) -> None:
    """Add a partner, at the network level unless another is given."""
    from partnerreg.schemas.partner import PartnerData
    from partnerreg.services import partners
    from partnerreg.services.organisation import unit_in_use

    run: Run = ctx.obj
    data = validated(
        ctx,
        PartnerData,
        given(
            name=name,
            sector=sector,
            municipality=municipality,
            country=country,
            registration_number=registration_number,
            website=website,
            external_id=external_id,
            scope=scope,
            involves_youth=involves_youth,
            involves_volunteers=involves_volunteers,
            together=together,
            for_whom=for_whom,
            why_together=why_together,
            we_give=we_give,
            we_get=we_get,
            they_give=they_give,
            they_get=they_get,
            pilot_until=pilot_until,
            tags=tags,
            notes=notes,
        ),
    )
    to = words.parse_level("--level", level)
    assert to is not None
    move = moving.move_of(on, reason, override)
    with run.write("partner add", may_make=True) as work:
        unit_id = unit_in_use(work, unit).id if unit else None
        partner, _ = partners.add(
            work, data, level=to, unit_id=unit_id, move=move, policy=run.policy
        )
        assert partner.id is not None
        work.summarise(f"#{partner.id} {partner.name}")
        namesakes = partners.namesakes(work, partner.id)
    _tell_of(namesakes)
    run.done(
        f"Added #{partner.id} {partner.name} at the {to.word} level.",
        form,
        id=partner.id,
        name=partner.name,
        level=int(to),
    )


def _tell_of(namesakes: "list[PartnerName]") -> None:
    """Say that there are others of that name, which a command has to call by number."""
    for other in namesakes:
        place = f" ({other.municipality})" if other.municipality else ""
        tell(f"There is another partner of that name: #{other.id} {other.name}{place}.")


add_questions(app, "partner", "list", "show")


@app.command("edit")
def edit(
    ctx: typer.Context,
    partner: options.Partner,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Another name.")] = None,
    sector: Sector = None,
    municipality: Municipality = None,
    country: Country = None,
    registration_number: RegistrationNumber = None,
    website: Website = None,
    external_id: ExternalId = None,
    scope: Scope = None,
    involves_youth: Youth = None,
    involves_volunteers: Volunteers = None,
    together: Together = None,
    for_whom: ForWhom = None,
    why_together: WhyTogether = None,
    we_give: WeGive = None,
    we_get: WeGet = None,
    they_give: TheyGive = None,
    they_get: TheyGet = None,
    pilot_until: PilotUntil = None,
    tags: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="Add a tag; may be repeated.")
    ] = None,
    untag: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="Take a tag away; may be repeated.")
    ] = None,
    notes: Notes = None,
    unit: Unit = None,
    form: options.WriteFormat = "text",
) -> None:
    """Change what is said of a partner; an empty value ("") clears a field."""
    from partnerreg.domain.name_keys import identity_key
    from partnerreg.schemas.partner import PartnerData
    from partnerreg.services import partners
    from partnerreg.services.lookup import find_partner
    from partnerreg.services.organisation import unit_in_use

    run: Run = ctx.obj
    changes = given(
        name=name,
        sector=sector,
        municipality=municipality,
        country=country,
        registration_number=registration_number,
        website=website,
        external_id=external_id,
        scope=scope,
        involves_youth=involves_youth,
        involves_volunteers=involves_volunteers,
        together=together,
        for_whom=for_whom,
        why_together=why_together,
        we_give=we_give,
        we_get=we_get,
        they_give=they_give,
        they_get=they_get,
        pilot_until=pilot_until,
        notes=notes,
    )
    asked = [*changes, *given(tags=tags, untag=untag, unit=unit)]
    with run.write("partner edit") as work:
        found = find_partner(work.reader, partner)
        work.summarise(f"#{found.id}: {in_words(ctx, asked)}")
        before = partners.current(work, found.id)
        if tags or untag:
            gone = {identity_key(word) for word in untag or []}
            kept = [*before["tags"], *(tags or [])]
            changes["tags"] = [word for word in kept if identity_key(word) not in gone]
        if unit is None or changes:
            data = validated(ctx, PartnerData, overlaid(before, changes))
            partners.edit(work, found.id, data)
        if unit is not None:
            unit_id = unit_in_use(work, unit).id if unit else None
            partners.set_unit(work, found.id, unit_id)
        renamed = name is not None or municipality is not None
        namesakes = partners.namesakes(work, found.id) if renamed else []
    _tell_of(namesakes)
    run.done(f"Changed #{found.id} {found.name}: {in_words(ctx, asked)}.", form, id=found.id)


add_questions(app, "partner", "check")

for move in (moving.promote, moving.demote, moving.end, moving.reopen):
    app.command(move.__name__)(move)


add_questions(app, "partner", "history")
