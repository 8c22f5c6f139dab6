"""`report network`: who works with whom, seen from activities, agreements and ties."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.db.query import range_of
from partnerreg.domain.agreement_terms import in_force
from partnerreg.domain.enums import TieKind
from partnerreg.domain.facts import Evidence
from partnerreg.domain.name_keys import sort_key
from partnerreg.domain.periods import Period
from partnerreg.queries.counting import partners_together
from partnerreg.queries.partner_ties import partner_ties
from partnerreg.reports.context import empty_message, select_partners
from partnerreg.reports.question import Question
from partnerreg.reports.report import Column, ColumnKind, Figure, Report, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext
    from partnerreg.services.facts import Facts

PAIRS = (
    Column("one_id", "#", ColumnKind.ID, shown=False),
    Column("one", "Partner"),
    Column("one_level", "Level", ColumnKind.LEVEL, shown=False),
    Column("tie", "Tie", ColumnKind.WORD),
    Column("other_id", "Other #", ColumnKind.ID, shown=False),
    Column("other", "With"),
    Column("other_level", "Its level", ColumnKind.LEVEL, shown=False),
    Column("activities", "Activities", ColumnKind.NUMBER),
    Column("last_on", "Last", ColumnKind.DATE),
    Column("agreements", "Agreements", ColumnKind.NUMBER),
)

# So many pairs people read on a sheet.
MOST = 20

# As a tie was recorded; from its other end it reads the other way round.
_KINDS = frozenset(TieKind)

# Two partners, the lower number first.
Ends = tuple[int, int]


class Bond(NamedTuple):
    """What two partners have to do with each other.

    Attributes:
        activities: in how many activities both took part.
        last_on: the day of the last one.
        agreements: of how many agreements in force both are parties.
        tie: what one is to the other, if they are tied.
        tied: the number of the one that is it; a row begins with that one.
    """

    activities: int = 0
    last_on: date | None = None
    agreements: int = 0
    tie: str | None = None
    tied: int | None = None


def network(reader: Reader, context: ReportContext, since: date | None = None) -> Report:
    """The pairs of partners that have to do with each other, those most often together first.

    Where partners are chosen, one of each pair is among them.

    Args:
        reader: the register.
        context: the day, the policy, the language, and which partners.
        since: only activities from that day on.
    """
    t = context.language
    portfolio, chosen = select_partners(reader, context, evidence=[Evidence.AGREEMENTS])
    stood = portfolio.facts
    bonds = {
        ends: bond
        for ends, bond in _bonds(reader, context, stood, since or date.min).items()
        if stood.keys() >= {*ends} and not chosen.keys().isdisjoint(ends)
    }

    def place(ends: Ends) -> tuple[object, ...]:
        bond, names = bonds[ends], [sort_key(stood[end].partner, t.code) for end in ends]
        return -bond.activities, -bond.agreements, bond.tie is None, names

    rows = [
        (
            *(one, stood[one].partner, stood[one].level, bonds[ends].tie),
            *(other, stood[other].partner, stood[other].level),
            *bonds[ends][:3],
        )
        for ends in sorted(bonds, key=place)
        for one, other in [ends[::-1] if bonds[ends].tied == ends[1] else ends]
    ]
    alone = len(chosen.keys() - {end for ends in bonds for end in ends})
    pairs = t.ngettext(
        "{n} pair of partners has to do with each other.",
        "{n} pairs of partners have to do with each other.",
        len(rows),
    )
    others = t.ngettext(
        "{n} partner has to do with no other one.",
        "{n} partners have to do with no other one.",
        alone,
    )
    return Report(
        "network",
        "Who works with whom",
        (
            Section(
                "network",
                "Pairs",
                PAIRS,
                rows,
                empty=t.gettext("No activity, agreement or tie has two partners."),
                preview_rows=MOST,
                see_all=context.report("network", since=since, format="json"),
            ),
        ),
        as_of=context.day,
        summary=[pairs, others] if chosen else [],
        figures=[Figure("partners", len(chosen), context.drilldown())],
        since=since,
        empty_text="" if chosen else empty_message(reader, context),
    )


def _bonds(
    reader: Reader, context: ReportContext, stood: Facts, since: date
) -> Mapping[Ends, Bond]:
    """What pairs of partners have to do with each other on the day."""
    bonds = {
        (row.one_id, row.other_id): Bond(row.activities, row.last_on)
        for row in reader.all(partners_together, since=since, today=context.day)
    }
    parties: dict[int | None, list[int]] = {}
    for number in sorted(stood):
        for paper in stood[number].agreements:
            if in_force(paper, context.day):
                parties.setdefault(paper.number, []).append(number)
    shared = Counter(pair for each in parties.values() for pair in combinations(each, 2))
    for pair, agreements in shared.items():
        bonds[pair] = bonds.get(pair, Bond())._replace(agreements=agreements)
    for tie in reader.all(partner_ties, today=context.day, **range_of(None)):
        holds = Period(tie.starts_on, tie.ends_on).holds(context.day)
        if holds and tie.tie in _KINDS:
            pair = min(tie.partner_id, tie.other_id), max(tie.partner_id, tie.other_id)
            bonds[pair] = bonds.get(pair, Bond())._replace(tie=tie.tie, tied=tie.partner_id)
    return bonds


QUESTION = Question(
    "Who works with whom: partners with joint activities, shared agreements, or ties.",
    network,
    looks_back=True,
)
