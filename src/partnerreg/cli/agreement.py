"""`partnerreg agreement`."""

from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import agreement_terms as terms
from partnerreg.cli import options, papers, words
from partnerreg.cli.asking import add_questions
from partnerreg.cli.changes import given
from partnerreg.cli.papers import read_paper
from partnerreg.cli.run import Run
from partnerreg.cli.typed import validated
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from partnerreg.register.agreements import File

app = typer.Typer()


@app.command("attach")
def attach(
    ctx: typer.Context,
    partner: options.Partner,
    file: terms.File = None,
    kind: terms.Kind = None,
    title: terms.Title = None,
    reference: terms.Reference = None,
    signed_on: terms.Signed = None,
    valid_from: terms.From = None,
    valid_until: terms.Until = None,
    renewal_months: terms.RenewalMonths = None,
    notice_months: terms.NoticeMonths = None,
    exit_terms: terms.ExitTerms = None,
    replaces: terms.Replaces = None,
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
    paper = read_paper(file)
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
    with run.write("agreement attach") as work:
        found = find_partner(work.reader, partner)
        agreement = agreements.attach(work, found.id, data, paper, earlier)
        work.summarise(f"#{agreement.id} {data.kind} with partner #{found.id}")
    kept = f" with {paper.name} ({len(paper.data):,} bytes)" if paper else ""
    message = f"Recorded agreement #{agreement.id} {data.title} with {found.name}{kept}."
    run.done(message, form, id=agreement.id, partner_id=found.id)


def _add_file(run: Run, partner: str, number: int, paper: "File", form: str) -> None:
    """Add a file to an agreement that is there, if it is that partner's."""
    from partnerreg.register import agreements
    from partnerreg.register.finding import find_partner

    with run.write("agreement attach", f"a file to #{number}") as work:
        found = find_partner(work.reader, partner)
        agreement = agreements.get(work, number)
        if agreement.partner_id != found.id:
            raise InvalidInput(f"Agreement #{number} is not one with {found.name}.")
        document = agreements.add_document(work, agreement, paper)
    run.done(f"Added {paper.name} to agreement #{number}.", form, id=document.id)


add_questions(app, "agreement", "list", "show")


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
    known = words.parse_number(number, "agreement")
    with run.write("agreement sign", f"#{known} on {day}") as work:
        agreement = agreements.sign(work, known, day)
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
    known = words.parse_number(number, "agreement")
    with run.write("agreement terminate", f"#{known} on {day}") as work:
        agreement = agreements.terminate(work, known, day)
    run.done(f"Agreement #{agreement.id} is terminated from {day}.", form, id=agreement.id)


for verb in (terms.edit, terms.renew, papers.document):
    app.command(verb.__name__)(verb)
