"""How a partner moved between two days."""

from __future__ import annotations

from itertools import product

import pytest

from partnerreg.domain.enums import Level
from partnerreg.domain.level_moves import Movement, PriorStanding, movement, was

LEVELS = [None, *Level]


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (None, Level.NETWORK, Movement.NEW),
        (None, Level.STRATEGIC, Movement.NEW),
        (Level.NETWORK, Level.SERVICE, Movement.UP),
        (Level.NETWORK, Level.STRATEGIC, Movement.UP),
        (Level.STRATEGIC, Level.SERVICE, Movement.DOWN),
        (Level.SERVICE, Level.NETWORK, Movement.DOWN),
        (Level.SERVICE, None, Movement.ENDED),
    ],
)
def test_a_movement_has_one_name(then: Level | None, now: Level | None, expected: Movement) -> None:
    assert movement(then, now, known=then is not None) is expected


@pytest.mark.parametrize("level", LEVELS)
def test_who_stands_where_it_stood_has_not_moved(level: Level | None) -> None:
    assert movement(level, level) is None


@pytest.mark.parametrize("level", list(Level))
def test_who_had_ended_and_is_back_is_reopened_at_any_level(level: Level) -> None:
    assert movement(None, level) is Movement.REOPENED


def test_who_came_and_went_in_between_has_ended() -> None:
    assert movement(None, None, known=False) is Movement.ENDED


@pytest.mark.parametrize(("then", "now"), list(product(LEVELS, LEVELS)))
def test_who_moved_stands_elsewhere_and_the_other_way_round(
    then: Level | None, now: Level | None
) -> None:
    assert (movement(then, now) is None) is (then is now)


def test_where_a_partner_was_is_a_level_or_that_it_was_nowhere() -> None:
    assert was(None, known=False) is PriorStanding.ABSENT
    assert was(None) is PriorStanding.ENDED
    assert [was(level) for level in Level] == [
        PriorStanding.STRATEGIC,
        PriorStanding.SERVICE,
        PriorStanding.NETWORK,
    ]
