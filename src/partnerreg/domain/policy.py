"""How hard each rule binds at each level, its thresholds, and what the levels are called.

The shipped policy, after the strategy of Dokk1, is `policies/dokk1.toml`. A house lays a
file of its own over it, with only what it wants otherwise: `partnerreg.domain.policy_file`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.policy_source import in_language
from partnerreg.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnerreg.actions import Action
    from partnerreg.domain.checklists import Checklist, Item
    from partnerreg.domain.enums import Condition
    from partnerreg.domain.facts import Evidence, PartnerFacts
    from partnerreg.domain.policy_source import Texts
    from partnerreg.language import Language


class Rule(NamedTuple):
    """What may be asked of a partnership.

    Attributes:
        code: its name in policies, reports and JSON.
        text: what it asks, one sentence; may name a threshold in braces.
        action: what to do where it is not met, one sentence.
        source: D, the strategy of Dokk1; G, the Danish lesson plan; P, practice elsewhere; own,
            the house's policy file.
        needs: the kinds of facts it looks at, beyond the partner's own fields.
        met: whether facts meet it; the policy gives thresholds and the next level's demands.
        remedy: what would supply what is missing.
        levels: where it makes sense to ask it.
        opportunity: met means that something has become possible, unmet is no gap.
        names: what of the facts it rests on, if that has a name: a sentence, and what stands in it.
    """

    code: str
    text: str
    action: str
    source: str
    needs: frozenset[Evidence]
    met: Callable[[PartnerFacts, Policy], bool]
    remedy: Callable[[PartnerFacts, Policy], Action | None]
    levels: frozenset[Level] = frozenset(Level)
    opportunity: bool = False
    names: Callable[[PartnerFacts], tuple[str, Mapping[str, str]] | None] = lambda _: None


class Thresholds(NamedTuple):
    """How long is long ago, how near is soon, how much is much, and when a year begins."""

    activity_months: int
    evaluation_months: int
    expiring_days: int
    stuck_months: int
    draft_days: int
    health_months: int
    health_due_days: int
    health_low: float
    health_gap: float
    comment_months: int
    small_number: int
    year_shift_months: int
    expectation_months: int
    complexity_points: int


class Wording(NamedTuple):
    """What a house calls things, each in several languages.

    Attributes:
        labels: what each level is called.
        descriptions: what it is, in a sentence or two.
        definition: what a partnership is.
    """

    labels: Mapping[Level, Texts]
    descriptions: Mapping[Level, Texts]
    definition: Texts


class Binding(NamedTuple):
    """A rule that binds at a level, how hard, what it asks with this policy's thresholds.

    `text` and `action`, what to do where it is not met, are in the reader's language.
    """

    rule: Rule
    severity: Severity
    text: str
    action: str


class Policy:
    """What is asked of each level. Not to be changed once made.

    Attributes:
        rules: all that there are, by code, in the order in which reports show them.
        severities: by rule code and level; what is not named is off.
        thresholds: the times that rules look at.
        wording: what a partnership and the levels are called.
        checklists: what a house changes of the shipped checklists, by their names.
        language: the reader's.
    """

    def __init__(
        self,
        rules: Mapping[str, Rule],
        severities: Mapping[str, Mapping[Level, Severity]],
        thresholds: Thresholds,
        wording: Wording,
        checklists: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
        language: Language = ENGLISH,
    ) -> None:
        self.rules = rules
        self._checklist_changes = checklists
        self._checklists: dict[str, Checklist] = {}
        self._steps: dict[str, Item] = {}
        self._asked: dict[tuple[str, Level, frozenset[Condition]], tuple[Item, ...]] = {}
        self.language = language
        self.severities = severities
        self.thresholds = thresholds
        self.wording = wording
        # Worked out once, since reports ask for it once per partner.
        self._binding = {level: self._bindings_of(level) for level in Level}
        self._required = {
            level: tuple(bound.rule for bound in bindings if bound.severity is Severity.REQUIRED)
            for level, bindings in self._binding.items()
        }

    def severity(self, code: str, level: Level) -> Severity:
        """How hard a rule binds at a level."""
        return self.severities.get(code, {}).get(level, Severity.OFF)

    def label(self, level: Level, language: str) -> str:
        """What a level is called in a language; in English where it has no name in it."""
        return in_language(self.wording.labels[level], language)

    def description(self, level: Level, language: str) -> str:
        """What a level is, in a language."""
        return in_language(self.wording.descriptions[level], language)

    def definition(self, language: str) -> str:
        """What a partnership is, in a language."""
        return in_language(self.wording.definition, language)

    def checklist(self, name: str) -> Checklist:
        """One of `partnerreg.domain.checklists.CHECKLISTS`, read when it is first asked for."""
        if name not in self._checklists:
            from partnerreg.domain.checklists import load_checklist

            changes = self._checklist_changes.get(name, {})
            self._checklists[name] = load_checklist(name, changes)
        return self._checklists[name]

    def asked(self, name: str, level: Level, conditions: frozenset[Condition]) -> tuple[Item, ...]:
        """The items of a checklist that are asked at a level where these conditions are so."""
        key = name, level, conditions  # asked once per partner
        if key not in self._asked:
            self._asked[key] = self.checklist(name).asked(level, conditions)
        return self._asked[key]

    def step(self, code: str) -> Item | None:
        """The step of a preparation that has a code; none if nobody asks it any more."""
        if not self._steps:
            from partnerreg.domain.checklists import STEPS

            items = (item for name in STEPS for item in self.checklist(name).items)
            self._steps = {item.code: item for item in items}
        return self._steps.get(code)

    def binding(self, level: Level) -> tuple[Binding, ...]:
        """The rules that bind at a level, in the order of `rules`."""
        return self._binding[level]

    def required(self, level: Level) -> tuple[Rule, ...]:
        """The rules that a level cannot do without."""
        return self._required[level]

    def text(self, code: str) -> str:
        """What a rule asks, with the numbers of this policy, in the reader's language."""
        text = self.language.gettext(self.rules[code].text)
        return text.format_map(self.thresholds._asdict())

    def _bindings_of(self, level: Level) -> tuple[Binding, ...]:
        return tuple(
            Binding(rule, severity, self.text(code), self.language.gettext(rule.action))
            for code, rule in self.rules.items()
            if (severity := self.severity(code, level)) is not Severity.OFF
        )
