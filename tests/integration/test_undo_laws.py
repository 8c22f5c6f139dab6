"""What holds of undo and redo whatever was done."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import TODAY, ask, one, raw, writing
from helpers.random_actions import DAYS, bytes_of, live
from partnerreg.errors import RegisterError
from partnerreg.services.examination import examine
from partnerreg.services.undo import redo, undo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.services.undo import UndoResult

LATER = TODAY + timedelta(30)


@contextmanager
def copied(register: Path, factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A register of an example's own."""
    path = factory.mktemp("lived") / "register.db"
    shutil.copy(register, path)
    yield path
    shutil.rmtree(path.parent)


def operations(path: Path) -> int:
    return int(one(path, "SELECT count(*) FROM operation"))


def do(path: Path, what: Callable[[UnitOfWork], UndoResult]) -> UndoResult:
    with writing(path, today=LATER, name="undo") as work:
        return what(work)


def assert_sound(path: Path) -> None:
    with raw(path) as connection:
        assert not [found for found in examine(connection) if found.faults]
    overlapping = """SELECT a.id FROM assignment a JOIN assignment b
        ON b.partner_id = a.partner_id AND b.role = a.role AND b.id > a.id
        AND (a.role = 'coordinator' OR a.staff_id = b.staff_id)
        AND a.starts_on <= coalesce(b.ends_on, '9') AND b.starts_on <= coalesce(a.ends_on, '9')"""
    assert ask(path, overlapping) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(days=DAYS)
def test_any_operations_and_as_many_undos_leave_every_table_as_it_was_to_the_byte(
    filled_register: Path, tmp_path_factory: pytest.TempPathFactory, days: list[list[Any]]
) -> None:
    with copied(filled_register, tmp_path_factory) as path:
        start, states = operations(path), [bytes_of(path)]
        for day in days:
            live(path, [day])
            if operations(path) - start == len(states):
                states.append(bytes_of(path))
        for state in states[-2::-1]:
            assert do(path, undo).kept == []
            assert bytes_of(path) == state
        for state in states[1:]:
            assert do(path, redo).kept == []
            assert bytes_of(path) == state
        for state in states[-2::-1]:
            do(path, undo)
            assert bytes_of(path) == state
        assert_sound(path)


def fields(path: Path) -> dict[tuple[str, Any], dict[str, Any]]:
    """Every journaled row's fields, by table and number."""
    found = {}
    with raw(path) as connection:
        for table in bytes_of(path):
            cursor = connection.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in cursor.description]
            for row in cursor:
                found[table, row[names.index("id")]] = dict(zip(names, row, strict=True))
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(days=DAYS, choice=st.integers(0, 6))
def test_an_operation_in_the_middle_is_taken_back_without_touching_what_came_later(
    filled_register: Path,
    tmp_path_factory: pytest.TempPathFactory,
    days: list[list[Any]],
    choice: int,
) -> None:
    with copied(filled_register, tmp_path_factory) as path:
        first = operations(path) + 1
        states = {first - 1: fields(path)}
        for day in days:
            live(path, [day])
            states[operations(path)] = fields(path)
        last = operations(path)
        if last < first:
            return
        target = first + choice % (last - first + 1)
        full, before = bytes_of(path), states[last]
        done = None
        with suppress(RegisterError):
            done = do(path, lambda work: undo(work, target))
        after = fields(path)
        assert_sound(path)
        if done is None:
            assert bytes_of(path) == full
        for key in before.keys() | after.keys():
            was, left = states[target - 1].get(key), states[target].get(key)
            now, then = before.get(key), after.get(key)
            if now == then:
                continue
            assert was != left, f"{key} was not touched by the operation"
            if was is None or left is None:
                assert (now, then) == (left, was)
                continue
            assert now is not None
            assert then is not None
            for name in was:
                if now[name] != then[name]:
                    assert (now[name], then[name]) == (left[name], was[name])
        if done is not None:
            do(path, redo)
            assert bytes_of(path) == full
