"""What is counted: hours and times as people write them, sums of what is known, years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain import parsing
from partnerreg.domain.periods import counting_year, year_label
from partnerreg.domain.sums import Sum, sum_of


@pytest.mark.parametrize(
    ("written", "hours"),
    [("2", 2), ("2,5", 2.5), ("2.25", 2.25), ("2:30", 2.5), ("0:20", 0.33), ("02:30:00", 2.5)],
)
def test_hours_are_read_as_numbers_and_as_clocks(written: str, hours: float) -> None:
    assert parsing.hours(written) == hours


@pytest.mark.parametrize("written", ["-1", "2:60", "1.234", "two", "", "1,2,3"])
def test_what_is_no_number_of_hours_is_refused(written: str) -> None:
    with pytest.raises(parsing.ParseError, match="is not a number of hours"):
        parsing.hours(written)


@pytest.mark.parametrize(
    ("written", "times", "hours"),
    [
        ("9-16", "09:00-16:00", 7),
        ("kl. 9.30\u201311", "09:30-11:00", 1.5),
        ("klo 14", "14:00", None),
        ("20:00 - 01:00", "20:00-01:00", 5),
    ],
)
def test_times_are_read_and_what_lies_between_them(
    written: str, times: str, hours: float | None
) -> None:
    assert parsing.times(written) == times
    assert parsing.times(times) == times
    assert parsing.hours_between(times) == hours


@given(st.lists(st.none() | st.integers(0, 10**6).map(lambda n: n / 100)))
def test_what_is_not_known_is_in_no_sum_and_is_never_nought(numbers: list[float | None]) -> None:
    known = [number for number in numbers if number is not None]
    made = sum_of(numbers)
    assert made.unknown == len(numbers) - len(known)
    assert (made.total is None) == (not known)
    if known:
        assert made.total == round(sum(known), 2)


def test_a_sum_without_decimals_is_a_whole_number() -> None:
    assert str(sum_of([0.5, 1.5])) == str(Sum(2, 0))


@given(st.dates(date(2, 1, 1), date(9000, 1, 1)), st.integers(0, 11))
def test_a_day_lies_in_the_year_of_counting_that_begins_last_before_it(
    day: date, shift: int
) -> None:
    first = counting_year(day, shift)
    assert first <= day < date(first.year + 1, first.month, 1)
    assert first.month == shift + 1


def test_a_school_year_is_called_by_both_its_years() -> None:
    assert year_label(counting_year(date(2026, 7, 31), 7)) == "2025/26"
    assert year_label(counting_year(date(2026, 8, 1), 7)) == "2026/27"
    assert year_label(counting_year(date(2026, 8, 1), 0)) == "2026"
