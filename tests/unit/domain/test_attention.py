"""What falls due: notice days, last days, and terms that renew themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from partnerreg.domain.agreement_terms import in_force
from partnerreg.domain.due_dates import Due, anything_falls_due, falls_due, follows
from partnerreg.domain.enums import AgreementKind, Renewal
from partnerreg.domain.facts import AgreementFacts

TODAY = date(2026, 3, 1)
DAY = timedelta(days=1)
AGREEMENTS = st.from_type(AgreementFacts)
DAYS = st.dates(date(2020, 1, 1), date(2032, 1, 1))
WITHIN = st.integers(0, 800)


def agreement(**terms: Any) -> AgreementFacts:
    terms.setdefault("signed_on", date(2025, 1, 1))
    return AgreementFacts(AgreementKind.WRITTEN_AGREEMENT, **terms)


def tacit(**terms: Any) -> AgreementFacts:
    return agreement(renewal=Renewal.TACIT, renewal_months=12, **terms)


@pytest.mark.parametrize("until", [TODAY, TODAY + 90 * DAY])
def test_an_agreement_falls_due_on_its_last_day_up_to_the_last_day_asked(until: date) -> None:
    assert falls_due(agreement(valid_until=until), TODAY, 90) == (until, Due.ENDS)


def test_an_agreement_that_ends_a_day_later_does_not_fall_due() -> None:
    assert falls_due(agreement(valid_until=TODAY + 91 * DAY), TODAY, 90) is None


def test_an_agreement_that_ended_yesterday_does_not_fall_due() -> None:
    assert falls_due(agreement(valid_until=TODAY - DAY), TODAY, 90) is None


def test_an_open_ended_agreement_never_falls_due() -> None:
    assert falls_due(agreement(notice_months=3), TODAY, 100_000) is None


def test_a_draft_does_not_fall_due() -> None:
    assert falls_due(agreement(signed_on=None, valid_until=TODAY), TODAY, 90) is None


def test_the_notice_day_comes_before_the_end() -> None:
    paper = agreement(valid_until=date(2026, 6, 30), notice_months=3)
    assert falls_due(paper, TODAY, 90) == (date(2026, 3, 30), Due.NOTICE)


def test_once_the_notice_day_has_passed_the_end_is_what_falls_due() -> None:
    paper = agreement(valid_until=date(2026, 5, 15), notice_months=3)
    assert falls_due(paper, TODAY, 90) == (date(2026, 5, 15), Due.ENDS)


def test_of_a_tacit_agreement_the_notice_day_of_the_current_term_counts() -> None:
    paper = tacit(valid_until=date(2024, 6, 30), notice_months=3, signed_on=date(2020, 1, 1))
    assert falls_due(paper, TODAY, 90) == (date(2026, 3, 30), Due.NOTICE)


def test_a_tacit_agreement_whose_notice_day_has_passed_is_settled_for_the_next_term() -> None:
    paper = tacit(valid_until=date(2026, 4, 30), notice_months=3)
    assert falls_due(paper, TODAY, 90) is None
    assert falls_due(paper, TODAY, 365) == (date(2027, 1, 30), Due.NOTICE)


@example(12, 12, TODAY, 90)
@example(3, 3, TODAY, 30)
@example(1, 1, TODAY, 30)
@example(3, 6, TODAY, 0)
@example(12, 24, TODAY, 90)
@example(12, 3, TODAY, 300)
@given(st.integers(1, 24), st.integers(1, 40), DAYS, WITHIN)
def test_a_tacit_agreement_is_there_before_each_day_by_which_it_can_be_left_and_on_no_other(
    renewal: int, notice: int, today: date, within: int
) -> None:
    first_end = date(2021, 5, 31)
    paper = agreement(
        signed_on=date(2019, 6, 1),
        valid_until=first_end,
        renewal=Renewal.TACIT,
        renewal_months=renewal,
        notice_months=notice,
    )
    ends = [first_end + relativedelta(months=times * renewal) for times in range(220)]
    can_be_left = [end - relativedelta(months=notice) for end in ends]
    expected = [day for day in can_be_left if today <= day <= today + within * DAY]

    assert falls_due(paper, today, within) == ((expected[0], Due.NOTICE) if expected else None)


def test_notice_beyond_the_calendar_never_falls_due() -> None:
    paper = tacit(valid_until=date(2026, 4, 30), notice_months=10**6)
    assert falls_due(paper, TODAY, 10**7) is None


def test_a_tacit_agreement_without_notice_renews_itself_at_the_end_of_its_term() -> None:
    paper = tacit(valid_until=date(2025, 4, 30))
    assert falls_due(paper, TODAY, 90) == (date(2026, 4, 30), Due.RENEWS)


def test_a_terminated_agreement_has_its_last_day_left() -> None:
    paper = tacit(valid_until=date(2026, 3, 31), notice_months=1, terminated_on=date(2026, 5, 1))
    assert falls_due(paper, TODAY, 90) == (date(2026, 4, 30), Due.ENDS)


def test_termination_after_the_end_of_a_term_changes_nothing() -> None:
    paper = agreement(valid_until=date(2026, 3, 31), terminated_on=date(2026, 5, 1))
    assert falls_due(paper, TODAY, 90) == (date(2026, 3, 31), Due.ENDS)


@given(AGREEMENTS, DAYS, WITHIN)
def test_what_falls_due_is_in_force_until_then(
    paper: AgreementFacts, today: date, within: int
) -> None:
    due = falls_due(paper, today, within)
    if due is not None:
        assert today <= due.day <= today + within * DAY
        assert in_force(paper, today)
        assert in_force(paper, due.day)
        assert in_force(paper, due.day + DAY) or due.what is not Due.RENEWS
        assert not in_force(paper, due.day + DAY) or due.what is not Due.ENDS


@given(AGREEMENTS, DAYS, WITHIN, WITHIN)
def test_looking_further_ahead_finds_the_same_and_more(
    paper: AgreementFacts, today: date, within: int, more: int
) -> None:
    due = falls_due(paper, today, within)
    assert due is None or falls_due(paper, today, within + more) == due


@given(AGREEMENTS, DAYS, WITHIN)
def test_the_day_that_falls_due_stays_the_same_until_it_has_come(
    paper: AgreementFacts, today: date, within: int
) -> None:
    due = falls_due(paper, today, within)
    if due is not None:
        for day in (today + (due.day - today) // 2, due.day):
            assert falls_due(paper, day, (due.day - day).days) == due


@given(st.lists(AGREEMENTS, max_size=4), DAYS, WITHIN)
def test_something_falls_due_just_when_an_agreement_does(
    papers: list[AgreementFacts], today: date, within: int
) -> None:
    expected = any(falls_due(paper, today, within) is not None for paper in papers)
    assert anything_falls_due(papers, today, within) is expected


END = date(2026, 4, 30)


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ({"valid_from": END + DAY}, True),
        ({"valid_from": END + 2 * DAY}, False),
        ({"valid_until": END}, False),
        ({"valid_until": END, "renewal": Renewal.TACIT, "renewal_months": 1}, True),
        ({"terminated_on": END + DAY}, False),
    ],
)
def test_what_holds_on_the_day_after_an_end_follows_it(
    terms: dict[str, Any], *, found: bool
) -> None:
    later = agreement(**terms)._replace(number=2)
    assert follows(later, agreement(valid_until=END), END, TODAY) is found


def test_a_letter_of_intent_follows_another_but_no_written_agreement() -> None:
    written = agreement()
    letter = written._replace(kind=AgreementKind.LETTER_OF_INTENT)
    assert follows(written._replace(number=2), letter, END, TODAY)
    assert follows(letter._replace(number=2), letter, END, TODAY)
    assert not follows(letter._replace(number=2), written, END, TODAY)


def test_of_two_agreements_side_by_side_only_the_later_one_follows() -> None:
    tacit = agreement(valid_until=END, renewal=Renewal.TACIT, renewal_months=12)
    first, second = (tacit._replace(number=number) for number in (1, 2))
    assert follows(second, first, END, TODAY)
    assert not follows(first, second, END, TODAY)
    assert not follows(first, first, END, TODAY)


def test_nothing_follows_the_last_day_of_the_calendar() -> None:
    assert not follows(agreement(), agreement(valid_until=date.max), date.max, TODAY)
