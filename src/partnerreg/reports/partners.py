"""`partner list`: which partners there are, in the reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.name_keys import sort_language
from partnerreg.queries.partners import partner_count, partner_lines
from partnerreg.reports import lists

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.policy import Policy
    from partnerreg.queries.partners import PartnerLine
    from partnerreg.reports.report import Report
    from partnerreg.services.partner_filter import PartnerFilter


def partners_now(
    reader: Reader,
    today: date,
    language: str,
    who: PartnerFilter,
    most: int | None = None,
) -> Report:
    """The partners that fit, as the register has them now.

    Args:
        reader: the register.
        today: the day on which ties have to hold.
        language: whose alphabet names stand in.
        who: which partners; nothing of it needs the history.
        most: how many rows will be shown, where not all of them will.
    """
    filters = who.row_parameters
    rows = _matching(reader, today, language, filters, most)
    total = None
    if len(rows) == most and (count := reader.first(partner_count, today=today, **filters)):
        total = count.value
    return lists.partners(rows, total)


def partners_on(
    reader: Reader,
    day: date,
    policy: Policy,
    language: str,
    who: PartnerFilter,
) -> Report:
    """The partners that fit, with the level and the status they had on the day.

    Args:
        reader: the register.
        day: the day.
        policy: what is asked of each level.
        language: whose alphabet names stand in.
        who: which partners.
    """
    standings = who.standings(reader, day, policy)
    rows = []
    for row in _matching(reader, day, language, who.parameters):
        stood = standings.get(row.id)
        if stood is None:
            continue
        level = stood.level
        rows.append(
            row._replace(level=int(level), level_name=level.word, status=stood.status.value)
        )
    return lists.partners(rows)._replace(since=who.since)


def _matching(
    reader: Reader, day: date, language: str, filters: Mapping[str, Any], most: int | None = None
) -> list[PartnerLine]:
    """The partners that fit all filters, by name as readers of the language expect."""
    return reader.all(partner_lines[sort_language(language)], today=day, most=most, **filters)
