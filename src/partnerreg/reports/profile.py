"""A house's profile in numbers, and the profiles of several houses side by side.

A profile holds counts alone, no name of a partner or a person: it can be sent to another house
that asks how it looks there (strategy of Dokk1).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from partnerreg.domain.enums import Level, Sector, Severity
from partnerreg.domain.evaluation import evaluate, is_supported
from partnerreg.domain.level_moves import Movement
from partnerreg.domain.periods import months_after
from partnerreg.domain.rules import RULES
from partnerreg.errors import InvalidInput
from partnerreg.language import N_
from partnerreg.queries.activities import activities
from partnerreg.reports.context import select_partners
from partnerreg.reports.levels import groups_of
from partnerreg.reports.movements import level_steps
from partnerreg.reports.report import Column, ColumnKind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from partnerreg.db.query import Reader
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
_TITLES = {
    "houses": N_("Houses"),
    "levels": N_("Levels"),
    "unsupported": N_("Unsupported"),
    "sectors": N_("Sectors"),
    "movements": N_("Movements"),
    "done": N_("Done together"),
    "rules": N_("Rules met"),
}

# No profile is larger than so many bytes.
_LARGEST = 1_000_000


class RuleCount(BaseModel):
    """Of how many partners a rule was asked, and how many met it."""

    model_config = ConfigDict(extra="forbid")

    asked: NonNegativeInt
    met: NonNegativeInt


class Profile(BaseModel):
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
    """

    model_config = ConfigDict(extra="forbid")

    format: Literal["partnerreg-profile-1"] = "partnerreg-profile-1"
    house: str
    day: date
    policy: str
    levels: dict[Literal["strategic", "service", "network"], NonNegativeInt]
    unsupported: dict[Literal["strategic", "service", "network"], NonNegativeInt]
    sectors: dict[Sector, NonNegativeInt]
    movements: dict[Movement, NonNegativeInt]
    rules: dict[str, RuleCount]
    activities: NonNegativeInt
    participants: NonNegativeInt

    @property
    def partners(self) -> int:
        """How many partners there are at all levels."""
        return sum(self.levels.values())


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
    done = reader.all(activities, since=since, until=context.day)
    words = [level.word for level in Level]
    return Profile(
        house=house,
        day=context.day,
        policy=policy,
        levels={word: levels[word] for word in words},
        unsupported={word: weak[word] for word in words},
        sectors=Counter(Sector(group.option) for [group] in sectors.values()),
        movements={movement: moved[movement] for movement in Movement},
        rules={code: RuleCount(asked=asked[code], met=met[code]) for code in RULES if asked[code]},
        activities=len(done),
        participants=sum(row.participants or 0 for row in done),
    )


def read_profile(path: Path) -> Profile:
    """A profile that a house wrote to a file.

    Raises:
        InvalidInput: it cannot be read, or is no profile; says where and why.
    """
    hint = "`partnerreg export profile FILE` writes one."
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > _LARGEST:
        raise InvalidInput(f"{path} is larger than any profile.", hint)
    try:
        return Profile.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InvalidInput(f"{path} is no profile: {where}: {first['msg']}.", hint) from None


def compare(profiles: Sequence[Profile], language: Language) -> Report:
    """Profiles side by side: counts, and shares where the size of a house would hide them."""
    t = language
    names = [
        Column(f"house_{n}", each.house, ColumnKind.NUMBER) for n, each in enumerate(profiles, 1)
    ]

    def table(
        key: str,
        words: Iterable[str],
        number: Callable[[Profile, Any], int | None],
        note: str = "",
        kind: ColumnKind = ColumnKind.WORD,
    ) -> Section:
        """A row for each word, and a column for each house."""
        rows = [(word, *(number(each, word) for each in profiles)) for word in words]
        return Section(
            key, _TITLES[key], (Column("measure", "What", kind), *names), rows, note=note
        )

    def rule(each: Profile, code: str) -> int | None:
        count = each.rules.get(code)
        return percent(count.met, count.asked) if count else None

    levels = [level.word for level in Level]
    codes = [code for code in RULES if any(code in each.rules for each in profiles)]
    about = [(each.house, each.day, each.policy, each.partners) for each in profiles]
    of_all = t.gettext("In percent of all partners.")
    return Report(
        "compare",
        "Houses side by side",
        (
            Section("houses", _TITLES["houses"], HOUSES, about),
            table("levels", levels, lambda each, word: each.levels[word]),
            table("unsupported", levels, lambda each, word: each.unsupported[word]),
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
            table("done", ("activities", "participants"), getattr),
            table(
                "rules",
                codes,
                rule,
                t.gettext("How many of the partners that are asked meet the rule, in percent."),
                ColumnKind.TEXT,
            ),
        ),
        lead=1,
    )


def percent(part: int, whole: int) -> int | None:
    """A share in whole percent; None of nothing."""
    return round(100 * part / whole) if whole else None
