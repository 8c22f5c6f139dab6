"""`partner list`: which partners there are, in the reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.name_keys import sort_key, sort_language
from partnerreg.queries.partners import PARTNER_LINES, partner_count
from partnerreg.reports import lists

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.policy import Policy
    from partnerreg.queries.partners import PartnerLine
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.report import Report
    from partnerreg.services.wanted import PartnerFilter

ORDERS = ("name", "level", "municipality", "number")


def partners_now(
    reader: Reader,
    today: date,
    language: str,
    filters: Mapping[str, Any],
    order: str = "name",
    most: int | None = None,
) -> Report:
    """The partners that fit the filters, as the register has them now.

    Args:
        reader: the register.
        today: the day on which ties have to hold.
        language: whose alphabet names stand in.
        filters: parameters of the query, level and status among them.
        order: one of `ORDERS`.
        most: how many rows will be shown, where not all of them will.
    """
    if most and order == "name":
        return _first_page(reader, today, language, filters, most)
    rows = _matching(reader, today, language, filters)
    return lists.partners(_sorted(rows, order, language))


def partners_then(
    reader: Reader,
    context: ReportContext,
    filters: Mapping[str, Any],
    wanted: PartnerFilter,
    order: str = "name",
) -> Report:
    """The partners that are wanted, with the level and the status they had on the day.

    Args:
        reader: the register.
        context: the day, the policy and the reader's language; its selection is not looked at.
        filters: parameters of the query that say whose partners, or what kind.
        wanted: what else is asked of them; its day is the one asked for.
        order: one of `ORDERS`.
    """
    from partnerreg.services.figures import OWN, fitting

    language = context.language.code
    found = fitting(reader, context.day, context.policy, wanted)
    blank = wanted.without if wanted.without in OWN else None
    rows = []
    for row in _matching(reader, context.day, language, filters):
        stood = found.get(row.id)
        if stood is None or (blank and getattr(row, blank) is not None):
            continue
        level = stood.level
        rows.append(
            row._replace(level=int(level), level_name=level.word, status=stood.status.value)
        )
    report = lists.partners(_sorted(rows, order, language))
    return report._replace(as_of=wanted.day, since=wanted.since)


def unsupported(reader: Reader, today: date, policy: Policy) -> set[int]:
    """The partners whose level the evidence does not carry, by number."""
    from partnerreg.services.figures import fitting
    from partnerreg.services.wanted import PartnerFilter

    return set(fitting(reader, today, policy, PartnerFilter(unsupported=True)))


def _matching(
    reader: Reader, day: date, language: str, filters: Mapping[str, Any], most: int | None = None
) -> list[PartnerLine]:
    """The partners that fit all filters, by name as readers of the language expect."""
    return reader.all(PARTNER_LINES[sort_language(language)], today=day, most=most, **filters)


def _first_page(
    reader: Reader, today: date, language: str, filters: Mapping[str, Any], most: int
) -> Report:
    """The first partners by name, and how many there are in all."""
    rows = _matching(reader, today, language, filters, most)
    total = len(rows)
    if total == most and (count := reader.first(partner_count, today=today, **filters)):
        total = count.value
    return lists.partners(rows, total)


def _sorted(rows: list[PartnerLine], order: str, language: str) -> list[PartnerLine]:
    """Partners that stand by name, in the order asked for; names decide between equals."""
    if order == "level":
        return sorted(rows, key=lambda row: row.level)
    if order == "number":
        return sorted(rows, key=lambda row: row.id)
    if order == "municipality":
        return sorted(
            rows,
            key=lambda row: (row.municipality is None, sort_key(row.municipality or "", language)),
        )
    return rows
