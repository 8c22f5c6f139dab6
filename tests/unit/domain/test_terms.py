"""Agreement dates: states, terms, notice days and gaps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.agreement_terms import (
    coverage,
    current_term,
    in_force,
    last_day,
    notice_day,
    state,
)
from partnerreg.domain.enums import AgreementKind, AgreementState, Renewal
from partnerreg.domain.facts import AgreementFacts
from partnerreg.domain.periods import Period, gaps, months_after

TODAY = date(2026, 3, 1)
DAY = timedelta(days=1)
AGREEMENTS = st.from_type(AgreementFacts)
DAYS = st.dates(date(2015, 1, 1), date(2045, 1, 1))
BEFORE = st.timedeltas(timedelta(), timedelta(days=3000)).map(lambda time: timedelta(time.days))


@st.composite
def papers_in_force(draw: st.DrawFn) -> tuple[AgreementFacts, date]:
    """An agreement and a day on which it is in force."""
    today = draw(DAYS)
    paper = draw(AGREEMENTS)._replace(
        signed_on=today - draw(BEFORE),
        valid_from=draw(st.none() | BEFORE.map(lambda time: today - time)),
        terminated_on=draw(st.none() | BEFORE.map(lambda time: today + time + DAY)),
    )
    if state(paper, today) is AgreementState.EXPIRED:
        paper = paper._replace(valid_until=today + draw(BEFORE))
    return paper, today


def agreement(**dates: Any) -> AgreementFacts:
    dates.setdefault("signed_on", date(2025, 1, 1))
    return AgreementFacts(AgreementKind.WRITTEN_AGREEMENT, **dates)


def tacit(until: date, months: int | None, **dates: Any) -> AgreementFacts:
    renewal = {"renewal": Renewal.TACIT, "renewal_months": months}
    return agreement(valid_until=until, **renewal, **dates)


def test_an_agreement_nobody_signed_is_a_draft() -> None:
    assert state(agreement(signed_on=None, valid_from=TODAY), TODAY) is AgreementState.DRAFT


def test_an_agreement_to_be_signed_tomorrow_is_a_draft() -> None:
    assert state(agreement(signed_on=TODAY + DAY), TODAY) is AgreementState.DRAFT


def test_an_agreement_is_in_force_from_the_day_it_is_signed() -> None:
    assert in_force(agreement(signed_on=TODAY), TODAY)


def test_an_agreement_that_begins_tomorrow_is_signed_but_not_in_force() -> None:
    assert state(agreement(valid_from=TODAY + DAY), TODAY) is AgreementState.SIGNED
    assert in_force(agreement(valid_from=TODAY), TODAY)


def test_an_agreement_holds_on_its_last_day() -> None:
    assert in_force(agreement(valid_until=TODAY), TODAY)


def test_an_agreement_that_ended_yesterday_is_expired() -> None:
    assert state(agreement(valid_until=TODAY - DAY), TODAY) is AgreementState.EXPIRED


def test_an_agreement_terminated_today_no_longer_holds() -> None:
    assert state(agreement(terminated_on=TODAY), TODAY) is AgreementState.TERMINATED
    assert in_force(agreement(terminated_on=TODAY + DAY), TODAY)


def test_an_agreement_that_had_run_out_cannot_be_terminated_any_more() -> None:
    late = agreement(valid_until=TODAY - 2 * DAY, terminated_on=TODAY - DAY)
    assert state(late, TODAY) is AgreementState.EXPIRED


def test_a_tacitly_renewed_agreement_goes_on_after_its_end() -> None:
    paper = tacit(date(2025, 12, 31), 12)
    assert in_force(paper, TODAY)
    assert current_term(paper, TODAY) == Period(date(2026, 1, 1), date(2026, 12, 31))


def test_a_tacitly_renewed_agreement_can_be_terminated() -> None:
    paper = tacit(date(2024, 12, 31), 12, terminated_on=TODAY)
    assert state(paper, TODAY) is AgreementState.TERMINATED
    assert current_term(paper, TODAY).end == TODAY - DAY


def test_tacit_renewal_without_a_number_of_months_renews_nothing() -> None:
    paper = tacit(TODAY - DAY, None)
    assert state(paper, TODAY) is AgreementState.EXPIRED


def test_the_first_term_begins_when_it_was_signed_if_nothing_else_is_said() -> None:
    paper = agreement(valid_until=date(2026, 12, 31))
    assert current_term(paper, TODAY) == Period(date(2025, 1, 1), date(2026, 12, 31))


def test_the_end_of_the_month_does_not_drift_over_renewals() -> None:
    paper = tacit(date(2023, 8, 31), 6)
    ends = [current_term(paper, date(year, 2, 1)).end for year in (2024, 2025, 2026)]
    assert ends == [date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28)]
    assert current_term(paper, date(2030, 3, 1)) == Period(date(2030, 3, 1), date(2030, 8, 31))


def test_an_agreement_renewed_for_thousands_of_years_has_a_term_today() -> None:
    paper = tacit(date(1, 1, 31), 1, signed_on=date(1, 1, 1))
    assert current_term(paper, date(9999, 12, 31)).holds(date(9999, 12, 31))


def test_the_notice_day_is_that_of_the_current_term() -> None:
    paper = tacit(date(2024, 12, 31), 12, notice_months=3)
    assert notice_day(paper, date(2024, 6, 1)) == date(2024, 9, 30)
    assert notice_day(paper, TODAY) == date(2026, 9, 30)


@pytest.mark.parametrize(
    "paper",
    [
        agreement(notice_months=3),
        agreement(valid_until=date(2026, 12, 31)),
        agreement(valid_until=date(2026, 12, 31), notice_months=0),
        agreement(valid_until=date(2026, 12, 31), notice_months=3, terminated_on=date(2026, 6, 1)),
    ],
    ids=["open-ended", "no notice asked", "notice of no months", "terminated already"],
)
def test_there_is_no_notice_day_where_no_notice_can_be_given(paper: AgreementFacts) -> None:
    assert notice_day(paper, TODAY) is None


def test_what_is_renewed_tacitly_is_covered_until_somebody_terminates_it() -> None:
    paper = tacit(date(2025, 12, 31), 12)
    assert coverage(paper, TODAY).end is None
    ended = paper._replace(terminated_on=date(2027, 6, 1))
    assert current_term(ended, TODAY).end == date(2026, 12, 31)
    assert coverage(ended, TODAY).end == date(2027, 5, 31)


def test_months_end_on_a_day_that_exists() -> None:
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert months_after(date(9999, 12, 1), 1) == date.max
    assert months_after(date(1, 1, 1), -1) == date.min


@given(DAYS, st.integers(-600, 600))
def test_months_are_counted_as_a_calendar_library_counts_them(day: date, months: int) -> None:
    assert months_after(day, months) == day + relativedelta(months=months)


@given(AGREEMENTS, DAYS, BEFORE)
def test_an_agreement_in_force_holds_until_its_last_day(
    agreement: AgreementFacts, today: date, later: timedelta
) -> None:
    if in_force(agreement, today):
        last = last_day(agreement)
        assert last is None or today <= last
        day = today + later
        assert in_force(agreement, day) is (last is None or day <= last)


ORDER = (
    AgreementState.DRAFT,
    AgreementState.SIGNED,
    AgreementState.IN_FORCE,
    AgreementState.EXPIRED,
    AgreementState.TERMINATED,
)


@given(AGREEMENTS, DAYS, DAYS)
def test_states_only_move_forward_with_the_day(
    paper: AgreementFacts, one: date, other: date
) -> None:
    first, second = sorted([one, other])
    before, after = state(paper, first), state(paper, second)
    assert ORDER.index(before) <= ORDER.index(after)
    if before in (AgreementState.EXPIRED, AgreementState.TERMINATED):
        assert after is before


@given(papers_in_force())
def test_the_current_term_holds_today_when_the_agreement_is_in_force(
    case: tuple[AgreementFacts, date],
) -> None:
    paper, today = case
    assert in_force(paper, today)
    assert current_term(paper, today).holds(today)
    assert coverage(paper, today).holds(today)


@given(papers_in_force())
def test_an_agreement_in_force_stays_so_to_the_end_of_its_term(
    case: tuple[AgreementFacts, date],
) -> None:
    paper, today = case
    assert in_force(paper, today)
    end = current_term(paper, today).end
    if end is not None:
        assert in_force(paper, end)
        assert current_term(paper, end) == current_term(paper, today)
        assert in_force(paper, end + DAY) == coverage(paper, today).holds(end + DAY)


@given(AGREEMENTS, DAYS)
def test_the_notice_day_never_lies_after_the_current_term(
    paper: AgreementFacts, today: date
) -> None:
    notice = notice_day(paper, today)
    if notice is not None:
        end = current_term(paper, today).end
        assert end is not None
        assert notice <= end


@given(AGREEMENTS, st.dates())
def test_every_agreement_has_a_state_and_a_term_on_every_day(
    paper: AgreementFacts, today: date
) -> None:
    assert state(paper, today) in ORDER
    current_term(paper, today)
    coverage(paper, today)
    notice_day(paper, today)


@given(st.lists(st.from_type(Period)), DAYS, st.integers(0, 60))
def test_a_day_lies_in_a_gap_just_when_no_period_holds_it(
    periods: list[Period], start: date, length: int
) -> None:
    end = start + length * DAY
    found = gaps(periods, start, end)
    for number in range(length + 1):
        day = start + number * DAY
        bare = not any(period.holds(day) for period in periods)
        assert bare == any(gap.holds(day) for gap in found)
    assert all(start <= (gap.start or date.min) for gap in found)
    assert all((gap.end or date.max) <= end for gap in found)
    assert list(found) == sorted(found)


def test_gaps_are_told_by_their_first_and_last_day() -> None:
    periods = [
        Period(date(2026, 1, 10), date(2026, 1, 20)),
        Period(date(2026, 1, 15), date(2026, 1, 18)),
        Period(date(2026, 1, 21), date(2026, 1, 25)),
    ]
    assert gaps(periods, date(2026, 1, 1), date(2026, 1, 31)) == (
        Period(date(2026, 1, 1), date(2026, 1, 9)),
        Period(date(2026, 1, 26), date(2026, 1, 31)),
    )


def test_nothing_is_missing_before_the_beginning() -> None:
    assert gaps([], TODAY, TODAY - DAY) == ()
    assert gaps([Period(None, None)], date.min, date.max) == ()
    assert gaps([], date.min, date.max) == (Period(date.min, date.max),)


def test_a_period_that_ends_before_it_begins_covers_nothing() -> None:
    backwards = Period(TODAY + DAY, TODAY - DAY)
    assert gaps([backwards], TODAY - DAY, TODAY + DAY) == (Period(TODAY - DAY, TODAY + DAY),)
