"""What is brought back is what was there, even where it breaks a law that it broke before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.actions import TODAY, ask, assign, one, partner, raw, staff, writing
from helpers.list_imports import bring_in
from helpers.random_actions import bytes_of
from helpers.undo_actions import do, edit, kept, redone, undone
from partnerreg.cli.remedies import sentence
from partnerreg.domain.enums import Role
from partnerreg.errors import RegisterError
from partnerreg.services.undo import redo
from partnerreg.tables import Assignment, Partner, Staff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.processes import Programs
    from partnerreg.db.unit_of_work import UnitOfWork

LAST = date(2026, 6, 30)
FOLLOWS = "SELECT partner_id, staff_id, starts_on, ends_on FROM assignment"


def follow_for_ever(work: UnitOfWork, person: int, number: int) -> None:
    """Write what no command writes any more: an assignment that outlasts the person's stay."""
    work.restores = True
    work.session.add(
        Assignment(
            partner_id=number, staff_id=person, role=Role.COORDINATOR, starts_on=date(2025, 1, 1)
        )
    )


def leave_as_in_the_first_version(work: UnitOfWork, person: int) -> None:
    """Only the last day is noted; what one does for partners has no end."""
    work.restores = True
    work.session.get_one(Staff, person).ends_on = LAST


def old_register(register: Path) -> int:
    """Somebody follows a partner and leaves, as the first version wrote it; operations so far."""
    deeds: list[Callable[[UnitOfWork], object]] = [
        lambda work: staff(work, "Mette"),
        lambda work: partner(work, "Retro"),
        lambda work: follow_for_ever(work, 1, 1),
        lambda work: leave_as_in_the_first_version(work, 1),
    ]
    return [do(register, deed) for deed in deeds][-1]


def test_an_import_lets_nobody_follow_beyond_their_last_day(register: Path) -> None:
    do(register, lambda work: staff(work, "Mette", ends_on=LAST))
    bring_in(register, "name,coordinator\nRetro,Mette\n")
    assert ask(register, FOLLOWS) == [(1, 1, TODAY.isoformat(), LAST.isoformat())]


def test_what_an_old_list_brought_in_comes_back_though_it_outlasts_the_person_s_stay(
    register: Path,
) -> None:
    def old_import(work: UnitOfWork) -> None:
        for number, name in enumerate(("Retro", "Nord"), 1):
            partner(work, name)
            follow_for_ever(work, 1, number)

    do(register, lambda work: staff(work, "Mette", ends_on=LAST))
    do(register, old_import)
    before = bytes_of(register)
    undone(register)

    assert redone(register).kept == []
    assert bytes_of(register) == before


def test_an_old_register_is_taken_back_and_brought_back_whole(register: Path) -> None:
    operations = old_register(register)
    before = bytes_of(register)

    for _ in range(2):
        for _ in range(operations):
            assert undone(register).kept == []
        assert not any(bytes_of(register).values())
        for _ in range(operations):
            assert redone(register).kept == []
        assert bytes_of(register) == before


def test_what_was_edited_beside_the_law_holds_nothing(register: Path) -> None:
    number = old_register(register)
    before = bytes_of(register)
    undone(register)
    do(register, lambda work: setattr(work.session.get_one(Staff, 1), "email", "m@a.dk"))

    assert undone(register, number + 1).kept == []
    assert bytes_of(register)["assignment"] == before["assignment"]
    assert one(register, "SELECT ends_on FROM staff") == LAST.isoformat()


def test_a_law_that_only_a_later_operation_breaks_holds_the_row_and_names_it(
    register: Path,
) -> None:
    do(register, lambda work: staff(work, "Mette"))
    do(register, lambda work: partner(work, "Retro"))
    number = do(register, lambda work: leave_as_in_the_first_version(work, 1))
    undone(register)
    later = do(register, lambda work: assign(work, "Mette", 1), "staff assign")

    with pytest.raises(RegisterError, match="staff could no longer follow as they do") as caught:
        redone(register)
    assert f"(operation {later}, staff assign)" in caught.value.message
    assert f"`partnerreg undo {later}`" in sentence(caught.value.hint)
    assert number < later


def test_the_row_s_own_later_change_may_hold_it_and_is_named(register: Path) -> None:
    """Two of one name in two places: one came to be where the other is."""
    do(register, lambda work: partner(work, "Nord", municipality="Odense"))
    do(register, lambda work: partner(work, "Syd", municipality="Aarhus"))
    do(register, edit(2, name="Nord"))
    number = do(register, edit(2, name="Vest"))
    moved = do(register, edit(2, municipality="Odense"), "partner edit")

    with pytest.raises(RegisterError, match="there is another of that name by now") as caught:
        undone(register, number)
    assert f"(operation {moved}, partner edit)" in caught.value.message


def test_no_operation_before_the_one_in_question_is_said_to_hold_anything(register: Path) -> None:
    do(register, lambda work: partner(work, "Retro"))
    number = do(register, lambda work: [partner(work, "Nord"), partner(work, "Syd")])
    with raw(register) as connection:  # past the journal
        connection.execute("UPDATE partner SET notes = 'x' WHERE name = 'Nord'")

    done = undone(register, number)
    assert kept(done) == [("partner", 2, "was changed since", None)]


def test_redo_is_exact_in_an_unchanged_register_or_does_nothing_and_says_so(
    register: Path,
) -> None:
    do(register, lambda work: [partner(work, name) for name in ("Retro", "Nord")])

    def rename(work: UnitOfWork) -> None:
        for number in (1, 2):
            work.session.get_one(Partner, number).notes = "hej"

    number = do(register, rename)
    back = undone(register).operation
    with raw(register) as connection:  # past the journal
        connection.execute("UPDATE partner SET notes = 'x' WHERE name = 'Nord'")
    before = bytes_of(register)

    with pytest.raises(RegisterError, match="though nothing was written since") as caught:
        redone(register)
    assert "partner #2 Nord: was changed since" in caught.value.message
    assert "partnerreg db check" in sentence(caught.value.hint)
    assert f"partnerreg undo {back}" in sentence(caught.value.hint)
    assert bytes_of(register) == before

    assert [each[:2] for each in kept(undone(register, back))] == [("partner", 2)]
    assert number < back


def test_a_whole_import_with_people_who_leave_comes_back_to_the_byte(register: Path) -> None:
    do(register, lambda work: staff(work, "Mette", ends_on=date(2029, 1, 1)))
    lines = "".join(f"Partner {number},Mette\n" for number in range(120))
    bring_in(register, "name,coordinator\n" + lines)
    before = bytes_of(register)
    for _ in range(2):
        undone(register)
        assert redone(register).kept == []
        assert bytes_of(register) == before


def test_a_dry_run_of_a_redo_that_is_not_exact_says_so_too(register: Path) -> None:
    do(register, lambda work: partner(work, "Retro"))
    do(register, edit(1, notes="hej"))
    undone(register)
    with raw(register) as connection:
        connection.execute("UPDATE partner SET notes = 'x'")
    with (
        pytest.raises(RegisterError, match="though nothing was written since"),
        writing(register, dry_run=True) as work,
    ):
        redo(work)


def test_a_table_may_call_its_columns_what_it_likes(register: Path, programs: Programs) -> None:
    """In a program of its own, for a table stays where it is known once."""
    [answer] = programs.tell([programs.start("signposts.py", register)], "go")
    assert answer == "exact"
