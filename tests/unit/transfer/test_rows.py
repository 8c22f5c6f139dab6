"""Records as rows of the stage, or as what is wrong with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.cli.remedies import sentence
from partnerreg.errors import InvalidInput
from partnerreg.nouns.registry import noun
from partnerreg.queries.things import things
from partnerreg.reports.imports import Rejection
from partnerreg.transfer.import_list import read_settings
from partnerreg.transfer.lookups import Lookups
from partnerreg.transfer.mapping.columns import match_headers
from partnerreg.transfer.nouns import spec_of
from partnerreg.transfer.readers.dates import DayReader
from partnerreg.transfer.rows import RowReader
from partnerreg.transfer.stage import Items

if TYPE_CHECKING:
    from collections.abc import Sequence


PARTNERS = spec_of("partners")
WORDS = PARTNERS.words


class _House:
    """A register with one unit, and nothing else."""

    def all(self, question: object, **_: object) -> list[Any]:
        return [_Unit] if question is things(noun("unit")) else []


class _Unit:
    id = 7
    name = "Huset"


def reader_of(headers: Sequence[str], settings: Sequence[str] = ()) -> RowReader:
    columns = match_headers(headers, (), WORDS, ["name"])
    find = Lookups(_House(), Items(), DayReader(), date(2026, 3, 1))  # type: ignore[arg-type]
    defaults = read_settings(settings, WORDS)
    return RowReader(PARTNERS, PARTNERS.cells(find), columns, defaults, sentence)


def read(
    headers: str, *records: Sequence[str], settings: Sequence[str] = ()
) -> tuple[list[dict[str, Any]], list[Rejection]]:
    reader = reader_of(headers.split(","), settings)
    rejected: list[Rejection] = []
    rows = reader.read([(n, list(cells), None) for n, cells in enumerate(records, 2)], rejected)
    return [dict(zip(("line", *reader.staged), row, strict=True)) for row in rows], rejected


def test_a_row_holds_what_sqlite_stores_of_the_fields_that_the_list_has() -> None:
    (row,), _ = read(
        "name,sector,scope,youth,pilot_until,level,unit,municipality",
        ["Café Århus", "forening", "lokal", "ja", "31.12.2026", "niveau 1", "HUSET", "Åbo"],
    )
    expected = {
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
    }
    assert expected.items() <= row.items()
    assert {type(value) for value in row.values()} == {int, str, bool}


def test_equal_cells_of_several_things_have_equal_numbers_and_empty_ones_none() -> None:
    rows, _ = read("name,tags", ["A", "x; y"], ["B", "y; x"], ["C", "x; y"], ["D", " ; "])
    cells = [row["tags"] for row in rows]
    assert cells[0] == cells[2] != cells[1]
    assert cells[3] is None


def test_what_is_wrong_is_told_with_the_columns_own_header() -> None:
    rows, rejected = read("Navn,Pilot til", ["Retro", "31-31-2026"], ["Nord", ""])
    assert [row["name"] for row in rows] == ["Nord"]
    reason = "'31-31-2026' is not a day of the calendar: month must be in 1..12"
    assert rejected == [Rejection(2, "Pilot til", reason, "31-31-2026")]


def test_what_is_wrong_only_together_with_a_setting_names_the_cell() -> None:
    rows, rejected = read("Navn,CVR", ["Retro", "1"], settings=["land=Danmark"])
    assert rows == []
    assert [(found.column, found.value) for found in rejected] == [("CVR", "1")]


def test_a_cell_that_depends_on_a_wrong_one_is_not_blamed_too() -> None:
    _, rejected = read(
        "name,country,registration_number,contact phone", ["Retro", "Utopia", "1", "86 12 34 56"]
    )
    assert [found.column for found in rejected] == ["country"]


def test_a_long_value_is_handed_on_in_part() -> None:
    _, (found,) = read("name,sector", ["Retro", "x" * 10_000])
    assert found.value is not None
    assert len(found.value) == 200


def test_a_row_that_could_not_be_cut_is_rejected_as_a_whole() -> None:
    rejected: list[Rejection] = []
    records = [(5, [], "2 cells where the header has 1")]
    assert reader_of(["name"]).read(records, rejected) == []
    assert rejected == [Rejection(5, None, "2 cells where the header has 1", "")]


CELLS = {
    "name": ["Retro", " Nord ", "", "'=x", "\u200b"],
    "sector": ["", "public", "forening", "foo"],
    "municipality": ["", "Åbo", " x ", "a\x00b"],
    "country": ["", "DK", "Sverige", "Utopia"],
    "registration_number": ["", "13585628", "1"],
    "website": ["", "retro.dk", "nope"],
    "notes": ["", "a\nb", "'=1+1", " x"],
    "involves_youth": ["", "ja", "?"],
}


@given(
    rows=st.lists(
        st.tuples(*[st.sampled_from(cells) for cells in CELLS.values()]), min_size=1, max_size=30
    ),
    cut=st.sets(st.integers(0, 29)),
)
def test_a_bad_cell_shifts_no_other_row_and_no_other_cell(
    rows: list[tuple[str, ...]], cut: set[int]
) -> None:
    """Column by column the same comes out as from each row by itself."""
    records = [(n, list(row), "cut" if n in cut else None) for n, row in enumerate(rows)]
    together: list[Rejection] = []
    good = reader_of(list(CELLS)).read(records, together)
    alone: list[Rejection] = []
    one_by_one = [row for record in records for row in reader_of(list(CELLS)).read([record], alone)]
    assert good == one_by_one
    assert sorted(together, key=repr) == sorted(alone, key=repr)
    assert {row[0] for row in good}.isdisjoint({found.line for found in together})


def test_settings_name_fields_in_any_language() -> None:
    said = ["Hjemmeside=a=b", "sektor = privat"]
    assert read_settings(said, WORDS) == {"website": "a=b", "sector": " privat"}


def test_a_setting_given_twice_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_settings(["country=DK", "land=SE"], WORDS)
    assert sentence(caught.value.message) == "--set country was given twice."
