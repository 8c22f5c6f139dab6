"""One partner or all: the parameters of queries that answer for either."""

from __future__ import annotations

# The highest number a row can have in SQLite.
LAST = 2**63 - 1


def range_of(partner_id: int | None) -> dict[str, int]:
    """The parameters `first` and `last` of `conditions.partner_range`: one partner, or all."""
    if partner_id is None:
        return {"first": 0, "last": LAST}
    return {"first": partner_id, "last": partner_id}
