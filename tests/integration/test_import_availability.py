"""What of the house's own cannot be used any more, or not yet: no list puts it to use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from helpers.actions import (
    TODAY,
    activity,
    ask,
    assign,
    dump,
    goal,
    leave,
    link_area,
    link_goal,
    named,
    one,
    partner,
    retire,
    staff,
    writing,
)
from helpers.list_imports import bring_in, reasons, row_counts
from partnerreg.tables import Area, Assignment, Goal, Unit

if TYPE_CHECKING:
    from pathlib import Path

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)


@pytest.fixture
def house(register: Path) -> Path:
    """A register whose unit, area and goal are no longer in use; Bo has left, Ny is yet to come.

    Partner 1 has them all since before.
    """
    with writing(register, today=date(2025, 1, 1)) as work:
        named(work, Unit, "Scenen")
        named(work, Area, "Ungdom")
        goal(work, "G1", "Et mål")
        staff(work, "Bo", unit="Scenen")
        partner(work, "Retro", unit="Scenen")
        link_area(work, "Ungdom", 1)
        link_goal(work, "G1", 1)
        assign(work, "Bo", 1)
    with writing(register, today=YESTERDAY) as work:
        retire(work, Unit, 1, YESTERDAY)
        retire(work, Area, 1, YESTERDAY)
        leave(work, Goal, 1, YESTERDAY)
        staff(work, "Ny", starts_on=TOMORROW)
        staff(work, "Ib", ends_on=YESTERDAY)
    return register


WRONG = [
    ("unit", "Scenen", f"The unit Scenen was retired on {YESTERDAY}."),
    ("areas", "Ungdom", f"The area Ungdom was retired on {YESTERDAY}."),
    ("goals", "G1", f"The goal G1 was in force until {YESTERDAY}."),
    ("coordinator", "Ib", f"Ib was here until {YESTERDAY}."),
    ("coordinator", "Ny", f"Ny is here from {TOMORROW}."),
]


@pytest.mark.parametrize(("field", "cell", "reason"), WRONG)
@pytest.mark.parametrize("known", [False, True])
def test_a_partner_gets_nothing_that_is_out_of_use(
    house: Path, field: str, cell: str, reason: str, *, known: bool
) -> None:
    if known:
        with writing(house) as work:
            partner(work, "Nord")
    before = dump(house)
    outcome = bring_in(house, f"name,{field}\nNord,{cell}\nSyd,\n")
    assert reasons(outcome) == [(2, field, reason)]
    assert dump(house) == before


def test_the_column_is_called_as_the_list_calls_it(house: Path) -> None:
    outcome = bring_in(house, "Navn;Enhed\nNord;Scenen\n")
    assert reasons(outcome) == [(2, "Enhed", WRONG[0][2])]


@pytest.mark.parametrize("on_match", ["skip", "fill", "update"])
def test_a_row_that_says_what_is_there_already_may_say_it_again(house: Path, on_match: str) -> None:
    before = dump(house)
    text = "name,unit,areas,goals\nRetro,Scenen,Ungdom,G1\n"
    assert row_counts(bring_in(house, text, on_match=on_match)) == (0, 0, 1, 0)
    assert dump(house) == before


def test_what_a_row_would_not_write_is_no_matter(house: Path) -> None:
    with writing(house) as work:
        named(work, Unit, "Huset")
        partner(work, "Nord", unit="Huset")
        assign(work, "Bo", 2, starts_on=date(2025, 1, 1))
    text = "name,unit,coordinator\nNord,Scenen,Ny\n"
    assert row_counts(bring_in(house, text)) == (0, 0, 1, 1)
    outcome = bring_in(house, "name,unit\nNord,Scenen\n", on_match="update")
    assert reasons(outcome) == [(2, "unit", WRONG[0][2])]


def test_a_list_of_our_people_puts_nobody_into_a_retired_unit(house: Path) -> None:
    assert reasons(bring_in(house, "name,unit\nEva,Scenen\n", "staff")) == [
        (2, "unit", WRONG[0][2])
    ]
    assert row_counts(bring_in(house, "name,unit\nBo,Scenen\n", "staff")) == (0, 0, 1, 0)


def test_an_activity_belongs_to_an_area_that_was_in_use_on_its_day(house: Path) -> None:
    text = "held_on,kind,title,partners,area\n{},meeting,Møde,Retro,Ungdom\n"
    reason = f"The area Ungdom was retired on {YESTERDAY}."
    for day in (YESTERDAY, TODAY):
        outcome = bring_in(house, text.format(day), "activities")
        assert reasons(outcome) == [(2, "area", reason)]
    assert bring_in(house, text.format(date(2025, 5, 1)), "activities").added == 1
    assert row_counts(bring_in(house, text.format(date(2025, 5, 1)), "activities")) == (0, 0, 1, 0)


def test_a_known_activity_is_not_put_into_an_area_that_was_out_of_use(house: Path) -> None:
    with writing(house) as work:
        activity(work, [1])
    text = f"held_on,kind,title,partners,area\n{TODAY},meeting,Møde,Retro,Ungdom\n"
    assert [row[:2] for row in reasons(bring_in(house, text, "activities"))] == [(2, "area")]
    assert one(house, "SELECT area_id FROM activity") is None


def test_a_known_activity_is_not_moved_to_a_day_on_which_its_area_was_out_of_use(
    house: Path,
) -> None:
    with writing(house, today=date(2025, 5, 1)) as work:
        activity(work, [1], area="Ungdom")
    text = f"number,held_on,kind,title,partners\n1,{TODAY},meeting,Møde,Retro\n"
    outcome = bring_in(house, text, "activities", on_match="update")
    assert [row[:2] for row in reasons(outcome)] == [(2, "area")]
    assert one(house, "SELECT held_on FROM activity") == "2025-05-01"


@pytest.mark.parametrize("on_match", ["fill", "update"])
def test_no_list_lets_anybody_come_after_they_began_to_follow(house: Path, on_match: str) -> None:
    text = "name,starts_on\nBo,{}\n"
    outcome = bring_in(house, text.format(TODAY), "staff", on_match=on_match)
    assert reasons(outcome) == [
        (2, "starts_on", "Bo follows a partner from 2025-01-01, before 2026-03-01.")
    ]
    assert bring_in(house, text.format("2024-08-01"), "staff", on_match=on_match).changed == 1


def test_who_left_in_a_register_of_the_first_version_gives_way_to_who_a_list_names(
    house: Path,
) -> None:
    """Leaving did not end what one did for partners; still nobody coordinates."""
    with writing(house) as work:
        work.restores = True
        partner(work, "Nord")
        row = Assignment(partner_id=2, staff_id=3, role="coordinator", starts_on=date(2025, 1, 1))
        work.session.add(row)
    assert bring_in(house, "name,coordinator\nNord,Bo\n").changed == 1
    follows = "SELECT staff_id, starts_on FROM assignment WHERE partner_id = 2 ORDER BY id"
    assert ask(house, follows) == [(3, "2025-01-01"), (1, TODAY.isoformat())]
