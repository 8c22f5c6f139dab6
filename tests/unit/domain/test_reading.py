"""Stretches of time as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.parsing import ParseError, days_ahead

START = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("90", 90),
        ("90d", 90),
        (" 90 D ", 90),
        ("0", 0),
        ("12w", 84),
        ("1m", 28),  # the last day of February
        ("3m", 89),
        ("12M", 365),
        ("9999d", 9999),
    ],
)
def test_a_stretch_of_time_is_so_many_days_from_its_start(text: str, days: int) -> None:
    assert days_ahead(text, START) == days


@pytest.mark.parametrize("text", ["", "d", "soon", "-1d", "1.5m", "3y", "3 months", "10000", "²d"])
def test_what_is_no_stretch_of_time_is_said_with_how_to_write_one(text: str) -> None:
    with pytest.raises(ParseError, match="write it as 90d, 12w or 3m"):
        days_ahead(text, START)


@given(st.dates(), st.integers(0, 9999))
def test_months_end_on_the_same_day_of_the_month_or_on_its_last(start: date, months: int) -> None:
    days = days_ahead(f"{months}m", start)

    assert days >= 0
    end = date.fromordinal(start.toordinal() + days)
    last_of_month = end == date.max or (end + timedelta(1)).day == 1
    assert end.day == start.day or last_of_month
