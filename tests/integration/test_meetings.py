"""The meetings that the register remembers, for reports to look back to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import TODAY, ask, dump, meeting, one, writing
from partnerreg.errors import InvalidInput, RegisterError
from partnerreg.queries.meetings import last_meeting
from partnerreg.services.undo import redo, undo

if TYPE_CHECKING:
    from pathlib import Path

HELD = "SELECT held_on FROM meeting ORDER BY id"


def test_a_meeting_is_remembered_with_who_said_so_and_when(register: Path) -> None:
    with writing(register) as work:
        assert meeting(work, date(2026, 2, 20))
    assert ask(register, "SELECT held_on, recorded_at, actor FROM meeting") == [
        ("2026-02-20", "2026-03-01 09:30:00.000000", "tester")
    ]
    assert ask(register, "SELECT table_name, row_id, before FROM change") == [("meeting", 1, None)]


def test_a_day_that_is_remembered_already_stays_as_it_is(register: Path) -> None:
    with writing(register) as work:
        assert meeting(work)
    before = dump(register)
    with writing(register, today=TODAY + timedelta(1)) as work:
        assert not meeting(work, TODAY)
    assert dump(register) == before


def test_a_meeting_that_is_still_to_come_is_refused(register: Path) -> None:
    with (
        pytest.raises(InvalidInput, match="2026-03-02 lies in the future"),
        writing(register) as work,
    ):
        meeting(work, TODAY + timedelta(1))
    assert ask(register, HELD) == []


def test_a_meeting_is_taken_back_and_brought_back(register: Path) -> None:
    with writing(register) as work:
        meeting(work)
    with writing(register) as work:
        assert dict(undo(work).counts) == {"meeting": (1, 0, 0)}
    assert ask(register, HELD) == []
    with writing(register) as work:
        redo(work)
    assert ask(register, HELD) == [("2026-03-01",)]


def test_a_meeting_is_not_brought_back_where_its_day_was_noted_anew(register: Path) -> None:
    with writing(register) as work:
        meeting(work)
    with writing(register) as work:
        undo(work)
    with writing(register) as work:
        meeting(work)
    with (
        pytest.raises(RegisterError, match="meeting #1: what is unique has been given to another"),
        writing(register) as work,
    ):
        redo(work)
    assert one(register, "SELECT id FROM meeting") == 2


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.sets(st.dates(TODAY - timedelta(6), TODAY)),
    day=st.dates(TODAY - timedelta(8), TODAY + timedelta(2)),
)
def test_the_last_meeting_is_the_latest_before_the_day(
    register: Path, days: set[date], day: date
) -> None:
    with writing(register, dry_run=True) as work:
        for held in days:
            meeting(work, held)
        found = work.reader.first(last_meeting, before=day)
    assert (found and found.held_on) == max((held for held in days if held < day), default=None)
