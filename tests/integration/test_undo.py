"""Taking operations back: what goes, what comes, and what is kept."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from helpers import actions
from helpers.actions import (
    activity,
    agreement,
    ask,
    assign,
    contact,
    evaluation,
    goal,
    link_goal,
    move,
    named,
    one,
    partner,
    raw,
    staff,
    writing,
)
from helpers.filled_register import BARE, CAFE, THEATRE
from helpers.random_actions import bytes_of
from helpers.undo_actions import do, edit, kept, redone, undone
from partnerreg.cli.remedies import sentence
from partnerreg.db.undo import groups, journaled
from partnerreg.domain.enums import Level, Role
from partnerreg.errors import InvalidInput, NotFound, RegisterError
from partnerreg.nouns import registry
from partnerreg.services import links
from partnerreg.services.agreements import File
from partnerreg.services.lookup import find, find_partner
from partnerreg.services.undo import undo
from partnerreg.tables import Contact, Staff, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.db.unit_of_work import UnitOfWork


def test_columns_derived_from_others_go_back_with_them() -> None:
    for table in journaled():
        alone = {group[0] for group in groups(table) if len(group) == 1}
        derived = {name for name in alone if name.endswith("_key") or name.startswith("sort_")}
        assert derived == set(), table.name
        assert sorted(name for group in groups(table) for name in group) == sorted(
            set(table.c.keys()) - {"id"}
        )


def test_what_was_added_goes_and_comes_back_with_its_numbers(filled: Path) -> None:
    before = bytes_of(filled)
    number = do(filled, lambda work: partner(work, "Ny", tags=["a", "b"], we_give="Et hus"))
    after = bytes_of(filled)

    done = undone(filled)
    assert (done.takes_back, done.origin, done.brings_back) == (number, number, False)
    assert {table: sum(counts) for table, counts in done.counts.items()} == {
        "partner": 1,
        "partner_tag": 2,
        "contribution": 1,
        "level_change": 1,
    }
    assert (done.names, done.kept) == (["Ny"], [])
    assert bytes_of(filled) == before

    again = redone(filled)
    assert (again.takes_back, again.origin, again.brings_back) == (done.operation, number, True)
    assert bytes_of(filled) == after


def test_undo_is_an_operation_of_its_own_that_says_what_it_takes_back(filled: Path) -> None:
    number = do(filled, edit(CAFE, notes="x"), "partner edit")
    done = undone(filled)
    assert ask(
        filled,
        "SELECT command, summary, takes_back_id, actor FROM operation WHERE id = ?",
        done.operation,
    ) == [("undo", f"{number}: partner edit", number, "tester")]
    assert one(filled, "SELECT count(*) FROM change WHERE operation_id = ?", done.operation) == 1


def test_undo_goes_back_step_by_step_and_redo_forth_again(filled: Path) -> None:
    numbers, states = [], [bytes_of(filled)]
    for notes in ("first", "second", "third"):
        numbers.append(do(filled, edit(CAFE, notes=notes)))
        states.append(bytes_of(filled))
    for number, state in zip(numbers[::-1], states[-2::-1], strict=True):
        assert undone(filled).origin == number
        assert bytes_of(filled) == state
    for number, state in zip(numbers, states[1:], strict=True):
        assert redone(filled).origin == number
        assert bytes_of(filled) == state
    assert undone(filled).origin == numbers[-1]
    assert bytes_of(filled) == states[-2]


def test_the_number_of_an_undo_brings_back_and_that_of_a_redo_takes_back(filled: Path) -> None:
    before = bytes_of(filled)
    do(filled, edit(CAFE, notes="x"))
    after = bytes_of(filled)
    number: int | None = None
    for state in (before, after, before, after):
        number = undone(filled, number).operation
        assert bytes_of(filled) == state


def test_an_operation_is_not_taken_back_twice(filled: Path) -> None:
    number = do(filled, edit(CAFE, notes="x"))
    by = undone(filled).operation
    with pytest.raises(InvalidInput, match=f"taken back already, by operation {by}") as caught:
        undone(filled, number)
    assert f"`partnerreg undo {by}` brings it back" in sentence(caught.value.hint)
    redone(filled)
    assert undone(filled, number).takes_back == number


def test_what_is_not_there_cannot_be_taken_back(
    tmp_path: Path, empty_register: Path, filled: Path
) -> None:
    register = Path(shutil.copy(empty_register, tmp_path / "empty.db"))
    with pytest.raises(NotFound, match="There is no operation 999"):
        undone(filled, 999)
    with pytest.raises(InvalidInput, match="There is nothing to take back"):
        undone(register)
    with pytest.raises(InvalidInput, match="There is nothing to bring back"):
        redone(filled)


def test_fields_that_the_operation_did_not_change_stay_as_they_are_now(filled: Path) -> None:
    number = do(filled, edit(CAFE, notes="x", website="a.dk"))
    do(filled, edit(CAFE, sector="public", together="Nyt"))
    assert undone(filled, number).kept == []
    row = ask(filled, "SELECT website, sector, together FROM partner WHERE id = ?", CAFE)
    assert row == [("caferetro.dk", "public", "Nyt")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"notes": "x"}, {"notes": "y"}),
        ({"notes": "x", "website": "a.dk"}, {"notes": "y"}),
        ({"country": "SE", "registration_number": None}, {"country": "FI"}),
    ],
)
def test_a_field_that_was_changed_since_keeps_the_partner_as_it_is(
    filled: Path, first: dict[str, Any], second: dict[str, Any]
) -> None:
    number = do(filled, edit(CAFE, **first))
    later = do(filled, edit(CAFE, **second), "partner edit")
    before = bytes_of(filled)
    with pytest.raises(RegisterError, match=f"was changed since .operation {later}") as caught:
        undone(filled, number)
    assert f"`partnerreg undo {later}`" in sentence(caught.value.hint)
    assert bytes_of(filled) == before
    assert one(filled, "SELECT max(id) FROM operation") == later


def test_what_was_changed_and_changed_back_can_be_taken_back(filled: Path) -> None:
    number = do(filled, edit(CAFE, notes="x"))
    do(filled, edit(CAFE, notes="y"))
    do(filled, edit(CAFE, notes="x"))
    assert undone(filled, number).kept == []


def test_all_that_was_done_to_a_partner_is_kept_where_one_part_must_be(filled: Path) -> None:
    def deed(work: UnitOfWork) -> None:
        edit(CAFE, tags=["ny"], notes="x")(work)
        edit(THEATRE, tags=["ny"], notes="x")(work)

    number = do(filled, deed)
    later = do(filled, edit(CAFE, notes="y"))
    done = undone(filled, number)
    assert kept(done) == [("partner", CAFE, "was changed since", later)]
    tags = "SELECT tag FROM partner_tag WHERE partner_id = ?"
    assert ask(filled, tags, CAFE) == [("ny",)]
    assert ask(filled, tags, THEATRE) == [("Unge",)]


@pytest.mark.parametrize(
    "use",
    [
        lambda work, number: contact(work, number, "Åse"),
        evaluation,
        lambda work, number: activity(work, [number, CAFE]),
        agreement,
        lambda work, number: link_goal(work, "G1", number),
        lambda work, number: assign(work, "Outreach", number),
        lambda work, number: edit(number, tags=["ny"])(work),
        lambda work, number: move(work, number, Level.SERVICE),
    ],
)
def test_a_partner_that_something_was_added_to_since_is_kept(
    filled: Path, use: Callable[[UnitOfWork, int], object]
) -> None:
    def deed(work: UnitOfWork) -> None:
        partner(work, "Ny")
        partner(work, "Anden")

    number = do(filled, deed)
    new = one(filled, "SELECT id FROM partner WHERE name = 'Ny'")
    later = do(filled, lambda work: use(work, new))
    done = undone(filled, number)
    assert [row[:2] + row[3:] for row in kept(done)] == [("partner", new, later)]
    assert done.names == ["Anden"]
    assert undone(filled, later).kept == []


def test_what_other_things_of_the_operation_need_is_kept_with_them(filled: Path) -> None:
    def deed(work: UnitOfWork) -> None:
        unit = named(work, Unit, "Ny enhed")
        actions.edit(work, "partner", partner(work, "Ny"), unit=unit)
        named(work, Unit, "Anden enhed")

    number = do(filled, deed)
    new = one(filled, "SELECT id FROM partner WHERE name = 'Ny'")
    do(filled, lambda work: contact(work, new, "Åse"))
    done = undone(filled, number)
    assert {(each.thing, each.name) for each in done.kept} == {
        ("partner", "Ny"),
        ("unit", "Ny enhed"),
    }
    assert one(filled, "SELECT count(*) FROM unit WHERE name = 'Anden enhed'") == 0


def test_a_contact_removed_comes_back_unless_its_partner_is_gone(filled: Path) -> None:
    do(filled, lambda work: contact(work, partner(work, "Ny"), "Åse"))
    number = one(filled, "SELECT id FROM contact WHERE name = 'Åse'")
    removal = do(filled, lambda work: actions.remove(work, "contact", number))
    assert undone(filled, removal).counts["contact"].returned == 1
    redone(filled)

    with raw(filled) as connection:
        connection.execute("DELETE FROM level_change WHERE partner_id > 6")
        connection.execute("DELETE FROM partner WHERE id > 6")
    with pytest.raises(RegisterError, match="what it refers to is gone"):
        undone(filled, removal)


def test_two_primary_contacts_change_back_and_there_is_never_more_than_one(filled: Path) -> None:
    def swap(work: UnitOfWork) -> None:
        work.session.get_one(Contact, 3).is_primary = False
        work.session.flush()
        work.session.get_one(Contact, 1).is_primary = True

    before = bytes_of(filled)
    number = do(filled, swap)
    undone(filled)
    assert bytes_of(filled) == before
    redone(filled)

    removal = do(filled, lambda work: actions.remove(work, "contact", 1))
    later = do(filled, lambda work: contact(work, CAFE, "Ny", is_primary=True))
    with pytest.raises(RegisterError, match="unique has been given to another") as caught:
        undone(filled, removal)
    assert f"(operation {later}, test)" in caught.value.message
    with pytest.raises(RegisterError):
        undone(filled, number)


def test_a_name_given_to_another_partner_does_not_come_back(filled: Path) -> None:
    number = do(filled, edit(BARE, name="Nyt navn"))
    do(filled, lambda work: partner(work, "Östra gymnasiet"))
    with pytest.raises(RegisterError, match="there is another of that name by now"):
        undone(filled, number)


def test_an_external_id_given_to_another_partner_does_not_come_back(filled: Path) -> None:
    number = do(filled, edit(CAFE, external_id=None))
    do(filled, edit(BARE, external_id="crm-17"))
    with pytest.raises(RegisterError, match="what is unique has been given to another"):
        undone(filled, number)


def test_levels_are_taken_back_from_the_end_only(filled: Path) -> None:
    first = do(filled, lambda work: move(work, BARE, Level.SERVICE))
    second = do(filled, lambda work: move(work, BARE, Level.NETWORK))
    third = do(filled, lambda work: move(work, BARE, Level.SERVICE))
    with pytest.raises(RegisterError, match="its level was changed since"):
        undone(filled, first)
    for number in (third, second, first):
        undone(filled, number)
    assert one(filled, "SELECT level FROM partner WHERE id = ?", BARE) == Level.NETWORK
    do(filled, lambda work: move(work, BARE, None))
    with pytest.raises(RegisterError):
        redone(filled)


def test_a_second_coordinator_does_not_come_back(filled: Path) -> None:
    def unassign(work: UnitOfWork) -> None:
        found = find_partner(work.reader, f"#{CAFE}")
        links.unassign(
            work,
            find(work.reader, registry.noun("staff"), "Outreach"),
            found,
            None,
            date(2026, 2, 1),
        )

    number = do(filled, unassign)
    do(filled, lambda work: assign(work, "Mette", CAFE, starts_on=date(2026, 2, 2)))
    with pytest.raises(RegisterError, match="another one has these days by now"):
        undone(filled, number)


def test_nobody_leaves_the_management_while_partners_are_followed_for_it(filled: Path) -> None:
    def join(work: UnitOfWork) -> None:
        work.session.get_one(Staff, 2).is_management = True

    number = do(filled, join)
    do(filled, lambda work: assign(work, "Outreach", BARE, Role.MANAGEMENT))
    with pytest.raises(RegisterError, match="could no longer follow"):
        undone(filled, number)


def test_the_house_is_kept_thing_by_thing(filled: Path) -> None:
    def deed(work: UnitOfWork) -> None:
        goal(work, "N1", "Nyt")
        goal(work, "N2", "Nyt")
        staff(work, "Ny")

    number = do(filled, deed)
    do(filled, lambda work: link_goal(work, "N1", BARE))
    done = undone(filled, number)
    assert [(each.thing, each.name) for each in done.kept] == [("goal", "N1")]
    assert one(filled, "SELECT group_concat(code) FROM goal WHERE code LIKE 'N%'") == "N1"


def test_an_activity_goes_with_its_partners_or_not_at_all(filled: Path) -> None:
    number = do(filled, lambda work: activity(work, [CAFE, THEATRE]))
    with raw(filled) as connection:
        latest = "(SELECT max(id) FROM activity)"
        connection.execute(
            f"DELETE FROM activity_partner WHERE activity_id = {latest} AND partner_id = 1"
        )
    with pytest.raises(RegisterError, match=r"activity #\d+ Møde: was changed since"):
        undone(filled, number)


def test_the_content_of_a_file_stays_so_that_its_document_can_come_back(filled: Path) -> None:
    file = File("a.txt", "text/plain", b"to be kept")
    do(filled, lambda work: agreement(work, BARE, file=file))
    before = bytes_of(filled)
    undone(filled)
    assert one(filled, "SELECT count(*) FROM content WHERE data = ?", file.data) == 1
    redone(filled)
    assert bytes_of(filled) == before


def test_a_dry_run_finds_the_same_and_writes_nothing(filled: Path) -> None:
    do(filled, edit(CAFE, notes="x"))
    before, operations = bytes_of(filled), one(filled, "SELECT count(*) FROM operation")
    with writing(filled, dry_run=True) as work:
        found = undo(work)
    assert bytes_of(filled) == before
    assert one(filled, "SELECT count(*) FROM operation") == operations
    assert undone(filled) == found


def test_several_operations_can_be_taken_back_in_one_transaction(filled: Path) -> None:
    before = bytes_of(filled)
    do(filled, edit(CAFE, notes="x"))
    do(filled, edit(BARE, notes="x"))
    with writing(filled, dry_run=True) as work:
        undo(work)
        undo(work)
    undone(filled)
    undone(filled)
    assert bytes_of(filled) == before
