"""How hard each rule binds at each level, its thresholds, and what the levels are called.

The shipped policy, after the strategy of Dokk1, is `policies/dokk1.toml`. A
house lays a file of its own over it, with only what it wants otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.rule_book import RULES
from partnerreg.domain.vocabulary import Level, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from partnerreg.domain.rule_book import Rule


class Thresholds(NamedTuple):
    """How long is long ago, and how near is soon."""

    activity_months: int
    evaluation_months: int
    expiring_days: int


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
        severities: by rule code and level; what is not named is off.
        thresholds: the times that rules look at.
        labels: what a level is called, by level and language.
        translate: what turns an English text into the reader's language.
    """

    def __init__(
        self,
        severities: Mapping[str, Mapping[Level, Severity]],
        thresholds: Thresholds,
        labels: Mapping[Level, Mapping[str, str]],
        translate: Callable[[str], str] = str,
    ) -> None:
        self._translate = translate
        self.severities = severities
        self.thresholds = thresholds
        self.labels = labels
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
        labels = self.labels[level]
        return labels.get(language) or labels["en"]

    def binding(self, level: Level) -> tuple[Binding, ...]:
        """The rules that bind at a level, in the order of `RULES`."""
        return self._binding[level]

    def required(self, level: Level) -> tuple[Rule, ...]:
        """The rules that a level cannot do without."""
        return self._required[level]

    def _bindings_of(self, level: Level) -> tuple[Binding, ...]:
        numbers = self.thresholds._asdict()
        return tuple(
            Binding(
                rule,
                severity,
                self._translate(rule.text).format_map(numbers),
                self._translate(rule.action),
            )
            for code, rule in RULES.items()
            if (severity := self.severity(code, level)) is not Severity.OFF
        )


def load_policy(path: Path | None = None, translate: Callable[[str], str] = str) -> Policy:
    """The shipped policy, with the file at `path` laid over it, in the reader's language.

    Raises:
        InvalidInput: the file cannot be read, is not TOML, or says something
            that a policy cannot say; names the file, the line and the key.
    """
    from partnerreg.domain.policies.dokk1 import TABLES

    if path is None:
        return _policy_of(TABLES, translate)
    from partnerreg.domain.policy_file import read_policy_file

    return _policy_of(_laid_over(TABLES, read_policy_file(path)), translate)


def _policy_of(tables: Mapping[str, Any], translate: Callable[[str], str]) -> Policy:
    """The policy that complete and valid tables describe."""
    return Policy(
        severities={
            code: {Level[word.upper()]: Severity(how) for word, how in levels.items()}
            for code, levels in tables["rules"].items()
        },
        thresholds=Thresholds(**tables["thresholds"]),
        labels={Level[word.upper()]: level["label"] for word, level in tables["levels"].items()},
        translate=translate,
    )


def _laid_over(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The base with the changes in it, table by table."""
    merged = dict(base)
    for key, value in changes.items():
        merged[key] = _laid_over(base.get(key, {}), value) if isinstance(value, dict) else value
    return merged
