"""What partners belong to, and what belongs to them: `partner tree`, and parts of other pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action
from partnerreg.db.query import range_of
from partnerreg.domain.enums import BELONGING
from partnerreg.domain.name_keys import sort_key
from partnerreg.domain.periods import Period
from partnerreg.queries.partner_ties import partner_standing, partner_ties
from partnerreg.reports.report import Column, ColumnKind, Report, Section, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.queries.partner_ties import PartnerTieRow
    from partnerreg.reports.context import ReportContext

# A brief is one page: so many of what belongs to an umbrella.
MOST = 8

_DOWNWARDS = frozenset(kind.inverse for kind in BELONGING)

NUMBER = Column("id", "#", ColumnKind.ID)
TIE = Column("tie", "Tie", ColumnKind.WORD)
LEVEL = Column("level", "Level", ColumnKind.LEVEL, empty="–")
LAST_ACTIVITY = Column("last_activity", "Last activity", ColumnKind.DATE)
SINCE = Column("since", "Since", ColumnKind.DATE)
ON_BRIEF = (
    TIE,
    NUMBER._replace(shown=False),
    Column("name", "Partner"),
    LEVEL,
    LAST_ACTIVITY,
    SINCE,
)
ON_PAGE = (
    TIE,
    NUMBER,
    Column("name", "Partner"),
    Column("starts_on", "From", ColumnKind.DATE),
    Column("ends_on", "Until", ColumnKind.DATE),
    Column("current", "Now", ColumnKind.FLAG),
)
TREE = (
    NUMBER,
    Column("depth", "Depth", ColumnKind.NUMBER, shown=False),
    Column("parent_id", "Belongs to #", ColumnKind.ID, shown=False),
    Column("name", "Partner", shown=False),
    Column("line", "Partner", ColumnKind.ASIDE),
    TIE,
    LEVEL,
    LAST_ACTIVITY,
    SINCE,
)


def on_brief(reader: Reader, context: ReportContext, partner_id: int) -> Section | None:
    """What a partner belonged to on the day and what to it, with level and last activity."""
    found = _on(context.day, reader.all(partner_ties, today=context.day, **range_of(partner_id)))
    rows = [
        (row.tie, row.other_id, row.name, row.level, row.last_activity, row.starts_on)
        for row in found
    ]
    more = Action("partner", "tree", (partner_id,))
    section = Section("ties", "Ties", ON_BRIEF, rows, preview_rows=MOST, see_all=more)
    return section if rows else None


def on_page(reader: Reader, partner_id: int, today: date) -> Section:
    """All ties of a partner to others, past ones too, from both ends."""
    rows = [
        (row.tie, row.other_id, row.name, row.starts_on, row.ends_on, _holds(row, today))
        for row in reader.all(partner_ties, today=today, **range_of(partner_id))
    ]
    return Section("ties", "Ties", ON_PAGE, rows)


def tree(reader: Reader, partner_id: int, name: str, day: date, language: Language) -> Report:
    """A partner and all that belonged to it on a day, at whatever depth; each below its umbrella.

    Who belongs to several stands under each of them.
    """
    below: dict[int, list[PartnerTieRow]] = defaultdict(list)
    for row in _on(day, reader.all(partner_ties, today=day, **range_of(None))):
        if row.tie in _DOWNWARDS:
            below[row.partner_id].append(row)
    for branches in below.values():
        branches.sort(key=lambda row: sort_key(row.name, language.code))
    standing = reader.first(partner_standing, partner=partner_id, today=day)
    root = (partner_id, 0, None, name, name, None, *(standing or (None, None)), None)
    rows = [root, *_branches(below, partner_id, (partner_id,))]
    return listing("tree", "Ties", TREE, rows)._replace(as_of=day, subject=name)


def _branches(
    below: Mapping[int, Iterable[PartnerTieRow]], parent: int, way: tuple[int, ...]
) -> Iterator[tuple[Any, ...]]:
    """The lines of what belongs to a partner; what is on the way to it already goes no further."""
    for row in below.get(parent, ()):
        depth = len(way)
        line = f"{'– ' * depth}{row.name}"
        yield (
            row.other_id, depth, parent, row.name, line,
            row.tie, row.level, row.last_activity, row.starts_on,
        )  # fmt: skip
        if row.other_id not in way:
            yield from _branches(below, row.other_id, (*way, row.other_id))


def _on(day: date, rows: Iterable[PartnerTieRow]) -> list[PartnerTieRow]:
    return [row for row in rows if _holds(row, day)]


def _holds(row: PartnerTieRow, day: date) -> bool:
    return Period(row.starts_on, row.ends_on).holds(day)
