"""Those who asked to become partners, and about whom nothing is decided: for the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import Action
from partnerreg.domain.enums import ProposalState
from partnerreg.nouns.registry import noun
from partnerreg.queries.things import things
from partnerreg.reports.report import Column, ColumnKind, Section

if TYPE_CHECKING:
    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext

# A sheet is one or two pages: it shows so many, and a good line of what they say.
MOST = 4
LINE = 95

PROPOSALS = (
    Column("id", "#", ColumnKind.ID),
    Column("name", "Name"),
    Column("what", "What we could make together", max_chars=LINE),
    Column("contact", "From"),
    Column("received_on", "Received", ColumnKind.DATE),
)


def proposals(reader: Reader, context: ReportContext) -> Section | None:
    """The proposals that were open on the day, the oldest first; nothing where there are none."""
    rows = [
        tuple(getattr(row, column.key) for column in PROPOSALS)
        for row in reversed(reader.all(things(noun("proposal"))))
        if row.received_on <= context.day
        and (row.decided_on is None or row.decided_on > context.day)
    ]
    if not rows:
        return None
    return Section(
        "proposals",
        "Asked to become partners",
        PROPOSALS,
        rows,
        preview_rows=MOST,
        see_all=Action("proposal", "list", (), {"state": ProposalState.OPEN}),
    )
