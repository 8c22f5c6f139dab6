"""Which partners are meant: what a list or a report is asked for, and who fits it on a day.

Where a partner stood is replayed from its level changes, and what it lacked is judged by
the evidence of the day, so that a list opened later still has as many rows as the count.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from partnerreg.actions import Action
from partnerreg.db.query import range_of
from partnerreg.domain.enums import (
    LegalForm,
    Level,
    Phase,
    PolicyField,
    Scope,
    Sector,
    Severity,
    Status,
)
from partnerreg.domain.evaluation import evidence_for, is_supported, lacks, meets
from partnerreg.domain.facts import Evidence
from partnerreg.domain.level_moves import ANY, movement, was
from partnerreg.domain.name_keys import identity_key
from partnerreg.queries.partners import partner_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.domain.level_moves import PriorStanding
    from partnerreg.domain.policy import Policy
    from partnerreg.queries.levels import LevelStep
    from partnerreg.services.facts import Facts

    Test = Callable[[PartnerFacts], bool]

EVERY_LEVEL = frozenset(Level)

# A level, or its plain number.
AnyLevel = TypeVar("AnyLevel", bound=int)


class LinkKind(StrEnum):
    """What a partner may be without."""

    SECTOR = "sector"
    MUNICIPALITY = "municipality"
    REGION = "region"
    FIELD = "field"
    LEGAL_FORM = "legal-form"
    SCOPE = "scope"
    TAG = "tag"
    UNIT = "unit"
    AREA = "area"
    GOAL = "goal"
    AUDIENCE = "audience"
    COORDINATOR = "coordinator"
    CONTACT = "contact"


class StandingOn(NamedTuple):
    """Where a partner stood on a day: its level, the one it ended from if it had ended."""

    level: Level
    status: Status


class PartnerFilter(NamedTuple):
    """What is asked of partners, all of it together.

    Attributes:
        words: whose partners, or what kind, as options of `partner list`, in its order and in
            words that are sure to mean the same again: ``("sector", "public"), ("unit", "3")``.
        numbers: the partners that `words` leave on the day; None where there are no words, or
            nobody looked yet.
        levels: where they stood, or had stood when they ended.
        unsupported: only those whose level the evidence did not carry.
        names: what people call that which the words of the same place name.
        status: whether they were active; None: whether or not.
        since: the earlier day that `moved` and `was` compare with.
        moved: what became of them, a `Movement` or `movement.ANY`.
        was: where they stood on the earlier day.
        missing: a rule that binds at their level and was not met, or a severity: any such
            rule that binds as hard (see `lacks`).
        meets: a rule that binds at their level and was met.
        expiring: an agreement of theirs fell due within so many days.
        without: what they had none of.
    """

    words: tuple[tuple[str, str], ...] = ()
    numbers: frozenset[int] | None = None
    levels: frozenset[Level] = EVERY_LEVEL
    unsupported: bool = False
    names: tuple[str, ...] = ()
    status: Status | None = Status.ACTIVE
    since: date | None = None
    moved: str | None = None
    was: PriorStanding | None = None
    missing: str | None = None
    meets: str | None = None
    expiring: int | None = None
    without: LinkKind | None = None

    @property
    def is_everybody(self) -> bool:
        """Whether neither words nor levels nor evidence leave anybody out."""
        return self.numbers is None and self.every_level and not self.unsupported

    @property
    def every_level(self) -> bool:
        """Whether partners of all levels are meant."""
        return self.levels == EVERY_LEVEL

    @property
    def needs_history(self) -> bool:
        """Whether the partners' own rows do not tell who fits."""
        several_levels = not self.every_level and len(self.levels) > 1
        beyond = (self.since, self.missing, self.meets, self.expiring, self.without)
        return self.unsupported or several_levels or any(one is not None for one in beyond)

    @property
    def parameters(self) -> dict[str, object]:
        """The words as the parameters of `queries.partners.fits_filters`."""
        return {option: _VALUES.get(option, int)(word) for option, word in self.words}

    @property
    def row_parameters(self) -> dict[str, object]:
        """All that is asked, where it is asked of the partners' own rows alone."""
        level = None if self.every_level else next(iter(self.levels))
        return {"level": level, "status": self.status, **self.parameters}

    def on(self, reader: Reader, day: date) -> PartnerFilter:
        """The same with the numbers of the partners that its words leave on a day."""
        if not self.words:
            return self
        rows = reader.all(partner_numbers, today=day, **self.parameters)
        return self._replace(numbers=frozenset(row.value for row in rows))

    @property
    def labels(self) -> tuple[tuple[str, str | bool], ...]:
        """The filters as people know them: things by name, words of closed lists as they are."""
        labels: list[tuple[str, str | bool]] = []
        if not self.every_level:
            labels.append(("level", ",".join(level.word for level in sorted(self.levels))))
        labels += zip([option for option, _ in self.words], self.names, strict=True)
        if self.unsupported:
            labels.append(("unsupported", True))
        return tuple(labels)

    def select(self, facts: Facts, policy: Policy) -> Facts:
        """The facts of those whom words, levels and evidence leave; required rules are judged."""
        if self.is_everybody:
            return facts
        return {
            number: fact
            for number, fact in facts.items()
            if (self.numbers is None or number in self.numbers)
            and fact.level in self.levels
            and (not self.unsupported or not is_supported(fact, policy, fact.level))
        }

    def among(self, levels: Mapping[int, AnyLevel]) -> dict[int, AnyLevel]:
        """Those of some partners, by where they stand, whom words and levels leave."""
        return {
            number: level
            for number, level in levels.items()
            if (self.numbers is None or number in self.numbers) and level in self.levels
        }

    def drilldown(
        self, day: date, noun: str = "partner", verb: str = "list", **options: Any
    ) -> Action:
        """What lists those whom further options leave of these.

        Args:
            day: the day that the count is of.
            noun: with `verb`, something else that is asked of the same partners.
            verb: see `noun`.
            options: what else is asked; what is None, False or empty is left out. One that
                is a filter too takes the filter's place; of several `levels` those that
                are filtered by are left.
        """
        filters: dict[str, object] = dict(self.words)
        if not self.every_level:
            filters["level"] = tuple(sorted(self.levels))
        if self.unsupported:
            filters["unsupported"] = True
        for name, value in options.items():
            if name == "levels" and value:
                both = tuple(level for level in value if level in self.levels)
                filters["level"] = both or tuple(value)
            elif name != "levels" and value is not None and value is not False:
                filters[name] = value
        return Action(noun, verb, options=filters | {"as_of": day})

    def standings(self, reader: Reader, day: date, policy: Policy) -> dict[int, StandingOn]:
        """Where those stood on a day that fit all but the words."""
        from partnerreg.services.facts import gather

        tests, evidence = self._tests(policy)
        steps = [] if tests and self.since is None else _steps(reader, day)
        if tests:  # only who is active has facts
            facts = gather(reader, day, evidence).facts
            fitting = {n: fact for n, fact in facts.items() if all(test(fact) for test in tests)}
            stood = {n: StandingOn(fact.level, Status.ACTIVE) for n, fact in fitting.items()}
        else:
            stood = {step.partner_id: _after(step) for step in steps}
        found = {
            number: standing
            for number, standing in stood.items()
            if standing.level in self.levels and self.status in {None, standing.status}
        }
        if self.since is not None:
            moved = self._movers(steps, self.since)
            found = {number: standing for number, standing in found.items() if number in moved}
        if self.without is not None:
            from partnerreg.queries.groups import HAVING

            on = {} if self.without in _UNDATED else {"today": day}
            numbers, *_ = reader.columns(HAVING[self.without], **on) or [()]
            having = set(numbers)
            found = {n: standing for n, standing in found.items() if n not in having}
        return found

    def _tests(self, policy: Policy) -> tuple[list[Test], set[Evidence]]:
        """What facts have to pass, and the evidence that is looked at."""
        from partnerreg.domain.due_dates import anything_falls_due

        tests: list[Test] = []
        evidence: set[Evidence] = set()
        if self.unsupported:
            tests.append(lambda facts: not is_supported(facts, policy, facts.level))
            evidence |= evidence_for(Severity.REQUIRED, policy)
        if (missing := self.missing) is not None:
            tests.append(lambda facts: lacks(facts, policy, missing))
            evidence |= evidence_for(missing, policy)
        if (code := self.meets) is not None:
            tests.append(lambda facts: meets(facts, policy, code))
            evidence |= evidence_for(code, policy)
        if (days := self.expiring) is not None:
            tests.append(lambda facts: anything_falls_due(facts.agreements, facts.today, days))
            evidence.add(Evidence.AGREEMENTS)
        return tests, evidence

    def _movers(self, steps: Sequence[LevelStep], since: date) -> set[int]:
        """The partners that moved as is asked, and stood where it is asked on the earlier day."""
        from partnerreg.services.facts import replay

        before = replay(step for step in steps if step.effective_on <= since)
        movers = set()
        for number, now in replay(steps).items():
            known = number in before
            then = before[number].level if known else None
            move = movement(then, now.level, known=known)
            fits = move is not None if self.moved == ANY else self.moved in {None, move}
            if fits and self.was in {None, was(then, known=known)}:
                movers.add(number)
        return movers


EVERYBODY = PartnerFilter()


def _steps(reader: Reader, day: date) -> list[LevelStep]:
    """Every level change until a day, in the order they took effect."""
    from partnerreg.queries.levels import level_steps

    return reader.all(level_steps, today=day, **range_of(None))


def _after(step: LevelStep) -> StandingOn:
    """Where a partner stood after a step."""
    if step.to_level is not None:
        return StandingOn(step.to_level, Status.ACTIVE)
    assert step.from_level is not None  # who was nowhere cannot end
    return StandingOn(step.from_level, Status.ENDED)


# What queries take of words that are no numbers; a name is looked for however it is spelt.
_VALUES: dict[str, Callable[[str], object]] = {
    "sector": Sector,
    "phase": Phase,
    "municipality": identity_key,
    "region": identity_key,
    "field": PolicyField,
    "legal_form": LegalForm,
    "scope": Scope,
    "youth": "yes".__eq__,
    "volunteers": "yes".__eq__,
    "tag": identity_key,
}

# What a partner's own row says, whatever the day.
_UNDATED = frozenset(
    {
        LinkKind.SECTOR,
        LinkKind.MUNICIPALITY,
        LinkKind.AUDIENCE,
        LinkKind.REGION,
        LinkKind.FIELD,
        LinkKind.LEGAL_FORM,
        LinkKind.SCOPE,
        LinkKind.TAG,
    }
)
