"""How a project stands: whether it is stuck, and whether what it was to reach is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.enums import Phase
from partnerreg.domain.periods import months_after

if TYPE_CHECKING:
    from datetime import date

# The phases that are to lead on to another one.
UNDER_WAY = frozenset(Phase) - {Phase.CONTINUATION, Phase.CLOSED}


def is_stuck(
    phase: Phase, since: date, expected_until: date | None, today: date, months: int
) -> bool:
    """Whether a project is longer in a phase than it should be (P).

    Delivery lasts as long as it was expected to.

    Args:
        phase: the phase that it is in; what goes on or is closed is never stuck.
        since: the day it came into it.
        expected_until: the day it is expected to end.
        today: the day of the question.
        months: how long it may be in one phase.
    """
    if phase not in UNDER_WAY:
        return False
    if phase is Phase.DELIVERY and expected_until is not None and expected_until >= today:
        return False
    return months_after(since, months) < today


def is_met(baseline: float | None, target: float, reached: float | None) -> bool:
    """Whether a target is reached: from the baseline up to it, or down to it (G)."""
    if reached is None:
        return False
    if baseline is not None and target < baseline:
        return reached <= target
    return reached >= target
