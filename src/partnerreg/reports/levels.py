"""`report levels`: how many partners stand at each level, and what carries them.

Network collaborations need not be called partnerships (strategy of Dokk1), so
they stand on their own line and never in the number of partnerships.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from partnerreg.domain.facts import Period
from partnerreg.domain.names import sort_key
from partnerreg.domain.rules import failed_required, needs
from partnerreg.domain.terms import months_after
from partnerreg.domain.vocabulary import Level, Role, Severity
from partnerreg.register.facts import gather
from partnerreg.register.limits import range_of
from partnerreg.reports.report import Column, Kind, Report, Section, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from partnerreg.domain.policy import Policy
    from partnerreg.register.facts import Portfolio
    from partnerreg.register.queries.evidence import LevelStep
    from partnerreg.store.query import Reader

LEVELS = (
    Column("level", "Level", Kind.NUMBER),
    Column("name", "Name", shown=False),
    Column("label", "Called"),
    Column("partners", "Partners", Kind.NUMBER),
    Column("unsupported", "Unsupported", Kind.NUMBER),
    Column("reached", "Reached", Kind.NUMBER),
    Column("left", "Left", Kind.NUMBER),
    Column("bar", "", Kind.BAR),
)

# What partners can be grouped by: the groups that each partner is in, by its number.
Groups = dict[int, list[str]]


def levels(
    reader: Reader,
    today: date,
    policy: Policy,
    language: str,
    by: str | None = None,
    only: Collection[int] | None = None,
) -> Report:
    """The level report as of a day, of all partners or of `only` these, also `by` group.

    Reached and left count partners that came to a level or went from it within
    the twelve months until that day.
    """
    portfolio = gather(reader, today, needs(policy, Level, [Severity.REQUIRED]))
    facts = {n: f for n, f in portfolio.facts.items() if only is None or n in only}
    unsupported = {n for n, f in facts.items() if failed_required(f, policy, f.level)}
    counts = Counter(f.level for f in facts.values())
    weak = Counter(facts[n].level for n in unsupported)
    reached, left = _movements(portfolio.steps, months_after(today, -12), only)
    rows = [
        (
            int(level),
            level.word,
            policy.label(level, language),
            counts[level],
            weak[level],
            len(reached[level]),
            len(left[level]),
            counts[level],
        )
        for level in Level
    ]
    sections = [Section("levels", "Levels", LEVELS, rows)]
    if by is not None:
        groups = GROUPINGS[by](reader, portfolio, today)
        placed = {n: f.level for n, f in facts.items()}
        sections.append(_by(by, groups, placed, unsupported, language))
    return Report(
        "levels",
        f"Partners by level, {today.isoformat()}",
        sections,
        as_of=today,
        notes=_notes(counts, weak, by),
        lead=len(sections) - 1,
    )


def _movements(
    steps: Iterable[LevelStep], since: date, only: Collection[int] | None
) -> tuple[dict[Level, set[int]], dict[Level, set[int]]]:
    """Which partners reached and left each level after a day."""
    reached: dict[Level, set[int]] = defaultdict(set)
    left: dict[Level, set[int]] = defaultdict(set)
    for step in steps:
        if step.effective_on <= since or (only is not None and step.partner_id not in only):
            continue
        if step.to_level is not None:
            reached[step.to_level].add(step.partner_id)
        if step.from_level is not None:
            left[step.from_level].add(step.partner_id)
    return reached, left


def _notes(counts: Counter[Level], weak: Counter[Level], by: str | None) -> list[str]:
    partnerships = counts[Level.STRATEGIC] + counts[Level.SERVICE]
    lacking = weak[Level.STRATEGIC] + weak[Level.SERVICE]
    network = counted(counts[Level.NETWORK], "network collaboration")
    unsupported = f"{counted(partnerships, 'partnership')}, {lacking:,} of them unsupported"
    notes = [f"{unsupported}; {network} beside them."]
    notes.append("Reached and left: how many partners did so within twelve months.")
    if lacking:
        notes.append("`partnerreg report gaps` says what is missing where.")
    if by in {"area", "goal", "coordinator"}:
        notes.append(f"A partner with more than one {by} counts under each.")
    return notes


def _by(
    by: str,
    groups: Groups,
    placed: dict[int, Level],
    unsupported: Collection[int],
    language: str,
) -> Section:
    """One row per group: how many partners at each level, and how many unsupported."""
    counts: dict[str, Counter[Level]] = defaultdict(Counter)
    weak: Counter[str] = Counter()
    for number, level in placed.items():
        for group in groups.get(number) or [""]:
            counts[group][level] += 1
            weak[group] += number in unsupported
    columns = (
        Column(by, by.capitalize(), empty=f"(no {by})"),
        Column("strategic", "Strategic", Kind.NUMBER),
        Column("service", "Service", Kind.NUMBER),
        Column("partnerships", "Partnerships", Kind.NUMBER),
        Column("unsupported", "Unsupported", Kind.NUMBER),
        Column("network", "Network", Kind.NUMBER),
    )
    named = sorted(counts, key=lambda group: (not group, sort_key(group, language)))
    rows = [
        (
            group or None,
            counts[group][Level.STRATEGIC],
            counts[group][Level.SERVICE],
            counts[group][Level.STRATEGIC] + counts[group][Level.SERVICE],
            weak[group],
            counts[group][Level.NETWORK],
        )
        for group in named
    ]
    return Section(f"by_{by}", f"By {by}", columns, rows)


def _of_base(field: str) -> Callable[[Reader, Portfolio, date], Groups]:
    """Groups by a field of the partner itself."""

    def group(_reader: Reader, portfolio: Portfolio, _today: date) -> Groups:
        return {
            number: [value]
            for number, base in portfolio.bases.items()
            if (value := getattr(base, field)) is not None
        }

    return group


def _municipalities(_reader: Reader, portfolio: Portfolio, _today: date) -> Groups:
    """Groups by municipality, whatever its spelling; called as it is spelt most often."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for base in portfolio.bases.values():
        if base.municipality and base.municipality_key:
            spellings[base.municipality_key][base.municipality] += 1
    called = {key: found.most_common(1)[0][0] for key, found in spellings.items()}
    return {
        number: [called[base.municipality_key]]
        for number, base in portfolio.bases.items()
        if base.municipality_key
    }


def _of_ties(*, goals: bool) -> Callable[[Reader, Portfolio, date], Groups]:
    """Groups by the areas or goals that a partner is tied to on the day."""

    def group(reader: Reader, _portfolio: Portfolio, today: date) -> Groups:
        from partnerreg.register.queries import people

        asked = people.goal_ties if goals else people.area_ties
        groups: Groups = defaultdict(list)
        for tie in reader.all(asked, **range_of(None)):
            if Period(tie.starts_on, tie.ends_on).holds(today):
                groups[tie.partner_id].append(tie.name)
        return groups

    return group


def _coordinators(reader: Reader, _portfolio: Portfolio, today: date) -> Groups:
    from partnerreg.register.queries import people

    groups: Groups = defaultdict(list)
    for row in reader.all(people.assignments, **range_of(None)):
        if row.role is Role.COORDINATOR and Period(row.starts_on, row.ends_on).holds(today):
            groups[row.partner_id].append(row.staff)
    return groups


GROUPINGS: dict[str, Callable[[Reader, Portfolio, date], Groups]] = {
    "sector": _of_base("sector"),
    "unit": _of_base("unit"),
    "area": _of_ties(goals=False),
    "goal": _of_ties(goals=True),
    "municipality": _municipalities,
    "coordinator": _coordinators,
}
