"""Mending and renewing: `partnerreg agreement edit|renew`, and what is said of an agreement."""

from typing import Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.papers import read_paper
from partnerreg.cli.run import Run
from partnerreg.cli.typed import in_words, validated

File = Annotated[
    str | None, typer.Argument(metavar="[FILE]", help="The signed paper; its content is kept.")
]
Kind = Annotated[
    str | None, typer.Option(metavar="letter-of-intent|written-agreement", help="What it is.")
]
Title = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Its title; the kind if not given.")
]
Reference = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Its number in another system.")
]
Signed = Annotated[
    str | None, typer.Option("--signed", metavar="DATE", help="Signed on; a draft if not given.")
]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="In force from; else from signing.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="In force until; else open-ended.")
]
RenewalMonths = Annotated[
    str | None,
    typer.Option(metavar="MONTHS", help="Renews by itself for so many months each time."),
]
NoticeMonths = Annotated[
    str | None, typer.Option(metavar="MONTHS", help="Notice before the end of a term.")
]
ExitTerms = Annotated[str | None, typer.Option(metavar="TEXT", help="How each party can leave it.")]
Replaces = Annotated[
    str | None, typer.Option(metavar="NUMBER", help="The agreement that it replaces.")
]


def edit(
    ctx: typer.Context,
    number: options.Number,
    kind: Kind = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Another title.")] = None,
    reference: Reference = None,
    signed_on: Annotated[
        str | None, typer.Option("--signed", metavar="DATE", help="Signed on.")
    ] = None,
    valid_from: From = None,
    valid_until: Until = None,
    renewal_months: RenewalMonths = None,
    notice_months: NoticeMonths = None,
    terminated_on: Annotated[
        str | None, typer.Option("--terminated", metavar="DATE", help="From that day not in force.")
    ] = None,
    exit_terms: ExitTerms = None,
    replaces: Replaces = None,
    form: options.WriteFormat = "text",
) -> None:
    """Mend what is said of an agreement; an empty value ("") clears a field."""
    from partnerreg.register import agreements
    from partnerreg.schemas.agreement import AgreementData

    run: Run = ctx.obj
    known = words.parse_number(number, "agreement")
    changes = given(
        kind=kind,
        title=title,
        reference=reference,
        signed_on=signed_on,
        valid_from=valid_from,
        valid_until=valid_until,
        renewal_months=renewal_months,
        notice_months=notice_months,
        terminated_on=terminated_on,
        exit_terms=exit_terms,
    )
    said = in_words(ctx, [*changes, *given(replaces=replaces)])
    earlier = words.parse_number(replaces, "agreement", "--replaces") if replaces else None
    with run.write("agreement edit", f"#{known}: {said}") as work:
        if changes or replaces is None:
            values = overlaid(agreements.current(work, known), changes)
            agreements.edit(work, known, validated(ctx, AgreementData, values))
        if replaces is not None:
            agreements.set_replaced(work, known, earlier)
    run.done(f"Changed agreement #{known}: {said}.", form, id=known)


def renew(
    ctx: typer.Context,
    number: options.Number,
    valid_until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The last day of the new term.")
    ],
    file: File = None,
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
    from partnerreg.register import agreements
    from partnerreg.schemas.agreement import AgreementData

    run: Run = ctx.obj
    known = words.parse_number(number, "agreement")
    paper = read_paper(file)
    signed = words.parse_day("--signed", signed_on) or run.today
    start = words.parse_day("--from", valid_from)
    with run.write("agreement renew") as work:
        values = agreements.next_term(work, known, signed, start) | {"valid_until": valid_until}
        data = validated(ctx, AgreementData, values)
        partner_id = agreements.get(work, known).partner_id
        made = agreements.attach(work, partner_id, data, paper, known)
        work.summarise(f"#{known} by #{made.id} until {made.valid_until}")
    message = (
        f"Agreement #{made.id} replaces #{known} from {made.valid_from} until {made.valid_until}."
    )
    run.done(message, form, id=made.id, partner_id=partner_id, replaces_id=known)
