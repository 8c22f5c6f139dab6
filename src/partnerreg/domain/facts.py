"""All that the rules look at, for one partner on one date.

Facts are plain values, gathered by set-based queries (see
`partnerreg.services.facts`) or written by hand in a test. A rule names the
evidence it looks at, so that a report gathers no more than its rules need.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import AgreementKind, Level
from partnerreg.domain.periods import Period, gaps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from partnerreg.domain.enums import ClauseState, NoticeTo, Rating, Renewal, StepState


class Evidence(StrEnum):
    """The kinds of facts there are; each is gathered by one query."""

    AGREEMENTS = "agreements"
    ASSIGNMENTS = "assignments"
    GOALS = "goals"
    AREAS = "areas"
    CONTRIBUTIONS = "contributions"
    EVALUATIONS = "evaluations"
    ACTIVITIES = "activities"
    CONTACTS = "contacts"
    DRAFTS = "drafts"
    PREPARATION = "preparation"
    EXPECTATIONS = "expectations"
    COMMUNICATIONS = "communications"
    PROJECTS = "projects"
    CLAUSES = "clauses"
    HEALTH = "health"


class AgreementFacts(NamedTuple):
    """What the rules need to know of one agreement; see `partnerreg.domain.agreement_terms`.

    The terms are those of the day that the facts are of. To a party that joins later it begins
    then, and to one that leaves it is terminated then. `number` is what a command has to call it,
    `by` the partner whose paper it is, where it covers this one without its being a party.
    """

    kind: AgreementKind
    signed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    renewal: Renewal | None = None
    renewal_months: int | None = None
    notice_months: int | None = None
    terminated_on: date | None = None
    has_exit_terms: bool = False
    number: int | None = None
    notice: str | None = None
    notice_to: NoticeTo | None = None
    suspended: bool = False
    by: str | None = None


class AnswerFacts(NamedTuple):
    """What a step of the preparation was answered with, and since when."""

    state: StepState
    text: str | None = None
    answered_on: date | None = None


class HealthFacts(NamedTuple):
    """The last health check that somebody answered.

    `lowest` is the lowest mean of a group of statements on any side, None where too few answered.
    """

    opened_on: date
    lowest: float | None
    is_from_both: bool


class PartnerFacts(NamedTuple):
    """One partner's facts as of `today`. Counts are of live things on that day.

    Evidence dated after `today` is not among the facts. `partner_since`, gathered with
    the activities, is the day it became a partner, again if it had ended. `draft_since` is
    the day since when the draft that waits longest lies where it is. `answers` are those
    that hold, by the code of the step; `known` is what the register itself knows of who and
    what takes part (`preparation.REGISTER_KNOWS`). `expectations_on` is the last day on which
    one was stated or settled. `clauses` are those of its agreements that are marked, by the
    number of the agreement. `called` is what a command has to call the partner, where its
    name would not do; `judged_at` the level that it is held against, where that is not its own.
    """

    partner: str
    today: date
    level: Level
    level_since: date | None = None
    has_unit: bool = False
    has_joint_value: bool = False
    pilot_until: date | None = None
    coordinators: int = 0
    management: tuple[Period, ...] = ()
    goals: int = 0
    areas: int = 0
    area_names: tuple[str, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    we_give: bool = False
    we_get: bool = False
    they_give: bool = False
    they_get: bool = False
    partner_since: date | None = None
    last_activity: date | None = None
    last_evaluation: date | None = None
    last_rating: Rating | None = None
    successes: int = 0
    contacts: int = 0
    contacts_without_basis: int = 0
    draft_since: date | None = None
    answers: Mapping[str, AnswerFacts] = MappingProxyType({})
    known: Mapping[str, bool] = MappingProxyType({})
    we_expect: bool = False
    they_expect: bool = False
    expectations_on: date | None = None
    told_inside: date | None = None
    told_outside: date | None = None
    units_untold: int = 0
    units_to_anchor: int = 0
    health_check: HealthFacts | None = None
    called: str | None = None
    clauses: Mapping[int, Mapping[str, ClauseState]] = MappingProxyType({})
    judged_at: Level | None = None

    @property
    def asking_level(self) -> Level:
        """The level that asks: its own, or another one that it is held against."""
        return self.judged_at or self.level

    def at(self, level: Level) -> PartnerFacts:
        """The same facts, held against a level."""
        return self if level is self.asking_level else self._replace(judged_at=level)

    @property
    def carrying_agreements(self) -> tuple[AgreementFacts, ...]:
        """Those of a kind that levels rest on."""
        return tuple(paper for paper in self.agreements if paper.kind in _CARRYING)

    @property
    def management_gaps(self) -> tuple[Period, ...]:
        """The days without management since the partner became strategic; none before it did."""
        if self.level is not Level.STRATEGIC or self.level_since is None:
            return ()
        return gaps(self.management, self.level_since, self.today)


_CARRYING = frozenset(kind for kind in AgreementKind if kind.carries_levels)
