"""A register of any earlier revision is upgraded with all rows, and all of it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from helpers.actions import TODAY, ask, meeting, one, writing
from helpers.bulk_imports import bring_in
from helpers.database_schema import schema
from helpers.earlier_registers import EARLIER, forget, tables_since, take_down
from helpers.random_actions import bytes_of
from partnerreg.db.opening import ensure_current
from partnerreg.db.version import HEAD
from partnerreg.services.undo import redo, undo

if TYPE_CHECKING:
    from pathlib import Path


# Each takes long: in `make test` those that registers in use may have, and the last ones.
SOME = EARLIER if settings.default.max_examples > 100 else sorted({*EARLIER[:4], *EARLIER[-2:]})


def test_there_is_an_earlier_revision() -> None:
    assert EARLIER[0] == "0001"


def everything(path: Path, later: list[str]) -> dict[str, Any]:
    """All rows, what the journal says, and how the tables are made; but for rows of some tables."""
    rows = bytes_of(path) | {table: [] for table in later}
    for table in ("operation", "change", "content"):
        rows[table] = ask(path, f"SELECT * FROM {table} ORDER BY 1")
    rows["change"] = [row for row in rows["change"] if not {*later}.intersection(row)]
    return rows | {"schema": sorted(schema(path))}


@pytest.mark.parametrize("revision", SOME)
def test_a_register_of_a_revision_keeps_its_rows_and_what_was_done_can_be_taken_back(
    filled: Path, tmp_path: Path, told: list[str], revision: str
) -> None:
    later = tables_since(revision, tmp_path / "then.db")
    ranges = revision >= "0002"  # of rows that were added, and of those that were removed
    if ranges:
        for _ in range(2):
            with writing(filled) as work:
                bring_in(work, 60)
        with writing(filled) as work:
            assert undo(work).kept == []
    forget(filled, tmp_path / "then.db", later)
    before = everything(filled, later)
    told_of = "SELECT DISTINCT operation_id FROM change ORDER BY 1"
    operations = [number for (number,) in ask(filled, told_of)]
    take_down(filled, revision)
    ensure_current(filled, told.append)
    assert len(told) == 1
    assert one(filled, "SELECT version_num FROM alembic_version") == HEAD
    assert everything(filled, later) == before

    rows = bytes_of(filled)
    if ranges:
        with writing(filled) as work:
            assert redo(work).kept == []
        with writing(filled) as work:
            assert undo(work).kept == []
        assert bytes_of(filled) == rows
        del operations[-2:]
    for number in reversed(operations):
        with writing(filled) as work:
            assert undo(work, number).kept == []
    assert not any(bytes_of(filled).values())
    for _ in operations:
        with writing(filled) as work:
            assert redo(work).kept == []
    assert bytes_of(filled) == rows


def test_a_register_of_before_meetings_were_remembered_can_remember_one(
    filled: Path, tmp_path: Path, told: list[str]
) -> None:
    later = tables_since("0003", tmp_path / "then.db")
    assert "meeting" in later
    forget(filled, tmp_path / "then.db", later)
    take_down(filled, "0003")
    ensure_current(filled, told.append)
    with writing(filled) as work:
        assert meeting(work, TODAY)
    assert one(filled, "SELECT held_on FROM meeting") == TODAY.isoformat()
