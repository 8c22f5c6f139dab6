"""Agreement dates: the state on a day, the current term, the notice day, gaps in coverage.

Both ends of a term are days of the term. `terminated_on` is the first day that
an agreement no longer holds, so that one terminated today is over today.
Without `valid_from` an agreement holds from the day it was signed.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from partnerreg.domain.facts import Period
from partnerreg.domain.vocabulary import AgreementState, Renewal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerreg.domain.facts import AgreementFacts

_DAY = timedelta(days=1)


def state(agreement: AgreementFacts, today: date) -> AgreementState:
    """Where an agreement stands on `today`.

    States follow each other as the days pass: draft, signed, in force, then
    expired or terminated, whichever comes first and for good.
    """
    signed_on = agreement.signed_on
    if signed_on is None or signed_on > today:
        return AgreementState.DRAFT
    end = agreement.valid_until
    terminated_on = agreement.terminated_on
    if end is not None and end < today and not _renews(agreement):
        ran_out_first = terminated_on is None or end < terminated_on
        return AgreementState.EXPIRED if ran_out_first else AgreementState.TERMINATED
    if terminated_on is not None and terminated_on <= today:
        return AgreementState.TERMINATED
    if agreement.valid_from is not None and agreement.valid_from > today:
        return AgreementState.SIGNED
    return AgreementState.IN_FORCE


def in_force(agreement: AgreementFacts, today: date) -> bool:
    """Whether an agreement is signed, has begun, and has not ended on `today`."""
    return state(agreement, today) is AgreementState.IN_FORCE


def current_term(agreement: AgreementFacts, today: date) -> Period:
    """The term that `today` lies in, the first one before it began, the last one after its end.

    A tacitly renewed agreement has a new term each time; every end is counted
    from the first one, so that the end of a month does not drift. A known
    termination cuts the term short.
    """
    start = agreement.valid_from or agreement.signed_on
    end = agreement.valid_until
    terminated_on = agreement.terminated_on
    if end is not None and end < today and _renews(agreement):
        last_day = today if terminated_on is None else min(today, _day_before(terminated_on))
        start, end = _renewed_term(start, end, agreement.renewal_months or 1, last_day)
    if terminated_on is not None:
        end = min(end or date.max, _day_before(terminated_on))
    return Period(start, end)


def notice_day(agreement: AgreementFacts, today: date) -> date | None:
    """The last day on which notice may be given for the current term.

    It may lie before the term, where the notice is longer than the term.
    None when the agreement is open-ended, asks for no notice, or has been
    terminated already.
    """
    if not agreement.notice_months or agreement.terminated_on is not None:
        return None
    end = current_term(agreement, today).end
    return None if end is None else months_after(end, -agreement.notice_months)


def coverage(agreement: AgreementFacts, today: date) -> Period:
    """The days an agreement holds, from its current term on, as far as is known on `today`.

    What is renewed tacitly holds until it is terminated; open-ended if nobody has.
    """
    start, end = current_term(agreement, today)
    if _renews(agreement):
        terminated_on = agreement.terminated_on
        end = None if terminated_on is None else _day_before(terminated_on)
    return Period(start, end)


def gaps(periods: Iterable[Period], start: date, end: date) -> tuple[Period, ...]:
    """The stretches of days from `start` to `end`, both included, that no period covers."""
    found = []
    first_bare = start
    for period in sorted(periods, key=_beginning):
        begins, ends = _beginning(period), period.end or date.max
        if begins > ends or ends < first_bare:
            continue
        if begins > end:
            break
        if begins > first_bare:
            found.append(Period(first_bare, begins - _DAY))
        if ends >= end:
            return tuple(found)
        first_bare = ends + _DAY
    if first_bare <= end:
        found.append(Period(first_bare, end))
    return tuple(found)


@cache
def months_after(day: date, months: int) -> date:
    """The day `months` later, or earlier if negative: the month's last day if it has no such day.

    Stops at the ends of the calendar. Cached, since a register holds the same
    few dates and notice periods over and over.
    """
    from dateutil.relativedelta import relativedelta

    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return date.max if months > 0 else date.min


def _renews(agreement: AgreementFacts) -> bool:
    """Tacit renewal without a number of months renews nothing."""
    return agreement.renewal == Renewal.TACIT and (agreement.renewal_months or 0) > 0


def _renewed_term(start: date | None, first_end: date, step: int, day: date) -> Period:
    """The term that holds `day`, of those that follow each other every `step` months."""
    months = (day.year - first_end.year) * 12 + day.month - first_end.month
    times = max(0, months // step)
    end = months_after(first_end, times * step)
    if end < day:
        times += 1
        end = months_after(first_end, times * step)
    if times:
        start = months_after(first_end, (times - 1) * step) + _DAY
    return Period(start, end)


def _day_before(day: date) -> date:
    return day if day == date.min else day - _DAY


def _beginning(period: Period) -> date:
    return period.start or date.min
