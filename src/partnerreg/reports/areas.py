"""The areas of a partnership: who of ours runs each, since when, why, and how many there are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from partnerreg.actions import Action
from partnerreg.db.query import range_of
from partnerreg.domain.enums import AreaState
from partnerreg.domain.periods import Period
from partnerreg.queries.links import area_ties
from partnerreg.reports.report import Column, ColumnKind, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.db.query import Reader
    from partnerreg.queries.links import AreaTieRow
    from partnerreg.reports.context import ReportContext

# A brief is one page: so many areas, and so much of why each is there.
MOST = 6
ASIDE = 36

ON_BRIEF = (
    Column("area", "Area"),
    Column("unit", "Unit"),
    Column("coordinator", "Coordinator"),
    Column("since", "Since", ColumnKind.DATE),
    Column("state", "State", ColumnKind.WORD),
    Column("because", "Because", max_chars=ASIDE),
)
ON_PAGE = (
    Column("name", "Name"),
    Column("unit", "Unit"),
    Column("coordinator", "Coordinator"),
    Column("rationale", "Because"),
    Column("state", "State", ColumnKind.WORD),
    Column("starts_on", "From", ColumnKind.DATE),
    Column("ends_on", "Until", ColumnKind.DATE),
    Column("current", "Now", ColumnKind.FLAG),
)


def on_brief(reader: Reader, context: ReportContext, partner_id: int) -> Section | None:
    """The areas of a partnership on the day, and whether they have grown in number.

    Source: D, level 1: service-based areas are found within it, and can be developed over time.
    """
    ties = reader.all(area_ties, **range_of(partner_id))
    rows = [
        (
            row.name,
            row.unit if _is_before(context.day, row.unit_retired_on) else None,
            row.coordinator if _is_here(row, context.day) else None,
            row.starts_on,
            state(row, context.day),
            row.rationale,
        )
        for row in ties
        if _holds(row, context.day)
    ]
    more = Action("partner", "show", (partner_id,))
    section = Section(
        "areas",
        "Areas",
        ON_BRIEF,
        rows,
        preview_rows=MOST,
        see_all=more,
        note=growth(ties, context),
    )
    return section if rows else None


def on_page(reader: Reader, partner_id: int, today: date) -> Section:
    """All areas that a partnership has touched, past ones too."""
    rows = [
        (
            row.name,
            row.unit,
            row.coordinator,
            row.rationale,
            state(row, today),
            row.starts_on,
            row.ends_on,
            Period(row.starts_on, row.ends_on).holds(today),
        )
        for row in reader.all(area_ties, **range_of(partner_id))
    ]
    return Section("areas", "Areas", ON_PAGE, rows)


def state(row: AreaTieRow, day: date) -> AreaState:
    """How far the work in an area was on a day: running, if nothing else was said."""
    if row.ends_on is not None and row.ends_on < day:
        return AreaState.ENDED
    return row.state or AreaState.RUNNING


def growth(ties: Sequence[AreaTieRow], context: ReportContext) -> str:
    """How many areas there were at the end of the first year with any, and how many there are.

    Nothing where that is the same number, or the first year is not over.
    """
    year = min((row.starts_on.year for row in ties), default=context.day.year)
    if year >= context.day.year:
        return ""
    then, now = (_number(ties, day) for day in (date(year, 12, 31), context.day))
    if then == now:
        return ""
    t = context.language
    if context.today in {None, context.day}:
        return t.gettext("Areas: {then} in {year}, {now} today.").format(
            then=then, year=year, now=now
        )
    return t.gettext("Areas: {then} in {year}, {now} on {day}.").format(
        then=then, year=year, now=now, day=t.day(context.day)
    )


def _number(ties: Sequence[AreaTieRow], day: date) -> int:
    return len({row.area_id for row in ties if _holds(row, day)})


def _holds(row: AreaTieRow, day: date) -> bool:
    return Period(row.starts_on, row.ends_on).holds(day) and _is_before(day, row.retired_on)


def _is_before(day: date, retired_on: date | None) -> bool:
    return retired_on is None or day < retired_on


def _is_here(row: AreaTieRow, day: date) -> bool:
    return row.coordinator_until is None or day <= row.coordinator_until
