"""Which partners a question is about, and the `partner list …` that shows those behind a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from partnerreg.domain.enums import Level
from partnerreg.domain.evaluation import is_supported

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from partnerreg.domain.policy import Policy
    from partnerreg.services.facts import Facts

# All levels there are.
EVERY_LEVEL = frozenset(Level)

# A level, or its plain number.
Stands = TypeVar("Stands", bound=int)


class Selection(NamedTuple):
    """The filters of `partner list`, as far as they are on.

    Attributes:
        words: the options as typed, in the order of `partner list`: ``("sector", "public")``.
        numbers: the partners that all filters leave but `level` and `unsupported`; None
            where there are no such filters.
        levels: only those that stood at one of these levels on the day.
        unsupported: only those whose level the evidence did not carry on the day.
        names: what people call that which the words of the same place name by its number.
    """

    words: tuple[tuple[str, str], ...] = ()
    numbers: frozenset[int] | None = None
    levels: frozenset[Level] = EVERY_LEVEL
    unsupported: bool = False
    names: tuple[str, ...] = ()

    @property
    def is_everybody(self) -> bool:
        """Whether no filter is on."""
        return self.numbers is None and self.every_level and not self.unsupported

    @property
    def every_level(self) -> bool:
        """Whether partners of all levels are chosen."""
        return self.levels == EVERY_LEVEL

    @property
    def told(self) -> tuple[tuple[str, str | bool], ...]:
        """The filters as people know them: things by name, words of closed lists as they are."""
        told: list[tuple[str, str | bool]] = []
        if not self.every_level:
            told.append(("level", ",".join(self._level_words())))
        options = [option for option, _ in self.words]
        told += zip(options, self.names, strict=True)
        if self.unsupported:
            told.append(("unsupported", True))
        return tuple(told)

    def of(self, facts: Facts, policy: Policy) -> Facts:
        """The facts of those chosen. With `unsupported`, what required rules look at is needed."""
        if self.is_everybody:
            return facts
        return {
            number: fact
            for number, fact in facts.items()
            if (self.numbers is None or number in self.numbers)
            and fact.level in self.levels
            and (not self.unsupported or not is_supported(fact, policy, fact.level))
        }

    def among(self, levels: Mapping[int, Stands]) -> dict[int, Stands]:
        """Those of some partners, by where they stand, that all filters leave but `unsupported`."""
        return {
            number: level
            for number, level in levels.items()
            if (self.numbers is None or number in self.numbers) and level in self.levels
        }

    def opens(self, day: date, command: str = "partner list", /, **options: object) -> str:
        """The command that lists those of the chosen whom the options of `partner list` leave.

        Args:
            day: the day that the count is of.
            command: another one that takes the same filters.
            options: by name, underscores for hyphens. True stands for a flag; None and
                False are left out. One that is a filter too takes the filter's place; of
                several levels those that are filtered by are left.
        """
        wanted: dict[str, object] = dict(self.words)
        if not self.every_level:
            wanted["level"] = ",".join(self._level_words())
        if self.unsupported:
            wanted["unsupported"] = True
        said = {name: value for name, value in options.items() if value not in {None, False}}
        if "level" in said:
            both = [word for word in str(said["level"]).split(",") if word in self._level_words()]
            said["level"] = ",".join(both) or said["level"]
        wanted |= said
        written = [_option(name, value) for name, value in wanted.items()]
        return " ".join([command, *written, f"--as-of {day.isoformat()}"])

    def _level_words(self) -> list[str]:
        """The levels chosen, the highest first."""
        return [level.word for level in sorted(self.levels)]


def _option(name: str, value: object) -> str:
    """An option as a shell takes it; a value that begins like an option is tied to its name."""
    from shlex import quote

    option = f"--{name.replace('_', '-')}"
    if value is True:
        return option
    text = str(value)
    return f"{option}{'=' if text.startswith('-') else ' '}{quote(text)}"


EVERYBODY = Selection()
