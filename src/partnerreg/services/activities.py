"""What was done together, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.errors import InvalidInput
from partnerreg.services.things import Things

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Activities(Things):
    """Of who took part in each, nobody can be taken away who did not."""

    def with_changes(
        self, number: int, said: Mapping[str, Any], less: Mapping[str, Sequence[Any]]
    ) -> dict[str, Any]:
        """An activity's fields as they are to be.

        Raises:
            InvalidInput: a partner that did not take part is taken away.
        """
        there = {*self.current(number)["partners"], *said.get("partners", [])}
        for partner_id in less.get("partners", []):
            if partner_id not in there:
                message = f"Partner #{partner_id} did not take part in activity #{number}."
                raise InvalidInput(message)
        return super().with_changes(number, said, less)
