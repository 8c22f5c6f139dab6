"""How many of the chosen partners stood at each level on each of several days.

Level changes are replayed, and what ties a partner to an area, a goal or a coordinator is
looked at on each day, as `partner list --as-of` does; what has no history (sector,
municipality, unit, tags) holds on all of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from partnerreg.db.query import range_of
from partnerreg.domain.enums import Level, Role
from partnerreg.reports.level_moves import level_changes, of_chosen
from partnerreg.services.partner_filter import PartnerFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from partnerreg.db.query import Query, Reader
    from partnerreg.reports.level_moves import Steps

# The filters that have a history, each with what ties partners to what it names.
DATED = ("area", "goal", "coordinator")

# A partner, a level, and the places of the first day there and of the first one elsewhere.
Stay = tuple[int, Level, int, int]

# On which of the days a partner counts, by their places; a partner that is not there never does.
Places = dict[int, set[int]]


def course(reader: Reader, who: PartnerFilter, days: Sequence[date]) -> dict[Level, list[int]]:
    """How many partners stood at each level on each day.

    Args:
        reader: the register.
        who: which partners; its level and whether they were supported are not looked at.
        days: in order.
    """
    words = dict(who.words)
    dated = [name for name in DATED if name in words]
    numbers = _undated(reader, words, days[-1]) if dated else who.numbers
    steps = of_chosen(level_changes(reader, days[-1]), PartnerFilter(numbers=numbers))
    stays = _stays(steps, days)
    if not dated:
        return _counted(stays, len(days))
    places = _places(reader, {name: int(words[name]) for name in dated}, days)
    return _counted_at(stays, places, len(days))


def _undated(reader: Reader, words: Mapping[str, str], day: date) -> frozenset[int] | None:
    """The partners that the filters without a history leave; None where there are none."""
    from partnerreg.domain.name_keys import identity_key
    from partnerreg.queries.partners import partner_numbers

    context: dict[str, object] = {
        name: identity_key(word) if name in {"municipality", "tag"} else word
        for name, word in words.items()
        if name not in DATED
    }
    if not context:
        return None
    return frozenset(row.value for row in reader.all(partner_numbers, today=day, **context))


def _stays(steps: Steps, days: Sequence[date]) -> Iterator[Stay]:
    """Where partners stayed; what passed between two of the days is left out."""
    place_of = _Places(days)
    number, level, place = 0, None, 0
    for partner, reached, day in zip(steps.partners, steps.reached, steps.days, strict=True):
        here = place_of[day]
        end = here if partner == number else len(days)
        if level is not None and place < end:
            yield number, level, place, end
        number, level, place = partner, reached, here
    if level is not None and place < len(days):
        yield number, level, place, len(days)


class _Places(dict["date", int]):
    """The place of the first of the days that is not before a day; a register's days repeat."""

    def __init__(self, days: Sequence[date]) -> None:
        super().__init__()
        self._days = days

    def __missing__(self, day: date) -> int:
        self[day] = place = bisect_left(self._days, day)
        return place


def _counted(stays: Iterable[Stay], length: int) -> dict[Level, list[int]]:
    """How many came and went at each place, added up."""
    changes = {level: [0] * (length + 1) for level in Level}
    for _, level, first, end in stays:
        changes[level][first] += 1
        changes[level][end] -= 1
    return {level: list(accumulate(of_level[:-1])) for level, of_level in changes.items()}


def _counted_at(stays: Iterable[Stay], places: Places, length: int) -> dict[Level, list[int]]:
    """The same of partners that count on some of the days only."""
    counts = {level: [0] * length for level in Level}
    for number, level, first, end in stays:
        for place in places.get(number, ()):
            if first <= place < end:
                counts[level][place] += 1
    return counts


def _places(reader: Reader, things: Mapping[str, int], days: Sequence[date]) -> Places:
    """On which days partners were tied to all of the things, by the things' numbers."""
    found: Places | None = None
    for kind, thing in things.items():
        tied: Places = defaultdict(set)
        for number, start, end in _ties(reader, kind, thing):
            last = len(days) if end is None else bisect_right(days, end)
            tied[number].update(range(bisect_left(days, start), last))
        if found is None:
            found = tied
        else:
            found = {number: found[number] & tied[number] for number in found.keys() & tied.keys()}
    return found or {}


def _ties(reader: Reader, kind: str, thing: int) -> Iterator[tuple[int, date, date | None]]:
    """Each partner tied to the thing, from when until when."""
    from partnerreg.queries import people

    context: dict[str, Query[Any]] = {
        "area": people.area_links,
        "goal": people.goal_links,
        "coordinator": people.assignments,
    }
    columns = reader.columns(context[kind], **range_of(None))
    for _, partner, tied_to, _, role, start, end in zip(*columns, strict=True):
        if tied_to == thing and (kind != "coordinator" or role is Role.COORDINATOR):
            yield partner, start, end
