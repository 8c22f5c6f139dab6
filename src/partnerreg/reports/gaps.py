"""`report gaps`: which partners have drifted from what their level asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.names import sort_key
from partnerreg.domain.rules import RULES, evaluate, needs
from partnerreg.domain.vocabulary import Level, Severity
from partnerreg.register.facts import gather
from partnerreg.reports.report import Column, Kind, Report, Section, counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from partnerreg.domain.policy import Policy
    from partnerreg.domain.rules import Finding
    from partnerreg.store.query import Reader

GAPS = (
    Column("id", "#", Kind.NUMBER),
    Column("partner", "Partner"),
    Column("level", "Level", Kind.NUMBER),
    Column("level_name", "Level name", shown=False),
    Column("code", "Rule", shown=False),
    Column("severity", "Severity"),
    Column("text", "What is asked"),
    Column("remedy", "What would supply it", Kind.COMMAND, shown=False),
)

# The severities in order, hardest first.
_HARDEST_FIRST = (Severity.REQUIRED, Severity.ADVISED, Severity.HINT)


def gaps(
    reader: Reader,
    today: date,
    policy: Policy,
    language: str,
    down_to: Severity = Severity.ADVISED,
    only: Collection[int] | None = None,
    level: Level | None = None,
) -> Report:
    """Every rule not met at the level where a partner stood on the day, down to a severity.

    Of all partners, of `only` these, or of those that stood at one `level` on that day.
    Partners at the highest level come first; within a level they stand by name,
    and within a partner what is required comes first. What has become possible
    (`ready-to-grow`) is no gap.
    """
    severities = _HARDEST_FIRST[: _HARDEST_FIRST.index(down_to) + 1]
    portfolio = gather(reader, today, needs(policy, Level, severities))
    chosen = [
        (n, f)
        for n, f in portfolio.facts.items()
        if (only is None or n in only) and level in {None, f.level}
    ]
    chosen.sort(key=lambda pair: (pair[1].level, sort_key(pair[1].partner, language)))
    rows = []
    partners: set[int] = set()
    unsupported: set[int] = set()
    for number, facts in chosen:
        for finding in _missing(evaluate(facts, policy, facts.level, severities)):
            partners.add(number)
            if finding.severity is Severity.REQUIRED:
                unsupported.add(number)
            rows.append(
                (
                    number,
                    facts.partner,
                    int(facts.level),
                    facts.level.word,
                    finding.code,
                    finding.severity,
                    finding.text,
                    finding.remedy,
                )
            )
    return Report(
        "gaps",
        f"What is missing, {today.isoformat()}",
        (Section("gaps", "Gaps", GAPS, rows),),
        as_of=today,
        notes=_notes(len(chosen), len(partners), len(unsupported)),
    )


def _missing(findings: Iterable[Finding]) -> list[Finding]:
    """What is not met and counts as a gap, the hardest first."""
    found = [
        finding for finding in findings if not finding.met and not RULES[finding.code].opportunity
    ]
    return sorted(found, key=lambda finding: _HARDEST_FIRST.index(finding.severity))


def _notes(asked: int, lacking: int, unsupported: int) -> list[str]:
    if not lacking:
        return [f"Nothing is missing: {counted(asked, 'partner')} looked at."]
    found = f"Of {counted(asked, 'partner')}, {lacking:,} lack something"
    return [
        f"{found}; something required, so that the level is unsupported: {unsupported:,}.",
        "`partnerreg partner check NAME` gives the commands that would supply it.",
    ]
