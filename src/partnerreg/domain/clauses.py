"""What an agreement should say, clause by clause, and whether it says it.

Source: P, the Partnering Agreement Scorecard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.enums import ClauseState, Condition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.domain.checklists import Item
    from partnerreg.domain.enums import Level
    from partnerreg.domain.policy import Policy

CHECKLIST = "agreement"


def clauses_asked(policy: Policy, level: Level) -> tuple[Item, ...]:
    """The clauses that agreements at a level are gone through by; what does not apply is said."""
    return policy.asked(CHECKLIST, level, frozenset(Condition))


def is_complete(marks: Mapping[str, ClauseState], policy: Policy, level: Level) -> bool:
    """Whether all clauses are marked, and none as not in the agreement."""
    states = [marks.get(item.code) for item in clauses_asked(policy, level)]
    return None not in states and ClauseState.NOT not in states
