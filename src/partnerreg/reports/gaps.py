"""`report gaps`: which partners have drifted from what their level asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action, Advice
from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.name_keys import sort_key
from partnerreg.reports.context import empty_message, select_partners
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import FILTER, Column, ColumnKind, Figure, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from partnerreg.db.query import Reader
    from partnerreg.domain.policy import Binding, Policy
    from partnerreg.reports.context import ReportContext
    from partnerreg.services.facts import Facts

MISSED = (
    Column("code", "Rule", shown=False),
    Column("text", "What is asked"),
    Column("severity", "Severity", ColumnKind.WORD),
    Column("levels", "Levels", ColumnKind.LIST, shown=False),
    Column("partners", "Partners", ColumnKind.NUMBER),
    FILTER,
)
GAPS = (
    Column("id", "#", ColumnKind.ID),
    Column("partner", "Partner"),
    Column("level", "Level", ColumnKind.LEVEL),
    Column("level_name", "Level name", shown=False),
    Column("code", "Rule", shown=False),
    Column("severity", "Severity", ColumnKind.WORD),
    Column("text", "What is asked", shown=False),
    Column("action", "What to do"),
    Column("remedy", "How to record it", ColumnKind.COMMAND, shown=False),
)

# The severities in order, hardest first.
_HARDEST_FIRST = (Severity.REQUIRED, Severity.ADVISED, Severity.HINT)

# What partners miss at their level, by number, of each the hardest first.
Missing = dict[int, "list[Binding]"]


def gaps(reader: Reader, context: ReportContext, severity: Severity = Severity.ADVISED) -> Report:
    """Every rule not met at the level where a chosen partner stood on the day.

    First each rule with how many miss it; then partner by partner. Those at the highest
    level come first; within a level they stand by name, and within a partner what is
    required comes first. What has become possible (`ready-to-grow`) is no gap.

    Args:
        reader: the register.
        context: the day, the policy, the language and the partners.
        severity: the mildest severity to look at.
    """
    severities = _HARDEST_FIRST[: _HARDEST_FIRST.index(severity) + 1]
    _, facts = select_partners(reader, context, severities)
    bound = bindings(context.policy, severities)
    unmet = missing(facts, bound, context.policy)
    nothing = context.language.ngettext(
        "{n} partner was looked at, and lacks nothing.",
        "{n} partners were looked at, and lack nothing.",
        len(facts),
    )
    unsupported = sum(missed[0].severity is Severity.REQUIRED for missed in unmet.values())
    rules = _by_rule(unmet, facts, bound, context)
    return Report(
        "gaps",
        "What is missing",
        (
            Section("rules", "Rules", MISSED, rules, empty=nothing),
            Section("gaps", "Gaps", GAPS, _rows(unmet, facts, context), empty=nothing),
        ),
        as_of=context.day,
        notes=_notes(unmet, context),
        lead=1,
        summary=_summary(len(facts), len(unmet), unsupported, context),
        figures=(
            Figure("lacking", len(unmet), context.drilldown(missing=severity.value)),
            Figure("unsupported", unsupported, context.drilldown(unsupported=True)),
            Figure("partners", len(facts), context.drilldown()),
        ),
        empty_text="" if facts else empty_message(reader, context),
    )


def bindings(policy: Policy, severities: Sequence[Severity]) -> dict[Level, list[Binding]]:
    """The rules of these severities that each level is judged by, in the severities' order."""
    return {
        level: sorted(
            (
                binding
                for binding in policy.binding(level)
                if binding.severity in severities and not binding.rule.opportunity
            ),
            key=lambda binding: severities.index(binding.severity),
        )
        for level in Level
    }


def missing(facts: Facts, bound: Mapping[Level, Iterable[Binding]], policy: Policy) -> Missing:
    """Who does not meet which of the rules that its level is judged by."""
    unmet: Missing = defaultdict(list)
    for level, own in bound.items():
        there = [(number, fact) for number, fact in facts.items() if fact.level is level]
        for binding in own:
            met = binding.rule.met
            for number in [number for number, fact in there if not met(fact, policy)]:
                unmet[number].append(binding)
    return {number: unmet[number] for number in facts if number in unmet}


def _by_rule(
    unmet: Missing, facts: Facts, bound: Mapping[Level, Sequence[Binding]], context: ReportContext
) -> list[tuple[Any, ...]]:
    """A row for each rule that somebody misses, the hardest and the most missed first.

    A rule that binds harder at one level than at another has a row for each severity.
    """
    numbers: Counter[tuple[str, Severity]] = Counter()
    texts = {}
    missed = Counter(
        [(facts[number].level, one.rule.code) for number, own in unmet.items() for one in own]
    )
    for level, own in bound.items():
        for binding in own:
            code = binding.rule.code
            texts[code] = binding.text
            numbers[code, binding.severity] += missed[level, code]
    rows: list[tuple[Any, ...]] = []
    for (code, severity), number in numbers.items():
        if number:
            levels, only = _levels(code, severity, context.policy)
            names = [level.word for level in levels]
            opens = {"partners": context.drilldown(missing=code, levels=levels if only else None)}
            rows.append((code, texts[code], severity, names, number, opens))
    place = {code: index for index, code in enumerate(context.policy.rules)}
    rows.sort(key=lambda row: (_HARDEST_FIRST.index(row[2]), -row[4], place[row[0]]))
    return rows


def _levels(code: str, severity: Severity, policy: Policy) -> tuple[list[Level], bool]:
    """At which levels a rule binds so hard, and whether it binds at others in another way."""
    bound = {level: policy.severity(code, level) for level in Level}
    return (
        [level for level, how in bound.items() if how is severity],
        any(how not in {severity, Severity.OFF} for how in bound.values()),
    )


def _rows(unmet: Missing, facts: Facts, context: ReportContext) -> list[tuple[Any, ...]]:
    """A row for each partner and rule."""
    lacking = [facts[number] for number in unmet]
    names = [sort_key(fact.partner, context.language.code) for fact in lacking]
    levels = [fact.level for fact in lacking]
    words = {level: level.word for level in Level}
    return [
        (
            number,
            facts[number].partner,
            level,
            words[level],
            rule.code,
            severity,
            text,
            action,
            rule.remedy(facts[number], context.policy),
        )
        for level, _, number in sorted(zip(levels, names, unmet, strict=True))
        for rule, severity, text, action in unmet[number]
    ]


def _summary(looked_at: int, lacking: int, unsupported: int, context: ReportContext) -> list[str]:
    if not lacking:
        return []
    t = context.language
    sentences = [
        t.ngettext(
            "{n} partner of {all} lacks something that its level asks.",
            "{n} partners of {all} lack something that their level asks.",
            lacking,
        ).format(all=t.number(looked_at))
    ]
    if unsupported:
        sentences.append(
            t.ngettext(
                "{n} lacks something required, so that its level is unsupported.",
                "{n} lack something required, so that their level is unsupported.",
                unsupported,
            )
        )
    else:
        sentences.append(t.gettext("Nothing that is missing is required."))
    return sentences


def _notes(unmet: Missing, context: ReportContext) -> list[Advice]:
    if not unmet:
        return []
    text = context.language.gettext("{command} gives the commands that record what is missing.")
    return [Advice(text, command=Action("partner", "check", ("NAME",)))]


QUESTION = Question(
    "What is missing where: partners that have drifted from what their level asks.",
    gaps,
    [
        Detail(
            "severity",
            "Down to this severity.",
            "required|advised|hint",
            read=lambda text, _day: Severity(text),
            words=("required", "advised", "hint"),
            default="advised",
        )
    ],
)
