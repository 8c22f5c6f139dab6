"""What falls due: the agreements that somebody has to look at before long."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.agreement_terms import (
    coverage,
    ends_within_terms,
    last_day,
    next_notice_day,
    notice_length,
    renews,
    settled_until,
    state,
)
from partnerreg.domain.enums import AgreementKind, AgreementState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerreg.domain.facts import AgreementFacts


class Due(StrEnum):
    """What happens to an agreement on a day."""

    NOTICE = "notice"  # the last day to give notice for a term
    ENDS = "ends"  # its last day
    RENEWS = "renews"  # the last day of a term, after which it goes on by itself


class DueEvent(NamedTuple):
    """What happens first to an agreement, and on which day."""

    day: date
    what: Due


def falls_due(agreement: AgreementFacts, today: date, within: int) -> DueEvent | None:
    """What happens first to an agreement that runs, today or within so many days.

    Of a tacitly renewed one it is the next notice day that counts: once that of the
    current term has passed, the next term is settled, and its notice day is what is
    decided next. Without a notice period it is the day on which it renews by itself.
    A terminated one has its last day left. The term of a suspended one runs on.

    Returns:
        None if nothing happens by then, or the agreement does not run.
    """
    if state(agreement, today) not in _RUNNING:
        return None
    first = _first(agreement, today)
    if first is None or first.day.toordinal() > today.toordinal() + within:
        return None
    return first


_RUNNING = {AgreementState.IN_FORCE, AgreementState.SUSPENDED}


def anything_falls_due(agreements: Iterable[AgreementFacts], today: date, within: int) -> bool:
    """Whether any of a partner's agreements does: what `partner list --expiring` asks."""
    return any(falls_due(agreement, today, within) for agreement in agreements)


def follows(other: AgreementFacts, agreement: AgreementFacts, end: date, today: date) -> bool:
    """Whether another agreement of the same partner takes the place of one that ends.

    It does if it is signed and holds on the day after, and is of its kind; what follows a
    letter of intent may be a written agreement. Of two that renew themselves side by side the
    later one is the last.
    """
    side_by_side = renews(other) and renews(agreement)
    if side_by_side and _beginning(other) <= _beginning(agreement):
        return False
    if end == date.max or other.kind not in _SUCCESSORS.get(agreement.kind, {agreement.kind}):
        return False
    return coverage(other, today).holds(end + timedelta(days=1))


_SUCCESSORS = {
    AgreementKind.LETTER_OF_INTENT: {
        AgreementKind.LETTER_OF_INTENT,
        AgreementKind.WRITTEN_AGREEMENT,
    }
}


def _beginning(agreement: AgreementFacts) -> tuple[date, int]:
    """When an agreement begins; of those of one day, the one recorded first is the earlier."""
    begins = agreement.valid_from or agreement.signed_on or date.min
    return begins, agreement.number or 0


def _first(agreement: AgreementFacts, today: date) -> DueEvent | None:
    notice = next_notice_day(agreement, today)
    if notice is not None:
        return DueEvent(notice, Due.NOTICE)
    if not renews(agreement) or agreement.terminated_on is not None:
        end = last_day(agreement)
        return None if end is None else DueEvent(end, Due.ENDS)
    settled = notice_length(agreement) is not None and not ends_within_terms(agreement)
    term_ends = None if settled else settled_until(agreement, today)
    return None if term_ends is None else DueEvent(term_ends, Due.RENEWS)
