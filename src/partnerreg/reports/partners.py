"""`partner list`: which partners there are, in the reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.names import sort_key, sort_language
from partnerreg.register.queries.partners import PARTNER_LINES, partner_count, partner_numbers
from partnerreg.reports import lists

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from partnerreg.domain.policy import Policy
    from partnerreg.register.queries.partners import PartnerLine
    from partnerreg.reports.report import Report
    from partnerreg.store.query import Reader

ORDERS = ("name", "level", "municipality", "number")


def matching(
    reader: Reader,
    today: date,
    language: str,
    filters: Mapping[str, object],
    most: int | None = None,
) -> list[PartnerLine]:
    """The partners that fit all filters, by name as readers of the language expect."""
    asked = PARTNER_LINES[sort_language(language)]
    return reader.all(asked, today=today, most=most, **filters)


def first_page(
    reader: Reader, today: date, language: str, filters: Mapping[str, object], most: int
) -> Report:
    """The first partners by name, and how many there are in all."""
    rows = matching(reader, today, language, filters, most)
    total = len(rows)
    if total == most and (count := reader.first(partner_count, today=today, **filters)):
        total = count.value
    return lists.partners(rows, total)


def unsupported(reader: Reader, today: date, policy: Policy) -> set[int]:
    """The partners whose level the evidence does not carry, by number."""
    from partnerreg.domain.rules import failed_required, needs
    from partnerreg.domain.vocabulary import Level, Severity
    from partnerreg.register.facts import gather

    facts = gather(reader, today, needs(policy, Level, [Severity.REQUIRED])).facts
    return {n for n, f in facts.items() if failed_required(f, policy, f.level)}


def listed(rows: list[PartnerLine], order: str, language: str) -> Report:
    """Partners that stand by name, in the order asked for; names decide between equals."""
    if order == "level":
        rows = sorted(rows, key=lambda row: row.level)
    elif order == "number":
        rows = sorted(rows, key=lambda row: row.id)
    elif order == "municipality":
        rows = sorted(
            rows,
            key=lambda row: (row.municipality is None, sort_key(row.municipality or "", language)),
        )
    return lists.partners(rows)


def chosen(reader: Reader, today: date, filters: Mapping[str, object]) -> set[int]:
    """The numbers of the partners that fit all filters."""
    return {row.value for row in reader.all(partner_numbers, today=today, **filters)}
