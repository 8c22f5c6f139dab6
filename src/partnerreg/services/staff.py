"""Our people: whom they follow ends with their last day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.services import links
from partnerreg.services.things import DatedThings

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.tables import Staff


class OurPeople(DatedThings):
    """Our people; `ending` is what became of whom they follow, when their last day changed."""

    ending = links.Ending()

    def edit(self, number: int, data: Any) -> Staff:
        """Make one of our people what `data` says.

        Whom they follow ends with their last day, also with one that is changed now: to
        come back is not to take up again what somebody else may do by now.
        """
        row = self.get(number)
        lasts = [last for last in (row.ends_on, data.ends_on) if last is not None]
        if lasts:
            self.ending = links.end_assignments(self.work, number, min(lasts))
        edited: Staff = super().edit(number, data)
        return edited

    def retire(self, number: int, day: date) -> Staff:
        """Make a day their last one; they follow nobody after it."""
        row: Staff = super().retire(number, day)
        self.ending = links.end_assignments(self.work, number, day)
        return row
