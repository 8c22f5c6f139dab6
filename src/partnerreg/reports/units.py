"""The units of ours in a partnership: which one runs it, which ran it before, and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.periods import Period
from partnerreg.reports.report import Column, ColumnKind, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from partnerreg.queries.links import UnitTieRow
    from partnerreg.queries.partners import PartnerRecord

ON_PAGE = (
    Column("name", "Name"),
    Column("is_lead", "Runs it", ColumnKind.FLAG),
    Column("rationale", "Because"),
    Column("starts_on", "From", ColumnKind.DATE),
    Column("ends_on", "Until", ColumnKind.DATE),
    Column("current", "Now", ColumnKind.FLAG),
)


def lead_on(day: date, record: PartnerRecord, ties: Sequence[UnitTieRow]) -> str | None:
    """The unit that ran a partnership on a day.

    Source: D, level 2: run in the single sub-organisation.
    """
    for tie in ties:
        if tie.is_lead and Period(tie.starts_on, tie.ends_on).holds(day):
            return tie.name
    return record.unit if record.unit_since is None or record.unit_since <= day else None


def others_on(day: date, ties: Sequence[UnitTieRow]) -> list[str]:
    """The units that took part in a partnership on a day beside the one that ran it."""
    return [
        tie.name
        for tie in ties
        if not tie.is_lead and Period(tie.starts_on, tie.ends_on).holds(day)
    ]


def on_page(record: PartnerRecord, ties: Sequence[UnitTieRow], today: date) -> Section:
    """All units that have run a partnership or taken part in it, and when."""
    rows: list[tuple[object, ...]] = []
    if record.unit is not None:
        runs = Period(record.unit_since, None)
        rows.append((record.unit, True, None, *runs, runs.holds(today)))
    for tie in ties:
        period = Period(tie.starts_on, tie.ends_on)
        rows.append((tie.name, tie.is_lead, tie.rationale, *period, period.holds(today)))
    return Section("units", "Units", ON_PAGE, rows)
