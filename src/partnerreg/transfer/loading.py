"""One import under way: its unit of work, its stage, what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from partnerreg.transfer.load import Counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnerreg.domain.policy import Policy
    from partnerreg.store.unit_of_work import UnitOfWork
    from partnerreg.transfer.noun import Choices, Tie
    from partnerreg.transfer.stage import Header, Stage


@dataclass
class Loading:
    """One import under way.

    Attributes:
        work: the unit of work that it is written in.
        stage: its rows and their plan.
        choices: what a person chose.
        policy: says what is required of a level.
        header: what the list calls a field.
        ties: what hangs on its things, of what the list has.
        fresh: values of new things' columns that no row says.
        counts: what the plan says is to be done.
        owners_are_new: no row is about a partner who was there before.
        unsupported: new partners whose evidence does not carry the level declared.
    """

    work: UnitOfWork
    stage: Stage
    choices: Choices
    policy: Policy
    header: Header = str
    ties: Sequence[Tie] = ()
    fresh: Mapping[str, Any] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    owners_are_new: bool = True
    unsupported: int = 0
