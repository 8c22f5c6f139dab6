"""Which operations are taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.register.queries.journal import takings

if TYPE_CHECKING:
    from partnerreg.store.query import Reader


def taken_by(reader: Reader) -> dict[int, int]:
    """The operations that are taken back, each with the operation that took it back.

    One that was taken back itself takes nothing back.
    """
    taken: dict[int, int] = {}
    for row in reader.all(takings):  # the last one first: nothing later can take it back
        if row.id not in taken:
            taken[row.takes_back_id] = row.id
    return taken
