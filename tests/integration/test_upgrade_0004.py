"""Registers of before 0004 remember no meetings; from then on they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command

from helpers.actions import TODAY, ask, meeting, one, writing
from helpers.database_schema import schema
from helpers.random_actions import bytes_of
from partnerreg.db import migrate
from partnerreg.db.dialects import dialect
from partnerreg.db.opening import ensure_current
from partnerreg.db.version import HEAD, State
from partnerreg.services.undo import undo

if TYPE_CHECKING:
    from pathlib import Path


def take_down(path: Path) -> None:
    """Make a register of before 0004 of one of today."""
    migrate._run(path, lambda config: command.downgrade(config, "0003"))


def test_all_that_a_register_of_before_held_is_there_and_a_meeting_can_be_remembered(
    filled: Path, told: list[str]
) -> None:
    before, today = bytes_of(filled), sorted(schema(filled))
    take_down(filled)
    assert dialect.state(filled) is State.OLDER
    then = {name for (name,) in ask(filled, "SELECT name FROM sqlite_master")}
    assert "meeting" not in then
    ensure_current(filled, told.append)
    assert len(told) == 1
    assert one(filled, "SELECT version_num FROM alembic_version") == HEAD
    assert sorted(schema(filled)) == today
    assert bytes_of(filled) == {t: rows if t in then else [] for t, rows in before.items()}
    with writing(filled) as work:
        assert meeting(work, TODAY)
    assert one(filled, "SELECT held_on FROM meeting") == TODAY.isoformat()


def test_what_was_done_before_the_upgrade_can_still_be_taken_back(
    filled: Path, told: list[str]
) -> None:
    take_down(filled)
    ensure_current(filled, told.append)
    last = one(filled, "SELECT max(id) FROM operation")
    for number in range(last, 0, -1):
        with writing(filled) as work:
            assert undo(work, number).kept == []
    assert not any(bytes_of(filled).values())
