"""How a partner moved between two days: level changes are dated facts, so any two can be compared.

Compared are the two days alone: who went up and down again in between has not moved.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.domain.enums import Level


class Standing(NamedTuple):
    """Where a partner stands on a day: its level, and the day it came there. No level: ended."""

    level: Level | None
    since: date


class Movement(StrEnum):
    """What became of a partner between two days."""

    NEW = "new"
    UP = "up"
    DOWN = "down"
    ENDED = "ended"
    REOPENED = "reopened"


ANY = "any"
"""Every movement: whoever stands elsewhere than on the earlier day."""


class PriorStanding(StrEnum):
    """Where a partner stood on the earlier day."""

    ABSENT = "absent"  # the register did not know it
    STRATEGIC = "strategic"
    SERVICE = "service"
    NETWORK = "network"
    ENDED = "ended"


def movement(then: Level | None, now: Level | None, *, known: bool = True) -> Movement | None:
    """What became of a partner; None if it stands where it stood.

    Args:
        then: the level at which it stood on the earlier day; None if it had ended.
        now: the level at which it stands on the later day; None if it has ended.
        known: whether the register knew it on the earlier day.
    """
    if now is None:
        return None if known and then is None else Movement.ENDED
    if not known or then is None:
        return Movement.REOPENED if known else Movement.NEW
    if now == then:
        return None
    return Movement.UP if now < then else Movement.DOWN


def was(then: Level | None, *, known: bool = True) -> PriorStanding:
    """Where a partner stood, as a word; see `movement`."""
    if not known:
        return PriorStanding.ABSENT
    return PriorStanding.ENDED if then is None else PriorStanding(then.word)
