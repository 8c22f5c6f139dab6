"""`partnerreg agreement`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, validation, verbs
from partnerreg.cli.context import AppContext
from partnerreg.cli.draft import draft
from partnerreg.cli.kept_files import write_kept
from partnerreg.cli.prompts import ask, can_ask
from partnerreg.cli.validation import validated
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns.agreement import AGREEMENT

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
        raise InvalidInput("What kind is it?", f"Give --kind: {' or '.join(AgreementKind)}.")

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


@app.command("sign")
def sign(
    ctx: typer.Context,
    number: options.Number,
    on: options.On = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note the day on which both parties had signed."""
    from partnerreg.services import agreements

    context: AppContext = ctx.obj
    day = validation.parse_day("--on", on) or context.today
    known = validation.parse_number(number, "agreement")
    with context.write("agreement sign", f"#{known} on {day}") as work:
        agreement = agreements.sign(work, known, day)
    context.print_result(f"Agreement #{agreement.id} was signed on {day}.", form, id=agreement.id)


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
        find_agreement(reader, agreement)
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
