"""`report expiring`: agreements that end, renew themselves or must be given notice soon."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from partnerreg.domain.agreement_terms import notice_day
from partnerreg.domain.due_dates import Due
from partnerreg.domain.name_keys import sort_key
from partnerreg.reports.context import settled
from partnerreg.reports.due_agreements import (
    CALLED,
    FOLLOWED_BY,
    NUMBER,
    TITLE,
    days_after,
    falling,
    signed,
)
from partnerreg.reports.report import Column, Figure, Kind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.due_agreements import DueAgreement

EXPIRING = (
    Column("day", "Day", Kind.DATE),
    Column("days", "Days", Kind.NUMBER, shown=False),
    Column("what", "What", Kind.WORD),
    Column("id", "#", Kind.ID, shown=False),
    Column("partner", "Partner"),
    Column("level", "Level", Kind.LEVEL, shown=False),
    NUMBER,
    Column("kind", "Kind", Kind.WORD, shown=False),
    TITLE,
    CALLED,
    Column("term_until", "Term until", Kind.DATE, shown=False),
    Column("notice_day", "Notice day", Kind.DATE, shown=False),
    Column("renewal", "Renewal", Kind.WORD, shown=False),
    FOLLOWED_BY,
    Column("coordinator", "Coordinator"),
)
_NUMBER, _FOLLOWED_BY = 3, -2


def expiring(reader: Reader, context: ReportContext, within: int = 90) -> Report:
    """What happens to agreements from the day on, within so many days, the nearest first.

    Looked at are agreements in force on the day, of partners that were active and are
    chosen; see `falls_due` for what counts. The term told of is the one that it is about,
    which may be one of those to come.
    """
    latest = days_after(context.day, within)
    papers = signed(reader, context.day, within)
    chosen = settled(reader, context).among({paper.partner_id: paper.level for paper in papers})
    rows = [_row(one, context.day) for one in falling(papers, chosen, context.day, within)]
    language = context.language
    rows.sort(key=lambda row: (row[0], sort_key(row[4], language.code), row[6]))
    section = Section(
        "expiring",
        "What falls due",
        EXPIRING,
        rows,
        empty=language.gettext(
            "No agreement ends, renews itself or has its notice day by {day}."
        ).format(day=language.day(latest)),
    )
    partners = len({row[_NUMBER] for row in rows})
    return Report(
        "expiring",
        "Agreements that fall due",
        (section,),
        as_of=context.day,
        notes=_notes(rows, language),
        summary=_summary(rows, partners, latest, language),
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
        paper.level,
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
    rows: Sequence[Sequence[Any]], partners: int, latest: date, language: Language
) -> list[str]:
    if not rows:
        return []
    told = [
        language.ngettext(
            "By {day}, {n} agreement ends, renews itself or has its notice day.",
            "By {day}, {n} agreements end, renew themselves or have their notice day.",
            len(rows),
        ).format(day=language.day(latest)),
        language.ngettext("It concerns {n} partner.", "It concerns {n} partners.", partners),
    ]
    if followed := sum(row[_FOLLOWED_BY] is not None for row in rows):
        told.append(
            language.ngettext(
                "{n} is followed by another agreement already.",
                "{n} are followed by another agreement already.",
                followed,
            )
        )
    return told


def _notes(rows: Sequence[Sequence[Any]], language: Language) -> list[str]:
    if not rows:
        return []
    return [
        language.gettext(
            "An agreement that renews itself is here until its notice day; "
            "when that has passed, its next term is settled."
        )
    ]
