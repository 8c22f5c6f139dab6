"""How many partners stand at each level: the columns, sentences and figures of several reports.

Network collaborations need not be called partnerships (strategy of Dokk1), so they stand
on their own and never in the number of partnerships.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.enums import Level
from partnerreg.reports.report import Column, ColumnKind, Figure

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from partnerreg.reports.context import ReportContext

# A level, under the name that the policy gives it.
LEVEL = Column("level", "Level", ColumnKind.LEVEL, display_from="label")
LABEL = Column("label", "Called", shown=False)

# The levels behind each count.
LEVELS_OF = {
    "strategic": (Level.STRATEGIC,),
    "service": (Level.SERVICE,),
    "partnerships": (Level.STRATEGIC, Level.SERVICE),
    "network": (Level.NETWORK,),
}

_COLUMNS = (
    Column("strategic", "Strategic", ColumnKind.NUMBER),
    Column("service", "Service-based", ColumnKind.NUMBER),
    Column("partnerships", "Partnerships", ColumnKind.NUMBER),
    Column("network", "Network", ColumnKind.NUMBER),
)


class LevelCounts(NamedTuple):
    """How many partners stand at each level, and how many of them lack what it requires."""

    partners: Counter[Level]
    unsupported: Counter[Level]

    @property
    def partnerships(self) -> int:
        """How many partnerships there are."""
        return sum(self.partners[level] for level in LEVELS_OF["partnerships"])

    @property
    def unsupported_partnerships(self) -> int:
        """How many of the partnerships lack what their level requires."""
        return sum(self.unsupported[level] for level in LEVELS_OF["partnerships"])


def whole(levels: frozenset[Level]) -> dict[str, tuple[Level, ...]]:
    """The counts and their levels: those of which all levels are chosen."""
    return {key: own for key, own in LEVELS_OF.items() if levels.issuperset(own)}


def columns(levels: frozenset[Level]) -> list[Column]:
    """A column for each of `LEVELS_OF`; people see those of what is counted."""
    shown = whole(levels)
    return [column._replace(shown=column.key in shown) for column in _COLUMNS]


def numbers(
    counts: Mapping[Level, int] | Mapping[int, int], levels: frozenset[Level]
) -> list[int | None]:
    """The cells of `columns`, by how many partners stand at each level."""
    shown = whole(levels)
    return [
        sum(counts[level] for level in own) if key in shown else None
        for key, own in LEVELS_OF.items()
    ]


def summary(counts: LevelCounts, context: ReportContext) -> list[str]:
    """Partnerships, and network collaborations on their own; the two are never added."""
    levels, t = context.who.levels, context.language
    network = counts.partners[Level.NETWORK]
    if levels == {Level.NETWORK}:
        return [
            t.ngettext(
                "There is {n} network collaboration.",
                "There are {n} network collaborations.",
                network,
            )
        ]
    sentences = [
        t.ngettext("There is {n} partnership.", "There are {n} partnerships.", counts.partnerships)
    ]
    if lacking := counts.unsupported_partnerships:
        sentences.append(
            t.ngettext(
                "{n} of them lacks something that its level requires.",
                "{n} of them lack something that their level requires.",
                lacking,
            )
        )
    elif counts.partnerships:
        sentences.append(t.gettext("Nothing that the levels require is missing."))
    if Level.NETWORK in levels:
        sentences.append(
            t.ngettext(
                "Beside them, there is {n} network collaboration.",
                "Beside them, there are {n} network collaborations.",
                network,
            )
        )
    return sentences


def figures(counts: LevelCounts, context: ReportContext) -> list[Figure]:
    """What opens the counts that the summary speaks of."""
    levels = context.who.levels
    found = []
    if levels != {Level.NETWORK}:
        lacking = context.drilldown(levels=LEVELS_OF["partnerships"], unsupported=True)
        found += [
            Figure(
                "partnerships",
                counts.partnerships,
                context.drilldown(levels=LEVELS_OF["partnerships"]),
            ),
            Figure("unsupported", counts.unsupported_partnerships, lacking),
        ]
    if Level.NETWORK in levels:
        opens = context.drilldown(levels=[Level.NETWORK])
        found.append(Figure("network", counts.partners[Level.NETWORK], opens))
    return found
