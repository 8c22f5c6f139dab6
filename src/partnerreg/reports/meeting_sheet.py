"""What the parts of the sheet for a meeting have in common."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.names import sort_key
from partnerreg.domain.vocabulary import Role
from partnerreg.language import N_
from partnerreg.reports.counting import Counts
from partnerreg.reports.report import Column, Figure, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnerreg.domain.policy import Binding
    from partnerreg.domain.vocabulary import Level
    from partnerreg.register.facts import Facts
    from partnerreg.register.queries.sheets import FollowerRow
    from partnerreg.reports.asked import Asked

# A sheet is one or two pages: of what may be many it shows so many.
MOST = 6

ID = Column("id", "#", Kind.ID, shown=False)
PARTNER = Column("partner", "Partner")
LEVEL = Column("level", "Level", Kind.LEVEL)
COORDINATOR = Column("coordinator", "Coordinator")
LAST_ACTIVITY = Column("last_activity", "Last activity", Kind.DATE, empty=N_("none"))


class Sheet(NamedTuple):
    """What all parts work from.

    Attributes:
        asked: the day, the policy, the language and the choice.
        facts: of the partners that were active and are chosen.
        missing: what those miss of what their level requires, who miss any.
        people: who of ours follows whom.
    """

    asked: Asked
    facts: Facts
    missing: Mapping[int, Sequence[Binding]]
    people: Mapping[int, Sequence[FollowerRow]]

    def who(self, number: int, role: Role) -> list[str]:
        """The names of those who follow a partner in a role."""
        return [row.name for row in self.people.get(number, ()) if row.role is role]

    def coordinator(self, number: int) -> str | None:
        """Who looks after a partner."""
        return next(iter(self.who(number, Role.COORDINATOR)), None)

    def name_key(self, number: int) -> str:
        """What to sort a partner by, among others of the same rank."""
        return sort_key(self.facts[number].partner, self.asked.language.code)

    @property
    def counts(self) -> Counts:
        """How many of the partners stand at each level."""
        return Counts(
            Counter(facts.level for facts in self.facts.values()),
            Counter(self.facts[number].level for number in self.missing),
        )

    def has(self, level: Level) -> bool:
        """Whether a level is spoken of at all."""
        return level in self.asked.choice.levels


class Part(NamedTuple):
    """A section, and the counts that open what it leaves out."""

    section: Section
    figures: Sequence[Figure] = ()
