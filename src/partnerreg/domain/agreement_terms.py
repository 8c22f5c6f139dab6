"""Agreement dates: the state on a day, the current term, the notice day, the days covered.

Both ends of a term are days of the term. `terminated_on` is the first day that
an agreement no longer holds, so that one terminated today is over today.
Without `valid_from` an agreement holds from the day it was signed. Facts have the terms
that hold on the day that they are of.

Notice counts days of the calendar; that of some months before the end of a month is the
last day of its month at the latest. It is given to the end of a term, unless it is to the
end of a month or of a quarter: then any of those ends the agreement.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import AgreementState, NoticeTo, Renewal
from partnerreg.domain.periods import Period, days_after, last_end, months_after, next_end

if TYPE_CHECKING:
    from partnerreg.domain.facts import AgreementFacts

_DAY = timedelta(days=1)


def state(agreement: AgreementFacts, today: date) -> AgreementState:
    """Where an agreement stands on `today`.

    States follow each other as the days pass: draft, signed, in force, then
    expired or terminated, whichever comes first and for good. One in force may be
    suspended for a time.
    """
    signed_on = agreement.signed_on
    if signed_on is None or signed_on > today:
        return AgreementState.DRAFT
    end = agreement.valid_until
    terminated_on = agreement.terminated_on
    if end is not None and end < today and not renews(agreement):
        ran_out_first = terminated_on is None or end < terminated_on
        return AgreementState.EXPIRED if ran_out_first else AgreementState.TERMINATED
    if terminated_on is not None and terminated_on <= today:
        return AgreementState.TERMINATED
    if agreement.valid_from is not None and agreement.valid_from > today:
        return AgreementState.SIGNED
    return AgreementState.SUSPENDED if agreement.suspended else AgreementState.IN_FORCE


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
    if end is not None and end < today and renews(agreement):
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
    return _give_by(agreement, current_term(agreement, today).end)


def settled_until(agreement: AgreementFacts, today: date) -> date | None:
    """The last day that an agreement holds at least, whoever gives notice from `today` on.

    Of one that renews itself it is the end of the first term whose notice day has not
    passed; where the notice is longer than the term, that is some terms ahead. None
    where no end is in sight.
    """
    end = agreement.valid_until
    if end is None or agreement.terminated_on is not None or not renews(agreement):
        return last_day(agreement)
    notice = None if ends_within_terms(agreement) else notice_length(agreement)
    return _renewed(end, agreement.renewal_months or 1, today, notice)[1]


def next_notice_day(agreement: AgreementFacts, today: date) -> date | None:
    """The next day by which notice must be given, from `today` on, to end it with a term.

    Where that of the current term has passed, the next term is settled, and what
    renews itself is decided anew for the term that follows. None when there is none to come.
    """
    notice = _give_by(agreement, settled_until(agreement, today))
    return None if notice is None or notice < today else notice


def earliest_end(agreement: AgreementFacts, day: date) -> date | None:
    """The last day of an agreement in force if notice is given on `day`.

    None when it asks for no notice, or has been terminated already.
    """
    notice = notice_length(agreement)
    if notice is None or agreement.terminated_on is not None:
        return None
    last = last_day(agreement)
    reached = notice.after(day)
    if ends_within_terms(agreement):
        end = next_end(reached, _MONTHS[agreement.notice_to])
        return min(end, last or date.max)
    return reached if agreement.valid_until is None else settled_until(agreement, day)


def coverage(agreement: AgreementFacts, today: date) -> Period:
    """The days an agreement holds, from its current term on, as far as is known on `today`.

    What is renewed tacitly holds until it is terminated; open-ended if nobody has.
    """
    return Period(current_term(agreement, today).start, last_day(agreement))


def last_day(agreement: AgreementFacts) -> date | None:
    """The last day that an agreement holds, as far as is known; None if that is open."""
    end = None if renews(agreement) else agreement.valid_until
    terminated_on = agreement.terminated_on
    return end if terminated_on is None else min(end or date.max, _day_before(terminated_on))


def renews(agreement: AgreementFacts) -> bool:
    """Tacit renewal without a number of months renews nothing."""
    return agreement.renewal == Renewal.TACIT and (agreement.renewal_months or 0) > 0


class Notice(NamedTuple):
    """How long before the end it must be given.

    Attributes:
        number: how many days, weeks or months.
        unit: ``d``, ``w`` or ``m``.
    """

    number: int
    unit: str

    def before(self, day: date) -> date:
        """The day that lies so long before."""
        return self._apart(day, -self.number)

    def after(self, day: date) -> date:
        """The day that lies so long after."""
        return self._apart(day, self.number)

    def _apart(self, day: date, number: int) -> date:
        if self.unit == "m":
            return months_after(day, number)
        return days_after(day, number * (7 if self.unit == "w" else 1))


def notice_length(agreement: AgreementFacts) -> Notice | None:
    """How long before the end an agreement asks for notice; None if it asks for none."""
    if agreement.notice_months:
        return Notice(agreement.notice_months, "m")
    return None if agreement.notice is None else _length(agreement.notice)


def ends_within_terms(agreement: AgreementFacts) -> bool:
    """Whether notice ends an agreement within its term, at the end of a month or a quarter."""
    return agreement.notice_to in _MONTHS


_MONTHS: dict[NoticeTo | None, int] = {NoticeTo.MONTH: 1, NoticeTo.QUARTER: 3}


@cache
def _length(text: str) -> Notice | None:
    number, unit = int(text[:-1]), text[-1]
    return Notice(number, unit) if number else None


def _give_by(agreement: AgreementFacts, end: date | None) -> date | None:
    """The last day on which notice ends an agreement until `end`."""
    notice = notice_length(agreement)
    if end is None or notice is None or agreement.terminated_on is not None:
        return None
    if ends_within_terms(agreement):
        end = last_end(end, _MONTHS[agreement.notice_to])
    return notice.before(end)


def _renewed_term(start: date | None, first_end: date, step: int, day: date) -> Period:
    """The term that holds `day`, of those that follow each other every `step` months."""
    times, end = _renewed(first_end, step, day)
    if times:
        start = months_after(first_end, (times - 1) * step) + _DAY
    return Period(start, end)


def _renewed(
    first_end: date, step: int, day: date, notice: Notice | None = None
) -> tuple[int, date]:
    """How often a term is renewed that ends not before `day`, and its end; the first such one.

    With `notice`: the first whose notice day does not lie before `day`.
    """
    ahead = day if notice is None else notice.after(day)
    months = (ahead.year - first_end.year) * 12 + ahead.month - first_end.month
    # One term too early, since a notice day may lie a few days later than it is reckoned here.
    times = max(0, months // step - 1)
    end = months_after(first_end, times * step)
    while (end if notice is None else notice.before(end)) < day and end < date.max:
        times += 1
        end = months_after(first_end, times * step)
    return times, end


def _day_before(day: date) -> date:
    return day if day == date.min else day - _DAY
