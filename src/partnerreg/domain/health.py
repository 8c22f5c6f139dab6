"""What the answers to a health check add up to (P: Wilder, VicHealth, partnering health checks).

Each side answers for itself, each statement from 1, disagree, to 5, agree. Means are judged as
they are shown, to one decimal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.enums import Party
from partnerreg.domain.parsing import ParseError
from partnerreg.domain.text import truncate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

LOWEST, HIGHEST = 1, 5
"""The ends of the scale."""

TOPICS = 3
"""So many things are proposed to talk about."""


class Reply(NamedTuple):
    """What somebody answers to a statement: on the scale, in words, or both."""

    score: int | None = None
    comment: str | None = None


def parse_score(text: str) -> int | None:
    """An answer on the scale; None for nothing. Spreadsheets may write 4 as 4.0 or 4,0.

    Raises:
        ParseError: it is no answer.
    """
    text = text.strip()
    if not text:
        return None
    if match := re.fullmatch(r"([1-5])(?:[.,]0+)?", text):
        return int(match[1])
    raise ParseError(f"{truncate(text)!r} is not a number from {LOWEST} to {HIGHEST}")


def parse_reply(text: str, *, is_open: bool) -> Reply:
    """An answer typed in one: a number, and words after it; words alone where it is open.

    Raises:
        ParseError: it is no answer.
    """
    if is_open:
        return Reply(comment=text.strip() or None)
    score, _, comment = text.strip().partition(" ")
    return Reply(parse_score(score), comment.strip() or None)


class Tally(NamedTuple):
    """The answers of one side to some statements.

    Attributes:
        total: their sum.
        answers: how many there are.
        possible: how many there would be if everybody of that side had answered everything.
    """

    total: int = 0
    answers: int = 0
    possible: int = 0

    @property
    def mean(self) -> float | None:
        """Their mean; none if fewer than half are there."""
        if not self.answers or 2 * self.answers < self.possible:
            return None
        return round(self.total / self.answers, 1)


def added(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    columns = list(zip(*tallies, strict=True))
    return Tally(*map(sum, columns)) if columns else Tally()


class Comparison(NamedTuple):
    """How both sides answered the same: the means; none where too few answered."""

    we: float | None
    they: float | None

    @property
    def gap(self) -> float | None:
        """How far the sides are apart."""
        if self.we is None or self.they is None:
            return None
        return round(abs(self.we - self.they), 1)

    @property
    def lowest(self) -> float | None:
        """The lower of the two."""
        return min((mean for mean in self if mean is not None), default=None)


def compared(tallies: Mapping[Party, Tally]) -> Comparison:
    """The tallies of both sides, by the side, beside each other."""
    return Comparison(*(tallies.get(side, Tally()).mean for side in (Party.WE, Party.THEY)))


class RoundResult(NamedTuple):
    """What a round came to.

    Attributes:
        partner_id: whose it is.
        opened_on: its first day.
        respondents: how many people of each side answered.
        sections: the tallies of each side, by the group of statements.
    """

    partner_id: int
    opened_on: date
    respondents: dict[Party, int]
    sections: dict[str, dict[Party, Tally]]

    @property
    def comparisons(self) -> dict[str, Comparison]:
        """Both sides beside each other, group by group."""
        return {section: compared(tallies) for section, tallies in self.sections.items()}

    @property
    def whole(self) -> Comparison:
        """Both sides beside each other, over all statements."""
        sides = {
            side: added(tallies[side] for tallies in self.sections.values() if side in tallies)
            for side in Party
        }
        return compared(sides)

    @property
    def lowest(self) -> float | None:
        """The lowest mean of a group on any side."""
        means = (found.lowest for found in self.comparisons.values())
        return min((mean for mean in means if mean is not None), default=None)

    @property
    def is_from_both(self) -> bool:
        """Whether somebody of each side answered."""
        return len(self.respondents) == len(Party)


def results_by_round(tallies: Iterable[Any]) -> dict[int, RoundResult]:
    """What rounds came to, by their numbers: made of rows as `queries.health` gives them."""
    found: dict[int, RoundResult] = {}
    for row in tallies:
        empty = RoundResult(row.partner_id, row.opened_on, {}, {})
        result = found.setdefault(row.round, empty)
        result.respondents[row.side] = row.respondents
        sides = result.sections.setdefault(row.section or "", {})
        sides[row.side] = Tally(row.total, row.answers, row.respondents * row.statements)
    return found


def topics(statements: Mapping[str, Comparison], gap: float, low: float) -> list[str]:
    """The statements most worth talking about, by their codes.

    First those on which the sides are `gap` or more apart, the farthest first; then those below
    `low`, and then the others, the lowest first.
    """

    def weight(code: str) -> tuple[object, ...]:
        found = statements[code]
        apart = found.gap if found.gap is not None and found.gap >= gap else 0
        lowest = found.lowest or 0
        return -apart, lowest >= low, lowest

    answered = [code for code, found in statements.items() if found.lowest is not None]
    return sorted(answered, key=weight)[:TOPICS]
