"""Adding and editing partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import and_, col, or_, select

from partnerreg.actions import Advice, Option
from partnerreg.errors import InvalidInput, RuleRefused
from partnerreg.queries import partners
from partnerreg.services.levels import Move, enter
from partnerreg.services.things import Things
from partnerreg.tables import Partner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.domain.enums import Level
    from partnerreg.domain.policy import Policy
    from partnerreg.queries.partners import PartnerName


class Partners(Things):
    """Partners come in at a level; `namesakes` are others of a new name, who are elsewhere."""

    namesakes: Sequence[PartnerName] = ()

    def add(self, data: Any) -> Partner:
        """Add a partner, which is at no level yet."""
        row: Partner = super().add(data)
        self._note_namesakes(row)
        return row

    def edit(self, number: int, data: Any) -> Partner:
        """Make a partner what `data` says."""
        before = self.get(number)
        called = before.name, before.municipality
        row: Partner = super().edit(number, data)
        if (row.name, row.municipality) != called:
            self._note_namesakes(row)
        return row

    def enter(self, data: Any, level: Level, move: Move, policy: Policy) -> Partner:
        """Add a partner at a level; above network through the gate.

        Raises:
            InvalidInput: a partner of that name, municipality or external id is there already.
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

    def _note_namesakes(self, row: Partner) -> None:
        called = self.work.reader.all(partners.partners_by_key, key=row.name_key)
        self.namesakes = [other for other in called if other.id != row.id]

    def refuse_double(self, data: Any, row: Any | None) -> None:
        """Refuse a second partner of the same name in the same place, or of one external id.

        Partners that each have an external id of their own may be called the same: an
        import brings in such.
        """
        key, external_id = self.columns(data), data.external_id
        same = and_(
            col(Partner.name_key) == key["name_key"],
            col(Partner.municipality_key).is_not_distinct_from(key["municipality_key"]),
        )
        if external_id is not None:  # `== None` would be every partner without one
            same = or_(same, col(Partner.external_id) == external_id)
        for other in self.work.session.exec(select(Partner).where(same)).all():
            if row is not None and other.id == row.id:
                continue
            if external_id is not None and other.external_id == external_id:
                raise InvalidInput(
                    f"#{other.id} {other.name} has the external id {external_id} already."
                )
            if external_id is not None and other.external_id is not None:
                continue
            place = f" in {other.municipality}" if other.municipality else ""
            raise InvalidInput(
                f"There is a partner {other.name!r}{place} already: #{other.id}.",
                Advice(
                    "If it is another one, tell them apart by {option} or in the name.",
                    option=Option("municipality"),
                ),
            )
