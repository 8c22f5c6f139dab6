"""The rules: what a level asks of a partnership, judged by its facts on a day.

One evaluation serves three ends: the gate of a promotion, the check of a
partner, and the drift shown in reports. A rule is a pure predicate; whether
and how hard it binds at a level is the policy's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain import conditions, remedies
from partnerreg.domain.facts import Evidence
from partnerreg.domain.vocabulary import AgreementKind, Level, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.domain.policy import Policy


class Finding(NamedTuple):
    """How one rule came out for one partner.

    Attributes:
        code: the rule.
        severity: how hard it binds at the level that was looked at.
        met: whether the facts meet it; for an opportunity, whether it is there.
        text: what the rule asks, a sentence.
        remedy: the command to paste; empty when there is nothing to do.
        source: where the rule comes from, as in `Rule.source`.
    """

    code: str
    severity: Severity
    met: bool
    text: str
    remedy: str
    source: str


class Rule(NamedTuple):
    """What may be asked of a partnership.

    Attributes:
        code: its name in policies, reports and JSON.
        text: what it asks, one sentence; may name a threshold in braces.
        source: D, the strategy of Dokk1; G, the Danish lesson plan; P, practice elsewhere.
        needs: the kinds of facts it looks at, beyond the partner's own fields.
        met: whether facts meet it; the policy gives thresholds and the next level's demands.
        remedy: the command that would supply what is missing.
        levels: where it makes sense to ask it.
        opportunity: met means that something has become possible, unmet is no gap.
    """

    code: str
    text: str
    source: str
    needs: frozenset[Evidence]
    met: Callable[[PartnerFacts, Policy], bool]
    remedy: Callable[[PartnerFacts], str]
    levels: frozenset[Level] = frozenset(Level)
    opportunity: bool = False


def evaluate(
    facts: PartnerFacts,
    policy: Policy,
    level: Level,
    severities: Collection[Severity] = tuple(Severity),
) -> tuple[Finding, ...]:
    """The rules that bind at `level`, as hard as `severities` say, in the order of `RULES`."""
    findings = []
    for rule, severity, text in policy.binding(level):
        if severity not in severities:
            continue
        met = rule.met(facts, policy)
        remedy = rule.remedy(facts) if met is rule.opportunity else ""
        findings.append(Finding(rule.code, severity, met, text, remedy, rule.source))
    return tuple(findings)


def failed_required(facts: PartnerFacts, policy: Policy, level: Level) -> tuple[str, ...]:
    """The codes of the required rules of `level` that are not met; no finding is built."""
    return tuple([rule.code for rule in policy.required(level) if not rule.met(facts, policy)])


def is_supported(facts: PartnerFacts, policy: Policy, level: Level) -> bool:
    """Whether the evidence carries the level: no required rule fails."""
    return not failed_required(facts, policy, level)


def needs(
    policy: Policy, levels: Iterable[Level], severities: Iterable[Severity]
) -> frozenset[Evidence]:
    """The evidence to gather before judging rules of these severities at these levels."""
    wanted = frozenset(severities)
    bound = [bound for level in levels for bound in policy.binding(level)]
    looked_at = [rule for rule, severity, _ in bound if severity in wanted]
    if any(rule.opportunity for rule in looked_at):  # it looks at what the next level requires
        looked_at += [rule for level in Level for rule in policy.required(level)]
    return frozenset(kind for rule in looked_at for kind in rule.needs)


_NOTHING: frozenset[Evidence] = frozenset()
_AGREEMENTS = frozenset({Evidence.AGREEMENTS})
_ASSIGNMENTS = frozenset({Evidence.ASSIGNMENTS})
_GOALS = frozenset({Evidence.GOALS})
_AREAS = frozenset({Evidence.AREAS})
_EVALUATIONS = frozenset({Evidence.EVALUATIONS})
_ACTIVITIES = frozenset({Evidence.ACTIVITIES})
_CONTACTS = frozenset({Evidence.CONTACTS})

_ALL = (
    Rule(
        "agreement-or-intent",
        "A signed agreement or letter of intent is in force.",
        "D",
        _AGREEMENTS,
        conditions.on_paper,
        remedies.attach(AgreementKind.LETTER_OF_INTENT),
    ),
    Rule(
        "written-agreement",
        "A signed written agreement is in force; a letter of intent is not enough.",
        "D",
        _AGREEMENTS,
        conditions.in_writing,
        remedies.attach(AgreementKind.WRITTEN_AGREEMENT),
    ),
    Rule(
        "management-follows",
        "Somebody from management follows the partnership.",
        "D",
        _ASSIGNMENTS,
        conditions.managed,
        remedies.command("staff assign STAFF PARTNER --as management"),
    ),
    Rule(
        "management-unbroken",
        "Management has followed the partnership every day since it became strategic.",
        "D",
        _ASSIGNMENTS,
        conditions.managed_unbroken,
        remedies.fill_management_gap,
        levels=frozenset({Level.STRATEGIC}),
    ),
    Rule(
        "goal-or-pilot",
        "It is tied to a goal in force, or is a pilot that still runs.",
        "D",
        _GOALS,
        conditions.goal_or_pilot,
        remedies.command("goal link GOAL PARTNER --because WHY"),
    ),
    Rule(
        "goal",
        "It is tied to a goal in force; a pilot is no excuse.",
        "D",
        _GOALS,
        lambda facts, _: facts.goals > 0,
        remedies.command("goal link GOAL PARTNER --because WHY"),
    ),
    Rule(
        "area",
        "It is tied to a service area.",
        "D",
        _AREAS,
        lambda facts, _: facts.areas > 0,
        remedies.command("area link AREA PARTNER"),
    ),
    Rule(
        "areas",
        "At least two service areas are found within it.",
        "D",
        _AREAS,
        lambda facts, _: facts.areas > 1,
        remedies.command("area link AREA PARTNER"),
    ),
    Rule(
        "coordinator",
        "Exactly one coordinator looks after it.",
        "D",
        _ASSIGNMENTS,
        lambda facts, _: facts.coordinators == 1,
        remedies.settle_coordinator,
    ),
    Rule(
        "unit",
        "One of the house's own units runs it.",
        "D",
        _NOTHING,
        lambda facts, _: facts.has_unit,
        remedies.command("partner edit PARTNER --unit UNIT"),
    ),
    Rule(
        "joint-value",
        "It is written down what we make together, for whom, and why not alone.",
        "D",
        _NOTHING,
        lambda facts, _: facts.has_joint_value,
        remedies.command(
            "partner edit PARTNER --together TEXT --for-whom TEXT --why-together TEXT"
        ),
    ),
    Rule(
        "balance",
        "Both parties give and both gain.",
        "D",
        frozenset({Evidence.CONTRIBUTIONS}),
        conditions.balanced,
        remedies.complete_balance,
    ),
    Rule(
        "earlier-success",
        "An earlier evaluation came out as a success.",
        "D",
        _EVALUATIONS,
        lambda facts, _: facts.successes > 0,
        remedies.command("evaluation add PARTNER --rating success"),
    ),
    Rule(
        "activity",
        "Something was done together in the last {activity_months} months.",
        "D",
        _ACTIVITIES,
        conditions.active,
        remedies.command("activity log PARTNER --kind meeting --title TEXT"),
    ),
    Rule(
        "letter-of-intent",
        "A letter of intent, or more, is in force.",
        "D",
        _AGREEMENTS,
        conditions.on_paper,
        remedies.attach(AgreementKind.LETTER_OF_INTENT),
    ),
    Rule(
        "ready-to-grow",
        "It meets what the next level requires, or is active, a success and tied to a goal.",
        "D",
        _GOALS | _ACTIVITIES | _EVALUATIONS,
        conditions.ready_to_grow,
        remedies.promote,
        levels=frozenset({Level.SERVICE, Level.NETWORK}),
        opportunity=True,
    ),
    Rule(
        "agreement-expiring",
        "The agreement neither ends nor has its notice day in the next {expiring_days} days.",
        "D",
        _AGREEMENTS,
        conditions.nothing_expires,
        remedies.attach_successor,
    ),
    Rule(
        "exit-terms",
        "The agreement says how to leave it.",
        "P",
        _AGREEMENTS,
        conditions.says_how_to_leave,
        remedies.attach_exit_terms,
    ),
    Rule(
        "evaluated",
        "It was evaluated in the last {evaluation_months} months.",
        "P",
        _EVALUATIONS,
        conditions.evaluated,
        remedies.command("evaluation add PARTNER --rating RATING"),
    ),
    Rule(
        "contact",
        "There is a contact person.",
        "D",
        _CONTACTS,
        lambda facts, _: facts.contacts > 0,
        remedies.command("contact add PARTNER NAME --email ADDRESS"),
    ),
    Rule(
        "contact-basis",
        "Every contact has a source, a legal basis and a retention date that has not passed.",
        "P",
        _CONTACTS,
        lambda facts, _: facts.contacts_without_basis == 0,
        remedies.command(
            "contact edit NAME --of PARTNER --source TEXT --basis public-task --retain-until DATE"
        ),
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}
"""Every rule by its code, in the order in which reports show them."""
