"""Which partners stand behind a figure: what a report counts, and `partner list` shows.

Where a partner stood is replayed from its level changes, and what it lacked is judged by
the evidence of the day, so that a list opened later still has as many rows as the count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.db.query import range_of
from partnerreg.domain.due_dates import anything_falls_due
from partnerreg.domain.enums import Level, Severity, Status
from partnerreg.domain.evaluation import failed_required, needs
from partnerreg.domain.facts import Evidence
from partnerreg.domain.level_moves import ANY, movement, was
from partnerreg.domain.rules import RULES
from partnerreg.queries import presence
from partnerreg.queries.evidence import level_steps
from partnerreg.services.facts import gather, replay
from partnerreg.services.wanted import LinkKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from partnerreg.db.query import Number, Query, Reader
    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.domain.policy import Policy
    from partnerreg.queries.evidence import LevelStep
    from partnerreg.services.wanted import PartnerFilter

DOWN_TO: dict[str, tuple[Severity, ...]] = {
    Severity.REQUIRED: (Severity.REQUIRED,),
    Severity.ADVISED: (Severity.REQUIRED, Severity.ADVISED),
    Severity.HINT: (Severity.REQUIRED, Severity.ADVISED, Severity.HINT),
}
"""The severities from the hardest down to one; in place of a rule: whichever of them it is."""


class StandingOn(NamedTuple):
    """Where a partner stood on a day: its level, the one it ended from if it had ended."""

    level: Level
    status: Status


def fitting(
    reader: Reader, day: date, policy: Policy, wanted: PartnerFilter
) -> dict[int, StandingOn]:
    """Where those partners stood on a day that are wanted.

    Sector, municipality and unit have no history (`OWN`): who is without them, the
    partner's row tells.
    """
    tests = _tests(policy, wanted)
    steps = [] if tests and wanted.since is None else _steps(reader, day)
    if tests:
        facts = gather(reader, day, _evidence(policy, wanted)).facts
        passed = {n: fact for n, fact in facts.items() if all(test(fact) for test in tests)}
        stood = {n: StandingOn(fact.level, Status.ACTIVE) for n, fact in passed.items()}
    else:
        stood = {step.partner_id: _after(step) for step in steps}
    found = {n: where for n, where in stood.items() if _is_there(where, wanted)}
    if wanted.since is not None:
        moved = _moved(steps, wanted.since, wanted)
        found = {n: where for n, where in found.items() if n in moved}
    if query := _HAVING.get(wanted.without):
        having = {row.value for row in reader.all(query, today=day)}
        found = {n: where for n, where in found.items() if n not in having}
    return found


def lacks(facts: PartnerFacts, policy: Policy, missing: str) -> bool:
    """Whether a rule that binds at the partner's level is not met.

    Args:
        facts: of the partner on a day.
        policy: says what binds.
        missing: the rule's code; or a severity of `DOWN_TO`, for any rule that binds as
            hard. What has become possible is no gap then.
    """
    if missing not in DOWN_TO:
        return _binds(facts, policy, missing) and not RULES[missing].met(facts, policy)
    return any(
        binding.severity in DOWN_TO[missing]
        and not binding.rule.opportunity
        and not binding.rule.met(facts, policy)
        for binding in policy.binding(facts.level)
    )


def meets(facts: PartnerFacts, policy: Policy, code: str) -> bool:
    """Whether a rule binds at the partner's level and is met."""
    return _binds(facts, policy, code) and RULES[code].met(facts, policy)


def _binds(facts: PartnerFacts, policy: Policy, code: str) -> bool:
    return policy.severity(code, facts.level) is not Severity.OFF


def _tests(policy: Policy, wanted: PartnerFilter) -> list[Callable[[PartnerFacts], bool]]:
    """What the facts of those wanted have to pass. Only who is active has any."""
    tests: list[Callable[[PartnerFacts], bool]] = []
    if wanted.unsupported:
        tests.append(lambda facts: bool(failed_required(facts, policy, facts.level)))
    if (missing := wanted.missing) is not None:
        tests.append(lambda facts: lacks(facts, policy, missing))
    if (code := wanted.meets) is not None:
        tests.append(lambda facts: meets(facts, policy, code))
    if (days := wanted.expiring) is not None:
        tests.append(lambda facts: anything_falls_due(facts.agreements, facts.today, days))
    return tests


def _evidence(policy: Policy, wanted: PartnerFilter) -> set[Evidence]:
    """The evidence that the tests look at."""
    evidence: set[Evidence] = set()
    if wanted.unsupported:
        evidence |= needs(policy, Level, [Severity.REQUIRED])
    for asked in (wanted.missing, wanted.meets):
        if asked in DOWN_TO:
            evidence |= needs(policy, Level, DOWN_TO[asked])
        elif asked is not None:
            rule = RULES[asked]
            evidence |= rule.needs
            if rule.opportunity:  # it looks at what the next level requires
                evidence |= needs(policy, Level, [Severity.REQUIRED])
    if wanted.expiring is not None:
        evidence.add(Evidence.AGREEMENTS)
    return evidence


def _steps(reader: Reader, day: date) -> list[LevelStep]:
    """Every level change until a day, in the order they took effect."""
    return reader.all(level_steps, today=day, **range_of(None))


def _after(step: LevelStep) -> StandingOn:
    """Where a partner stood after a step."""
    if step.to_level is not None:
        return StandingOn(step.to_level, Status.ACTIVE)
    assert step.from_level is not None  # who was nowhere cannot end
    return StandingOn(step.from_level, Status.ENDED)


def _is_there(stood: StandingOn, wanted: PartnerFilter) -> bool:
    """Whether a partner stood where it is wanted."""
    if wanted.levels and stood.level not in wanted.levels:
        return False
    return wanted.status is None or wanted.status is stood.status


def _moved(steps: Sequence[LevelStep], since: date, wanted: PartnerFilter) -> set[int]:
    """The partners that moved as is wanted, and stood where it is wanted on the earlier day."""
    before = replay(step for step in steps if step.effective_on <= since)
    found = set()
    for number, now in replay(steps).items():
        known = number in before
        then = before[number].level if known else None
        move = movement(then, now.level, known=known)
        as_wanted = move is not None if wanted.moved == ANY else wanted.moved in {None, move}
        if as_wanted and wanted.was in {None, was(then, known=known)}:
            found.add(number)
    return found


OWN = frozenset({LinkKind.SECTOR, LinkKind.MUNICIPALITY, LinkKind.UNIT})
"""What a partner's own row says, under the name of the thing."""

_HAVING: dict[LinkKind | None, Query[Number]] = {
    LinkKind.AREA: presence.partners_with_area,
    LinkKind.GOAL: presence.partners_with_goal,
    LinkKind.COORDINATOR: presence.partners_with_coordinator,
    LinkKind.CONTACT: presence.partners_with_contact,
}
