"""`report contributions`: what each side brings, by kind, with its worth and hours.

A partnership rests on equality (strategy of Dokk1): what each side puts in is seen beside the
other's. Worths are added by currency; a contribution whose worth nobody said is in no sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import ContributionKind, Party
from partnerreg.domain.sums import sum_of, whole
from partnerreg.language import N_
from partnerreg.queries.counting import contributions_between
from partnerreg.reports.context import empty_message, select_partners
from partnerreg.reports.question import Question
from partnerreg.reports.report import Column, ColumnKind, Figure, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.queries.counting import GivenRow
    from partnerreg.reports.context import ReportContext

CURRENCY = Column("currency", "Currency", empty=N_("(worth not said)"))
CONTRIBUTIONS = (
    Column("party", "Who", ColumnKind.WORD),
    Column("kind", "Kind", ColumnKind.WORD, empty=N_("(no kind)")),
    CURRENCY,
    Column("contributions", "Contributions", ColumnKind.NUMBER),
    Column("hours", "Hours", ColumnKind.NUMBER),
    Column("worth", "Worth", ColumnKind.NUMBER),
)
SUMS = (
    Column("party", "Who", ColumnKind.WORD),
    CURRENCY,
    Column("contributions", "Contributions", ColumnKind.NUMBER),
    Column("worth", "Worth", ColumnKind.NUMBER),
)


def contributions(reader: Reader, context: ReportContext, since: date | None = None) -> Report:
    """What each side gives to the partnerships of the day, with its worth in sums by currency.

    Args:
        reader: the register.
        context: the day, the policy, the language, and which partners.
        since: also what was given on earlier days, from this one on.
    """
    _, chosen = select_partners(reader, context)
    rows = reader.all(contributions_between, since=since or context.day, today=context.day)
    given = [row for row in rows if row.partner_id in chosen]
    t = context.language
    return Report(
        "contributions",
        "Contributions",
        (
            Section(
                "contributions",
                "By side and kind",
                CONTRIBUTIONS,
                list(_by_kind(given)),
                empty=t.gettext("Nothing is written down that either side gives."),
            ),
            Section("worth", "Sums of worth", SUMS, list(_by_currency(given))),
        ),
        as_of=context.day,
        summary=list(_summary(given, t)),
        figures=[Figure("partners", len(chosen), context.drilldown())],
        since=since,
        empty_text="" if chosen else empty_message(reader, context),
    )


def _by_kind(given: Sequence[GivenRow]) -> Iterable[tuple[Any, ...]]:
    for party in Party:
        for kind in (*ContributionKind, None):
            of_kind = [row for row in given if (row.party, row.kind) == (party, kind)]
            for currency, rows in _parted(of_kind):
                hours, worth = (
                    sum_of(getattr(row, name) for row in rows).total for name in _SUMMED
                )
                yield party, kind, currency, len(rows), hours, worth


_SUMMED = ("hours", "worth")


def _by_currency(given: Sequence[GivenRow]) -> Iterable[tuple[Any, ...]]:
    for party in Party:
        for currency, rows in _parted([row for row in given if row.party is party]):
            yield party, currency, len(rows), sum_of(row.worth for row in rows).total


def _parted(rows: Iterable[GivenRow]) -> list[tuple[str | None, list[GivenRow]]]:
    """Contributions by the currency of their worth; last those whose worth is not said."""
    found: dict[str | None, list[GivenRow]] = {}
    for row in rows:
        found.setdefault(row.currency, []).append(row)
    return sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0]))


def _summary(given: Sequence[GivenRow], t: Language) -> Iterable[str]:
    unvalued = sum(row.worth is None for row in given)
    if unvalued:
        yield t.ngettext(
            "The worth of {n} contribution is not said; it is in no sum.",
            "The worth of {n} contributions is not said; they are in no sum.",
            unvalued,
        )
    uncounted = sum(row.kind is ContributionKind.HOURS and row.hours is None for row in given)
    if uncounted:
        yield t.ngettext(
            "Of {n} contribution of hours it is not said how many; it is in no sum.",
            "Of {n} contributions of hours it is not said how many; they are in no sum.",
            uncounted,
        )


def sums_of_worth(rows: Iterable[Any]) -> dict[str, float]:
    """What contributions are worth together, by currency."""
    sums: dict[str, float] = {}
    for row in rows:
        if row.worth is not None:
            sums[row.currency] = whole(sums.get(row.currency, 0) + row.worth)
    return sums


QUESTION = Question(
    "What each side brings to partnerships: by kind, with its worth and hours.",
    contributions,
    looks_back=True,
)
