"""The meetings at which the portfolio was gone through: what reports look back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.queries import meetings

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.db.unit_of_work import UnitOfWork


def last_meeting(reader: Reader, day: date) -> date | None:
    """The day of the latest meeting before a day; None if none is remembered."""
    found = reader.first(meetings.last_meeting, before=day)
    return found.held_on if found else None


def record_meeting(work: UnitOfWork, day: date) -> bool:
    """Remember that a meeting was held on a day.

    Returns:
        Whether that is new. A day that is remembered already stays as it is.

    Raises:
        InvalidInput: the day lies in the future.
    """
    from sqlmodel import select

    from partnerreg.nouns.meeting import MEETING
    from partnerreg.services.things import things_of
    from partnerreg.tables import Meeting

    if work.session.exec(select(Meeting).where(Meeting.held_on == day)).first():
        return False
    things = things_of(work, MEETING)
    held = {"held_on": day}
    things.add(things.schema.model_validate(held | things.defaults(held)))
    return True
