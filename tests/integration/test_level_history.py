"""Moving through the levels: dated facts, from which any day can be told again."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.actions import POLICY, TODAY, ask, dump, move, partner, row_of, writing
from partnerreg.cli.remedies import sentence
from partnerreg.domain.enums import Level, Status
from partnerreg.errors import InvalidInput, NotFound, RuleRefused
from partnerreg.reports.context import ReportContext
from partnerreg.reports.levels import levels as level_report
from partnerreg.services import levels
from partnerreg.services.examination import examine
from partnerreg.services.facts import gather
from partnerreg.services.levels import LevelMoveResult, Move

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnerreg.db.query import Reader
    from partnerreg.db.unit_of_work import UnitOfWork

START = date(2010, 1, 1)
NETWORK, SERVICE, STRATEGIC = Level.NETWORK, Level.SERVICE, Level.STRATEGIC

# Days that passed, which of three partners, and where it goes: a level, or to its end.
STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 1, 30, 364, 366]),
        st.integers(1, 3),
        st.none() | st.sampled_from(Level),
    ),
    max_size=12,
)


def shown(reader: Reader, day: date) -> tuple[Any, ...]:
    """What the register says of every partner's level on a day."""
    portfolio = gather(reader, day, frozenset())
    report = level_report(reader, ReportContext(day, POLICY), by="sector")
    standing = {number: facts.level for number, facts in portfolio.facts.items()}
    return portfolio.standings, standing, [section.rows for section in report.sections]


@settings(max_examples=40)
@given(steps=STEPS)
def test_history_told_as_of_any_day_is_what_was_shown_that_day(
    empty_register: Path, steps: list[tuple[int, int, Level | None]]
) -> None:
    seen: dict[date, tuple[Any, ...]] = {}
    with writing(empty_register, dry_run=True) as work:
        day = START
        for name in ("A", "B", "C"):
            partner(work, name, on=day)
        seen[day] = shown(work.reader, day)
        for passed, number, to in steps:
            day += timedelta(days=passed)
            row = row_of(work, "partner", number)
            ended = row.status is Status.ENDED
            if (to is None and ended) or (not ended and to == row.level):
                continue
            move(work, number, to, on=day)
            seen[day] = shown(work.reader, day)  # the last one of a day is what it ended with
        for then, what in seen.items():
            assert shown(work.reader, then) == what
            standings = gather(work.reader, then + timedelta(days=20), ()).standings
            later = [each for each in seen if each <= then + timedelta(days=20)]
            assert standings == seen[max(later)][0]
        assert shown(work.reader, START - timedelta(days=1))[0] == {}
        for number in (1, 2, 3):
            row = row_of(work, "partner", number)
            last = gather(work.reader, day, ()).standings[number].level
            assert last == (None if row.status is Status.ENDED else row.level)
        work.session.flush()
        driver = work.session.connection().connection.driver_connection
        assert driver is not None
        assert not [fault for found in examine(driver) for fault in found.faults]


def history(path: Path, number: int = 1) -> list[tuple[Any, ...]]:
    return ask(
        path,
        """SELECT from_level, to_level, effective_on, reason, overridden, findings
        FROM level_change WHERE partner_id = ? ORDER BY id""",
        number,
    )


def test_a_partner_comes_in_at_the_network_level_today(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Café Retro")
    assert history(register) == [(None, 3, "2026-03-01", None, 0, "[]")]


def test_a_way_through_all_levels_is_kept_step_by_step(register: Path) -> None:
    with writing(register) as work:
        number = partner(work, "Café Retro", on=date(2025, 1, 1))
        went = [
            levels.promote(
                work, number, SERVICE, Move(date(2025, 2, 1), "Spring", "Board"), POLICY
            ),
            levels.promote(work, number, STRATEGIC, Move(date(2025, 2, 1), None, "Head"), POLICY),
            levels.demote(work, number, NETWORK, Move(date(2025, 3, 1), "Quiet")),
            levels.end(work, number, Move(date(2025, 4, 1), "Moved away")),
            levels.reopen(work, number, None, Move(date(2025, 5, 1)), POLICY),
        ]
    service = ("agreement-or-intent", "goal-or-pilot", "coordinator", "joint-value")
    strategic = ("written-agreement", "management-follows", "goal", "coordinator", "joint-value")
    assert went == [
        LevelMoveResult("Café Retro", NETWORK, SERVICE, service),
        LevelMoveResult("Café Retro", SERVICE, STRATEGIC, strategic),
        LevelMoveResult("Café Retro", STRATEGIC, NETWORK, ()),
        LevelMoveResult("Café Retro", NETWORK, None, ()),
        LevelMoveResult("Café Retro", None, NETWORK, ()),
    ]
    assert history(register) == [
        (None, 3, "2025-01-01", None, 0, "[]"),
        (3, 2, "2025-02-01", "Spring; Board", 1, json.dumps(service)),
        (2, 1, "2025-02-01", "Head", 1, json.dumps(strategic)),
        (1, 3, "2025-03-01", "Quiet", 0, "[]"),
        (3, None, "2025-04-01", "Moved away", 0, "[]"),
        (None, 3, "2025-05-01", None, 0, "[]"),
    ]


def go(to: Level) -> Callable[[UnitOfWork, int, Move], object]:
    return lambda work, number, asked: levels.promote(work, number, to, asked, POLICY)


def down(to: Level) -> Callable[[UnitOfWork, int, Move], object]:
    return lambda work, number, asked: levels.demote(work, number, to, asked)


def reopened(work: UnitOfWork, number: int, asked: Move) -> object:
    return levels.reopen(work, number, None, asked, POLICY)


@pytest.mark.parametrize(
    ("deed", "says", "remedy"),
    [
        (go(SERVICE), "at the service level already", ""),
        (down(SERVICE), "at the service level already", ""),
        (go(NETWORK), "network is not higher", "--to network"),
        (down(STRATEGIC), "strategic is not lower", "--to strategic"),
        (reopened, "has not ended", ""),
    ],
)
def test_a_move_that_is_none_is_refused(
    register: Path, deed: Callable[..., object], says: str, remedy: str
) -> None:
    with writing(register) as work:
        partner(work, "Café Retro", level=SERVICE)
    before = dump(register)
    with pytest.raises(InvalidInput, match=says) as caught, writing(register) as work:
        deed(work, 1, Move(override="In spite of all"))
    assert remedy in sentence(caught.value.hint)
    assert dump(register) == before


@pytest.mark.parametrize("deed", [go(STRATEGIC), down(NETWORK), levels.end])
def test_a_partnership_that_has_ended_moves_only_by_being_reopened(
    register: Path, deed: Callable[..., object]
) -> None:
    with writing(register) as work:
        partner(work, "Café Retro", level=SERVICE)
        levels.end(work, 1, Move())
    with pytest.raises(InvalidInput, match="has ended") as caught, writing(register) as work:
        deed(work, 1, Move())
    assert "partner reopen" in sentence(caught.value.hint)


def test_a_partnership_reopened_at_the_level_it_had_passes_that_gate(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Café Retro", level=SERVICE)
        levels.end(work, 1, Move())
    with pytest.raises(RuleRefused), writing(register) as work:
        reopened(work, 1, Move())
    with writing(register) as work:
        reopened(work, 1, Move(override="They came back"))
        assert row_of(work, "partner", 1).level is SERVICE


@pytest.mark.parametrize("deed", [go(STRATEGIC), down(NETWORK), levels.end])
@pytest.mark.parametrize(
    ("day", "says"),
    [
        (TODAY + timedelta(days=1), "in the future"),
        (date(2026, 1, 31), "last changed level on 2026-02-01"),
    ],
)
def test_a_move_takes_effect_neither_in_the_future_nor_before_the_last_one(
    register: Path, deed: Callable[..., object], day: date, says: str
) -> None:
    with writing(register) as work:
        partner(work, "Café Retro", level=SERVICE, on=date(2026, 2, 1))
    with pytest.raises(InvalidInput, match=says) as caught, writing(register) as work:
        deed(work, 1, Move(on=day, override="In spite of all"))
    assert sentence(caught.value.hint)


def test_a_partner_cannot_come_in_tomorrow(register: Path) -> None:
    with pytest.raises(InvalidInput, match="in the future"), writing(register) as work:
        partner(work, "Café Retro", on=TODAY + timedelta(days=1))


def test_a_move_recorded_late_holds_from_its_day(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Café Retro", on=date(2025, 1, 1))
    with writing(register) as work:
        move(work, 1, SERVICE, on=date(2025, 6, 1))
        for day, level in ((date(2025, 5, 31), NETWORK), (date(2025, 6, 1), SERVICE)):
            assert gather(work.reader, day, ()).standings[1].level is level
    assert ask(register, "SELECT recorded_at FROM level_change WHERE to_level = 2") == [
        ("2026-03-01 09:30:00.000000",)
    ]


def test_there_is_no_partner_of_that_number(register: Path) -> None:
    with pytest.raises(NotFound, match="no partner #1"), writing(register) as work:
        levels.end(work, 1, Move())
