"""A house's profile in numbers, and the profiles of several houses side by side.

A profile holds counts alone, no name of a partner or a person: it can be sent to another house
that asks how it looks there (strategy of Dokk1).
"""

from __future__ import annotations

from collections import Counter
from datetime import date  # noqa: TC003 -- a profile is read by its types
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from partnerreg.domain.enums import Sector, Severity
from partnerreg.domain.evaluation import evaluate, is_supported
from partnerreg.domain.level_moves import Movement
from partnerreg.domain.periods import days_after, months_after
from partnerreg.domain.rules import RULES
from partnerreg.language import N_
from partnerreg.queries.activities import activities
from partnerreg.reports.context import select_partners
from partnerreg.reports.levels import groups_of
from partnerreg.reports.movements import level_steps
from partnerreg.reports.report import Column, ColumnKind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from partnerreg.db.query import Reader
    from partnerreg.domain.policy import Policy
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext

# A profile tells what happened in so many months before its day.
_YEAR = 12

HOUSES = (
    Column("house", "House"),
    Column("day", "Day", ColumnKind.DATE),
    Column("policy", "Policy"),
    Column("partners", "Partners", ColumnKind.NUMBER),
)
RULE = (Column("measure", "Rule", shown=False), Column("text", "What is asked"))
_TITLES = {
    "houses": N_("Houses"),
    "levels": N_("Levels"),
    "unsupported": N_("Unsupported"),
    "sectors": N_("Sectors"),
    "movements": N_("Movements"),
    "done": N_("Done together"),
    "rules": N_("Rules met"),
}

LevelWord = Literal["strategic", "service", "network"]

LEVELS: tuple[LevelWord, ...] = ("strategic", "service", "network")


class RuleCount(NamedTuple):
    """Of how many partners a rule was asked, and how many met it."""

    asked: int
    met: int


class Profile(NamedTuple):
    """What a house says of its partnerships to others.

    Attributes:
        format: tells the file from others.
        house: what the house calls itself.
        day: the day it is of.
        policy: the policy by which it was judged.
        levels: how many partners stand at each level.
        unsupported: how many of them lack what their level requires.
        sectors: how many are of each sector; those without one are not there.
        movements: how many moved in the year before, by how.
        rules: how many met each rule that was asked of them.
        activities: how many there were in the year before.
        participants: how many took part in those where somebody counted.
        not_counted: how many activities there are where nobody did.
    """

    format: Literal["partnerreg-profile-1"]
    house: str
    day: date
    policy: str
    levels: dict[LevelWord, int]
    unsupported: dict[LevelWord, int]
    sectors: dict[Sector, int]
    movements: dict[Movement, int]
    rules: dict[str, RuleCount]
    activities: int
    participants: int
    not_counted: int

    @property
    def partners(self) -> int:
        """How many partners there are at all levels."""
        return sum(self.levels.values())

    @property
    def numbers(self) -> Iterator[int]:
        """All that it counts."""
        for counts in (self.levels, self.unsupported, self.sectors, self.movements):
            yield from counts.values()
        for count in self.rules.values():
            yield from count
        yield from (self.activities, self.participants, self.not_counted)


def profile(reader: Reader, context: ReportContext, house: str, policy: str) -> Profile:
    """The profile of a register on a day.

    Args:
        reader: the register.
        context: the day, the policy by which partners are judged, and which of them.
        house: what the house calls itself.
        policy: what the policy is called.
    """
    since = months_after(context.day, -_YEAR)
    severities = [each for each in Severity if each is not Severity.OFF]
    _, facts = select_partners(reader, context, severities)
    levels, weak = Counter[str](), Counter[str]()
    asked, met = Counter[str](), Counter[str]()
    for fact in facts.values():
        levels[fact.level.word] += 1
        weak[fact.level.word] += not is_supported(fact, context.policy, fact.level)
        for finding in evaluate(fact, context.policy, fact.level):
            asked[finding.code] += 1
            met[finding.code] += finding.met
    sectors = groups_of("sector", reader, facts, context.day, context.who)
    movers = level_steps(reader, context.day, since).select(context.who).movers(since)
    moved = Counter[Movement]()
    for way, numbers in movers.items():
        moved[way.movement] += len(numbers)
    done = reader.all(activities, since=days_after(since, 1), until=context.day)
    counted = [row.participants for row in done if row.participants is not None]
    return Profile(
        format="partnerreg-profile-1",
        house=house,
        day=context.day,
        policy=policy,
        levels={word: levels[word] for word in LEVELS},
        unsupported={word: weak[word] for word in LEVELS},
        sectors=Counter(Sector(group.option) for [group] in sectors.values()),
        movements={movement: moved[movement] for movement in Movement},
        rules={code: RuleCount(asked[code], met[code]) for code in RULES if asked[code]},
        activities=len(done),
        participants=sum(counted),
        not_counted=len(done) - len(counted),
    )


def compare(profiles: Sequence[Profile], policy: Policy, language: Language) -> Report:
    """Profiles side by side: counts, and shares where the size of a house would hide them.

    What rules ask is told as the policy of the house that compares says it.
    """
    t = language
    names = [
        Column(f"house_{n}", each.house, ColumnKind.NUMBER) for n, each in enumerate(profiles, 1)
    ]

    def table(
        key: str,
        words: Iterable[str],
        number: Callable[[Profile, Any], int | None],
        note: str = "",
    ) -> Section:
        """A row for each word, and a column for each house."""
        rows = [(word, *(number(each, word) for each in profiles)) for word in words]
        what = Column("measure", "What", ColumnKind.WORD)
        return Section(key, _TITLES[key], (what, *names), rows, note=note)

    def rule(each: Profile, code: str) -> int | None:
        count = each.rules.get(code)
        return percent(count.met, count.asked) if count else None

    rules = [
        (code, policy.text(code), *(rule(each, code) for each in profiles))
        for code in RULES
        if any(code in each.rules for each in profiles)
    ]
    about = [(each.house, each.day, each.policy, each.partners) for each in profiles]
    of_all = t.gettext("In percent of all partners.")
    return Report(
        "compare",
        "Houses side by side",
        (
            Section("houses", _TITLES["houses"], HOUSES, about),
            table("levels", LEVELS, lambda each, word: each.levels[word]),
            table("unsupported", LEVELS, lambda each, word: each.unsupported[word]),
            table(
                "sectors",
                Sector,
                lambda each, word: percent(each.sectors.get(word, 0), each.partners),
                of_all,
            ),
            table(
                "movements",
                Movement,
                lambda each, word: each.movements.get(word, 0),
                t.gettext("In the year before the day."),
            ),
            table("done", ("activities", "participants", "not_counted"), getattr),
            Section(
                "rules",
                _TITLES["rules"],
                (*RULE, *names),
                rules,
                note=t.gettext(
                    "How many of the partners that are asked meet the rule, in percent."
                ),
            ),
        ),
        lead=1,
    )


def percent(part: int, whole: int) -> int | None:
    """A share in whole percent; None of nothing."""
    return round(100 * part / whole) if whole else None
