"""CSV that no spreadsheet calculates, and that every program reads as it was."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.csv_text import (
    EXCEL,
    PLAIN,
    CsvDialect,
    guard,
    guard_apostrophe,
    unguard,
    write_rows,
)

LIKE_A_FORMULA = st.text(alphabet="'=+-@＝＋－＠\t\r\n 1,.a\"", max_size=6) | st.text(max_size=6)
DIALECTS = st.sampled_from([PLAIN, EXCEL, *(CsvDialect(sign) for sign in "\t|:^=+ ")])

FORMULAS = [
    "=1+1",
    "@SUM(A1)",
    "-",
    "+A1",
    "-1+2",
    "+45 12-34",
    "-1e5",
    "\tx",
    "\rx",
    "\nx",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "a", "Café", "'tis", "a=1", "''", "'", "0001", "-5", "-1.234,50", "+45 89 40 92 00"],
)
def test_names_numbers_and_phone_numbers_stay_as_they_are(text: str) -> None:
    assert guard(text) == guard_apostrophe(text) == unguard(text) == text


def test_an_apostrophe_that_is_the_texts_own_gets_another_for_an_import_to_take() -> None:
    assert guard_apostrophe("'=1") == guard("'=1") == "''=1"
    assert guard_apostrophe("=1") == "=1"


@given(text=LIKE_A_FORMULA)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == unguard(guard_apostrophe(text)) == text


@given(text=LIKE_A_FORMULA)
def test_only_what_an_import_would_change_is_guarded_for_programs(text: str) -> None:
    assert (guard_apostrophe(text) != text) == (unguard(text) != text)


@given(rows=st.lists(st.lists(LIKE_A_FORMULA, min_size=2, max_size=2)), dialect=DIALECTS)
def test_every_cell_of_csv_is_guarded_and_no_other_is_changed(
    rows: list[list[str]], dialect: CsvDialect
) -> None:
    def read(text: str) -> list[list[str]]:
        lines = StringIO(text, newline="")
        return list(csv.reader(lines, delimiter=dialect.delimiter, strict=True))

    raw = dialect._replace(raw=True)
    assert read(write_rows(rows, dialect)) == [list(map(guard, row)) for row in rows]
    assert read(write_rows(rows, raw)) == [list(map(guard_apostrophe, row)) for row in rows]


def test_values_that_are_no_texts_are_written_as_they_are() -> None:
    assert write_rows([(-1, None, "-1 or so", -2.5)]) == "-1,,'-1 or so,-2.5\n"
