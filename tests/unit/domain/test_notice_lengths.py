"""Notice in days, weeks and months, to the end of a month, a quarter or a term."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain import parsing
from partnerreg.domain.agreement_terms import (
    earliest_end,
    next_notice_day,
    notice_day,
    settled_until,
    state,
)
from partnerreg.domain.due_dates import Due, falls_due
from partnerreg.domain.enums import AgreementKind, AgreementState, NoticeTo, Renewal
from partnerreg.domain.facts import AgreementFacts

SIGNED = date(2024, 1, 1)


def agreement(until: date | None, notice: str | None, **more: object) -> AgreementFacts:
    kind = AgreementKind.WRITTEN_AGREEMENT
    return AgreementFacts(kind, SIGNED, valid_until=until, notice=notice, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("until", "notice", "day"),
    [
        (date(2026, 12, 31), "60d", date(2026, 11, 1)),
        (date(2026, 12, 31), "8w", date(2026, 11, 5)),
        (date(2026, 12, 31), "3m", date(2026, 9, 30)),
        (date(2026, 5, 31), "3m", date(2026, 2, 28)),  # the month ends before
        (date(2028, 5, 31), "3m", date(2028, 2, 29)),
        (date(2028, 3, 1), "1d", date(2028, 2, 29)),  # a leap day is a day
        (date(2027, 3, 1), "1d", date(2027, 2, 28)),
        (date(2026, 12, 31), "0d", None),
    ],
)
def test_notice_is_reckoned_in_days_of_the_calendar(
    until: date, notice: str, day: date | None
) -> None:
    assert notice_day(agreement(until, notice), date(2025, 1, 1)) == day


@pytest.mark.parametrize(
    ("to", "until", "day"),
    [
        (NoticeTo.TERM, date(2026, 11, 15), date(2026, 8, 15)),
        (NoticeTo.MONTH, date(2026, 11, 15), date(2026, 7, 31)),  # it ends by 31 October
        (NoticeTo.MONTH, date(2026, 11, 30), date(2026, 8, 30)),
        (NoticeTo.QUARTER, date(2026, 11, 15), date(2026, 6, 30)),
        (NoticeTo.QUARTER, date(2026, 12, 31), date(2026, 9, 30)),
    ],
)
def test_the_notice_day_is_the_last_on_which_notice_ends_it_with_the_term(
    to: NoticeTo, until: date, day: date
) -> None:
    assert notice_day(agreement(until, "3m", notice_to=to), date(2025, 1, 1)) == day


@pytest.mark.parametrize(
    ("to", "given", "end"),
    [
        (None, date(2026, 1, 10), date(2026, 4, 10)),
        (NoticeTo.MONTH, date(2026, 1, 10), date(2026, 4, 30)),
        (NoticeTo.MONTH, date(2025, 11, 30), date(2026, 2, 28)),
        (NoticeTo.QUARTER, date(2026, 1, 10), date(2026, 6, 30)),
        (NoticeTo.QUARTER, date(2025, 12, 31), date(2026, 3, 31)),
    ],
)
def test_notice_ends_an_open_ended_agreement_at_the_earliest_then(
    to: NoticeTo | None, given: date, end: date
) -> None:
    assert earliest_end(agreement(None, "3m", notice_to=to), given) == end


def test_what_renews_itself_is_settled_by_notice_to_the_term_only() -> None:
    terms = {"renewal": Renewal.TACIT, "renewal_months": 12}
    to_term = agreement(date(2025, 12, 31), "90d", **terms)
    to_month = agreement(date(2025, 12, 31), "90d", notice_to=NoticeTo.MONTH, **terms)
    day = date(2026, 11, 1)  # the notice day of the term, 2 October, has passed

    assert settled_until(to_term, day) == date(2027, 12, 31)
    assert next_notice_day(to_term, day) == date(2027, 10, 2)
    assert settled_until(to_month, day) == date(2026, 12, 31)
    assert next_notice_day(to_month, day) is None
    assert earliest_end(to_month, day) == date(2027, 1, 31)
    due = falls_due(to_month, day, 90)
    assert due is not None
    assert due == (date(2026, 12, 31), Due.RENEWS)


@given(
    first=st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    number=st.integers(1, 400),
    unit=st.sampled_from("dwm"),
    step=st.integers(1, 60),
    ahead=st.integers(0, 4000),
)
def test_the_settled_term_is_the_first_whose_notice_day_has_not_passed(
    first: date, number: int, unit: str, step: int, ahead: int
) -> None:
    day = first + timedelta(ahead)
    terms = {"renewal": Renewal.TACIT, "renewal_months": step}
    facts = agreement(first, f"{number}{unit}", **terms)
    notice = next_notice_day(facts, day)
    assert notice is not None
    assert notice >= day
    assert next_notice_day(facts, notice) == notice  # and the same until it has passed
    if notice > day:
        assert settled_until(facts, notice) == settled_until(facts, day)


def test_a_suspended_agreement_is_not_in_force_but_its_term_runs_on() -> None:
    facts = agreement(date(2026, 12, 31), "3m", suspended=True)
    day = date(2026, 9, 1)

    assert state(facts, day) is AgreementState.SUSPENDED
    assert falls_due(facts, day, 90) == (date(2026, 9, 30), Due.NOTICE)
    assert state(facts, date(2027, 1, 1)) is AgreementState.EXPIRED


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("60d", "60d"),
        (" 060 D ", "60d"),
        ("8 weeks", "8w"),
        ("3 mdr.", "3m"),
        ("3 måneder", "3m"),
        ("14 dage", "14d"),
        ("2 veckor", "2w"),
        ("6 månader", "6m"),
        ("3 kk", "3m"),
        ("30 päivää", "30d"),
        ("4 uker", "4w"),
    ],
)
def test_lengths_of_time_are_read_as_people_write_them(text: str, length: str) -> None:
    assert parsing.stretch(text) == length


@pytest.mark.parametrize("text", ["3", "3x", "d", "-3m", "3.5m", "601m", "99999d", ""])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(parsing.ParseError):
        parsing.stretch(text)
