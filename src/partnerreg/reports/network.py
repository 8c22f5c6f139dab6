"""`report network`: who works with whom, seen from joint activities."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from partnerreg.domain.enums import Level
from partnerreg.queries.counting import partners_together
from partnerreg.reports.context import empty_message, select_partners
from partnerreg.reports.question import Question
from partnerreg.reports.report import Column, ColumnKind, Figure, Report, Section

if TYPE_CHECKING:
    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext

PAIRS = (
    Column("one_id", "#", ColumnKind.ID, shown=False),
    Column("one", "Partner"),
    Column("one_level", "Level", ColumnKind.LEVEL),
    Column("other_id", "Other #", ColumnKind.ID, shown=False),
    Column("other", "With"),
    Column("other_level", "Its level", ColumnKind.LEVEL),
    Column("activities", "Activities", ColumnKind.NUMBER),
    Column("last_on", "Last", ColumnKind.DATE),
)

# So many pairs people read on a sheet.
MOST = 20


def network(reader: Reader, context: ReportContext, since: date | None = None) -> Report:
    """The pairs of partners that did something together with us, those most often first.

    Where partners are chosen, one of each pair is among them.

    Args:
        reader: the register.
        context: the day, the policy, the language, and which partners.
        since: only activities from that day on.
    """
    t = context.language
    portfolio, chosen = select_partners(reader, context, levels=tuple(Level))
    stood = portfolio.facts
    found = reader.all(partners_together, since=since or date.min, today=context.day)
    rows = [
        (
            *(pair.one_id, pair.one, stood[pair.one_id].level),
            *(pair.other_id, pair.other, stood[pair.other_id].level),
            *(pair.activities, pair.last_on),
        )
        for pair in found
        if {pair.one_id, pair.other_id} <= stood.keys()
        and not chosen.keys().isdisjoint({pair.one_id, pair.other_id})
    ]
    joined = {number for row in rows for number in (row[0], row[3])} & chosen.keys()
    alone = len(chosen) - len(joined)
    pairs = t.ngettext(
        "{n} pair of partners worked together with us.",
        "{n} pairs of partners worked together with us.",
        len(rows),
    )
    others = t.ngettext(
        "{n} partner did nothing together with another one.",
        "{n} partners did nothing together with another one.",
        alone,
    )
    return Report(
        "network",
        "Who works with whom",
        (
            Section(
                "network",
                "Pairs",
                PAIRS,
                rows,
                empty=t.gettext("No activity had two partners."),
                preview_rows=MOST,
                see_all=context.report("network", since=since, format="json"),
            ),
        ),
        as_of=context.day,
        summary=[pairs, others] if chosen else [],
        figures=[Figure("partners", len(chosen), context.drilldown())],
        since=since,
        empty_text="" if chosen else empty_message(reader, context),
    )


QUESTION = Question(
    "Who works with whom: partners that took part in the same activities.",
    network,
    looks_back=True,
)
