"""`partnerreg agreement`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options, questions, words
from partnerreg.cli.changes import given
from partnerreg.cli.run import Run, tell
from partnerreg.cli.typed import validated
from partnerreg.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from partnerreg.register.agreements import File
    from partnerreg.register.queries.agreements import DocumentRow

app = typer.Typer()


@app.command("attach")
def attach(
    ctx: typer.Context,
    partner: options.Partner,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The signed paper; its content is kept.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="letter-of-intent|written-agreement", help="What it is.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its title; the kind if not given.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its number in another system.")
    ] = None,
    signed_on: Annotated[
        str | None,
        typer.Option("--signed", metavar="DATE", help="Signed on; a draft if not given."),
    ] = None,
    valid_from: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="In force from; else from signing.")
    ] = None,
    valid_until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="In force until; else open-ended.")
    ] = None,
    renewal_months: Annotated[
        str | None,
        typer.Option(metavar="MONTHS", help="Renews by itself for so many months each time."),
    ] = None,
    notice_months: Annotated[
        str | None, typer.Option(metavar="MONTHS", help="Notice before the end of a term.")
    ] = None,
    exit_terms: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How each party can leave it.")
    ] = None,
    replaces: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The agreement that it replaces.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NUMBER", help="Add FILE to this agreement; no new one."),
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Record an agreement with a partner, with its file if there is one."""
    from partnerreg.domain.vocabulary import AgreementKind
    from partnerreg.register import agreements
    from partnerreg.register.finding import find_partner
    from partnerreg.schemas.agreement import AgreementData

    run: Run = ctx.obj
    paper = _read(file)
    if to is not None:
        if paper is None:
            raise InvalidInput("--to needs a file to add.", "Name the file after the partner.")
        _add_file(run, partner, words.parse_number(to, "agreement", "--to"), paper, form)
        return
    if kind is None:
        raise InvalidInput("What kind is it?", f"Give --kind: {' or '.join(AgreementKind)}.")
    known = words.parse_word("--kind", kind, AgreementKind)
    values = given(
        kind=known,
        title=title or known.replace("-", " ").capitalize(),
        reference=reference,
        signed_on=signed_on,
        valid_from=valid_from,
        valid_until=valid_until,
        renewal_months=renewal_months,
        notice_months=notice_months,
        exit_terms=exit_terms,
    )
    data = validated(ctx, AgreementData, values)
    earlier = words.parse_number(replaces, "agreement", "--replaces") if replaces else None
    with run.write("agreement attach", f"{partner}: {data.title}") as work:
        found = find_partner(work.reader, partner)
        agreement = agreements.attach(work, found.id, data, paper, earlier)
    kept = f" with {paper.name} ({len(paper.data):,} bytes)" if paper else ""
    message = f"Recorded agreement #{agreement.id} {data.title} with {found.name}{kept}."
    run.done(message, form, id=agreement.id, partner_id=found.id)


def _read(file: str | None) -> "File | None":
    """The file to attach, if one was named."""
    from partnerreg.register.agreements import read_file

    if file == "":
        raise InvalidInput("FILE is empty.", "Name the file, or leave it out.")
    return None if file is None else read_file(Path(file))


def _add_file(run: Run, partner: str, number: int, paper: "File", form: str) -> None:
    """Add a file to an agreement that is there, if it is that partner's."""
    from partnerreg.register import agreements
    from partnerreg.register.finding import find_partner

    with run.write("agreement attach", f"{partner}: {paper.name} to #{number}") as work:
        found = find_partner(work.reader, partner)
        agreement = agreements.get(work, number)
        if agreement.partner_id != found.id:
            raise InvalidInput(f"Agreement #{number} is not one with {found.name}.")
        document = agreements.add_document(work, agreement, paper)
    run.done(f"Added {paper.name} to agreement #{number}.", form, id=document.id)


@app.command("list")
def list_(
    ctx: typer.Context,
    partner: options.OptionalPartner = None,
    state: Annotated[
        str | None,
        typer.Option(
            metavar="draft|signed|in-force|expired|terminated", help="Only in this state."
        ),
    ] = None,
    as_of: options.AsOf = None,
    everything: options.All = False,
    form: options.Format = "table",
) -> None:
    """List agreements, all or one partner's, with where they stand."""
    questions.agreement_list(
        ctx.obj, partner, state=state, as_of=as_of, everything=everything, form=form
    )


@app.command("show")
def show(ctx: typer.Context, number: options.Number, form: options.Format = "table") -> None:
    """Show an agreement and its files."""
    questions.agreement_show(ctx.obj, number, form=form)


@app.command("sign")
def sign(
    ctx: typer.Context,
    number: options.Number,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day; today if not given.")
    ] = None,
    form: options.WriteFormat = "text",
) -> None:
    """Note the day on which both parties had signed."""
    from partnerreg.register import agreements

    run: Run = ctx.obj
    day = words.parse_day("--on", on) or run.today
    with run.write("agreement sign", f"#{number.lstrip('#')} on {day}") as work:
        agreement = agreements.sign(work, words.parse_number(number, "agreement"), day)
    run.done(f"Agreement #{agreement.id} was signed on {day}.", form, id=agreement.id)


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
    from partnerreg.register import agreements

    run: Run = ctx.obj
    day = words.parse_day("--on", on) or run.today
    with run.write("agreement terminate", f"#{number.lstrip('#')} on {day}") as work:
        agreement = agreements.terminate(work, words.parse_number(number, "agreement"), day)
    run.done(f"Agreement #{agreement.id} is terminated from {day}.", form, id=agreement.id)


@app.command("document")
def document(
    ctx: typer.Context,
    number: options.Number,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; - for stdout."),
    ] = None,
    which: Annotated[
        str | None,
        typer.Option("--document", metavar="NUMBER", help="Which one, where there are several."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over a file that is there.")
    ] = False,
) -> None:
    """Get an agreement's file back out, byte for byte."""
    from partnerreg.register.queries.agreements import agreement as agreement_of_number
    from partnerreg.register.queries.agreements import content, documents_of_agreement

    run: Run = ctx.obj
    agreement = words.parse_number(number, "agreement")
    with run.reader() as reader:
        if reader.first(agreement_of_number, number=agreement) is None:
            raise NotFound(
                f"There is no agreement #{agreement}.", "See `partnerreg agreement list`."
            )
        kept = reader.all(documents_of_agreement, agreement=agreement)
        chosen = _choose(kept, agreement, which)
        found = reader.first(content, sha256=chosen.sha256)
    assert found is not None
    if output == "-":
        sys.stdout.buffer.write(found.data)
        return
    # The name came with the file: only its last part, so that it cannot point elsewhere.
    target = Path(output) if output else Path(Path(chosen.name).name)
    try:
        with target.open("wb" if overwrite else "xb") as file:
            file.write(found.data)
    except FileExistsError:
        raise InvalidInput(
            f"{target} is there already.",
            "Name another with -o, or write over it with --overwrite.",
        ) from None
    except OSError as error:
        raise InvalidInput(f"{target} cannot be written: {error.strerror}.") from None
    tell(f"Wrote {chosen.name} ({chosen.size:,} bytes) to {target}.")


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
    number = words.parse_number(which, "document", "--document") if which else kept[0].id
    for row in kept:
        if row.id == number:
            return row
    raise NotFound(f"Agreement #{agreement} has no file #{number}.", f"Its files:\n{listing}")
