"""The house's own things, and how they are tied to partners day by day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import (
    TODAY,
    ask,
    assign,
    dump,
    edit,
    goal,
    leave,
    link_area,
    link_goal,
    named,
    rename,
    retire,
    staff,
    writing,
)
from helpers.filled_register import BARE, CAFE, COMPANY
from partnerreg.cli.remedies import sentence
from partnerreg.domain.enums import Role
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns import registry
from partnerreg.nouns.registry import noun
from partnerreg.queries.things import things
from partnerreg.services import links
from partnerreg.services.lookup import find, find_partner
from partnerreg.tables import Area, Goal, PartnerArea, PartnerGoal, Staff, Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def refused(path: Path, says: str, deed: Callable[[UnitOfWork], object]) -> InvalidInput:
    """Why a deed is refused; it leaves nothing behind."""
    before = dump(path)
    with pytest.raises(InvalidInput) as caught, writing(path) as work:
        deed(work)
    assert re.search(says, sentence(caught.value.message))
    assert dump(path) == before
    return caught.value


@pytest.mark.parametrize(
    ("says", "deed"),
    [
        ("a unit 'Børn og unge' already: #1", lambda work: named(work, Unit, "BOERN OG UNGE")),
        ("an? area 'Ungdom' already: #1", lambda work: named(work, Area, " ungdom ")),
        ("a goal 'G1' already: #1", lambda work: goal(work, "g1", "Noget andet")),
        ("already: #1", lambda work: staff(work, "mette oersted")),
        (
            "a unit 'Nedlagt enhed' already: #2",
            lambda work: rename(work, Unit, 1, "Nedlagt Enhed"),
        ),
        (
            "a goal 'G2' already: #2",
            lambda work: edit(work, "goal", 1, code="G2", title="x"),
        ),
        (
            "already: #2",
            lambda work: edit(work, "staff", 1, name="OUTREACH-skranken"),
        ),
    ],
)
def test_two_of_one_name_are_refused(filled: Path, says: str, deed: Callable[..., object]) -> None:
    refused(filled, says, deed)


def test_a_thing_may_keep_its_name_or_change_how_it_is_written(filled: Path) -> None:
    with writing(filled) as work:
        rename(work, Unit, 1, "BØRN og unge")
        edit(work, "goal", 1, code="g1", title="Flere er med", starts_on=None)
        edit(work, "staff", 3, name="Jörgen AAkesson", email="a@b.dk", is_management=False)
    assert ask(filled, "SELECT name FROM unit WHERE id = 1") == [("BØRN og unge",)]
    assert ask(filled, "SELECT code, title, starts_on FROM goal WHERE id = 1") == [
        ("g1", "Flere er med", None)
    ]
    assert ask(filled, "SELECT email, unit_id, is_management FROM staff WHERE id = 3") == [
        ("a@b.dk", 1, 0)
    ]


@pytest.mark.parametrize(
    "deed",
    [
        lambda work: rename(work, Unit, 99, "x"),
        lambda work: retire(work, Area, 99, TODAY),
        lambda work: leave(work, Goal, 99, TODAY),
        lambda work: leave(work, Staff, 99, TODAY),
    ],
)
def test_there_is_nothing_of_that_number(filled: Path, deed: Callable[..., object]) -> None:
    with pytest.raises(NotFound, match="#99"), writing(filled) as work:
        deed(work)


def test_a_thing_is_retired_once(filled: Path) -> None:
    refused(
        filled,
        "retired on 2026-01-01 already",
        lambda work: retire(work, Area, 3, TODAY),
    )


def test_nobody_leaves_before_they_came(filled: Path) -> None:
    refused(
        filled,
        "2023-12-31 lies before the start 2024-01-01",
        lambda work: leave(work, Staff, 2, date(2023, 12, 31)),
    )


def test_what_is_retired_keeps_its_ties_as_history(filled: Path) -> None:
    before = ask(filled, "SELECT * FROM partner_area")
    with writing(filled) as work:
        retire(work, Area, 1, TODAY)
    assert ask(filled, "SELECT * FROM partner_area") == before


def test_lists_tell_how_many_active_partners_a_thing_has_today(filled: Path) -> None:
    with writing(filled) as work:
        assert {u.name: u.partners for u in work.reader.all(things(noun("unit")))} == {
            "Børn og unge": 1,
            "Nedlagt enhed": 1,
        }
        goals = work.reader.all(things(noun("goal")), today=date(2026, 2, 28))
        assert {g.code: g.partners for g in goals} == {"G1": 1, "G2": 1, "Ö3": 1, "G4": 0}
        goals = work.reader.all(things(noun("goal")), today=TODAY)
        assert {g.code: g.partners for g in goals} == {"G1": 1, "G2": 1, "Ö3": 0, "G4": 0}
        people = work.reader.all(things(noun("staff")), today=TODAY)
        assert {s.name: s.partners for s in people} == {
            "Mette Ørsted": 2,
            "Outreach-skranken": 1,
            "Jörgen Åkesson": 0,
            "Aino Nieminen": 0,
        }


# Who follows a partner.


def test_a_partner_has_one_coordinator_at_a_time(filled: Path) -> None:
    error = refused(
        filled,
        "Outreach-skranken coordinates Café Retro from 2026-01-15",
        lambda work: assign(work, "Mette", CAFE, starts_on=TODAY),
    )
    assert "--replace" in sentence(error.hint)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 1, 1), date(2026, 1, 15)),
        (date(2026, 1, 1), None),
        (TODAY, None),
        (date(2030, 1, 1), date(2030, 1, 2)),
    ],
)
def test_two_coordinators_share_no_day(filled: Path, starts_on: date, ends_on: date | None) -> None:
    refused(
        filled,
        "coordinates Café Retro",
        lambda work: assign(work, "Mette", CAFE, starts_on=starts_on, ends_on=ends_on),
    )


def test_one_coordinator_may_end_on_the_day_before_another_begins(filled: Path) -> None:
    with writing(filled) as work:
        assign(work, "Mette", CAFE, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 14))


def test_handing_over_ends_the_one_before_on_the_day_before(filled: Path) -> None:
    with writing(filled) as work:
        assign(work, "Mette", CAFE, replace=True)
    assert ask(
        filled,
        """SELECT staff_id, starts_on, ends_on FROM assignment
        WHERE partner_id = 1 AND role = 'coordinator' ORDER BY starts_on""",
    ) == [
        (4, "2023-02-01", "2025-12-31"),
        (2, "2026-01-15", "2026-02-28"),
        (1, "2026-03-01", None),
    ]


def test_handing_over_on_the_first_day_takes_the_one_before_out_again(filled: Path) -> None:
    with writing(filled) as work:
        assign(work, "Mette", CAFE, starts_on=date(2026, 1, 15), replace=True)
    assert ask(filled, "SELECT staff_id FROM assignment WHERE starts_on = '2026-01-15'") == [(1,)]


def test_nobody_takes_over_from_one_who_begins_later(filled: Path) -> None:
    error = refused(
        filled,
        "coordinates .* from 2026-05-01",
        lambda work: assign(work, "Mette", COMPANY, replace=True),
    )
    assert "--until 2026-04-30" in sentence(error.hint)


def test_the_same_person_does_not_follow_twice_in_one_role(filled: Path) -> None:
    for role in (Role.COORDINATOR, Role.MANAGEMENT):
        refused(
            filled,
            f"follows Café Retro as {role} already",
            lambda work, role=role: assign(  # type: ignore[misc]
                work, "Outreach" if role is Role.COORDINATOR else "Mette", CAFE, role, replace=True
            ),
        )


def test_several_of_management_may_follow_at_once(filled: Path) -> None:
    with writing(filled) as work:
        assign(work, "Jörgen", CAFE, Role.MANAGEMENT)
    assert (
        len(ask(filled, "SELECT 1 FROM assignment WHERE partner_id = 1 AND role = 'management'"))
        == 3
    )


def test_only_management_follows_as_management(filled: Path) -> None:
    error = refused(
        filled,
        "Outreach-skranken is not of the house's management",
        lambda work: assign(work, "Outreach", BARE, Role.MANAGEMENT),
    )
    assert "--management" in sentence(error.hint)


def test_who_has_left_follows_nobody_new(filled: Path) -> None:
    refused(filled, "was here until 2025-12-31", lambda work: assign(work, "Aino", BARE))
    with writing(filled) as work:
        assign(work, "Aino", BARE, starts_on=date(2025, 12, 31))


def test_a_tie_does_not_end_before_it_begins_today(filled: Path) -> None:
    for deed in (
        lambda work: assign(work, "Mette", BARE, ends_on=YESTERDAY),
        lambda work: link_goal(work, "G1", BARE, ends_on=YESTERDAY),
        lambda work: link_area(work, "Ungdom", BARE, ends_on=YESTERDAY),
    ):
        refused(filled, "lies before the start 2026-03-01", deed)


def unassign(work: UnitOfWork, who: str, number: int, role: Role | None, last: date) -> int:
    """How many roles that ended."""
    found = find_partner(work.reader, f"#{number}")
    return links.unassign(
        work, find(work.reader, registry.noun("staff"), who), found, role, last
    ).ended


def test_unassigning_ends_a_role_or_all_of_them(filled: Path) -> None:
    with writing(filled) as work:
        assign(work, "Mette", BARE)
        assign(work, "Mette", BARE, Role.MANAGEMENT)
    for role, ended in ((Role.MANAGEMENT, 1), (None, 2)):
        with writing(filled, dry_run=True) as work:
            assert unassign(work, "Mette", BARE, role, TOMORROW) == ended
    with writing(filled) as work:
        unassign(work, "Mette", BARE, None, TODAY)
    ends = "SELECT DISTINCT ends_on FROM assignment WHERE partner_id = 3"
    assert ask(filled, ends) == [("2026-03-01",)]
    with pytest.raises(NotFound, match="does not follow"), writing(filled) as work:
        unassign(work, "Mette", BARE, None, TODAY)


def test_nobody_is_unassigned_before_they_began_or_from_what_they_never_did(filled: Path) -> None:
    refused(
        filled,
        "lies before the start 2026-01-15",
        lambda work: unassign(work, "Outreach", CAFE, None, date(2026, 1, 1)),
    )
    with pytest.raises(NotFound, match="as management"), writing(filled) as work:
        unassign(work, "Outreach", CAFE, Role.MANAGEMENT, TODAY)


# Areas and goals.

LINKS: list[tuple[Any, str, type[PartnerArea | PartnerGoal]]] = [
    (link_area, "Ungdom", PartnerArea),
    (link_goal, "G1", PartnerGoal),
]


def unlink(work: UnitOfWork, kind: type[PartnerArea | PartnerGoal]) -> None:
    tied = registry.noun("area" if kind is PartnerArea else "goal")
    thing = find(work.reader, tied, "#1")
    links.unlink(work, tied, thing, find_partner(work.reader, f"#{BARE}"), TODAY)


@pytest.mark.parametrize(("link", "name", "kind"), LINKS)
def test_a_tie_may_be_taken_up_again_but_not_doubled(
    filled: Path, link: Any, name: str, kind: type[PartnerArea | PartnerGoal]
) -> None:
    with writing(filled) as work:
        link(work, name, BARE)
    refused(filled, f"tied to {name} already, from 2026-03-01", lambda work: link(work, name, BARE))
    with writing(filled) as work:
        unlink(work, kind)
        link(work, name, BARE, starts_on=TOMORROW)
    periods = f"SELECT starts_on, ends_on FROM {kind.__tablename__} WHERE partner_id = 3"
    periods += " AND starts_on >= '2026-03-01'"
    assert ask(filled, periods) == [("2026-03-01", "2026-03-01"), ("2026-03-02", None)]


@pytest.mark.parametrize(("link", "name", "kind"), LINKS)
def test_a_tie_that_is_not_there_cannot_be_ended(
    filled: Path, link: Any, name: str, kind: type[PartnerArea | PartnerGoal]
) -> None:
    with pytest.raises(NotFound, match="has no tie to that"), writing(filled) as work:
        unlink(work, kind)


def test_what_is_out_of_use_is_tied_to_nothing_new(filled: Path) -> None:
    refused(filled, "retired on 2026-01-01", lambda work: link_area(work, "Lukket", BARE))
    refused(filled, "in force until 2025-12-31", lambda work: link_goal(work, "G2", BARE))
    with writing(filled) as work:
        link_area(work, "Lukket", BARE, starts_on=date(2025, 12, 31))
        link_goal(work, "G2", BARE, starts_on=date(2025, 12, 31))


def test_a_tie_to_a_goal_keeps_why(filled: Path) -> None:
    with writing(filled) as work:
        link_goal(work, "G1", BARE, rationale="Drevet af frivillige")
    assert ask(filled, "SELECT rationale FROM partner_goal WHERE partner_id = 3") == [
        ("Drevet af frivillige",)
    ]
