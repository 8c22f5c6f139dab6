"""Records as rows of the stage, or as what is wrong with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from partnerreg.errors import InvalidInput
from partnerreg.reports.imports import Rejected
from partnerreg.transfer.columns import match_headers
from partnerreg.transfer.header_words import PARTNER
from partnerreg.transfer.rows import RowReader, read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence


def read(
    headers: str, *records: Sequence[str], settings: Sequence[str] = ()
) -> tuple[list[dict[str, Any]], list[Rejected]]:
    columns = match_headers(headers.split(","))
    reader = RowReader(columns, read_settings(settings, PARTNER), {"huset": 7})
    rejected: list[Rejected] = []
    lines = [(n, list(cells), None) for n, cells in enumerate(records, 2)]
    rows = list(reader.read(lines, rejected))
    return [dict(zip(reader.staged, row, strict=True)) for row in rows], rejected


def test_a_row_holds_what_sqlite_stores() -> None:
    (row,), _ = read(
        "name,sector,scope,youth,pilot_until,level,unit,municipality",
        ["Café Århus", "forening", "lokal", "ja", "2026-12-31", "niveau 1", "HUSET", "Åbo"],
    )
    assert row == {
        "line": 2,
        "name": "Café Århus",
        "sector": "civil-society",
        "scope": "local",
        "involves_youth": True,
        "pilot_until": "2026-12-31",
        "level": 1,
        "unit_id": 7,
        "municipality": "Åbo",
        "name_key": "cafe aarhus",
        "municipality_key": "aabo",
        "tags": None,
        "sides": None,
        "balance": None,
    }
    assert {type(value) for value in row.values()} == {int, str, bool, type(None)}


def test_tags_and_sides_are_lists_in_a_cell() -> None:
    (row,), _ = read("name,tags,we_give,de får", ["Retro", 'Ærø, "b", ærø', "[x]\ny", "z"])
    assert json.loads(row["tags"]) == [["aeroe", "Ærø"], ['"b"', '"b"']]
    assert json.loads(row["sides"]) == [["we", "give", "[x]\ny"], ["they", "get", "z"]]
    assert row["balance"] == "we_give they_get"


def test_what_is_wrong_is_told_with_the_columns_own_header() -> None:
    rows, rejected = read("Navn,Pilot til", ["Retro", "31-12-2026"], ["Nord", ""])
    assert [row["name"] for row in rows] == ["Nord"]
    reason = "'31-12-2026' is not a date; write it as 2026-03-31"
    assert rejected == [Rejected(2, "Pilot til", reason, "31-12-2026")]


def test_what_is_wrong_only_together_with_a_setting_names_the_cell() -> None:
    rows, rejected = read("Navn,CVR", ["Retro", "1"], settings=["land=Danmark"])
    assert rows == []
    assert [(found.column, found.value) for found in rejected] == [("CVR", "1")]


def test_a_long_value_is_handed_on_in_part() -> None:
    _, (found,) = read("name,sector", ["Retro", "x" * 10_000])
    assert len(found.value) == 200


def test_a_row_that_could_not_be_cut_is_rejected_as_a_whole() -> None:
    reader = RowReader(match_headers(["name"]), {}, {})
    rejected: list[Rejected] = []
    assert list(reader.read([(5, [], "2 cells where the header has 1")], rejected)) == []
    assert rejected == [Rejected(5, None, "2 cells where the header has 1", "")]


def test_settings_name_fields_in_any_language() -> None:
    said = ["Hjemmeside=a=b", "sektor = privat"]
    assert read_settings(said, PARTNER) == {"website": "a=b", "sector": " privat"}


def test_a_setting_given_twice_is_refused() -> None:
    with pytest.raises(InvalidInput, match="--set country was given twice"):
        read_settings(["country=DK", "land=SE"], PARTNER)
