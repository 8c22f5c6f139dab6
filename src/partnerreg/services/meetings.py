"""The meetings at which the portfolio was gone through: what reports look back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.errors import InvalidInput
from partnerreg.queries import meetings

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.db.unit_of_work import UnitOfWork


def last_meeting(reader: Reader, day: date) -> date | None:
    """The day of the latest meeting before a day; None if none is remembered."""
    found = reader.first(meetings.last_meeting, before=day)
    return found.held_on if found else None


def held(work: UnitOfWork, day: date) -> bool:
    """Remember that a meeting was held on a day.

    Returns:
        Whether that is new. A day that is remembered already stays as it is.

    Raises:
        InvalidInput: the day lies in the future.
    """
    from sqlmodel import select

    from partnerreg.tables import Meeting, columns

    if day > work.today:
        raise InvalidInput(
            f"{day} lies in the future; a meeting is remembered when it has been held.",
            "Name the day on which it was held.",
        )
    same_day = select(Meeting).where(columns(Meeting).held_on == day)
    if work.session.exec(same_day).first():
        return False
    work.session.add(Meeting(held_on=day, recorded_at=work.command.now, actor=work.command.actor))
    work.session.flush()
    return True
