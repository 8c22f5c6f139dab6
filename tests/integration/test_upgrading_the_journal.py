"""Registers of the first version, whose journal knows neither ranges nor undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic import command

from helpers.actions import ask, one, writing
from helpers.bulk_imports import bring_in
from helpers.database_schema import constraints, schema
from helpers.earlier_registers import forget, tables_since
from helpers.random_actions import bytes_of
from partnerreg.db import migrate
from partnerreg.db.dialects import dialect
from partnerreg.db.migrate import bring_up_to_date
from partnerreg.db.opening import ensure_current
from partnerreg.db.version import State
from partnerreg.services.undo import redo, undo

if TYPE_CHECKING:
    from pathlib import Path

OLD = "id, operation_id, table_name, row_id, partner_id, before, after"


def take_down(path: Path) -> None:
    """Make a register of the first version of one of today."""
    migrate._run(path, lambda config: command.downgrade(config, "0001"))


def test_a_register_taken_down_is_one_of_the_first_version(filled: Path, tmp_path: Path) -> None:
    bring_up_to_date(tmp_path / "first.db", target="0001")
    take_down(filled)
    assert dialect.state(filled) is State.OLDER
    assert constraints(filled) == constraints(tmp_path / "first.db")


def test_a_journal_of_the_first_version_is_upgraded_unharmed_and_can_be_taken_back(
    filled: Path, tmp_path: Path, told: list[str]
) -> None:
    forget(filled, tmp_path / "then.db", tables_since("0001", tmp_path / "then.db"))
    rows = ask(filled, f"SELECT {OLD} FROM change")
    operations = ask(filled, "SELECT * FROM operation")
    before, today = bytes_of(filled), sorted(schema(filled))
    take_down(filled)
    assert ask(filled, f"SELECT {OLD} FROM change") == rows
    assert one(filled, "SELECT count(*) FROM pragma_table_info('operation')") == 5

    ensure_current(filled, told.append)
    assert len(told) == 1
    assert ask(filled, f"SELECT {OLD} FROM change") == rows
    assert ask(filled, "SELECT * FROM operation") == operations
    assert one(filled, "SELECT count(*) FROM change WHERE last_row_id IS NOT NULL") == 0
    assert sorted(schema(filled)) == today
    assert bytes_of(filled) == before

    for _ in operations:
        with writing(filled) as work:
            assert undo(work).kept == []
    assert not any(bytes_of(filled).values())
    for _ in operations:
        with writing(filled) as work:
            redo(work)
    assert bytes_of(filled) == before
    last = operations[-1][0]
    assert one(filled, "SELECT min(id) FROM operation WHERE takes_back_id IS NOT NULL") == last + 1


def test_a_journal_with_ranges_is_not_taken_down_for_the_old_one_cannot_tell_them(
    filled: Path,
) -> None:
    with writing(filled) as work:
        bring_in(work, 2)
    before = ask(filled, "SELECT * FROM change")
    with pytest.raises(sa.exc.IntegrityError, match="ck_change_says_something"):
        take_down(filled)
    assert ask(filled, "SELECT * FROM change") == before
    assert dialect.state(filled) is State.CURRENT
