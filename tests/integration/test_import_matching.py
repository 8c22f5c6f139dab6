"""Which partner a row is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.actions import ask, dump, one, partner, raw, writing
from helpers.list_imports import bring_in, partner_rows, reasons, row_counts

if TYPE_CHECKING:
    from pathlib import Path


def names(register: Path) -> list[tuple[int, str, str | None]]:
    return ask(register, "SELECT id, name, notes FROM partner ORDER BY id")


@pytest.fixture
def three(register: Path) -> Path:
    """Partners that one row could all be taken for."""
    with writing(register) as work:
        partner(work, "Retro", municipality="Aarhus")
        partner(work, "Nord", municipality="Odense", external_id="7")
        partner(work, "Retro", municipality="Vejle", country="DK", registration_number="13585628")
    return register


ROW = "Retro,Aarhus,{external_id},DK,13585628,x"
HEADER = "name,municipality,external_id,country,registration_number,notes\n"


def test_the_number_comes_first_then_the_external_id_then_number_with_name_then_name(
    three: Path,
) -> None:
    text = f"number,{HEADER}2,{ROW.format(external_id='')}\n"
    with raw(three) as connection:  # or there would be two of one name in one place
        connection.execute("UPDATE partner SET name_key = 'another' WHERE id = 1")
    bring_in(three, text, on_match="update")
    assert [row[0] for row in names(three) if row[2]] == [2]


def test_an_external_id_goes_before_registration_number_and_name(three: Path) -> None:
    bring_in(three, HEADER + ROW.format(external_id="7"))
    assert [row[0] for row in names(three) if row[2]] == [2]


def test_a_registration_number_with_the_name_goes_before_name_and_municipality(
    three: Path,
) -> None:
    bring_in(three, HEADER + ROW.format(external_id=""))
    assert [row[0] for row in names(three) if row[2]] == [3]


def test_a_registration_number_alone_is_no_key(three: Path) -> None:
    """Departments of one organisation have the same."""
    outcome = bring_in(three, "name,country,registration_number\nAfdeling,DK,13585628\n")
    assert row_counts(outcome) == (1, 0, 0, 0)


def test_a_registration_number_of_another_country_is_another_one(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro", country="US", registration_number="13585628", municipality="X")
    text = "name,municipality,country,registration_number\nRetro,Y,DK,13585628\n"
    assert bring_in(register, text).added == 1


def test_a_list_without_municipalities_goes_by_the_name_alone(three: Path) -> None:
    assert reasons(bring_in(three, "name\nRETRO\n")) == [(2, "name", "Fits 2 partners: #1, #3.")]
    assert row_counts(bring_in(three, "name\nNord\n")) == (0, 0, 1, 0)


def test_ambiguous_rows_are_counted(three: Path) -> None:
    outcome = bring_in(three, "name\nRetro\nNord\nNy\n", skip_bad=True)
    assert (outcome.ambiguous, outcome.bad_rows, *row_counts(outcome)) == (1, 1, 1, 0, 1, 0)


def test_a_number_of_no_partner_is_refused_with_the_way_out(three: Path) -> None:
    outcome = bring_in(three, "number,name\n9,Retro\n#2,Nord\n")
    remedy = 'is the list another register\'s? Leave the column out: --map "number="'
    assert reasons(outcome) == [(2, "number", f"There is no partner #9; {remedy}")]


def test_a_number_of_another_partner_is_refused_unless_the_list_updates(three: Path) -> None:
    text = "number,name\n2,Nordlys\n"
    outcome = bring_in(three, text)
    remedy = 'is the list another register\'s? Leave the column out: --map "number="'
    assert reasons(outcome) == [(2, "number", f"#2 is Nord in the register; {remedy}")]
    assert bring_in(three, text, on_match="update").changed == 1
    assert names(three)[1][1] == "Nordlys"


def test_an_update_may_not_give_what_is_unique_to_another(three: Path) -> None:
    before = dump(three)
    outcome = bring_in(three, "number,name,external_id\n1,Retro,7\n", on_match="update")
    assert reasons(outcome) == [(2, None, "Another partner has this external id already: #2.")]
    assert dump(three) == before


def test_namesakes_with_numbers_of_their_own_are_no_twins(three: Path) -> None:
    text = "number,name,notes\n1,Retro,a\n3,Retro,b\n"
    assert row_counts(bring_in(three, text)) == (0, 2, 0, 0)
    assert names(three)[0][2] == "a"
    assert names(three)[2][2] == "b"


def test_a_row_without_a_number_is_a_twin_of_one_with_it(three: Path) -> None:
    outcome = bring_in(three, "number,name,notes\n2,Nord,a\n,nord,b\n")
    assert reasons(outcome) == [(3, "name", "Is on line 2 already.")]


def test_the_same_number_twice_is_refused(three: Path) -> None:
    outcome = bring_in(three, "number,name,notes\n2,Nord,a\n#2,NORD,b\n")
    assert reasons(outcome) == [(3, "number", "Is on line 2 already.")]


def test_skip_leaves_what_is_there_alone_and_counts_what_differs(three: Path) -> None:
    before = dump(three)
    text = "name,municipality,notes,tags\nRetro,Aarhus,x,t\nNord,Odense,,\n"
    assert row_counts(bring_in(three, text, on_match="skip")) == (0, 0, 2, 0)
    assert dump(three) == before
    with writing(three) as work:
        partner(work, "Syd", notes="Ours")
    assert row_counts(bring_in(three, "name,notes\nSyd,Theirs\n", on_match="skip")) == (0, 0, 1, 1)


def test_update_writes_over_what_is_filled_and_empty_cells_take_nothing_away(
    register: Path,
) -> None:
    with writing(register) as work:
        partner(work, "retro", notes="Ours", website="retro.dk", level=2, unit=None)
    outcome = bring_in(register, "name,notes,website,level\nRetro,Theirs,,1\n", on_match="update")
    assert row_counts(outcome) == (0, 1, 0, 1)  # the level is not moved
    (row,) = partner_rows(register)
    assert (row["name"], row["notes"], row["website"], row["level"]) == (
        "Retro",
        "Theirs",
        "retro.dk",
        2,
    )
    assert [(e.field, e.old, e.new) for e in outcome.edits] == [
        ("name", "retro", "Retro"),
        ("notes", "Ours", "Theirs"),
    ]


def test_a_new_name_gets_its_keys(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Nord", external_id="7", municipality="Odense")
    bring_in(register, "name,external_id,municipality\nÅben,7,Århus\n", on_match="update")
    (row,) = partner_rows(register)
    bring_in(register, "name,external_id,municipality\nÅben,8,Århus\n")
    other = partner_rows(register)[1]
    assert row == other | {"external_id": "7"}


def test_empty_cells_empty_what_may_be_empty_if_asked(register: Path) -> None:
    with writing(register) as work:
        partner(
            work,
            "Retro",
            notes="Ours",
            website="retro.dk",
            country="DK",
            registration_number="13585628",
            tags="a",
            involves_youth=True,
        )
    text = "name,notes,country,registration_number,tags,involves_youth,level\nRetro,,,,,,\n"
    outcome = bring_in(register, text, on_match="update", empty_clears=True)
    assert row_counts(outcome) == (0, 1, 0, 0)
    (row,) = partner_rows(register)
    assert (row["notes"], row["country"], row["registration_number"]) == (None, None, None)
    assert (row["website"], row["tags"], row["involves_youth"]) == ("retro.dk", "a/a", None)


def test_a_registration_number_and_its_country_are_written_together_or_not_at_all(
    register: Path,
) -> None:
    def pair() -> tuple[str | None, str | None]:
        return ask(register, "SELECT country, registration_number FROM partner")[0]

    with writing(register) as work:
        partner(work, "Retro", country="SE")
    text = "name,country,registration_number\nRetro,{},{}\n"
    assert row_counts(bring_in(register, text.format("DK", "13585628"))) == (0, 0, 1, 1)
    assert pair() == ("SE", None)
    bring_in(register, text.format("SE", "2120001355"))
    assert pair() == ("SE", "2120001355")
    outcome = bring_in(register, text.format("DK", ""), on_match="update")
    assert (row_counts(outcome), pair()) == ((0, 0, 1, 1), ("SE", "2120001355"))
    bring_in(register, text.format("DK", "13585628"), on_match="update")
    assert pair() == ("DK", "13585628")
    bring_in(register, text.format("FI", ""), on_match="update", empty_clears=True)
    assert pair() == ("FI", None)


def test_a_column_of_registration_numbers_without_a_country_may_be_empty(register: Path) -> None:
    outcome = bring_in(register, "name,registration_number\nRetro,\n")
    assert row_counts(outcome) == (1, 0, 0, 0)
    outcome = bring_in(register, "name,registration_number\nNord,13585628\n")
    assert reasons(outcome) == [
        (
            2,
            "registration_number",
            "can be checked only with a country; give the country too, as DK",
        )
    ]


def test_names_that_are_wrapped_within_their_cell_stand_on_one_line(register: Path) -> None:
    bring_in(register, 'name,municipality,notes\n"Café\nRetro","Aar\r\n hus","a\nb"\n')
    (row,) = partner_rows(register)
    assert (row["name"], row["municipality"], row["notes"]) == ("Café Retro", "Aar hus", "a\nb")


def test_new_partners_that_are_called_nearly_as_known_ones_are_told(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Dansk Røde Kors Ungdom", municipality="Aarhus")
        partner(work, "Dansk Røde Kors Ungdom", municipality="Odense")
    outcome = bring_in(
        register, "name,municipality\nDansk Røde Kors Ungdomm,Odense\nNoget andet,Aarhus\n"
    )
    assert outcome.look_alikes is not None
    assert [tuple(one) for one in outcome.look_alikes] == [
        (2, "Dansk Røde Kors Ungdomm", 2, "Dansk Røde Kors Ungdom")
    ]
    assert one(register, "SELECT count(*) FROM partner") == 4
