"""Which agreements fall due before long, and what follows them: for lists and for meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.agreement_terms import settled_until
from partnerreg.domain.due_dates import DueEvent, falls_due, follows
from partnerreg.domain.facts import AgreementFacts
from partnerreg.queries.due import agreements_due_candidates
from partnerreg.reports.report import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from partnerreg.db.query import Reader
    from partnerreg.queries.due import SignedPaper

# An agreement: its number and title for programs, both in one for people.
NUMBER = Column("agreement", "Agreement", Kind.ID, shown=False)
TITLE = Column("title", "Title", shown=False)
CALLED = Column("called", "Agreement", Kind.ASIDE)
FOLLOWED_BY = Column("followed_by", "Followed by", Kind.ID)

# How much later SQLite's months may end than ours.
_SLACK = 3


class DueAgreement(NamedTuple):
    """An agreement that falls due.

    Attributes:
        due: what happens first, and on which day.
        paper: the agreement.
        facts: what the rules look at of it.
        end: the last day of the term that it is about; None where there is none.
        followed_by: the number of the agreement that takes its place, if one is signed.
    """

    due: DueEvent
    paper: SignedPaper
    facts: AgreementFacts
    end: date | None
    followed_by: int | None

    @property
    def called(self) -> str:
        """What people know the agreement by."""
        return f"{self.paper.title} (#{self.paper.number})"


def signed(reader: Reader, today: date, within: int) -> list[SignedPaper]:
    """The agreements of all partners of whose agreements one may fall due."""
    latest = days_after(days_after(today, within), _SLACK)
    return reader.all(agreements_due_candidates, today=today, latest=latest)


def falling(
    papers: Iterable[SignedPaper], chosen: Collection[int], today: date, within: int
) -> Iterator[DueAgreement]:
    """The agreements of chosen partners that fall due, partner by partner."""
    by_partner: dict[int, list[SignedPaper]] = {}
    for paper in papers:
        if paper.partner_id in chosen:
            by_partner.setdefault(paper.partner_id, []).append(paper)
    for own in by_partner.values():
        for paper in own:
            facts = _facts_of(paper)
            due = falls_due(facts, today, within)
            if due is not None:
                end = settled_until(facts, today)
                yield DueAgreement(due, paper, facts, end, _followed_by(paper, end, own, today))


def days_after(day: date, days: int) -> date:
    """So many days later; the last day of the calendar where there is none."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _facts_of(paper: SignedPaper) -> AgreementFacts:
    return AgreementFacts(*paper[1:9], number=paper.number)


def _followed_by(
    paper: SignedPaper, end: date | None, own: Sequence[SignedPaper], today: date
) -> int | None:
    """The number of another agreement that follows this one; one that replaces it first."""
    if end is None:
        return None
    agreement = _facts_of(paper)
    successors = [
        other
        for other in own
        if other is not paper and follows(_facts_of(other), agreement, end, today)
    ]
    successors.sort(key=lambda other: other.replaces_id != paper.number)
    return successors[0].number if successors else None
