"""What no list may make of the register, as no command may."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import (
    TODAY,
    agreement,
    ask,
    edit,
    one,
    partner,
    raw,
    writing,
)
from helpers.filled_register import BARE
from helpers.list_imports import bring_in
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path


def reasons(outcome: Any) -> list[str]:
    return [one.reason for one in outcome.rejected]


def test_agreements_cannot_replace_each_other_in_a_circle(filled: Path) -> None:
    with writing(filled) as work:
        first, second = [agreement(work, BARE, title=title).id for title in "AB"]
    text = (
        "number,partner,kind,title,replaces\n"
        f"{first},#{BARE},written-agreement,A,{second}\n"
        f"{second},#{BARE},written-agreement,B,{first}\n"
    )
    outcome = bring_in(filled, text, noun="agreements", on_match="update")
    assert outcome.bad_rows == 2
    assert reasons(outcome) == ["Would come before itself by what it replaces."] * 2


def test_a_circle_that_is_there_is_no_endless_walk(filled: Path) -> None:
    with writing(filled) as work:
        first, second, third = [agreement(work, BARE, title=title).id for title in "ABC"]
    with raw(filled) as connection:
        connection.execute("UPDATE agreement SET replaces_id = ? WHERE id = ?", [second, first])
        connection.execute("UPDATE agreement SET replaces_id = ? WHERE id = ?", [first, second])
    with writing(filled) as work:
        assert third is not None
        edit(work, "agreement", third, replaces=first)
    assert one(filled, f"SELECT replaces_id FROM agreement WHERE id = {third}") == first


@pytest.mark.parametrize("on_match", ["update", "fill"])
def test_no_list_makes_two_partners_of_one_name_in_one_place(register: Path, on_match: str) -> None:
    with writing(register) as work:
        partner(work, "Dup", municipality="Oslo")
        partner(work, "Alfa")
        partner(work, "dup")
    for row in ["2,DUP,Oslo", "3,dup,oslo"] if on_match == "update" else ["3,dup,oslo"]:
        outcome = bring_in(register, f"number,name,municipality\n{row}\n", on_match=on_match)
        assert reasons(outcome) == ["Another partner is called so already: #1."]


def test_two_rows_cannot_give_two_partners_one_name(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Alfa")
        partner(work, "Beta")
    outcome = bring_in(register, "number,name\n1,Same\n2,Same\n", on_match="update")
    assert outcome.bad_rows == 2
    assert ask(register, "SELECT name FROM partner ORDER BY id") == [("Alfa",), ("Beta",)]


def test_two_partners_can_change_names(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Alfa")
        partner(work, "Beta")
    outcome = bring_in(register, "number,name\n1,Beta\n2,Alfa\n", on_match="update")
    assert (outcome.changed, outcome.bad_rows) == (2, 0)


def test_nobody_who_has_left_comes_in_as_a_coordinator(filled: Path) -> None:
    name = one(filled, "SELECT min(name) FROM staff")
    with raw(filled) as connection:
        connection.execute(
            "UPDATE staff SET ends_on = date(?, '-1 day') WHERE name = ?", [str(TODAY), name]
        )
    outcome = bring_in(filled, f"name,coordinator\nNy,{name}\n")
    assert outcome.bad_rows == 1
    assert reasons(outcome) == [f"{name} was here until {TODAY - timedelta(1)}."]


def test_rejected_rows_take_the_place_of_no_other_file(register: Path) -> None:
    text = "name,level\nA,9\n"
    for place in (register, register.with_name("x.xlsx"), "-"):
        with pytest.raises(InvalidInput):
            bring_in(register, text, rejects=str(place))
    kept = register.with_name("rejected.csv")
    bring_in(register, text, rejects=str(kept))
    bring_in(register, text, rejects=str(kept))
    assert kept.read_text(encoding="utf-8").startswith("name,level,reason")
    assert one(register, "SELECT count(*) FROM partner") == 0
