"""What holds of undo and redo in any history: of commands and lists, in order and out of it.

A history is written day by day. People come and leave in it, lists bring partners in and
change them, days move, and what was done is taken back and brought back in between.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from helpers.actions import TODAY, one, raw, writing
from helpers.examples import examples
from helpers.list_imports import take_in
from helpers.random_actions import DEEDS, bytes_of
from integration.test_import_every_noun import FIELDS, lists
from integration.test_undo_laws import assert_sound, copied
from partnerreg.domain.enums import Role
from partnerreg.errors import RegisterError
from partnerreg.services.undo import redo, undo
from partnerreg.tables import Assignment, Staff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.services.undo import UndoResult

State = dict[str, list[tuple[Any, ...]]]


class Import(NamedTuple):
    """A list that comes in, without its bad rows: what its rows are, and what known ones do."""

    noun: str
    text: str
    on_match: str


def imports() -> st.SearchStrategy[Import]:
    """Lists of all kinds, of partners above all."""
    nouns = st.sampled_from(["partners", "partners", "partners", *FIELDS])
    on_match = st.sampled_from(["fill", "fill", "update"])
    return nouns.flatmap(lambda noun: st.builds(Import, st.just(noun), lists(noun), on_match))


DEED = st.one_of(*DEEDS)
WRITES = st.one_of(st.lists(DEED, min_size=1, max_size=3), imports())


def outlast(work: UnitOfWork, number: int, who: int) -> None:
    """Follow a partner for ever, as lists once let people do who leave."""
    work.restores = True
    starts_on = work.today - timedelta(100)
    row = Assignment(partner_id=number, staff_id=who, role=Role.COORDINATOR, starts_on=starts_on)
    work.session.add(row)


def leave(work: UnitOfWork, who: int, day: date | None) -> None:
    """Leave as in the first version, where nothing that one did for partners ended."""
    work.restores = True
    work.session.get_one(Staff, who).ends_on = day


NOBODY_DOES_SO_ANY_MORE = st.one_of(
    st.tuples(st.just(outlast), st.integers(1, 6), st.integers(1, 4)),
    st.tuples(st.just(leave), st.integers(1, 4), st.sampled_from([None, TODAY])),
)


def write(path: Path, day: int, what: Any) -> None:
    """Write an operation; one that cannot be written leaves nothing behind."""
    today = TODAY + timedelta(day)
    with suppress(RegisterError), writing(path, today=today) as work:
        if isinstance(what, Import):
            take_in(work, what.text, what.noun, on_match=what.on_match, skip_bad=True)
            return
        for deed, *arguments in what:
            deed(work, *arguments)


def operations(path: Path) -> int:
    return int(one(path, "SELECT count(*) FROM operation"))


def do(path: Path, what: Callable[[UnitOfWork], UndoResult]) -> UndoResult:
    with writing(path, today=TODAY + timedelta(30)) as work:
        return what(work)


def live(path: Path, history: list[Any]) -> list[State]:
    """Write a history; the states between its operations, from before the first to the last."""
    start, states = operations(path), [bytes_of(path)]
    for day, what in enumerate(history):
        write(path, day, what)
        if operations(path) - start == len(states):
            states.append(bytes_of(path))
    return states


def assert_exact_in_order(path: Path, states: list[State], sound: Callable[[Path], None]) -> None:
    """All of it goes back step by step, and comes again."""
    for state in states[-2::-1]:
        assert do(path, undo).kept == []
        assert bytes_of(path) == state
    sound(path)
    for state in states[1:]:
        assert do(path, redo).kept == []
        assert bytes_of(path) == state
    sound(path)


@examples(6)
@given(history=st.lists(WRITES, min_size=2, max_size=7))
def test_a_history_goes_back_to_its_beginning_and_comes_again_to_the_byte(
    filled_register: Path, tmp_path_factory: pytest.TempPathFactory, history: list[Any]
) -> None:
    with copied(filled_register, tmp_path_factory) as path:
        assert_exact_in_order(path, live(path, history), assert_sound)


@examples(6)
@given(
    history=st.lists(
        st.one_of(
            st.lists(st.one_of(DEED, NOBODY_DOES_SO_ANY_MORE), min_size=1, max_size=2), imports()
        ),
        min_size=2,
        max_size=7,
    )
)
def test_so_does_one_with_what_no_command_writes_any_more(
    filled_register: Path, tmp_path_factory: pytest.TempPathFactory, history: list[Any]
) -> None:
    with copied(filled_register, tmp_path_factory) as path:
        assert_exact_in_order(path, live(path, history), assert_references)


def assert_references(path: Path) -> None:
    with raw(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@examples(10)
@given(history=st.lists(st.one_of(WRITES, st.integers(0, 50)), min_size=3, max_size=8))
def test_whatever_was_taken_back_out_of_order_is_brought_back_to_the_byte_at_once(
    filled_register: Path, tmp_path_factory: pytest.TempPathFactory, history: list[Any]
) -> None:
    """A number in the history takes back one of the operations so far, undos among them."""
    with copied(filled_register, tmp_path_factory) as path:
        first = operations(path)
        for day, what in enumerate(history):
            if not isinstance(what, int):
                write(path, day, what)
            elif (last := operations(path)) > first:
                take_back_and_forth(path, first + 1 + what % (last - first))
            assert_sound(path)


def take_back_and_forth(path: Path, number: int) -> None:
    """Take an operation back; what is kept of it may stay, but then all is exact."""
    before = bytes_of(path)
    try:
        back = do(path, lambda work: undo(work, number))
    except RegisterError:
        assert bytes_of(path) == before
        return
    after = bytes_of(path)
    forth = do(path, redo if not back.brings_back else lambda work: undo(work, back.operation))
    assert (forth.takes_back, forth.kept) == (back.operation, [])
    assert bytes_of(path) == before
    assert do(path, lambda work: undo(work, forth.operation)).kept == []
    assert bytes_of(path) == after


@examples(6)
@given(
    history=st.lists(WRITES, min_size=2, max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_what_was_taken_back_in_any_order_comes_back_in_the_other_one(
    filled_register: Path,
    tmp_path_factory: pytest.TempPathFactory,
    history: list[Any],
    order: Any,
) -> None:
    with copied(filled_register, tmp_path_factory) as path:
        first, states = operations(path), live(path, history)
        numbers = list(range(first + 1, operations(path) + 1))
        order.shuffle(numbers)
        for number in numbers:
            with suppress(RegisterError):
                do(path, lambda work, number=number: undo(work, number))  # type: ignore[misc]
            assert_sound(path)
        with suppress(RegisterError):
            while True:
                do(path, redo)
                assert_sound(path)
        assert bytes_of(path) == states[-1]
