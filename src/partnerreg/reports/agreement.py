"""Agreements: one with all that belongs to it, and the drafts that a partner's brief names."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action
from partnerreg.domain.agreement_terms import earliest_end, in_force, state
from partnerreg.domain.enums import AgreementState
from partnerreg.domain.labels import label
from partnerreg.domain.periods import days_after
from partnerreg.language import ENGLISH
from partnerreg.nouns.agreement import AGREEMENT, TERMS, term_label
from partnerreg.queries.agreements import (
    agreement_facts,
    amendments_of_agreement,
    covered_by_agreement,
    documents_of_agreement,
    parties_of_agreement,
    signatures_of_agreement,
    suspensions_of_agreement,
)
from partnerreg.reports import lists
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape
from partnerreg.services.lookup import find_agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.queries.agreements import AgreementRow, AmendmentRow
    from partnerreg.reports.context import ReportContext

# What people read of one agreement in other words, or of a day that is still open.
_SAID_OTHERWISE = {"between", "called", "standing", "notice_in_words"} | {
    *("term_until", "notice_day", "notice_months")
}
# Where a draft lies; of no matter once it is signed.
_OF_DRAFTS = {"sent_to", "sent_on"}
EARLIEST_END = Column("earliest_end", "Ends at the earliest", ColumnKind.DATE)
PARTIES = (
    Column("partner_id", "#", ColumnKind.ID),
    Column("partner", "Name"),
    Column("joined_on", "Joined on", ColumnKind.DATE),
    Column("left_on", "Left on", ColumnKind.DATE),
)
COVERED = (
    *PARTIES[:2],
    Column("joined_on", "From", ColumnKind.DATE),
    Column("left_on", "Left on", ColumnKind.DATE, shown=False),
    Column("until", "Until", ColumnKind.DATE),
)
SIGNATURES = (
    Column("party", "Side", ColumnKind.WORD),
    Column("represents", "For"),
    Column("name", "Name"),
    Column("signed_on", "Signed", ColumnKind.DATE),
)
_TERMS = [
    field
    for field in AGREEMENT.fields
    if field.name in TERMS and field.name not in {"renewal", "notice_months"}
]
AMENDMENTS = (
    Column("starts_on", "From", ColumnKind.DATE),
    Column("signed_on", "Signed", ColumnKind.DATE),
    Column("changes", "What changed", ColumnKind.ASIDE),
    *(Column(each.name, each.label, ColumnKind[each.kind.column], shown=False) for each in _TERMS),
)
SUSPENSIONS = (
    Column("starts_on", "From", ColumnKind.DATE),
    Column("ends_on", "Until", ColumnKind.DATE),
    Column("reason", "Reason"),
)
DOCUMENTS = (
    Column("id", "#", ColumnKind.ID),
    Column("name", "Name"),
    Column("media_type", "Type"),
    Column("size", "Bytes", ColumnKind.NUMBER),
    Column("sha256", "SHA-256", shown=False),
    Column("amended_from", "Amendment from", ColumnKind.DATE),
)


def show(reader: Reader, number: int, today: date, language: Language = ENGLISH) -> Report:
    """An agreement as it is on a day, with all that belongs to it.

    Raises:
        NotFound: there is no agreement of that number.
    """
    row = find_agreement(reader, number, today)
    facts = agreement_facts(row)
    # One agreement has room for what a list keeps back, or says in passing.
    unsaid = _SAID_OTHERWISE
    if state(facts, today) is not AgreementState.DRAFT:
        unsaid = unsaid | _OF_DRAFTS
    if row.partner not in (row.parties or row.partner).split("\n"):  # it left, the others stayed
        unsaid = unsaid | {"partner_id"}
    fields = [
        (column._replace(shown=column.key not in unsaid), cell)
        for column, cell in zip(
            lists.AGREEMENTS[:-1], lists.agreement_cells(row, today, language), strict=False
        )
    ]
    fields.append((EARLIEST_END, earliest_end(facts, today) if in_force(facts, today) else None))
    columns, cells = zip(*fields, strict=True)
    one = {"agreement": number}
    parties = reader.all(parties_of_agreement, **one)
    amendments = reader.all(amendments_of_agreement, today=today, **one)
    covered = [
        (*cover, cover.left_on and days_after(cover.left_on, -1))
        for cover in reader.all(covered_by_agreement, **one)
    ]
    return Report(
        "agreement",
        "Agreement",
        (
            Section("agreement", "Agreement", columns, [cells]),
            Section("partners", "Parties", PARTIES, parties if len(parties) > 1 else []),
            Section("covers", "Covers", COVERED, covered),
            Section(
                "signatures", "Signatures", SIGNATURES, reader.all(signatures_of_agreement, **one)
            ),
            Section(
                "amendments", "Amendments", AMENDMENTS, list(_amendments(amendments, language))
            ),
            Section(
                "suspensions",
                "Suspensions",
                SUSPENSIONS,
                reader.all(suspensions_of_agreement, **one),
            ),
            Section("documents", "Files", DOCUMENTS, reader.all(documents_of_agreement, **one)),
        ),
        shape=Shape.RECORD,
        as_of=today,
        subject=f"#{row.id} {row.title}",
    )


def _amendments(rows: Sequence[AmendmentRow], t: Language) -> Iterator[tuple[Any, ...]]:
    """Amendments, each with what it changed of the terms before it."""
    told = [row._replace(notice=lists.notice_of(row)) for row in rows]
    for before, row in pairwise(told):
        changes = [
            f"{t.gettext(term_label(term.name))}: {_said(term.name, getattr(row, term.name), t)}"
            for term in _TERMS
            if getattr(row, term.name) != getattr(before, term.name)
        ]
        cells = row._asdict() | {"changes": "; ".join(changes)}
        yield tuple(cells[column.key] for column in AMENDMENTS)


def _said(name: str, value: Any, t: Language) -> str:
    """A term as people read it."""
    if value is None:
        return label("none", t)
    if name == "notice":
        return lists.length_in_words(value, t)
    if name == "notice_to":
        return label(value, t)
    return t.day(value) if isinstance(value, date) else str(value)


# A brief is one page: of drafts it shows so many.
MOST_DRAFTS = 3

DRAFTS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("title", "Draft"),
    Column("kind", "Kind", ColumnKind.WORD),
    Column("since", "Since", ColumnKind.DATE),
    Column("with", "Draft with"),
    Column("we_signed", "We signed", ColumnKind.DATE),
    Column("they_signed", "They signed", ColumnKind.DATE),
)


def drafts(
    context: ReportContext, partner_id: int, papers: Iterable[AgreementRow]
) -> Section | None:
    """What is negotiated with a partner: since when it lies where, and who signed already."""
    day = context.day
    rows = [
        (
            row.id,
            row.title,
            row.kind,
            row.sent_on if is_sent else row.drafted_on,
            row.sent_to if is_sent or row.sent_on is None else None,
            row.we_signed_on,
            row.they_signed_on,
        )
        for row in papers
        for is_sent in [row.sent_on is not None and row.sent_on <= day]
        if _is_draft(row, day)
    ]
    if not rows:
        return None
    return Section(
        "drafts",
        "Drafts",
        DRAFTS,
        rows,
        preview_rows=MOST_DRAFTS,
        see_all=Action("agreement", "list", (partner_id,), {"state": AgreementState.DRAFT}),
    )


def _is_draft(row: AgreementRow, day: date) -> bool:
    """Whether an agreement lies as a draft on a day; one that came later does not yet."""
    there = row.drafted_on is None or row.drafted_on <= day
    left = row.left_on is not None and row.left_on <= day
    return there and not left and (row.signed_on is None or row.signed_on > day)
