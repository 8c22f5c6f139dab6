"""What was done together, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Advice, Option
from partnerreg.errors import InvalidInput
from partnerreg.services.things import Things

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Activities(Things):
    """Somebody took part in each."""

    def with_changes(
        self, number: int, said: Mapping[str, Any], less: Mapping[str, Sequence[Any]]
    ) -> dict[str, Any]:
        """An activity's fields as they are to be.

        Raises:
            InvalidInput: a partner that did not take part is taken away, or nobody would be left.
        """
        there = {*self.current(number)["partners"], *said.get("partners", [])}
        for partner_id in less.get("partners", []):
            if partner_id not in there:
                message = f"Partner #{partner_id} did not take part in activity #{number}."
                raise InvalidInput(message)
        values = super().with_changes(number, said, less)
        if not values["partners"]:
            raise InvalidInput(
                f"Nobody would have taken part in activity #{number}.",
                Advice("Say who did with {option}.", option=Option("with")),
            )
        return values
