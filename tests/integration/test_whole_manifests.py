"""Manifests of whole exports that cannot be: told before a register is made."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from helpers.actions import named, staff, writing
from helpers.archives import JOURNAL, export, rebuild, rewrite, rows_of
from partnerreg.errors import InvalidInput
from partnerreg.tables import Unit
from partnerreg.transfer.archive.files import open_archive
from partnerreg.transfer.archive.layout import parts


@pytest.fixture
def folder(tmp_path: Path, filled: Path) -> Path:
    folder = tmp_path / "whole"
    export(filled, folder)
    return folder


def refusal(folder: Path, part: str, changed: dict[str, Any]) -> str:
    """What is said of an export with such a part in its manifest."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest[part].update(changed)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        open_archive(str(folder))
    assert "Export the register again" in caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("table", ["ghost", "operation", "partners", ""])
def test_a_table_that_no_export_has_is_named(folder: Path, table: str) -> None:
    said = refusal(folder, "last_numbers", {table: 1})
    assert f"manifest.json is damaged: last_numbers names {table!r}" in said


@pytest.mark.parametrize("number", [2**53, 2**63 - 1, 10**400, -1])
def test_a_last_number_that_no_row_can_have_is_told(folder: Path, number: int) -> None:
    said = refusal(folder, "last_numbers", {"partner": number})
    assert f"the last number of 'partner' is {number:,}, which is not from 0 to" in said


@pytest.mark.parametrize("number", [float("inf"), float("nan"), None, "many", []])
def test_what_is_no_number_is_damage(folder: Path, number: object) -> None:
    assert refusal(folder, "last_numbers", {"partner": number}).endswith("is damaged.")
    assert refusal(folder, "files", {"tags.csv": {"rows": number}}).endswith("is damaged.")


def test_after_the_highest_number_that_is_taken_there_are_more(
    folder: Path, register: Path
) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["last_numbers"]["unit"] = 2**53 - 1
    path.write_text(json.dumps(manifest), encoding="utf-8")
    rebuild(folder, register)
    with writing(register) as work:
        assert named(work, Unit, "Ny") == 2**53


@pytest.mark.parametrize("number", ["9007199254740992", "9" * 5000, "-1", "1.0"])
def test_a_row_with_a_number_after_which_there_are_none_is_told(
    folder: Path, register: Path, number: str
) -> None:
    rewrite(folder, "units.csv", lambda text: text.replace("\n1,", f"\n{number},", 1))
    with pytest.raises(InvalidInput, match=r"units.csv, line 2, number: '.*' is not a number of"):
        rebuild(folder, register)


def test_an_export_of_before_a_column_was_there_is_taken_in_with_nothing_in_it(
    register: Path, empty_register: Path, tmp_path: Path
) -> None:
    folder, new = tmp_path / "before", Path(shutil.copy(empty_register, tmp_path / "new.db"))
    with writing(register) as work:
        staff(work, "Mette")
    export(register, folder)
    rewrite(folder, "staff.csv", lambda text: _without(text, "phone"))
    with pytest.raises(InvalidInput, match=r"staff.csv, line 1: the columns are not number,"):
        rebuild(folder, new)

    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["format"] = 2
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    rebuild(folder, new)
    assert rows_of(new, besides=JOURNAL) == rows_of(register, besides=JOURNAL)


def _newer_than(format_: int) -> frozenset[str]:
    """The tables that a format of whole exports had no files of."""
    return frozenset(part.table_name for part in parts() if part.since_format > format_)


def test_what_the_first_format_had_no_file_of_says_since_which_one_there_is() -> None:
    assert {part.plural for part in parts() if part.since_format == 1} == {
        *("partners", "contacts", "agreements", "activities", "evaluations"),
        *("staff", "units", "areas", "goals"),
        *("levels", "tags", "contributions", "documents", "assignments"),
        *("partner_areas", "partner_goals", "participants"),
    }


def _leave_out(folder: Path, file: str, column: str) -> None:
    """A column that earlier formats did not know, and the rows that say something in it."""
    rewrite(folder, file, lambda text: _without(text, column, rows=True))
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    text = (folder / file).read_text(encoding="utf-8")
    manifest["files"][file]["rows"] = len(list(csv.reader(io.StringIO(text)))) - 1
    path.write_text(json.dumps(manifest), encoding="utf-8")


def _without(text: str, column: str, *, rows: bool = False) -> str:
    """A CSV file without a column, and perhaps without the rows that say something in it."""
    header, *found = csv.reader(io.StringIO(text, newline=""))
    place, file = header.index(column), io.StringIO(newline="")
    kept = [header, *(row for row in found if not (rows and row[place]))]
    csv.writer(file, lineterminator="\n").writerows(
        [cell for n, cell in enumerate(row) if n != place] for row in kept
    )
    return file.getvalue()


def test_an_export_of_before_meetings_were_remembered_is_taken_in_without_any(
    folder: Path, filled: Path, register: Path
) -> None:
    (folder / "meetings.csv").unlink()
    _leave_out(folder, "activities.csv", "group")
    _leave_out(folder, "documents.csv", "amendment")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["format"] = 1
    del manifest["files"]["meetings.csv"], manifest["last_numbers"]["meeting"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    rebuild(folder, register)
    without = JOURNAL | _newer_than(1) | {"activity", "document"}
    assert rows_of(register, besides=without) == rows_of(filled, besides=without)
    assert rows_of(register)["meeting"] == []
