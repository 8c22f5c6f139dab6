"""How far a partnership is prepared: what is asked of it, what is settled, how complex it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain import parsing
from partnerreg.domain.enums import Condition, StepState

if TYPE_CHECKING:
    from partnerreg.domain.checklists import Item
    from partnerreg.domain.enums import Level
    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.domain.policy import Policy

QUESTIONS = ("preparation", "volunteers", "youth", "private")
"""The checklists that are gone through before a partnership, in the order they are shown."""

COMPLEXITY = "complexity"
"""The checklist whose steps make points."""

REGISTER_KNOWS = (
    "private-party",
    "several-parties",
    "several-sectors",
    "several-municipalities",
    "money",
    "personal-data",
    "children",
    "volunteers",
    "premises",
)
"""What the register may know by itself of who and what takes part: mostly steps of complexity."""

BY_ANY_PARTY = ("private-party", "several-sectors")
"""What a third party may make so though the partner, of whom alone the register knows, does not."""


class Point(NamedTuple):
    """What makes a partnership complex: whether it is so, and by what that is known.

    Attributes:
        item: the step.
        is_so: None where nobody knows.
        known_by: ``register`` or ``answer``; empty where nobody knows.
    """

    item: Item
    is_so: bool | None
    known_by: str = ""


def says(text: str | None) -> bool | None:
    """Yes or no, where a text begins with one of them, in the languages of the register."""
    first = re.match(r"\W*([^\W\d_]{2,})", text or "")
    try:
        return parsing.flag(first[1]) if first else None
    except parsing.ParseError:
        return None


def is_so(facts: PartnerFacts, code: str) -> bool | None:
    """Whether a step of complexity is so: what the register knows, else what was answered."""
    if (known := _registered(facts, code)) is not None:
        return known
    answer = facts.answers.get(code)
    return says(answer.text) if answer and answer.state is StepState.ANSWERED else None


def _registered(facts: PartnerFacts, code: str) -> bool | None:
    """What the register knows; where there is a third party, not that none makes it so."""
    known = facts.known.get(code)
    if known is False and code in BY_ANY_PARTY and is_so(facts, "several-parties"):
        return None
    return known


def points(facts: PartnerFacts, policy: Policy) -> list[Point]:
    """Each step of complexity, and whether it is so."""
    return [
        Point(
            item,
            so := is_so(facts, item.code),
            "" if so is None else "answer" if _registered(facts, item.code) is None else "register",
        )
        for item in policy.checklist(COMPLEXITY).items
    ]


def complexity(facts: PartnerFacts, policy: Policy) -> int:
    """How many points are known to be so."""
    return sum(is_so(facts, item.code) is True for item in policy.checklist(COMPLEXITY).items)


def conditions(facts: PartnerFacts) -> frozenset[Condition]:
    """What of those who take part calls for questions of its own."""
    holds = {
        Condition.VOLUNTEERS: is_so(facts, "volunteers"),
        Condition.YOUTH: is_so(facts, "children"),
        Condition.PRIVATE_PARTY: is_so(facts, "private-party"),
        Condition.SEVERAL_PARTIES: is_so(facts, "several-parties"),
    }
    return frozenset(condition for condition, so in holds.items() if so)


def asked(facts: PartnerFacts, policy: Policy, level: Level) -> list[tuple[str, Item]]:
    """The steps that are asked of a partnership at a level, each with the name of its list."""
    so = conditions(facts)
    return [(name, item) for name in QUESTIONS for item in policy.asked(name, level, so)]


def is_settled(facts: PartnerFacts, code: str) -> bool:
    """Whether a step is answered, or known not to be relevant."""
    answer = facts.answers.get(code)
    return answer is not None and answer.state is not StepState.OPEN
