"""How many partners of each group stand at each level: what `report levels --by` adds."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from partnerreg.domain.labels import label
from partnerreg.domain.names import sort_key
from partnerreg.reports import counting
from partnerreg.reports.grouping import GROUPINGS
from partnerreg.reports.levels import UNSUPPORTED
from partnerreg.reports.report import FILTER, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from partnerreg.domain.vocabulary import Level
    from partnerreg.language import Language
    from partnerreg.reports.asked import Asked
    from partnerreg.reports.grouping import Group, Grouping, Groups


def by_group(
    by: str,
    groups: Groups,
    asked: Asked,
    standing: Mapping[int, Level],
    unsupported: Collection[int],
) -> Section:
    """One row per group: how many partners at each level, and how many unsupported."""
    counts: dict[Group | None, Counter[Level]] = defaultdict(Counter)
    weak: Counter[Group | None] = Counter()
    for number, level in standing.items():
        found: Iterable[Group | None] = groups.get(number, (None,))
        for group in found:
            counts[group][level] += 1
            weak[group] += number in unsupported
    grouping = GROUPINGS[by]
    levels, language = asked.choice.levels, asked.language
    shown = counting.counted(levels)
    named = sorted(counts, key=lambda group: _place(group, grouping, language))
    rows = []
    for group in named:
        numbers = counting.numbers(counts[group], levels)
        picked = {"without": by} if group is None else {by: group.option}
        opened = {
            key: asked.opens(**picked, level=counting.option(at)) for key, at in shown.items()
        }
        opened["unsupported"] = asked.opens(**picked, unsupported=True)
        rows.append((group.name if group else None, *numbers, weak[group], opened))
    return Section(
        f"by_{by}",
        grouping.heading,
        (grouping.column, *counting.columns(levels), UNSUPPORTED, FILTER),
        rows,
        empty=language.gettext("There is no partner to group."),
    )


def _place(group: Group | None, grouping: Grouping, language: Language) -> tuple[bool, str]:
    """Groups stand by what readers call them, those without one last."""
    if group is None:
        return (True, "")
    is_word = grouping.column.kind is Kind.WORD
    name = label(group.name, language) if is_word else group.name
    return (False, sort_key(name, language.code))
