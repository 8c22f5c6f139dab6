"""What an operation did, read from the journal line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.actions import (
    contact,
    one,
    partner,
    remove,
    writing,
)
from helpers.bulk_imports import bring_in
from helpers.filled_register import CAFE
from helpers.random_actions import JOURNALED
from partnerreg.cli.remedies import sentence
from partnerreg.db.opening import open_reader
from partnerreg.nouns import registry
from partnerreg.queries import journal
from partnerreg.reports.history import operation
from partnerreg.reports.operation_diff import FieldChange, FieldChanges, derived, lines_of
from partnerreg.reports.undo import things
from partnerreg.services.undo import undo
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def lines(path: Path, number: int) -> list[FieldChange]:
    reader = open_reader(path, pytest.fail)
    found = list(lines_of(reader, number))
    reader.close()
    return found


def last(path: Path) -> int:
    return int(one(path, "SELECT max(id) FROM operation"))


def test_every_journaled_table_has_a_noun() -> None:
    assert sorted(registry.tables()) == JOURNALED
    assert things("activity", 1) == "1 activity"
    assert things("activity", 2000) == "2,000 activities"


def test_columns_that_help_to_find_and_sort_are_not_shown() -> None:
    hidden = {column.name for table in registry.tables() for column in metadata.tables[table].c}
    assert {name for name in hidden if derived(name)} == {
        name for name in hidden if name.endswith("_key") or name.startswith("sort_")
    }


def test_a_removed_row_is_shown_with_what_it_held(filled: Path) -> None:
    with writing(filled) as work:
        remove(work, "contact", 3)
    found = {line.field: (line.change, line.old, line.new) for line in lines(filled, last(filled))}
    assert found["name"] == ("removed", "Eva", None)
    assert found["is primary"] == ("removed", "yes", None)
    assert "search key" not in found
    assert {line.partner for line in lines(filled, last(filled))} == {"Café Retro"}


def test_a_range_is_shown_as_it_was_added_whatever_came_of_its_rows(filled: Path) -> None:
    with writing(filled) as work:
        bring_in(work, 700)
    number = last(filled)
    added = lines(filled, number)
    assert len([line for line in added if line.field == "name"]) == 1400

    with writing(filled) as work:
        remove(work, "contact", one(filled, "SELECT max(id) FROM contact"))
    with writing(filled) as work:
        undo(work)
    with writing(filled) as work:
        undo(work)
    nameless = [line._replace(partner=None) for line in added]
    assert [line._replace(partner=None) for line in lines(filled, number)] == nameless

    removed = lines(filled, last(filled))
    assert [(line.thing, line.id, line.field, line.old) for line in removed] == [
        (line.thing, line.id, line.field, line.new) for line in added
    ]


def test_an_operation_counts_the_rows_of_its_ranges(filled: Path) -> None:
    with writing(filled) as work:
        bring_in(work, 120)
        contact(work, CAFE, "Åse")
    with writing(filled) as work:
        row = work.reader.first(journal.operations, number=last(filled))
    assert row is not None
    assert row.rows == 721


def test_a_long_operation_is_shown_by_its_first_lines_and_said_to_be_longer(filled: Path) -> None:
    with writing(filled) as work:
        partner(work, "Ny")
    reader = open_reader(filled, pytest.fail)
    row = reader.first(journal.operations)
    assert row is not None
    report = operation(reader, row, 3)
    assert len(report.main.rows) == 3
    assert [sentence(note) for note in report.notes] == [
        "The first 3 lines; --all shows all of the 2 rows."
    ]
    whole = operation(reader, row, None)
    assert list(whole.main.rows) == lines(filled, row.id)
    assert operation(reader, row, 100).notes == []
    reader.close()


def test_lines_are_read_as_they_are_asked_for_and_none_is_kept() -> None:
    begun = []

    def make() -> Iterator[FieldChange]:
        begun.append("again")
        for number in range(10):
            yield FieldChange("partner", number, None, None, None, "added", "name", None, "x")

    found = FieldChanges(make)
    assert begun == []
    assert len(found) == 10
    assert [line.id for start in range(0, 10, 4) for line in found[start : start + 4]] == list(
        range(10)
    )
    assert begun == ["again"] * 2
    assert found[7].id == 7
    assert [line.id for line in found[2:3]] == [2]
