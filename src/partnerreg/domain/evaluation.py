"""What a level asks of a partnership, judged by its facts on a day.

One evaluation serves three ends: the gate of a promotion, the check of a
partner, and the drift shown in reports. The rules themselves: `partnerreg.domain.rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.facts import Evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from partnerreg.actions import Action
    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.domain.policy import Policy


DOWN_TO: dict[str, tuple[Severity, ...]] = {
    Severity.REQUIRED: (Severity.REQUIRED,),
    Severity.ADVISED: (Severity.REQUIRED, Severity.ADVISED),
    Severity.HINT: (Severity.REQUIRED, Severity.ADVISED, Severity.HINT),
}
"""The severities from the hardest down to one; in place of a rule: whichever of them it is."""


class Finding(NamedTuple):
    """How one rule came out for one partner.

    Attributes:
        code: the rule.
        severity: how hard it binds at the level that was looked at.
        met: whether the facts meet it; for an opportunity, whether it is there.
        text: what the rule asks, a sentence.
        action: what to do where it is not met, a sentence; empty when there is nothing to do.
        remedy: what would supply it; None when there is nothing to do.
        source: where the rule comes from, as in `Rule.source`.
    """

    code: str
    severity: Severity
    met: bool
    text: str
    action: str
    remedy: Action | None
    source: str


def evaluate(
    facts: PartnerFacts,
    policy: Policy,
    level: Level,
    severities: Collection[Severity] = tuple(Severity),
) -> tuple[Finding, ...]:
    """The rules that bind at `level`, as hard as `severities` say, in the order of `RULES`."""
    findings = []
    facts = facts.at(level)
    for rule, severity, text, action in policy.binding(level):
        if severity not in severities:
            continue
        met = rule.met(facts, policy)
        names = rule.names(facts)
        asked = f"{text} {policy.language.gettext(names[0]).format(**names[1])}" if names else text
        to_do = met is rule.opportunity
        remedy = rule.remedy(facts, policy) if to_do else None
        say = action if to_do else ""
        findings.append(Finding(rule.code, severity, met, asked, say, remedy, rule.source))
    return tuple(findings)


def failed_required(facts: PartnerFacts, policy: Policy, level: Level) -> tuple[str, ...]:
    """The codes of the required rules of `level` that are not met; no finding is built."""
    facts = facts.at(level)
    return tuple([rule.code for rule in policy.required(level) if not rule.met(facts, policy)])


def is_supported(facts: PartnerFacts, policy: Policy, level: Level) -> bool:
    """Whether the evidence carries the level: no required rule fails."""
    facts = facts.at(level)
    return all(rule.met(facts, policy) for rule in policy.required(level))


def needs(
    policy: Policy, levels: Iterable[Level], severities: Iterable[Severity]
) -> frozenset[Evidence]:
    """The evidence to gather before judging rules of these severities at these levels."""
    judged = frozenset(severities)
    bindings = [binding for level in levels for binding in policy.binding(level)]
    rules = [binding.rule for binding in bindings if binding.severity in judged]
    if any(rule.opportunity for rule in rules):  # it looks at what the next level requires
        rules += [rule for level in Level for rule in policy.required(level)]
    return frozenset(kind for rule in rules for kind in rule.needs)


def needs_by_level(
    policy: Policy, severities: Iterable[Severity]
) -> dict[Evidence, frozenset[Level]]:
    """The levels at which each kind of evidence is looked at, each partner judged at its own."""
    judged = tuple(severities)
    kinds = {level: needs(policy, [level], judged) for level in Level}
    return {kind: frozenset(level for level in Level if kind in kinds[level]) for kind in Evidence}


def lacks(facts: PartnerFacts, policy: Policy, missing: str) -> bool:
    """Whether a rule that binds at the partner's level is not met.

    Args:
        facts: of the partner on a day.
        policy: says what binds.
        missing: the rule's code; or a severity of `DOWN_TO`, for any rule that binds as
            hard. What has become possible is no gap then.
    """
    if missing not in DOWN_TO:
        return _binds(facts, policy, missing) and not policy.rules[missing].met(facts, policy)
    return any(
        binding.severity in DOWN_TO[missing]
        and not binding.rule.opportunity
        and not binding.rule.met(facts, policy)
        for binding in policy.binding(facts.level)
    )


def meets(facts: PartnerFacts, policy: Policy, code: str) -> bool:
    """Whether a rule binds at the partner's level and is met."""
    return _binds(facts, policy, code) and policy.rules[code].met(facts, policy)


def evidence_for(code: str, policy: Policy) -> frozenset[Evidence]:
    """What a rule looks at, at whatever level; or the rules that bind as hard as a severity."""
    if code in DOWN_TO:
        return needs(policy, Level, DOWN_TO[code])
    rule = policy.rules[code]
    if rule.opportunity:  # it looks at what the next level requires
        return rule.needs | needs(policy, Level, [Severity.REQUIRED])
    return rule.needs


def _binds(facts: PartnerFacts, policy: Policy, code: str) -> bool:
    return policy.severity(code, facts.level) is not Severity.OFF
