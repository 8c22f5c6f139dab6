"""Which partners a list is asked for, beyond what says who they are."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import Status

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.domain.enums import Level
    from partnerreg.domain.level_moves import PriorStanding


class LinkKind(StrEnum):
    """What a partner may be without."""

    SECTOR = "sector"
    MUNICIPALITY = "municipality"
    UNIT = "unit"
    AREA = "area"
    GOAL = "goal"
    COORDINATOR = "coordinator"
    CONTACT = "contact"


class PartnerFilter(NamedTuple):
    """What is asked of partners, all of it together.

    Attributes:
        day: as of which day; None asks for the register as it is now.
        levels: where they stood, or had stood when they ended; none: anywhere.
        status: whether they were active; None: whether or not.
        unsupported: their level was not carried by evidence.
        since: the earlier day that `moved` and `was` compare with.
        moved: what became of them, a `Movement` or `movement.ANY`.
        was: where they stood on the earlier day.
        missing: a rule that binds at their level and was not met, or a severity: any such
            rule that binds as hard (see `figures.lacks`).
        meets: a rule that binds at their level and was met.
        expiring: an agreement of theirs fell due within so many days.
        without: what they had none of.
    """

    day: date | None = None
    levels: frozenset[Level] = frozenset()
    status: Status | None = Status.ACTIVE
    unsupported: bool = False
    since: date | None = None
    moved: str | None = None
    was: PriorStanding | None = None
    missing: str | None = None
    meets: str | None = None
    expiring: int | None = None
    without: LinkKind | None = None
