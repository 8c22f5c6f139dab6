"""Days as lists write them; day and month are never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from partnerreg.cli.remedies import sentence
from partnerreg.transfer.readers.dates import DayReader, Order, find_order

SEPARATORS = st.sampled_from("-./")


def refusal(cell: str, order: Order | None = None) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        DayReader(order)(cell)
    assert caught.value.context is not None
    return sentence(caught.value.context["message"])


@pytest.mark.parametrize(
    "cell",
    [
        "2026-12-31",
        "2026/12/31",
        "2026.12.31",
        "31-12-2026",
        "31.12.2026",
        "31/12/2026",
        "12/31/2026",
        " 31.12.2026 ",
        "2026-12-31 00:00:00",
        "2026-12-31T00:00:00",
        "31-12-2026 00:00",
        "31/12/2026 0:00:00.000",
    ],
)
def test_a_day_with_one_reading_needs_no_order(cell: str) -> None:
    assert DayReader()(cell) == date(2026, 12, 31)


def test_day_and_month_may_have_one_digit() -> None:
    assert DayReader()("2026-1-5") == date(2026, 1, 5)
    assert DayReader(Order.DMY)("1.5.2026") == date(2026, 5, 1)
    assert DayReader(Order.MDY)("1/5/2026") == date(2026, 1, 5)


@pytest.mark.parametrize("cell", ["", "  ", "\t"])
def test_a_blank_cell_is_no_day(cell: str) -> None:
    assert DayReader()(cell) is None


def test_a_day_with_two_readings_is_refused_with_both() -> None:
    assert (
        refusal("03.04.2026") == "'03.04.2026' may be 3 April or 4 March; "
        "say which with --date-order dmy or mdy"
    )


def test_a_day_and_month_that_are_the_same_number_have_one_reading() -> None:
    assert DayReader()("03/03/2026") == date(2026, 3, 3)


def test_a_stated_order_is_never_turned_round() -> None:
    assert refusal("12/31/2026", Order.DMY).startswith("'12/31/2026' has no month 31, read day")
    assert refusal("31.12.2026", Order.MDY).startswith("'31.12.2026' has no month 31, read month")


def test_a_year_of_two_digits_is_refused_with_the_reason() -> None:
    for cell in ("31-12-26", "1/2/26", "26.12.31"):
        assert "has a year of two digits; write it as 2026-12-31" in refusal(cell)


def test_a_time_of_day_is_refused() -> None:
    assert "has a time of day" in refusal("2026-12-31 12:30:00")
    assert "has a time of day" in refusal("31.12.2026T08:00")


@pytest.mark.parametrize(
    "cell",
    ["20261231", "2026-W53-4", "31-12.2026", "31 12 2026", "31. december 2026", "46387", "x"],
)
def test_what_is_written_otherwise_is_no_date(cell: str) -> None:
    assert "is not a date; write it as 2026-12-31" in refusal(cell)


@pytest.mark.parametrize(
    "cell", ["2026-02-29", "29.2.2026", "0000-01-01", "2026-13-01", "13-13-2026", "2026-00-10"]
)
def test_a_day_that_is_not_in_the_calendar_is_refused(cell: str) -> None:
    assert "is not a day of the calendar" in refusal(cell)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03.04.2026", "31.12.2026", "x"], Order.DMY),
        (["3/4/2026", "", "12/31/2026"], Order.MDY),
        (["1-31-2026"], Order.MDY),
        (["2026-12-31", "2026-31-12", "", "3/3/2026", "99.99.2026"], None),
        (["03.04.2026", "05.06.2026"], None),
        (["31.12.2026", "12/31/2026"], None),
        (["31.12.2026", "12.31.2026", "2026-01-02"], None),
    ],
)
def test_a_list_says_its_order_by_days_with_one_reading(
    cells: list[str], order: Order | None
) -> None:
    assert find_order(cells) is order


@given(st.lists(st.dates(min_value=date(1000, 1, 1))), SEPARATORS, st.sampled_from(Order))
def test_a_list_in_one_order_is_read_right_or_not_at_all(
    days: list[date], separator: str, order: Order
) -> None:
    parts = ("%d", "%m", "%Y") if order is Order.DMY else ("%m", "%d", "%Y")
    cells = [day.strftime(separator.join(parts)) for day in days]
    found = find_order(cells)
    assert found in {order, None}
    read = DayReader(found)
    for cell, day in zip(cells, days, strict=True):
        if found is None and max(day.day, day.month) <= 12 and day.day != day.month:
            assert "say which with --date-order" in refusal(cell)
        else:
            assert read(cell) == day


@given(st.dates(min_value=date(1000, 1, 1)), SEPARATORS)
def test_the_year_first_is_read_whatever_the_order(day: date, separator: str) -> None:
    for order in (None, *Order):
        assert DayReader(order)(day.isoformat().replace("-", separator)) == day
