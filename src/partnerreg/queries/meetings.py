"""Questions about meetings: which days reports can look back to."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query

if TYPE_CHECKING:
    from sqlalchemy import Select


class MeetingRow(NamedTuple):
    """A meeting that was held."""

    id: int
    held_on: date


@query(MeetingRow)
def last_meeting() -> "Select[Any]":
    """The latest meeting before the day `before`: on that day one may be held, or be under way."""
    import sqlalchemy as sa

    from partnerreg.tables import Meeting, columns

    m = columns(Meeting)
    return (
        sa.select(m.id, m.held_on)
        .where(m.held_on < sa.bindparam("before", type_=sa.Date))
        .order_by(m.held_on.desc())
        .limit(1)
    )
