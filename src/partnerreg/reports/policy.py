"""A policy as a page: what a partnership is, and what each level asks of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.checklists import CHECKLISTS
from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.policy_source import MODELS
from partnerreg.reports.report import Column, ColumnKind, Report, Section

if TYPE_CHECKING:
    from partnerreg.domain.policy import Policy
    from partnerreg.language import Language

LEVELS = (
    Column("level", "Level", ColumnKind.LEVEL),
    Column("label", "Called"),
    Column("description", "What it is"),
)
RULES = (
    Column("code", "Rule"),
    Column("text", "What is asked"),
    Column("strategic", "Strategic", ColumnKind.WORD, empty="–"),
    Column("service", "Service-based", ColumnKind.WORD, empty="–"),
    Column("network", "Network", ColumnKind.WORD, empty="–"),
    Column("source", "Source"),
)
THRESHOLDS = (
    Column("threshold", "Threshold"),
    Column("value", "Value", ColumnKind.NUMBER),
)
LISTS = (
    Column("checklist", "Checklist"),
    Column("label", "Called"),
    Column("items", "Items", ColumnKind.NUMBER),
)
CHANGES = (
    Column("key", "What"),
    Column("shipped", "Shipped", ColumnKind.WORD),
    Column("here", "In the file", ColumnKind.WORD),
)


def policy(policy: Policy, language: Language, origin: str) -> Report:
    """What the policy says; where it comes from stands below."""
    levels = [
        (level, policy.label(level, language.code), policy.description(level, language.code))
        for level in Level
    ]
    rules = [
        (code, policy.text(code), *_severities(policy, code), rule.source)
        for code, rule in policy.rules.items()
    ]
    numbers = list(policy.thresholds._asdict().items())
    lists = [policy.checklist(name) for name in CHECKLISTS]
    return Report(
        "policy",
        "The policy",
        (
            Section("levels", "Levels", LEVELS, levels),
            Section("rules", "Rules", RULES, rules),
            Section("thresholds", "Thresholds", THRESHOLDS, numbers),
            Section(
                "checklists",
                "Checklists",
                LISTS,
                [(each.name, each.label(language.code), len(each.items)) for each in lists],
            ),
        ),
        summary=[policy.definition(language.code)],
        notes=[language.gettext("This is the policy {name}.").format(name=origin)],
    )


def changes(shipped: Policy, other: Policy, language: Language, name: str) -> Report:
    """What a policy says otherwise than the shipped one, its words in the reader's language."""
    was, now = _sayings(shipped, language), _sayings(other, language)
    rows = [
        (key, was.get(key), now.get(key)) for key in {**was, **now} if was.get(key) != now.get(key)
    ]
    t = language
    note = t.ngettext(
        "{name} can be used. It says {n} thing otherwise than {base}.",
        "{name} can be used. It says {n} things otherwise than {base}.",
        len(rows),
    )
    empty = t.gettext("It says nothing otherwise than {base}.").format(base=MODELS[0])
    return Report(
        "policy_check",
        "What the policy changes",
        (Section("changes", "Changes", CHANGES, rows, empty=empty),),
        notes=[note.format(name=name, base=MODELS[0])],
    )


def _sayings(policy: Policy, language: Language) -> dict[str, str]:
    """All that a policy says, by the keys of its file."""
    rules = {
        f"rules.{code}.{level.word}": policy.severity(code, level).value
        for code in policy.rules
        for level in Level
    }
    numbers = policy.thresholds._asdict().items()
    words = {"definition": policy.definition(language.code)}
    for level in Level:
        words[f"levels.{level.word}.label"] = policy.label(level, language.code)
        words[f"levels.{level.word}.description"] = policy.description(level, language.code)
    items = {
        f"checklists.{name}.{item.code}": item.text(language.code)
        for name in CHECKLISTS
        for item in policy.checklist(name).items
    }
    return rules | {f"thresholds.{name}": str(value) for name, value in numbers} | words | items


def _severities(policy: Policy, code: str) -> list[str | None]:
    """How hard a rule binds at each level; None where it does not."""
    severities = [policy.severity(code, level) for level in Level]
    return [None if each is Severity.OFF else each.value for each in severities]
