"""`partnerreg agreement`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.actions import Action, Advice
from partnerreg.cli import options, validation, verbs
from partnerreg.cli.clause import clause
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.cli.draft import draft
from partnerreg.cli.kept_files import write_kept
from partnerreg.cli.prompts import ask, can_ask
from partnerreg.cli.remedies import sentence
from partnerreg.cli.validation import validated
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns.agreement import AGREEMENT, TERMS, term_label

if TYPE_CHECKING:
    from partnerreg.queries.agreements import DocumentRow
    from partnerreg.services.agreements import File
    from partnerreg.services.things import Things
    from partnerreg.tables import Agreement

Paper = Annotated[
    str | None, typer.Argument(metavar="[FILE]", help="The signed paper; its content is kept.")
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="NUMBER", help="Add FILE to this agreement; no new one."),
]

app = typer.Typer()


def attach(
    ctx: typer.Context, form: str, partner: str, file: str | None, to: str | None, **typed: Any
) -> None:
    """Record an agreement with a partner, with its file if there is one."""
    from partnerreg.domain.enums import AgreementKind
    from partnerreg.services.agreements import add_document

    context: AppContext = ctx.obj
    paper = read_paper(file)
    if to is not None:
        if paper is None:
            raise InvalidInput("--to needs a file to add.", "Name the file after the partner.")
        _add_file(context, partner, validation.parse_number(to, "agreement", "--to"), paper, form)
        return
    if typed["kind"] is None and can_ask():
        kind = AGREEMENT.field("kind")
        typed["kind"] = ask(context.language.gettext(kind.label), kind.kind, kind.kind.metavar)
    if typed["kind"] is None:
        raise InvalidInput("What kind is it?", f"Give --kind: {', '.join(AgreementKind)}.")

    def write(things: "Things", data: Any) -> "Agreement":
        row: Agreement = things.add(data)
        if paper is not None:
            add_document(things.work, row, paper)
        return row

    kept = f" with {paper.name} ({len(paper.data):,} bytes)" if paper else ""
    written = verbs.add(ctx, AGREEMENT, {"partner": partner, **typed}, write, file=kept)
    context.print_result(written.message, form, **written.answer)


def read_paper(file: str | None) -> "File | None":
    """The file to attach, if one was named."""
    from partnerreg.services.agreements import read_file

    if file == "":
        raise InvalidInput("FILE is empty.", "Name the file, or leave it out.")
    return None if file is None else read_file(Path(file))


def _add_file(context: AppContext, partner: str, number: int, paper: "File", form: str) -> None:
    """Add a file to an agreement that is there, if it is that partner's."""
    from partnerreg.services import agreements
    from partnerreg.services.lookup import find_partner
    from partnerreg.services.things import things_of

    with context.write("agreement attach", f"a file to #{number}") as work:
        found = find_partner(work.reader, partner)
        agreement = things_of(work, AGREEMENT).get(number)
        if agreement.partner_id != found.id:
            raise InvalidInput(f"Agreement #{number} is not one with {found.name}.")
        document = agreements.add_document(work, agreement, paper)
    context.print_result(f"Added {paper.name} to agreement #{number}.", form, id=document.id)


# What is said of an agreement comes after the file; the kind is asked for where there is no --to.
PARTNER, *FIELDS = verbs.adding(AGREEMENT)
ATTACHING = [
    PARTNER,
    options.typed("file", Paper),
    *(field.replace(default=None) if field.name == "kind" else field for field in FIELDS),
    options.typed("to", To),
]
app.command("attach")(verbs.declared(attach, ATTACHING))


app.command("draft")(draft)
app.command("clause")(clause)


def _edit(ctx: typer.Context, form: str, thing: str, **typed: Any) -> None:
    """Correct an agreement; an empty value ("") clears what is optional."""
    context: AppContext = ctx.obj
    written = verbs.edit(ctx, AGREEMENT, thing, typed)
    context.print_result(written.message, form, **written.answer)
    row = written.row
    terms = [name for name in TERMS if typed.get(name) is not None]
    begins = written.things.corrected_since
    if terms and begins and begins < context.today and written.message != verbs.UNCHANGED:
        amend_ = Action(
            "agreement",
            "amend",
            (row.id,),
            {"starts_on": "DATE"} | {name: AGREEMENT.field(name).kind.metavar for name in terms},
        )
        note = sentence(
            Advice(
                "That corrects what agreement #{number} says from {begins} on, for earlier "
                "reports too. What was agreed anew is noted from its day: {command}.",
                number=row.id,
                begins=begins,
                command=amend_,
            )
        )
        notify(note)


app.command("edit")(verbs.declared(_edit, verbs.changing(AGREEMENT)))


@app.command("sign")
def sign(
    ctx: typer.Context,
    number: options.Number,
    by: Annotated[
        str | None,
        typer.Option(metavar="we|they", help="Which side signed; both if not given."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who signed for that side.")
    ] = None,
    represents: Annotated[
        str | None,
        typer.Option("--for", metavar="PARTNER", help="For which of several parties."),
    ] = None,
    on: options.On = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note the day on which the parties signed, all together or one after the other."""
    from partnerreg.domain.enums import Party
    from partnerreg.services import agreements
    from partnerreg.services.lookup import find_partner
    from partnerreg.services.things import things_of

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on)
    known = validation.parse_number(number, "agreement")
    if by is None and (name is not None or represents is not None):
        raise InvalidInput("Which side signed?", f"Give --by: {' or '.join(Party)}.")
    if by is None:
        signed = day or context.today
        with context.write("agreement sign", f"#{known} on {signed}") as work:
            agreement = agreements.sign(work, known, signed)
        message = f"Agreement #{agreement.id} was signed on {signed}."
        context.print_result(message, form, id=agreement.id)
        return
    party = validation.parse_word("--by", by, Party)
    if party is Party.WE and represents is not None:
        raise InvalidInput("--for names one of their parties; we sign for ourselves.")
    called = validation.parse_line("--name", name)
    with context.write("agreement sign") as work:
        partner = find_partner(work.reader, represents).id if represents else None
        signing = agreements.Signing(party, called, partner)
        row = agreements.add_signature(work, known, signing, day)
        agreement = things_of(work, AGREEMENT).get(known)
        work.summarise(f"#{known} by {party} on {row.signed_on}")
    who = called or ("We" if party is Party.WE else "They")
    message = f"{who} signed agreement #{known} on {row.signed_on}."
    if agreement.signed_on is None:
        message += " It is in force when all have signed."
    else:
        message += f" All have signed since {agreement.signed_on}."
    context.print_result(message, form, id=known, signed_on=agreement.signed_on)


@app.command("send")
def send(
    ctx: typer.Context,
    number: options.Number,
    sent_to: Annotated[str, typer.Option("--to", metavar="TEXT", help="Who has the draft now.")],
    on: options.On = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note who has the draft of an agreement, and since when."""
    from partnerreg.services import agreements

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on) or context.today
    known = validation.parse_number(number, "agreement")
    to = validation.parse_line("--to", sent_to)
    if to is None:
        raise InvalidInput("--to is empty.", "Say who has the draft.")
    with context.write("agreement send", f"#{known} on {day}") as work:
        agreements.send(work, known, to, day)
    message = f"The draft of agreement #{known} lies with {to} since {day}."
    context.print_result(message, form, id=known)


From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day; today if not given.")
]


def _amend(
    ctx: typer.Context,
    form: str,
    number: str,
    starts_on: str,
    file: str | None,
    signed_on: str | None,
    remove: bool,
    **typed: Any,
) -> None:
    """Agree otherwise on terms from a day; earlier days keep what was agreed for them."""
    from partnerreg.services import agreements
    from partnerreg.services.things import things_of

    context: AppContext = ctx.obj
    known = validation.parse_number(number, "agreement")
    start = validation.parse_day("--from", starts_on)
    assert start is not None
    signed = validation.parse_day("--signed", signed_on)
    said = {name: text for name, text in typed.items() if text is not None}
    paper = read_paper(file)
    if remove:
        if said or paper or signed:
            raise InvalidInput("--remove takes an amendment out; it changes nothing else.")
        with context.write("agreement amend", f"#{known} from {start}, taken out") as work:
            agreements.withdraw_amendment(work, known, start)
        message = f"Took the amendment from {start} out of agreement #{known}."
        context.print_result(message, form, id=known)
        return
    if not said:
        raise InvalidInput("What changes?", "Name the terms; --help lists them.")
    fields = ", ".join(term_label(name).lower() for name in said)
    with context.write("agreement amend", f"#{known} from {start}: {fields}") as work:
        made = agreements.amend(work, known, start, signed, said, partial(validated, ctx))
        if paper is not None:
            agreements.add_document(work, things_of(work, AGREEMENT).get(known), paper, made.row)
    if made.row is None:
        message = f"Corrected what agreement #{known} says from its first day on: {fields}."
        context.print_result(message, form, id=known, amendment_id=None)
        return
    did = "Corrected the amendment" if made.is_corrected else "Amended agreement"
    of = f" of agreement #{known}" if made.is_corrected else f" #{known}"
    message = f"{did}{of} from {start}: {fields}."
    context.print_result(message, form, id=known, amendment_id=made.row.id)


AMENDING = [
    options.typed("number", options.Number, options.REQUIRED),
    options.typed("file", Paper),
    options.typed(
        "starts_on",
        Annotated[
            str, typer.Option("--from", metavar="DATE", help="The first day of what is new.")
        ],
        options.REQUIRED,
    ),
    options.typed(
        "signed_on",
        Annotated[
            str | None,
            typer.Option(
                "--signed",
                metavar="DATE",
                help="Signed on; the first day if not given, or today if that is earlier.",
            ),
        ],
    ),
    *(parameter for parameter in verbs.changing(AGREEMENT) if parameter.name in TERMS),
    options.typed(
        "remove",
        Annotated[bool, typer.Option("--remove", help="Take out an amendment that never was.")],
        default=False,
    ),
]
app.command("amend")(verbs.declared(_amend, AMENDING))


@app.command("join")
def join(
    ctx: typer.Context,
    number: options.Number,
    partner: options.Partner,
    starts_on: From = None,
    form: options.WriteFormat = "text",
) -> None:
    """Make a partner a further party of an agreement, from a day on."""
    from partnerreg.services import agreements
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    day = validation.parse_day("--from", starts_on) or context.today
    known = validation.parse_number(number, "agreement")
    with context.write("agreement join") as work:
        found = find_partner(work.reader, partner)
        work.summarise(f"#{known}: partner #{found.id} from {day}")
        agreements.join(work, known, found, day)
    message = f"{found.name} is a party of agreement #{known} from {day}."
    context.print_result(message, form, id=known, partner_id=found.id)


@app.command("leave")
def leave(
    ctx: typer.Context,
    number: options.Number,
    partner: options.Partner,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="From that day no party; today if not given."),
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note that a party left an agreement, which goes on between the others."""
    from partnerreg.services import agreements
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on) or context.today
    known = validation.parse_number(number, "agreement")
    with context.write("agreement leave") as work:
        found = find_partner(work.reader, partner)
        work.summarise(f"#{known}: partner #{found.id} from {day}")
        agreements.leave(work, known, found, day)
    message = f"{found.name} is no party of agreement #{known} from {day}; it goes on."
    context.print_result(message, form, id=known, partner_id=found.id)


Covered = Annotated[
    list[str], typer.Argument(metavar="PARTNER...", help="Whom it covers, no parties of it.")
]


@app.command("cover")
def cover(
    ctx: typer.Context,
    number: options.Number,
    partners: Covered,
    starts_on: From = None,
    form: options.WriteFormat = "text",
) -> None:
    """Let an agreement cover further partners, as one of an umbrella its members, from a day on."""
    from partnerreg.services import agreements
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    day = validation.parse_day("--from", starts_on) or context.today
    known = validation.parse_number(number, "agreement")
    with context.write("agreement cover") as work:
        found = [find_partner(work.reader, partner) for partner in partners]
        numbers = " ".join(f"#{one.id}" for one in found)
        work.summarise(f"#{known}: partners {numbers} from {day}")
        agreements.cover(work, known, found, day)
    names = ", ".join(one.name for one in found)
    context.print_result(f"Agreement #{known} covers {names} from {day}.", form, id=known)


@app.command("uncover")
def uncover(
    ctx: typer.Context,
    number: options.Number,
    partners: Covered,
    on: options.LastDay = None,
    form: options.WriteFormat = "text",
) -> None:
    """Let an agreement cover partners no longer; that it did stays known."""
    from partnerreg.services import agreements
    from partnerreg.services.lookup import find_partner

    context: AppContext = ctx.obj
    last = validation.parse_day("--on", on) or context.today
    known = validation.parse_number(number, "agreement")
    with context.write("agreement uncover") as work:
        found = [find_partner(work.reader, partner) for partner in partners]
        numbers = " ".join(f"#{one.id}" for one in found)
        work.summarise(f"#{known}: partners {numbers} until {last}")
        agreements.uncover(work, known, found, last)
    names = ", ".join(one.name for one in found)
    context.print_result(f"Agreement #{known} covers {names} until {last}.", form, id=known)


@app.command("suspend")
def suspend(
    ctx: typer.Context,
    number: options.Number,
    starts_on: From = None,
    ends_on: options.Until = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Let an agreement rest: from a first day to a last one it is not in force."""
    from partnerreg.services import agreements

    context: AppContext = ctx.obj
    start = validation.parse_day("--from", starts_on) or context.today
    end = validation.parse_day("--until", ends_on)
    known = validation.parse_number(number, "agreement")
    reason = validation.parse_text("--because", because)
    until = f" until {end}" if end else ""
    with context.write("agreement suspend", f"#{known} from {start}{until}") as work:
        agreements.suspend(work, known, start, end, reason)
    context.print_result(f"Agreement #{known} is suspended from {start}{until}.", form, id=known)


@app.command("resume")
def resume(
    ctx: typer.Context,
    number: options.Number,
    starts_on: From = None,
    form: options.WriteFormat = "text",
) -> None:
    """Let an agreement that was suspended hold again, from a day on."""
    from partnerreg.services import agreements

    context: AppContext = ctx.obj
    day = validation.parse_day("--from", starts_on) or context.today
    known = validation.parse_number(number, "agreement")
    with context.write("agreement resume", f"#{known} from {day}") as work:
        agreements.resume(work, known, day)
    context.print_result(f"Agreement #{known} holds again from {day}.", form, id=known)


@app.command("terminate")
def terminate(
    ctx: typer.Context,
    number: options.Number,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="From that day not in force; today if not given."),
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note that an agreement was ended before its time."""
    from partnerreg.services import agreements

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on) or context.today
    known = validation.parse_number(number, "agreement")
    with context.write("agreement terminate", f"#{known} on {day}") as work:
        agreement = agreements.terminate(work, known, day)
    context.print_result(
        f"Agreement #{agreement.id} is terminated from {day}.", form, id=agreement.id
    )


@app.command("renew")
def renew(
    ctx: typer.Context,
    number: options.Number,
    valid_until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The last day of the new term.")
    ],
    file: Paper = None,
    valid_from: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Its first day; else when the old one ends."),
    ] = None,
    signed_on: Annotated[
        str | None,
        typer.Option("--signed", metavar="DATE", help="Signed on; today if not given."),
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Renew an agreement for a new term: a new one, on the same terms, that replaces it."""
    from partnerreg.services import agreements
    from partnerreg.services.things import things_of

    context: AppContext = ctx.obj
    known = validation.parse_number(number, "agreement")
    paper = read_paper(file)
    signed = validation.parse_day("--signed", signed_on) or context.today
    start = validation.parse_day("--from", valid_from)
    with context.write("agreement renew") as work:
        values = agreements.next_term(work, known, signed, start) | {"valid_until": valid_until}
        things = things_of(work, AGREEMENT)
        made = things.add(validated(ctx, things.schema, values))
        if paper is not None:
            agreements.add_document(work, made, paper)
        work.summarise(f"#{known} by #{made.id} until {made.valid_until}")
    message = (
        f"Agreement #{made.id} replaces #{known} from {made.valid_from} until {made.valid_until}."
    )
    context.print_result(message, form, id=made.id, partner_id=made.partner_id, replaces_id=known)


@app.command("document")
def document(
    ctx: typer.Context,
    number: options.Number,
    output: options.Output = None,
    which: Annotated[
        str | None,
        typer.Option("--document", metavar="NUMBER", help="Which one, where there are several."),
    ] = None,
    overwrite: options.Overwrite = False,
) -> None:
    """Get an agreement's file back out, byte for byte."""
    from partnerreg.queries.agreements import documents_of_agreement
    from partnerreg.services.documents import read_document
    from partnerreg.services.lookup import find_agreement

    context: AppContext = ctx.obj
    agreement = validation.parse_number(number, "agreement")
    with context.reader() as reader:
        find_agreement(reader, agreement, context.today)
        kept = reader.all(documents_of_agreement, agreement=agreement)
        chosen = _choose(kept, agreement, which)
        data = read_document(reader, chosen.name, chosen.sha256)
    write_kept(context, chosen.name, data, output, overwrite=overwrite)


def _choose(kept: "list[DocumentRow]", agreement: int, which: str | None) -> "DocumentRow":
    """The document meant: the only one, or the one whose number was given."""
    if not kept:
        raise NotFound(
            f"Agreement #{agreement} has no file.",
            f"`partnerreg agreement attach PARTNER FILE --to {agreement}` adds one.",
        )
    listing = "\n".join(f"  #{row.id}  {row.name}" for row in kept)
    if which is None and len(kept) > 1:
        raise NotFound(
            f"Agreement #{agreement} has {len(kept)} files.", f"Give --document:\n{listing}"
        )
    number = validation.parse_number(which, "document", "--document") if which else kept[0].id
    for row in kept:
        if row.id == number:
            return row
    raise NotFound(f"Agreement #{agreement} has no file #{number}.", f"Its files:\n{listing}")
