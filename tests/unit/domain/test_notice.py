"""Until when an agreement is settled, and by when notice can still be given."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.agreement_terms import (
    current_term,
    next_notice_day,
    notice_day,
    settled_until,
)
from partnerreg.domain.enums import AgreementKind, Renewal
from partnerreg.domain.facts import AgreementFacts

TODAY = date(2026, 3, 1)
AGREEMENTS = st.from_type(AgreementFacts)
DAYS = st.dates(date(2015, 1, 1), date(2045, 1, 1))


def agreement(**terms: Any) -> AgreementFacts:
    terms.setdefault("signed_on", date(2023, 1, 1))
    return AgreementFacts(AgreementKind.WRITTEN_AGREEMENT, **terms)


def tacit(until: date, months: int, **terms: Any) -> AgreementFacts:
    renewal = {"renewal": Renewal.TACIT, "renewal_months": months}
    return agreement(valid_until=until, **renewal, **terms)


@pytest.mark.parametrize(
    ("notice", "until", "next_notice"),
    [
        (None, date(2026, 5, 31), None),
        (2, date(2026, 5, 31), date(2026, 3, 31)),
        (3, date(2027, 5, 31), date(2027, 2, 28)),
        (12, date(2027, 5, 31), date(2026, 5, 31)),
        (24, date(2028, 5, 31), date(2026, 5, 31)),
    ],
)
def test_a_tacit_agreement_is_settled_until_the_first_term_that_notice_can_still_end(
    notice: int | None, until: date, next_notice: date | None
) -> None:
    paper = tacit(date(2024, 5, 31), 12, notice_months=notice)
    assert settled_until(paper, TODAY) == until
    assert next_notice_day(paper, TODAY) == next_notice


def test_what_does_not_renew_itself_is_settled_until_its_last_day() -> None:
    fixed = agreement(valid_until=date(2026, 5, 31), notice_months=3)
    assert (settled_until(fixed, TODAY), next_notice_day(fixed, TODAY)) == (date(2026, 5, 31), None)
    assert next_notice_day(fixed, date(2026, 2, 28)) == date(2026, 2, 28)
    assert settled_until(agreement(), TODAY) is None
    left = tacit(date(2024, 5, 31), 12, notice_months=3, terminated_on=date(2026, 9, 1))
    assert (settled_until(left, TODAY), next_notice_day(left, TODAY)) == (date(2026, 8, 31), None)


@given(AGREEMENTS, DAYS)
def test_the_notice_day_to_come_is_that_of_the_current_term_until_it_has_passed(
    paper: AgreementFacts, today: date
) -> None:
    current, coming = notice_day(paper, today), next_notice_day(paper, today)
    if current is not None and current >= today:
        assert coming == current
        assert settled_until(paper, today) == current_term(paper, today).end
    else:
        assert coming is None or (coming >= today and paper.renewal is Renewal.TACIT)
