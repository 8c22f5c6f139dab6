"""Which operations take which others back, and which are in effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import Action, Advice
from partnerreg.errors import RegisterUnusable
from partnerreg.queries.journal import undo_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.db.query import Reader


def undone_by(reader: Reader) -> dict[int, int]:
    """The operations that are taken back, each with the operation that took it back.

    One that was taken back itself takes nothing back.
    """
    undone: dict[int, int] = {}
    for row in reader.all(undo_pairs):  # the last one first: nothing later can take it back
        if row.id not in undone:
            undone[row.takes_back_id] = row.id
    return undone


def undo_targets(reader: Reader) -> dict[int, int]:
    """The operations that took another one back, each with that one.

    Raises:
        RegisterUnusable: one takes back itself or a later one.
    """
    targets = {row.id: row.takes_back_id for row in reader.all(undo_pairs)}
    for number in misdirected(targets):
        raise RegisterUnusable(
            f"The journal is damaged: operation {number} takes back operation {targets[number]}, "
            "which is not an earlier one.",
            Advice("Run {command} to see what else is damaged.", command=Action("db", "check")),
        )
    return targets


def misdirected(targets: Mapping[int, int]) -> list[int]:
    """The operations that take back themselves or a later one, as none that was written does.

    Where there are none, taking back leads back in time, and never in a circle.
    """
    return sorted(number for number, target in targets.items() if target >= number)


def origin(number: int, targets: Mapping[int, int]) -> tuple[int, bool]:
    """What an operation is about, past all undoing, and whether it took that back."""
    undo = False
    while number in targets:
        number, undo = targets[number], not undo
    return number, undo
