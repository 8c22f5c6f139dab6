"""Real files, in every dialect people have: each is read as expected, or refused with a reason.

`csv_dialects.csv` beside this file says what is expected of each.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from partnerreg.errors import InvalidInput
from partnerreg.transfer.columns import match_headers
from partnerreg.transfer.source import open_csv

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
    with open_csv(path) as source:
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


def test_no_real_file_is_left_untried() -> None:
    there = {path.relative_to(DIALECTS).as_posix() for path in DIALECTS.rglob("*")}
    files = {name for name in there if (DIALECTS / name).is_file() and not name.endswith(".json")}
    assert files == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(path.stem for path in SPECTRUM.glob("csvs/*.csv")))
def test_csv_spectrum_is_read_as_its_answers_say(name: str) -> None:
    oracle = json.loads((SPECTRUM / "json" / f"{name}.json").read_text(encoding="utf-8"))
    answer = oracle if isinstance(oracle, list) else [oracle]
    with open_csv(SPECTRUM / "csvs" / f"{name}.csv") as source:
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
            {"name": 1, "municipality": 1, "website": 5, "external_id": 0},
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
    with open_csv(DATA / "organisations" / file) as source:
        columns = match_headers(source.headers, maps)
        found = list(source)
        assert source.detected.encoding.codec == "utf-8"
        assert source.detected.dialect.delimiter == delimiter
    assert dict(columns.positions) == positions
    assert len(found) == rows
    assert {problem for _, _, problem in found} == {None}
    assert all(cells[columns.positions["name"]].strip() for _, cells, _ in found)
