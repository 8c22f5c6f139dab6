"""What is still open after a partnership has ended, until it is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import Action
from partnerreg.domain.agreement_terms import settled_until, state
from partnerreg.nouns.registry import noun
from partnerreg.queries.agreements import agreement_facts, agreements_of_ended
from partnerreg.reports.report import Column, ColumnKind, Section
from partnerreg.services.ending import OPEN, open_matters

if TYPE_CHECKING:
    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext

MATTERS = (
    Column("thing", "What", ColumnKind.WORD, display_from="called"),
    Column("called", "What", ColumnKind.ASIDE, shown=False),
    Column("id", "#", ColumnKind.ID),
    Column("label", "Called"),
    Column("until", "Until", ColumnKind.DATE),
    Column("remedy", "What would settle it", ColumnKind.COMMAND),
)
AGREEMENTS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("partner", "Partner"),
    Column("agreement", "Agreement", ColumnKind.ID),
    Column("title", "Title"),
    Column("until", "Until", ColumnKind.DATE),
    Column("remedy", "What would settle it", ColumnKind.COMMAND),
)

# A brief shows so many.
_FEW = 5


def still_open(reader: Reader, context: ReportContext, partner_id: int) -> Section:
    """What is open with a partner that ended."""
    t = context.language
    rows = [
        (matter.thing, t.gettext(noun(matter.thing).called), *matter[1:])
        for matter in open_matters(reader, partner_id, context.day)
    ]
    return Section("open", "Still open", MATTERS, rows, preview_rows=_FEW)


def agreements_of_those_who_ended(reader: Reader, context: ReportContext) -> Section:
    """Agreements that go on although the partnership with all their parties has ended.

    Of all who ended: filters are about those who are partners.
    """
    day, rows = context.day, []
    for paper in reader.all(agreements_of_ended, today=day):
        facts = agreement_facts(paper)
        if state(facts, day) in OPEN:
            until = settled_until(facts, day)
            settle = Action("agreement", "terminate", (paper.id,))
            rows.append((paper.partner_id, paper.partner, paper.id, paper.title, until, settle))
    return Section("of_ended", "Of partnerships that ended", AGREEMENTS, rows)
