"""What partners can be grouped by, and who of them is in which group on a day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.language import N_
from partnerreg.queries import groups as context
from partnerreg.reports.report import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from partnerreg.db.query import Query, Reader
    from partnerreg.queries.groups import Grouped
    from partnerreg.services.partner_filter import PartnerFilter


class Group(NamedTuple):
    """A group: what it is called, and what the filter of `partner list` calls it."""

    name: str
    option: str


class Grouping(NamedTuple):
    """A way to part partners into groups.

    Attributes:
        heading: of the section.
        column: which names the groups, and what those without one are called.
        query: who is in which group.
        many: what to know where a partner can be in several, for as long as it is tied to them.
    """

    heading: str
    column: Column
    query: Query[Grouped]
    many: str = ""


# The groups that each partner is in, by its number; one that is in none is not there.
Groups = dict[int, list[Group]]


def groups_of(
    by: str, reader: Reader, partners: Collection[int], day: date, who: PartnerFilter
) -> Groups:
    """Who of the partners is in which group on a day.

    Where partners of one group are chosen, other groups that they are in are left out.
    """
    grouping = GROUPINGS[by]
    on = {"today": day} if grouping.many else {}
    only = dict(who.words).get(by) if grouping.many else None
    rows = [
        (number, key, name)
        for number, key, name in zip(*reader.columns(grouping.query, **on), strict=True)
        if number in partners and (only is None or key == only)
    ]
    if by == "municipality":
        called = _commonest(rows)
        found = {key: Group(name, name) for key, name in called.items()}
    else:
        found = {key: Group(name, key) for _, key, name in rows}
    groups: Groups = {}
    for number, key, _ in rows:
        groups.setdefault(number, []).append(found[key])
    return groups


def _commonest(rows: Collection[tuple[int, str, str]]) -> dict[str, str]:
    """How a name of each key is spelt most often."""
    spellings: dict[str, Counter[str]] = {}
    for _, key, name in rows:
        spellings.setdefault(key, Counter())[name] += 1
    return {key: found.most_common(1)[0][0] for key, found in spellings.items()}


GROUPINGS: dict[str, Grouping] = {
    "sector": Grouping(
        N_("By sector"),
        Column("sector", "Sector", Kind.WORD, empty=N_("(no sector)")),
        context.grouped_by_sector,
    ),
    "unit": Grouping(
        N_("By unit"), Column("unit", "Unit", empty=N_("(no unit)")), context.grouped_by_unit
    ),
    "area": Grouping(
        N_("By area"),
        Column("area", "Area", empty=N_("(no area)")),
        context.grouped_by_area,
        N_("A partner with more than one area counts under each."),
    ),
    "goal": Grouping(
        N_("By goal"),
        Column("goal", "Goal", empty=N_("(no goal)")),
        context.grouped_by_goal,
        N_("A partner with more than one goal counts under each."),
    ),
    "municipality": Grouping(
        N_("By municipality"),
        Column("municipality", "Municipality", empty=N_("(no municipality)")),
        context.grouped_by_municipality,
    ),
    "coordinator": Grouping(
        N_("By coordinator"),
        Column("coordinator", "Coordinator", empty=N_("(no coordinator)")),
        context.grouped_by_coordinator,
        N_("A partner with more than one coordinator counts under each."),
    ),
}
"""By the name of the filter that picks one group of them."""
