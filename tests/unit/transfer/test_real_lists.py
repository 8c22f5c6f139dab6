"""Real files, in every dialect people have: each is read as expected, or refused with a reason.

`csv_dialects.csv` beside this file says what is expected of each.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from partnerreg.errors import InvalidInput
from partnerreg.transfer.header_words import listed_nouns, words_of
from partnerreg.transfer.mapping.columns import match_headers
from partnerreg.transfer.readers.source import CsvSource, open_source

WORDS = {noun: words_of(noun) for noun in listed_nouns()}

DATA = Path(__file__).parents[4] / "shared" / "data"
DIALECTS = DATA / "csv-dialects"
SPECTRUM = DIALECTS / "csv-spectrum"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the folder of real files, ../shared/data, is not there"
)

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "colon": ":", "none": None}
with Path(__file__).with_name("csv_dialects.csv").open(encoding="utf-8", newline="") as table:
    EXPECTED = {row["file"]: row for row in csv.DictReader(table)}


@pytest.mark.parametrize("file", EXPECTED)
def test_a_real_file_is_read_as_expected_or_refused_with_the_reason(file: str) -> None:
    expected = EXPECTED[file]
    path = DIALECTS / file
    if expected["refused"]:
        with pytest.raises(InvalidInput) as caught:
            read(path)
        assert caught.value.message.startswith(str(path))
        assert expected["refused"] in caught.value.message
        return
    assert read(path) == {
        "encoding": expected["encoding"],
        "bom": bool(expected["bom"]),
        "assumed": bool(expected["assumed"]),
        "delimiter": DELIMITERS[expected["delimiter"]],
        "header_line": int(expected["header_line"]),
        "columns": int(expected["columns"]),
        "rows": int(expected["rows"]),
        "blank_rows": int(expected["blank_rows"]),
        "problem_lines": [int(line) for line in expected["problem_lines"].split()],
    }


def read(path: Path) -> dict[str, object]:
    with open_source(path) as source:
        assert isinstance(source, CsvSource)
        found = list(source)
        encoding, dialect = source.detected.encoding, source.detected.dialect
        return {
            "encoding": encoding.codec,
            "bom": encoding.bom,
            "assumed": encoding.assumed,
            "delimiter": dialect.delimiter,
            "header_line": source.header_line,
            "columns": len(source.headers),
            "rows": len(found),
            "blank_rows": source.blank_rows,
            "problem_lines": [line for line, _, problem in found if problem],
        }


CARS = ("Year", "Make", "Model", "Description", "Price")


@pytest.mark.parametrize(
    ("file", "skipped", "headers", "rows", "problem_lines"),
    [
        ("csvkit/test_skip_lines.csv", 3, ("a", "b", "c"), 1, []),
        (
            "csvkit/bad_skip_lines.csv",
            3,
            ("column_a", "column_b", "column_c"),
            3,
            [5, 6],
        ),
        ("frictionless/skip-rows-before-headers.csv", 1, ("id", "name"), 2, []),
        ("frictionless/matrix-with-comment.csv", 1, ("f1", "f2", "f3", "f4"), 4, []),
        ("frictionless/skip-rows.csv", 1, ("id", "name"), 3, [4]),
        ("univocity/issues__github_7__input.csv", 1, ("A", "B", "C"), 1, []),
        ("univocity/examples__example.csv", 5, CARS, 6, [10]),
        ("univocity/examples__example.tsv", 4, CARS, 6, [9]),
        ("univocity/csv__essential.csv", 1, CARS, 15, [7, 10, *range(17, 22)]),
        ("univocity/csv__essential-dos.csv", 1, CARS, 15, [7, 10, *range(17, 22)]),
        ("univocity/csv__essential-mac.csv", 1, CARS, 15, [7, 10, *range(17, 22)]),
        ("univocity/tsv__essential.tsv", 1, CARS, 15, [7, 9, 22]),
    ],
)
def test_a_real_file_with_lines_above_its_header_is_read_when_they_are_skipped(
    file: str, skipped: int, headers: tuple[str, ...], rows: int, problem_lines: list[int]
) -> None:
    # A remark between the rows stays a row that does not fit, and a quoted cell ends at its quote.
    with open_source(DIALECTS / file, skip_lines=skipped) as source:
        found = list(source)
        assert source.headers == headers
    assert len(found) == rows
    assert [line for line, _, problem in found if problem] == problem_lines


@pytest.mark.parametrize(
    ("file", "first", "rows", "problem_lines"),
    [
        ("csvkit/no_header_row.csv", ["1", "2", "3"], 1, []),
        ("csvkit/no_header_row3.csv", ["1", "2", "3"], 2, []),
        ("frictionless/without-headers.csv", ["1", "english"], 3, []),
        (
            "rust-csv/smallpop-no-headers.csv",
            ["Southborough", "MA", "United States", "9686"],
            10,
            [],
        ),
        ("rust-csv/strange.csv", ['"Hacksaw" Jim Duggan', "1987"], 7, [3, 4]),
        ("univocity/csv__iterating_test.csv", ["a", " b", " c"], 6, [4, 5, 6]),
    ],
)
def test_a_real_file_without_header_is_read_when_that_is_said(
    file: str, first: list[str], rows: int, problem_lines: list[int]
) -> None:
    with open_source(DIALECTS / file, has_header=False) as source:
        found = list(source)
        assert source.headers == tuple(f"column {n}" for n in range(1, len(first) + 1))
    assert found[0] == (1, first, None)
    assert len(found) == rows
    assert [line for line, _, problem in found if problem] == problem_lines


def test_escaped_quotes_of_a_real_file_are_read() -> None:
    with open_source(DIALECTS / "univocity/examples__european.csv") as source:
        assert [cells[3:] for _, cells, _ in source] == [
            ["ac; abs; moon", "3000,00"],
            ["", "4900,00"],
            ["MUST SELL!\nair; moon roof; loaded", "4799,00"],
            ["", "5000,00"],
            ["", "4900,00"],
        ]
        assert [cells[2] for _, cells, _ in source][1::2] == [
            'Venture "Extended Edition"',
            'Venture "Extended Edition; Very Large"',
        ]
    with open_source(DIALECTS / "univocity/examples__escape.csv") as source:
        assert source.headers == ('You are "beautiful"',)
        assert list(source) == [(2, ['Yes, \\"in the inside"\\'], None)]


def test_no_real_file_is_left_untried() -> None:
    there = {path.relative_to(DIALECTS).as_posix() for path in DIALECTS.rglob("*")}
    files = {name for name in there if (DIALECTS / name).is_file() and not name.endswith(".json")}
    assert files == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(path.stem for path in SPECTRUM.glob("csvs/*.csv")))
def test_csv_spectrum_is_read_as_its_answers_say(name: str) -> None:
    oracle = json.loads((SPECTRUM / "json" / f"{name}.json").read_text(encoding="utf-8"))
    answer = oracle if isinstance(oracle, list) else [oracle]
    with open_source(SPECTRUM / "csvs" / f"{name}.csv") as source:
        found = [dict(zip(source.headers, cells, strict=True)) for _, cells, _ in source]
    if name == "location_coordinates":  # its answer has another phone number than its file
        for row in (*answer, *found):
            del row["Contact Phone Number"]
    assert found == answer


@pytest.mark.parametrize(
    ("file", "delimiter", "rows", "maps", "positions"),
    [
        (
            "dk_public_libraries.csv",
            ";",
            97,
            ["biblioteksnummer=external_id", "kommune_key="],
            {"name": 2, "website": 3, "external_id": 1},
        ),
        (
            "se_public_bodies.csv",
            ",",
            652,
            ["id=external_id"],
            {"name": 1, "website": 10, "external_id": 0, "tags": 16},
        ),
        (
            "no_municipalities.csv",
            ",",
            356,
            ["Kommunenavn=name", "Kommunenavn=municipality", "Nr=external_id"],
            {"name": 1, "municipality": 1, "region": 3, "website": 5, "external_id": 0},
        ),
        (
            "hsds_organizations.csv",
            ",",
            8,
            ["id=external_id"],
            {"name": 9, "website": 12, "external_id": 0},
        ),
    ],
)
def test_a_public_list_of_organisations_is_read_and_its_columns_found(
    file: str, delimiter: str, rows: int, maps: list[str], positions: dict[str, int]
) -> None:
    with open_source(DATA / "organisations" / file) as source:
        columns = match_headers(source.headers, maps, *WORDS["partners"])
        found = list(source)
        parts = source.detected.parts()
        assert (parts["encoding"], parts["delimiter"]) == ("utf-8", delimiter)
    assert dict(columns.positions) == positions
    assert len(found) == rows
    assert {problem for _, _, problem in found} == {None}
    assert all(cells[columns.positions["name"]].strip() for _, cells, _ in found)
