"""`report expiring`: agreements that end, renew themselves or must be given notice soon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain import parsing
from partnerreg.domain.agreement_terms import notice_day, settled_until
from partnerreg.domain.due_dates import Due, DueEvent, falls_due, follows
from partnerreg.domain.facts import AgreementFacts
from partnerreg.domain.name_keys import sort_key
from partnerreg.domain.periods import days_after
from partnerreg.queries.agreements import agreements_due_candidates
from partnerreg.reports.context import resolve_unsupported
from partnerreg.reports.ending import agreements_of_those_who_ended
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import Column, ColumnKind, Figure, Report, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.queries.agreements import SignedPaper
    from partnerreg.reports.context import ReportContext
    from partnerreg.services.partner_filter import PartnerFilter

# An agreement: its number and title for programs, both in one for people.
NUMBER = Column("agreement", "Agreement", ColumnKind.ID, shown=False)
TITLE = Column("title", "Title", shown=False)
CALLED = Column("called", "Agreement", ColumnKind.ASIDE)
BETWEEN = Column("between", "Partner", ColumnKind.ASIDE, shown=False)
FOLLOWED_BY = Column("followed_by", "Followed by", ColumnKind.ID)

EXPIRING = (
    Column("day", "Day", ColumnKind.DATE),
    Column("days", "Days", ColumnKind.NUMBER, shown=False),
    Column("what", "What", ColumnKind.WORD),
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("partner", "Partner", display_from="between"),
    BETWEEN,
    Column("level", "Level", ColumnKind.LEVEL, shown=False),
    Column("parties", "Parties", ColumnKind.LIST, shown=False),
    NUMBER,
    Column("kind", "Kind", ColumnKind.WORD, shown=False),
    TITLE,
    CALLED,
    Column("term_until", "Term until", ColumnKind.DATE, shown=False),
    Column("notice_day", "Notice day", ColumnKind.DATE, shown=False),
    Column("renewal", "Renewal", ColumnKind.WORD, shown=False),
    FOLLOWED_BY,
    Column("coordinator", "Coordinator"),
)

# How much later SQLite's months may end than ours.
_SLACK = 3


def expiring(reader: Reader, context: ReportContext, within: int | None = None) -> Report:
    """What happens to agreements from the day on, within so many days, the nearest first.

    Looked at are agreements in force on the day, of partners that were active and are
    chosen; see `falls_due` for what counts. The term told of is the one that it is about,
    which may be one of those to come.
    """
    if within is None:
        within = context.policy.thresholds.expiring_days
    latest = days_after(context.day, within)
    due = due_agreements(reader, resolve_unsupported(reader, context), context.day, within)
    language = context.language
    due.sort(
        key=lambda one: (
            one.due.day,
            sort_key(one.paper.partner, language.code),
            one.paper.number,
        )
    )
    rows = [_row(one, context.day) for one in due]
    section = Section(
        "expiring",
        "What falls due",
        EXPIRING,
        rows,
        empty=language.gettext(
            "No agreement ends, renews itself or has its notice day by {day}."
        ).format(day=language.day(latest)),
    )
    partners = len({number for one in due for number in one.parties})
    going_on = agreements_of_those_who_ended(reader, context)
    return Report(
        "expiring",
        "Agreements that fall due",
        (section, *([going_on] if going_on.rows else [])),
        as_of=context.day,
        notes=_notes(due, language),
        summary=_summary(due, partners, latest, language),
        figures=(Figure("partners", partners, context.drilldown(expiring=timedelta(within))),),
    )


def _row(one: DueAgreement, today: date) -> tuple[Any, ...]:
    """The cells of an agreement that falls due."""
    paper, due = one.paper, one.due
    return (
        due.day,
        (due.day - today).days,
        due.what,
        paper.partner_id,
        paper.partner,
        one.between,
        paper.level,
        list(one.parties.values()),
        paper.number,
        paper.kind,
        paper.title,
        one.called,
        one.end,
        due.day if due.what is Due.NOTICE else notice_day(one.facts, today),
        paper.renewal,
        one.followed_by,
        paper.coordinator,
    )


def _summary(
    due: Sequence[DueAgreement], partners: int, latest: date, language: Language
) -> list[str]:
    if not due:
        return []
    sentences = [
        language.ngettext(
            "By {day}, {n} agreement ends, renews itself or has its notice day.",
            "By {day}, {n} agreements end, renew themselves or have their notice day.",
            len(due),
        ).format(day=language.day(latest)),
        language.ngettext("It concerns {n} partner.", "It concerns {n} partners.", partners),
    ]
    if followed := sum(one.followed_by is not None for one in due):
        sentences.append(
            language.ngettext(
                "{n} is followed by another agreement already.",
                "{n} are followed by another agreement already.",
                followed,
            )
        )
    return sentences


def _notes(due: Sequence[DueAgreement], language: Language) -> list[str]:
    if not due:
        return []
    return [
        language.gettext(
            "An agreement that renews itself is here until its notice day; "
            "when that has passed, its next term is settled."
        )
    ]


class DueAgreement(NamedTuple):
    """An agreement that falls due, for those of its parties for whom the same happens to it.

    Attributes:
        due: what happens first, and on which day.
        paper: the agreement, as the first of these parties has it.
        parties: the names of these parties, by their numbers.
        facts: what the rules look at of it.
        end: the last day of the term that it is about; None where there is none.
        followed_by: the number of the agreement that takes its place, if one is signed.
    """

    due: DueEvent
    paper: SignedPaper
    parties: dict[int, str]
    facts: AgreementFacts
    end: date | None
    followed_by: int | None

    @property
    def between(self) -> str:
        """The parties' names, on one line."""
        return ", ".join(self.parties.values())

    @property
    def called(self) -> str:
        """What people know the agreement by."""
        reference = f", {self.paper.reference}" if self.paper.reference else ""
        return f"{self.paper.title} (#{self.paper.number}{reference})"


def due_agreements(
    reader: Reader, who: PartnerFilter, today: date, within: int
) -> list[DueAgreement]:
    """The agreements that fall due within so many days, each once, partner by partner.

    Args:
        reader: the register.
        who: which partners; whether they were supported is not looked at.
        today: the day.
        within: how many days to look ahead.
    """
    latest = days_after(days_after(today, within), _SLACK)
    papers = reader.all(agreements_due_candidates, today=today, latest=latest)
    partners = who.among({paper.partner_id: paper.level for paper in papers})
    by_partner: dict[int, list[SignedPaper]] = {}
    for paper in papers:
        if paper.partner_id in partners:
            by_partner.setdefault(paper.partner_id, []).append(paper)
    found: dict[tuple[int, DueEvent], DueAgreement] = {}
    for number, own in by_partner.items():
        for paper in own:
            facts = _facts_of(paper)
            due = falls_due(facts, today, within)
            if due is None:
                continue
            one = found.get((paper.number, due))
            if one is None or paper.is_first:
                end = settled_until(facts, today)
                parties = one.parties if one else {}
                follower = _followed_by(paper, end, own, today)
                found[paper.number, due] = DueAgreement(
                    due, paper, {number: paper.partner, **parties}, facts, end, follower
                )
            else:
                one.parties[number] = paper.partner
    return list(found.values())


_FACTS = len(AgreementFacts._fields)


def _facts_of(paper: SignedPaper) -> AgreementFacts:
    """What the rules look at, which stands after the partner's number."""
    return AgreementFacts._make(paper[1 : 1 + _FACTS])


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


QUESTION = Question(
    "Which agreements end, or must be given notice, within a time; 90 days if not given.",
    expiring,
    [
        Detail(
            "within",
            "How far to look ahead; 90d if not given.",
            "90d|12w|3m",
            read=parsing.days_ahead,
        )
    ],
)
