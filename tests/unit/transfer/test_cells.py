"""Several things in a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.transfer.cells import joined, parted

NASTY = st.text(alphabet="ab ;,\"'=\n\r\té", max_size=12) | st.text(max_size=12)
ITEMS = st.lists(NASTY.map(str.strip).filter(bool), max_size=5)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("", []),
        ("  ", []),
        ("musik", ["musik"]),
        ("musik; børn;unge ", ["musik", "børn", "unge"]),
        (";; musik ;;", ["musik"]),
        ("musik\nbørn\r\nunge\rny", ["musik", "børn", "unge", "ny"]),
        ('"Ord; ord, ord"; musik', ["Ord; ord, ord", "musik"]),
        ('"Café ""Retro"""', ['Café "Retro"']),
        ('"a"\n"b;c"\n', ["a", "b;c"]),
        ('Café "Retro"; b', ['Café "Retro"', "b"]),
        ('"Retro" Aarhus; b', ['"Retro" Aarhus', "b"]),
        ('"a; b', ['"a', "b"]),
        ('""; b', ["b"]),
    ],
)
def test_semicolons_and_line_breaks_part_things(cell: str, items: list[str]) -> None:
    assert parted(cell, commas=False) == items
    assert parted(cell, commas=True) == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("musik, børn", ["musik", "børn"]),
        ("musik, børn; unge", ["musik, børn", "unge"]),
        ("musik, børn\nunge", ["musik, børn", "unge"]),
        ('"musik, børn"', ["musik, børn"]),
    ],
)
def test_commas_part_things_where_nothing_else_does(cell: str, items: list[str]) -> None:
    assert parted(cell, commas=True) == items


def test_commas_part_nothing_where_names_hold_them() -> None:
    assert parted("Børn, Unge og Kultur", commas=False) == ["Børn, Unge og Kultur"]


def test_things_are_joined_as_a_person_would_write_them() -> None:
    assert joined(["musik", "børn og unge"]) == "musik; børn og unge"
    assert joined(["a;b", "c, d", 'e "f"', "g"]) == '"a;b"; "c, d"; "e ""f"""; g'
    assert joined([]) == ""


@given(items=ITEMS, commas=st.booleans())
def test_what_is_joined_is_parted_into_the_same(items: list[str], commas: bool) -> None:  # noqa: FBT001 - drawn
    assert parted(joined(items), commas=commas) == items


@given(cell=NASTY, commas=st.booleans())
def test_parts_are_never_blank(cell: str, commas: bool) -> None:  # noqa: FBT001 - drawn
    assert all(item and item == item.strip() for item in parted(cell, commas=commas))


def test_a_long_cell_of_quotes_that_do_not_close_is_parted_all_the_same() -> None:
    assert len(parted('"x;' * 20_000, commas=True)) == 20_000
    assert parted('"' + 'x;""' * 20_000, commas=True)
