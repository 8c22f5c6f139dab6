"""Network groups: who is in them, when they met, what they learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.periods import Period
from partnerreg.language import N_
from partnerreg.nouns.registry import noun
from partnerreg.queries.activities import activities
from partnerreg.queries.learning import group_members
from partnerreg.queries.things import parameters_of, things
from partnerreg.reports import lists
from partnerreg.reports.report import Column, ColumnKind, Report, Section

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.language import Language

_DAYS = (
    Column("starts_on", "From", ColumnKind.DATE),
    Column("ends_on", "Until", ColumnKind.DATE),
    Column("current", "Now", ColumnKind.FLAG),
)
MEMBERS = (
    Column("party", "Who", ColumnKind.WORD),
    Column("name", "Name"),
    Column("partner", "Partner"),
    *_DAYS,
)
GROUPS = (
    Column("group", "Network group"),
    Column("name", "Name"),
    *_DAYS,
)


def show(reader: Reader, group: Any, today: date, language: Language) -> Report:
    """All that the register knows of a group, a row of `things`."""
    members = [
        (row.party, row.name, row.partner, *_held(row, today))
        for row in reader.all(group_members, group=group.id, kept_on=today)
    ]
    met = lists.activities(reader.all(activities, group=group.id)).main
    lesson = noun("lesson")
    rows = reader.all(things(lesson), **parameters_of(lesson, today))
    learnt = lists.things(lesson, (row for row in rows if row.group == group.name), language).main
    page = lists.thing(noun("group"), group)
    return page._replace(
        sections=[
            *page.sections,
            Section("members", "Members", MEMBERS, members),
            met._replace(title=N_("Meetings")),
            learnt,
        ]
    )


def groups_of_partner(reader: Reader, partner_id: int, today: date) -> Section:
    """The groups that a partner or a contact of its is in, or was."""
    rows = [
        (row.group, row.name, *_held(row, today))
        for row in reader.all(group_members, partner=partner_id, kept_on=today)
    ]
    return Section("groups", "Network groups", GROUPS, rows)


def _held(row: Any, today: date) -> tuple[date, date | None, bool]:
    """From when until when somebody is in a group, and whether that holds; in a retired one not."""
    is_over = row.retired_on is not None and row.retired_on <= today
    holds = Period(row.starts_on, row.ends_on).holds(today) and not is_over
    return row.starts_on, row.ends_on, holds
