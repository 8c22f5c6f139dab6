"""What the clock on the wall shows."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partnerreg import clock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="zones are set another way there")

WINTER = datetime(2026, 1, 15, 23, 30, 5, 678, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 23, 30, 5, 678, tzinfo=UTC)


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The zone that the system is in."""
    name: str = request.param
    with monkeypatch.context() as patch:
        patch.setenv("TZ", name)
        time.tzset()
        yield name
    time.tzset()


@pytest.mark.parametrize(
    "zone", ["Europe/Copenhagen", "Pacific/Kiritimati", "America/St_Johns", "UTC"], indirect=True
)
def test_it_is_that_of_the_zone_in_summer_and_in_winter(zone: str) -> None:
    for moment in (WINTER, SUMMER):
        assert clock.local(moment) == moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        day = clock.local(moment).date()
        begins = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
        assert clock.beginning(day) == begins.astimezone(UTC)


@pytest.mark.parametrize(
    "zone",
    ["UTC-25", "UTC+167", "UTC-167", ":/etc/passwd", "\udcff", "<é>-3", "", "x" * 300],
    indirect=True,
)
def test_no_zone_is_too_strange_for_it(zone: str) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    assert abs(clock.local(datetime.now(UTC)) - now) < timedelta(days=8)
    assert abs(clock.today() - now.date()) < timedelta(days=8)
    for day in (date.min, date(2026, 3, 1), date.max):
        begins = clock.beginning(day)
        assert begins.tzinfo is UTC
        assert abs(begins.date() - day) < timedelta(days=8) or day != date(2026, 3, 1)
    assert clock.beginning(date.min) < clock.beginning(date(2026, 3, 1)) < clock.beginning(date.max)
