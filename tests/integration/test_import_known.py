"""Rows of partners that the register, or the list itself, knows already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.actions import (
    ask,
    dump,
    edit,
    move,
    named,
    one,
    partner,
    writing,
)
from helpers.list_imports import bring_in, partner_rows, reasons
from partnerreg.domain.enums import Level
from partnerreg.tables import Unit

if TYPE_CHECKING:
    from pathlib import Path


def test_empty_fields_of_a_known_partner_are_filled_and_no_others(register: Path) -> None:
    with writing(register) as work:
        named(work, Unit, "Huset")
        partner(work, "Café Retro", municipality="Aarhus", notes="Ours", country="DK")
    outcome = bring_in(
        register,
        "name,municipality,notes,website,country,unit\n"
        "cafe retro,Århus,Theirs,www.retro.dk,,Huset\n",
    )
    assert (outcome.added, outcome.changed, outcome.unchanged, outcome.differ) == (0, 1, 0, 1)
    (row,) = partner_rows(register)
    assert (row["name"], row["municipality"], row["notes"]) == ("Café Retro", "Aarhus", "Ours")
    assert (row["website"], row["country"], row["unit"]) == ("www.retro.dk", "DK", "Huset")


def test_a_partner_that_only_differs_is_unchanged_and_no_operation_is_written(
    register: Path,
) -> None:
    with writing(register) as work:
        partner(work, "Retro", website="retro.dk", we_give=["Huset"])
    before = dump(register)
    outcome = bring_in(register, "name,website,level\nRetro,retro.com,3\n")
    assert (outcome.changed, outcome.unchanged, outcome.differ) == (0, 1, 1)
    outcome = bring_in(register, "name,level\nRetro,1\n")
    assert (outcome.unchanged, outcome.differ) == (1, 1)
    outcome = bring_in(register, "name,we_give\nRetro,Scenen\n")
    assert (outcome.unchanged, outcome.differ) == (1, 1)
    outcome = bring_in(register, "name,we_give\nRetro,Huset\n")
    assert (outcome.unchanged, outcome.differ) == (1, 0)
    assert dump(register) == before


def test_tags_are_added_to_those_there_are_and_empty_sides_filled(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro", tags="Musik", we_give=["Huset"])
    outcome = bring_in(register, "name,tags,we_give,they_give\nRetro,musik; Unge,Andet,Scenen\n")
    assert (outcome.changed, outcome.differ) == (1, 1)
    (row,) = partner_rows(register)
    assert row["tags"] == "Musik/musik;Unge/unge"
    assert row["sides"] == "we give Huset;they give Scenen"
    tables = "SELECT table_name FROM change JOIN operation ON operation.id = operation_id \
        WHERE command = 'import partners' ORDER BY 1"
    assert ask(register, tables) == [("contribution",), ("partner_tag",)]


def test_a_partner_is_known_by_its_external_id_whatever_it_is_called(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro", external_id="7")
    outcome = bring_in(register, "name,external_id,notes\nCafé Retro,7,x\n")
    assert (outcome.added, outcome.changed, outcome.differ) == (0, 1, 1)
    assert [(row["name"], row["notes"]) for row in partner_rows(register)] == [("Retro", "x")]


def test_a_partner_without_an_external_id_is_known_by_name_and_gets_one(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro", municipality="Odense")
    bring_in(register, "name,municipality,external_id\nRETRO,odense,7\n")
    assert [row["external_id"] for row in partner_rows(register)] == ["7"]


def test_a_namesake_with_another_external_id_is_another_partner(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro", external_id="6")
    outcome = bring_in(register, "name,external_id\nRetro,7\n")
    assert outcome.added == 1
    assert [row["external_id"] for row in partner_rows(register)] == ["6", "7"]


def test_a_namesake_in_another_municipality_or_in_none_is_another_partner(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro", municipality="Odense")
    assert bring_in(register, "name,municipality\nRetro,Aarhus\nRetro,\n").added == 2


def test_a_row_that_fits_several_partners_is_rejected_with_their_numbers(register: Path) -> None:
    bring_in(register, "name,external_id\nRetro,6\nRetro,7\n")
    outcome = bring_in(register, "Navn\nNord\nretro\n")
    assert reasons(outcome) == [(3, "Navn", "Fits 2 partners: #1, #2.")]
    assert outcome.rejected[0].value == "retro"
    assert bring_in(register, "Navn\nNord\nretro\n", skip_bad=True).added == 1


def test_two_rows_that_meet_in_one_partner_are_not_both_taken(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro", external_id="7")
    outcome = bring_in(register, "name,external_id,notes\nCafé,7,a\nRetro,,b\n")
    assert reasons(outcome) == [(3, "name", "Is the same as line 2: #1.")]


def test_an_ended_partner_stays_ended(register: Path) -> None:
    with writing(register) as work:
        move(work, partner(work, "Retro"), None)
    outcome = bring_in(register, "name,level,notes\nRetro,network,x\n")
    assert (outcome.added, outcome.changed) == (0, 1)
    assert [row["status"] for row in partner_rows(register)] == ["ended"]


def test_a_level_is_not_changed_by_a_list(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro", level=Level.SERVICE)
    assert bring_in(register, "name,level\nRetro,strategic\n").differ == 1
    assert one(register, "SELECT level FROM partner") == 2
    assert one(register, "SELECT count(*) FROM level_change") == 1


def test_a_row_equal_to_an_earlier_one_is_passed_over(register: Path) -> None:
    outcome = bring_in(
        register,
        "name,external_id,sector,tags\nRetro,,privat,a;b\nNord,7,,\n RETRO ,,,\n"
        "Retro,,private,a;b\nNord,7,,\n",
        skip_bad=True,
    )
    assert (outcome.added, outcome.repeated, outcome.bad_rows) == (2, 2, 1)
    assert reasons(outcome) == [(4, "name", "Is on line 2 already.")]


def test_a_row_for_a_partner_of_an_earlier_row_is_rejected_naming_that_line(register: Path) -> None:
    outcome = bring_in(
        register,
        "Navn;Kommune;Eksternt id;Noter\n"
        "Retro;Aarhus;;\n"
        "Nord;Odense;7;\n"
        "retro;Århus;;x\n"
        "Syd;;7;\n"
        "Retro;Aarhus;8;\n"
        "Retro;;;\n"
        "Nord;Odense;9;\n",
    )
    assert reasons(outcome) == [
        (4, "Navn", "Is on line 2 already."),
        (5, "Eksternt id", "Is on line 3 already."),
        (6, "Navn", "Is on line 2 already."),
    ]
    assert [found.value for found in outcome.rejected] == ["retro", "7", "Retro"]


def test_a_row_with_something_else_wrong_hides_no_later_one(register: Path) -> None:
    outcome = bring_in(register, "name,sector\nRetro,xx\nRetro,public\n", skip_bad=True)
    assert (outcome.added, outcome.bad_rows) == (1, 1)


def test_a_known_partner_can_be_edited_though_another_has_its_name(register: Path) -> None:

    bring_in(register, "name,external_id\nRetro,6\nRetro,7\n")
    with writing(register) as work:
        edit(work, "partner", 1, notes="x")
    assert [row["notes"] for row in partner_rows(register)] == ["x", None]


def test_of_very_many_partners_that_a_row_fits_one_is_named(register: Path) -> None:
    rows = "".join(f"Retro,{number}\n" for number in range(11))
    bring_in(register, f"name,external_id\n{rows}")
    outcome = bring_in(register, "name\nRetro\n")
    assert reasons(outcome) == [(2, "name", "Fits 11 partners: #1 and others.")]
