"""What is told of partnerships: what is planned, what is overdue, what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action
from partnerreg.domain.enums import CommunicationState
from partnerreg.nouns.registry import noun
from partnerreg.queries.communication import communications_of
from partnerreg.queries.things import parameters_of, things
from partnerreg.reports.report import Column, ColumnKind, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext

# A sheet has room for so many.
MOST = 3

_ORDER = [CommunicationState.OVERDUE, CommunicationState.PLANNED, CommunicationState.PUBLISHED]

ID = Column("id", "#", ColumnKind.ID, shown=False)
TITLE = Column("title", "Title")
REACH = Column("reach", "Inside or outside", ColumnKind.WORD)
PLANNED = Column("planned_on", "Planned", ColumnKind.DATE)
OWNER = Column("owner", "Owner")
OF_PARTNER = (
    ID,
    TITLE,
    REACH,
    Column("channel", "Channel", shown=False),
    PLANNED,
    Column("published_on", "Published", ColumnKind.DATE),
    Column("partner_approved_on", "Approved by the partner", ColumnKind.DATE, shown=False),
    OWNER._replace(shown=False),
    Column("state", "State", ColumnKind.WORD),
)
OVERDUE = (ID, TITLE, Column("partner", "Partner"), REACH, PLANNED, OWNER)


def communications(reader: Reader, day: date, partner_id: int | None = None) -> list[Any]:
    """What was told or planned, as it stood on a day, as lists show it: of all, or of a partner.

    Of a partner is what is told of an activity or a project that it takes part in, too.
    """
    its = None
    if partner_id is not None:
        its = {row.value for row in reader.all(communications_of, partner=partner_id)}
        if not its:
            return []
    listed = noun("communication")
    rows: Sequence[Any] = reader.all(things(listed), **parameters_of(listed, day))
    if its is not None:
        rows = [row for row in rows if row.id in its]
    days = ("published_on", "partner_approved_on")
    return [
        row._replace(**{name: None for name in days if (getattr(row, name) or day) > day})
        for row in rows
    ]


def communications_of_partner(
    reader: Reader, context: ReportContext, partner_id: int
) -> Iterator[Section]:
    """What is overdue, planned, and was published of a partner last; nothing where none is."""
    found = communications(reader, context.day, partner_id)
    found.sort(key=_place)
    if found:
        more = Action("communication", "list", (partner_id,))
        rows = _cells(OF_PARTNER, found)
        yield Section(
            "communication", "What is told", OF_PARTNER, rows, preview_rows=MOST, see_all=more
        )


def overdue(reader: Reader, context: ReportContext, partners: Collection[int]) -> Iterator[Section]:
    """What should have been told by the day: of all, or of the partners that are meant."""
    found = [
        row
        for row in communications(reader, context.day)
        if row.state is CommunicationState.OVERDUE
        and (context.who.is_everybody or row.partner_id in partners)
    ]
    if found:
        more = Action("communication", "list", (), {"state": CommunicationState.OVERDUE})
        rows = _cells(OVERDUE, reversed(found))
        yield Section(
            "communication", "Not told yet", OVERDUE, rows, preview_rows=MOST, see_all=more
        )


def _cells(columns: Sequence[Column], rows: Any) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, column.key) for column in columns) for row in rows]


def _place(row: Any) -> tuple[Any, ...]:
    """What is overdue first, then what comes next; of what was published, the latest first."""
    if row.published_on is not None:
        return _ORDER.index(row.state), -row.published_on.toordinal()
    return _ORDER.index(row.state), row.planned_on.toordinal() if row.planned_on else 0
