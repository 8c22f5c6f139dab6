"""Our people: whom they follow ends with their last day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action, Advice
from partnerreg.domain.enums import Role
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput
from partnerreg.services import links
from partnerreg.services.availability import begins_too_late, refuse
from partnerreg.services.things import Dated

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.tables import Staff


class OurPeople(Dated):
    """Our people; `ending` is what became of whom they follow, when their last day changed."""

    ending = links.Ending()

    def edit(self, number: int, data: Any) -> Staff:
        """Make one of our people what `data` says.

        Whom they follow ends with their last day, also with one that is changed now: to
        come back is not to take up again what somebody else may do by now.

        Raises:
            InvalidInput: they follow partners as management, and would not be of it; or they
                follow one since before their first day.
        """
        row = self.get(number)
        if row.is_management and not data.is_management:
            self._refuse_following(row)
        if data.starts_on != row.starts_on:
            follows_from = links.first_day_of(self.work, number)
            refuse(begins_too_late(data.name, data.starts_on, follows_from))
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

    def _refuse_following(self, staff: Staff) -> None:
        """Refuse that management leaves it while partnerships rely on being followed by it."""
        assert staff.id is not None
        followed = [
            row.partner_id
            for row in links.open_after(self.work, staff.id, self.work.today)
            if row.role is Role.MANAGEMENT
        ]
        if followed:
            role = {"role": Role.MANAGEMENT}
            unassign = [
                Action("staff", "unassign", (staff.id, partner), role) for partner in followed
            ]
            raise InvalidInput(
                f"{staff.name} follows {pluralize(len(followed), 'partner')} as management.",
                Advice(
                    "Let somebody else follow, if it is needed, and end it first:\n{commands}",
                    commands=unassign,
                ),
            )
