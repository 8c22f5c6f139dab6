"""What a list of partners says beside them: tags, ties, a coordinator, a first contact."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.actions import TODAY, ask, assign, contact, dump, goal, named, partner, staff, writing
from helpers.list_imports import assert_journaled, bring_in, reasons, row_counts, states
from partnerreg.tables import Area, Unit

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "name,areas,goals,tags,coordinator,we_give,they_get\n"
FULL = HEADER + 'Retro,"Ungdom; Sprog, bøger","G1, G2","ny; gammel",Mette,Huset,"Et\nTo"\n'


@pytest.fixture
def house(register: Path) -> Path:
    with writing(register) as work:
        for name in ("Ungdom", "Sprog, bøger"):
            named(work, Area, name)
        named(work, Unit, "Huset")
        goal(work, "G1", "Et mål")
        goal(work, "G2", "Andet mål")
        staff(work, "Mette")
        staff(work, "Bo")
    return register


def ties(register: Path) -> dict[str, list[tuple[object, ...]]]:
    return {
        "areas": ask(register, "SELECT partner_id, area_id, starts_on FROM partner_area"),
        "goals": ask(register, "SELECT partner_id, goal_id, starts_on FROM partner_goal"),
        "tags": ask(register, "SELECT partner_id, tag FROM partner_tag"),
        "staff": ask(register, "SELECT partner_id, staff_id, role, starts_on FROM assignment"),
        "sides": ask(register, "SELECT partner_id, party, direction, text FROM contribution"),
    }


def all_ties(number: int) -> dict[str, list[tuple[object, ...]]]:
    today = TODAY.isoformat()
    return {
        "areas": [(number, 1, today), (number, 2, today)],
        "goals": [(number, 1, today), (number, 2, today)],
        "tags": [(number, "ny"), (number, "gammel")],
        "staff": [(number, 1, "coordinator", today)],
        "sides": [
            (number, "we", "give", "Huset"),
            (number, "they", "get", "Et"),
            (number, "they", "get", "To"),
        ],
    }


def test_a_new_partner_gets_its_ties_from_today(house: Path) -> None:
    before = states(house)
    assert row_counts(bring_in(house, FULL)) == (1, 0, 0, 0)
    assert ties(house) == all_ties(1)
    assert_journaled(house, before)


@pytest.mark.parametrize("on_match", ["fill", "update"])
def test_a_known_partner_gets_those_it_lacks(house: Path, on_match: str) -> None:
    with writing(house) as work:
        partner(work, "Retro")
    before = states(house)
    outcome = bring_in(house, FULL, on_match=on_match)
    assert row_counts(outcome) == (0, 1, 0, 0)
    assert ties(house) == all_ties(1)
    assert_journaled(house, before)
    assert [(edit.field, edit.new) for edit in outcome.edits] == [
        ("tags", "ny"),
        ("tags", "gammel"),
        ("we_give", "Huset"),
        ("they_get", "Et"),
        ("they_get", "To"),
        ("areas", "Ungdom"),
        ("areas", "Sprog, bøger"),
        ("goals", "G1"),
        ("goals", "G2"),
        ("coordinator", "Mette"),
    ]
    as_it_is = dump(house)
    assert row_counts(bring_in(house, FULL, on_match=on_match)) == (0, 0, 1, 0)
    assert dump(house) == as_it_is


def test_a_tie_that_has_ended_is_made_anew(house: Path) -> None:
    with writing(house) as work:
        partner(work, "Retro")
        assign(work, "Mette", 1, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    assert bring_in(house, "name,coordinator\nRetro,Mette\n").changed == 1
    assert len(ties(house)["staff"]) == 2


@pytest.mark.parametrize("on_match", ["skip", "fill", "update"])
def test_where_somebody_else_coordinates_that_stays(house: Path, on_match: str) -> None:
    with writing(house) as work:
        partner(work, "Retro")
        assign(work, "Bo", 1, starts_on=date(2025, 1, 1))
    before = dump(house)
    text = "name,coordinator\nRetro,Mette\n"
    assert row_counts(bring_in(house, text, on_match=on_match)) == (0, 0, 1, 1)
    assert dump(house) == before


def test_what_is_not_in_the_house_is_refused_with_the_command_that_adds_it(house: Path) -> None:
    outcome = bring_in(house, "name,areas,goals,coordinator,unit\nRetro,Ny,G9,Eva,Enhed 1\n")
    assert reasons(outcome) == [
        (2, "areas", "there is no area 'Ny'; add it with `partnerreg area add Ny`"),
        (2, "goals", "there is no goal 'G9'; add it with `partnerreg goal add CODE TITLE`"),
        (
            2,
            "coordinator",
            "there is no staff member 'Eva'; add it with `partnerreg staff add Eva`",
        ),
        (2, "unit", "there is no unit 'Enhed 1'; add it with `partnerreg unit add 'Enhed 1'`"),
    ]


PEOPLE = """SELECT partner_id, name, role, email, phone, source, legal_basis, is_primary
    FROM contact ORDER BY id"""
CONTACTS = """\
name;country;contact_name;contact_role;contact_email;contact_phone;contact_source;\
contact_legal_basis
Retro;DK;Åse;Leder;ase@retro.dk;86 12 34 56;Møde;public task
"""


def test_a_new_partners_first_contact_is_the_primary_one(house: Path) -> None:
    before = states(house)
    bring_in(house, CONTACTS)
    aase = (1, "Åse", "Leder", "ase@retro.dk", "+45 86 12 34 56", "Møde", "public-task", 1)
    assert ask(house, PEOPLE) == [aase]
    assert_journaled(house, before)


def test_a_known_partners_contact_is_added_beside_the_primary_one(house: Path) -> None:
    with writing(house) as work:
        partner(work, "Retro", country="DK")
        contact(work, 1, "Ole")
    outcome = bring_in(house, CONTACTS)
    assert row_counts(outcome) == (0, 1, 0, 0)
    assert [(e.field, e.new) for e in outcome.edits] == [("contact", "Åse")]
    assert [(row[1], row[-1]) for row in ask(house, PEOPLE)] == [("Ole", 1), ("Åse", 0)]
    assert row_counts(bring_in(house, CONTACTS)) == (0, 0, 1, 0)


def test_a_known_contact_is_filled_or_updated(house: Path) -> None:
    with writing(house) as work:
        partner(work, "Retro", country="DK")
        contact(work, 1, "ÅSE", role="Vært")
    before = states(house)
    bring_in(house, CONTACTS)
    assert_journaled(house, before)
    assert ask(house, PEOPLE)[0][1:4] == ("ÅSE", "Vært", "ase@retro.dk")
    outcome = bring_in(house, CONTACTS, on_match="update")
    assert row_counts(outcome) == (0, 1, 0, 0)
    assert [(e.field, e.old, e.new) for e in outcome.edits] == [
        ("contact_name", "ÅSE", "Åse"),
        ("contact_role", "Vært", "Leder"),
    ]
    assert row_counts(bring_in(house, CONTACTS, on_match="update")) == (0, 0, 1, 0)


@pytest.mark.parametrize("known", [False, True])
def test_a_contact_without_a_name_is_called_by_its_address(house: Path, *, known: bool) -> None:
    if known:
        with writing(house) as work:
            for name in ("Retro", "Nord", "Syd"):
                partner(work, name)
    text = (
        "name,contact_name,contact_email,contact_phone\n"
        "Retro,,ase@retro.dk,\nNord,,,+45 86 12 34 56\nSyd,,,\n"
    )
    bring_in(house, text)
    assert [row[:2] for row in ask(house, PEOPLE)] == [
        (1, "ase@retro.dk"),
        (2, "+45 86 12 34 56"),
    ]
    assert row_counts(bring_in(house, text)) == (0, 0, 3, 0)


@pytest.mark.parametrize("known", [False, True])
def test_a_list_with_nothing_but_addresses_of_contacts_brings_them_in(
    house: Path, *, known: bool
) -> None:
    if known:
        with writing(house) as work:
            partner(work, "Retro")
    text = "name,contact_email\nRetro,ase@retro.dk\n"
    bring_in(house, text)
    assert [row[:2] for row in ask(house, PEOPLE)] == [(1, "ase@retro.dk")]
    assert row_counts(bring_in(house, text)) == (0, 0, 1, 0)


def test_since_and_status_tell_a_new_partners_history(house: Path) -> None:
    text = "name,level,since,status\nRetro,3,2020-02-01,\nNord,2,2021-05-31,ended\n"
    outcome = bring_in(house, text)
    assert outcome.unsupported == 0
    steps = "SELECT partner_id, from_level, to_level, effective_on FROM level_change ORDER BY id"
    assert ask(house, steps) == [
        (1, None, 3, "2020-02-01"),
        (2, None, 2, "2021-05-31"),
        (2, 2, None, TODAY.isoformat()),
    ]
    assert ask(house, "SELECT status FROM partner") == [("active",), ("ended",)]
    as_it_is = dump(house)
    assert row_counts(bring_in(house, text, on_match="update")) == (0, 0, 2, 0)
    assert dump(house) == as_it_is


def test_a_day_to_come_is_no_day_since_when(house: Path) -> None:
    outcome = bring_in(house, "name,since\nRetro,2027-01-01\n")
    assert reasons(outcome) == [(2, "since", "2027-01-01 lies in the future")]


@pytest.mark.parametrize("on_match", ["skip", "fill", "update"])
def test_level_and_status_of_a_known_partner_stay(house: Path, on_match: str) -> None:
    with writing(house) as work:
        partner(work, "Retro")
    before = dump(house)
    outcome = bring_in(house, "name,level,status\nRetro,1,ended\n", on_match=on_match)
    assert row_counts(outcome) == (0, 0, 1, 1)
    assert dump(house) == before
