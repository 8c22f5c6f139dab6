"""Adding and editing partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from partnerreg.actions import Action, Advice, Option
from partnerreg.domain.periods import days_after
from partnerreg.errors import InvalidInput, RuleRefused
from partnerreg.queries import partners
from partnerreg.services.levels import Move, enter
from partnerreg.services.things import Things
from partnerreg.tables import Partner, PartnerUnit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from partnerreg.domain.enums import Level
    from partnerreg.domain.policy import Policy
    from partnerreg.queries.partners import PartnerName


class Partners(Things):
    """Partners come in at a level; `namesakes` are others of a new name, who are elsewhere."""

    namesakes: Sequence[PartnerName] = ()

    def add(self, data: Any) -> Partner:
        """Add a partner, which is at no level yet."""
        self._refuse_loose_day(data)
        row: Partner = super().add(data)
        self._note_namesakes(row)
        return row

    def edit(self, number: int, data: Any) -> Partner:
        """Make a partner what `data` says.

        Another unit runs it from the day that is said on, or from today; until then it was the
        one before.

        Raises:
            InvalidInput: a day is said and no unit, or the unit before ran it from a later day.
        """
        before = self.get(number)
        called = before.name, before.municipality
        unit, since = before.unit_id, before.unit_since
        if data.unit_since != since:
            self._refuse_loose_day(data)
        row: Partner = super().edit(number, data)
        if row.unit_id != unit:
            start = row.unit_since if row.unit_since != since else None
            self._hand_over(row, unit, since, start or self.work.today)
        if (row.name, row.municipality) != called:
            self._note_namesakes(row)
        return row

    def enter(self, data: Any, level: Level, move: Move, policy: Policy) -> Partner:
        """Add a partner at a level; above network through the gate.

        Raises:
            InvalidInput: a partner of that external id is there already.
            RuleRefused: the level requires what a new partner does not have yet.
        """
        partner: Partner = self.add(data)
        try:
            enter(self.work, partner, level, move, policy)
        except RuleRefused as refusal:
            # What is missing can be supplied only to a partner that is there.
            raise RuleRefused(
                refusal.message,
                refusal.findings,
                Advice(
                    "Add it at the network level first and supply what is missing, "
                    "or go on in spite of it with {option}.",
                    option=Option("override", "REASON"),
                ),
            ) from None
        return partner

    def retirement(self, number: int) -> Action:
        """A partnership ends, and what is known of it stays."""
        return Action(self.noun.name, "end", (number,), {"reason": "TEXT"})

    def _hand_over(self, row: Partner, unit: int | None, since: date | None, start: date) -> None:
        """Keep that another unit, if any did, ran a partnership until the day before one."""
        if since is not None and start < since:
            raise InvalidInput(
                f"The unit before runs it from {since}.",
                Advice("Give a later day with {option}.", option=Option("unit_since", "DATE")),
            )
        row.unit_since = start if row.unit_id is not None else None
        last = days_after(start, -1)
        if unit is not None and (since is None or since <= last):
            assert row.id is not None
            self.work.session.add(
                PartnerUnit(
                    partner_id=row.id, unit_id=unit, is_lead=True, starts_on=since, ends_on=last
                )
            )
        self.work.session.flush()

    def _refuse_loose_day(self, data: Any) -> None:
        if data.unit_since is not None and data.unit is None:
            raise InvalidInput(
                "From which day a unit runs it says nothing without the unit.",
                Advice("Say which one with {option}.", option=Option("unit", "UNIT")),
            )

    def _note_namesakes(self, row: Partner) -> None:
        called = self.work.reader.all(partners.partners_by_key, key=row.name_key)
        self.namesakes = [other for other in called if other.id != row.id]

    def refuse_double(self, data: Any, row: Any | None) -> None:
        """Refuse an external id that another partner has."""
        number = row.id if row else None
        same = select(Partner).where(
            Partner.external_id == data.external_id, col(Partner.id).is_distinct_from(number)
        )
        if data.external_id is not None:  # `== None` would be every partner without one
            for other in self.work.session.exec(same):
                raise InvalidInput(
                    f"#{other.id} {other.name} has the external id {other.external_id} already."
                )
