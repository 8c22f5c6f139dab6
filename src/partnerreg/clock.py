"""The clock on the wall: what it shows at a moment, whatever the system says of its zone.

Python's own local times refuse a zone that is a day or more from UTC, as a mistyped one is.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

# Zones are a week from UTC at most, and nothing was recorded in the years beyond these days.
_FIRST, _LAST = date(1970, 1, 8), date(9999, 12, 24)


def today() -> date:
    """Today, by the local calendar."""
    return local(datetime.now(tz=UTC)).date()


def local(moment: datetime) -> datetime:
    """What the clock shows at a moment; without a zone."""
    shown = time.localtime(moment.timestamp())
    return datetime(*shown[:6], moment.microsecond)  # noqa: DTZ001  # the zone is the clock's


def beginning(day: date) -> datetime:
    """When a day begins here, in UTC; near enough for days on which nothing was recorded."""
    year, month, number = min(max(day, _FIRST), _LAST).timetuple()[:3]
    return datetime.fromtimestamp(time.mktime((year, month, number, 0, 0, 0, 0, 0, -1)), UTC)
