"""`partnerreg group`: who joins a network group and leaves it, and when it meets."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.nouns.activity import ACTIVITY
from partnerreg.nouns.group import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnerreg.db.query import Reader
    from partnerreg.services.groups import Member

app = typer.Typer()

Group = Annotated[
    str, typer.Argument(metavar="GROUP", help="Number, name, or a part that fits only one.")
]
OurPeople = Annotated[
    list[str] | None,
    typer.Option("--staff", metavar="STAFF", help="One of our people; may be repeated."),
]
Partners = Annotated[
    list[str] | None,
    typer.Option("--partner", metavar="PARTNER", help="A partner; may be repeated."),
]
Contacts = Annotated[
    list[str] | None,
    typer.Option("--contact", metavar="CONTACT", help="A partner's contact; may be repeated."),
]


@app.command("join")
def join(
    ctx: typer.Context,
    group: Group,
    staff: OurPeople = None,
    partner: Partners = None,
    contact: Contacts = None,
    starts_on: options.From = None,
    ends_on: options.Until = None,
    form: options.WriteFormat = "text",
) -> None:
    """Let our people, partners or their contacts into a network group."""
    from partnerreg.services import groups
    from partnerreg.services.links import Days
    from partnerreg.services.lookup import find

    context: AppContext = ctx.obj
    days = Days(validation.parse_day("--from", starts_on), validation.parse_day("--until", ends_on))
    with context.write("group join") as work:
        found = find(work.reader, GROUP, group, today=context.today)
        members = list(_members(work.reader, staff, partner, contact))
        work.summarise(f"#{found.id} {_numbers(members)}")
        made = [groups.join(work, found.id, member, days) for member in members]
    message = f"{_names(members)} joined {found.name} on {made[0].starts_on}."
    context.print_result(message, form, id=found.id, members=[row.id for row in made])


@app.command("leave")
def leave(
    ctx: typer.Context,
    group: Group,
    staff: OurPeople = None,
    partner: Partners = None,
    contact: Contacts = None,
    on: options.LastDay = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note who leaves a network group; that they were in it stays known."""
    from partnerreg.services import groups
    from partnerreg.services.lookup import find

    context: AppContext = ctx.obj
    last = validation.parse_day("--on", on) or context.today
    with context.write("group leave") as work:
        found = find(work.reader, GROUP, group, today=context.today)
        members = list(_members(work.reader, staff, partner, contact))
        work.summarise(f"#{found.id} {_numbers(members)} after {last}")
        for member in members:
            groups.leave(work, found.id, member, last)
    is_over = last < context.today
    verb = ("was", "were") if is_over else ("is", "are")
    as_what = f"{verb[0]} a member" if len(members) == 1 else f"{verb[1]} members"
    message = f"{_names(members)} {as_what} of {found.name} until {last}."
    context.print_result(message, form, id=found.id)


def meet(ctx: typer.Context, form: str, thing: str, **typed: Any) -> None:
    """Note that a network group met, with which partners: an activity of kind meeting."""
    written = verbs.add(ctx, ACTIVITY, typed | {"kind": "meeting", "group": thing})
    ctx.obj.print_result(written.message, form, **written.answer)


_MEETING = [each for each in verbs.adding(ACTIVITY) if each.name not in {"kind", "group"}]
app.command("meet")(verbs.declared(meet, [verbs.thing_argument(GROUP), *_MEETING]))


def _members(
    reader: "Reader",
    staff: list[str] | None,
    partner: list[str] | None,
    contact: list[str] | None,
) -> "Iterator[Member]":
    """Those that are meant.

    Raises:
        InvalidInput: nobody was named.
    """
    from partnerreg.services.groups import Member
    from partnerreg.services.lookup import find, find_partner

    if not (staff or partner or contact):
        raise InvalidInput("Nobody was named.", "Name them: --staff, --partner or --contact.")
    for noun, texts in (("staff", staff), ("contact", contact)):
        for text in texts or ():
            found = find(reader, registry.noun(noun), text)
            yield Member(noun, found.id, found.name)
    for text in partner or ():
        found = find_partner(reader, text)
        yield Member("partner", found.id, found.name)


def _numbers(members: "list[Member]") -> str:
    return ", ".join(f"{member.noun} #{member.id}" for member in members)


def _names(members: "list[Member]") -> str:
    return ", ".join(member.name for member in members)
