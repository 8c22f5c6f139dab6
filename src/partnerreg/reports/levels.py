"""`report levels`: how many partners stand at each level, what carries them, and who moved.

Network collaborations need not be called partnerships (strategy of Dokk1), so
they stand on their own line and never in the number of partnerships.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action, Advice
from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.evaluation import is_supported
from partnerreg.domain.labels import label
from partnerreg.domain.level_moves import ANY
from partnerreg.domain.name_keys import sort_key
from partnerreg.domain.periods import months_after
from partnerreg.reports import level_counts
from partnerreg.reports.context import chosen, nobody
from partnerreg.reports.grouping import GROUPINGS, groups_of
from partnerreg.reports.level_moves import level_changes, matrix, moved, of_chosen
from partnerreg.reports.report import FILTER, Chart, Column, Kind, Report, Section
from partnerreg.services.facts import standing
from partnerreg.services.partner_filter import EVERY_LEVEL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.grouping import Group, Grouping, Groups
    from partnerreg.reports.level_moves import Moves

UNSUPPORTED = Column("unsupported", "Unsupported", Kind.NUMBER)
LEVELS = (
    level_counts.LEVEL,
    Column("name", "Name", shown=False),
    level_counts.LABEL,
    Column("partners", "Partners", Kind.NUMBER),
    UNSUPPORTED,
    Column("reached", "Reached", Kind.NUMBER),
    Column("left", "Left", Kind.NUMBER),
    Column("bar", "", Kind.BAR),
    FILTER,
)
_COUNTS = slice(3, 7)

# Reached and left compare with the day so many months before, if not with another.
_YEAR = 12


def levels(
    reader: Reader, context: ReportContext, by: str | None = None, since: date | None = None
) -> Report:
    """The level report as of a day, also `by` group, also with who moved `since` a day.

    Reached and left compare two days: who stands at a level and did not on the earlier
    day, and who stood there then and does not now.

    Args:
        reader: the register.
        context: the day, the policy, the language, and which partners.
        by: one of `GROUPINGS`.
        since: the earlier day, also that of the movement matrix; a year before if not given.
    """
    language = context.language
    everywhere = context._replace(who=context.who._replace(levels=EVERY_LEVEL))
    active, weak = _standing(reader, everywhere)
    there = context.who.among(weak if context.who.unsupported else active)
    counts = level_counts.Counts(Counter(there.values()), Counter(context.who.among(weak).values()))
    before = since or months_after(context.day, -_YEAR)
    steps = of_chosen(level_changes(reader, context.day, before), everywhere.who, weak)
    rows = _levels(everywhere, context.who.levels, counts, moved(steps, before), before)
    sections = [_section(rows, before, language, is_usual=since is None)]
    if since is not None:
        from partnerreg.queries.movements import names_of_changed

        named = reader.all(names_of_changed, since=since, today=context.day)
        names = {partner.id: partner.name for partner in named}
        moves = moved(of_chosen(steps, context.who, weak), since)
        sections.append(matrix(moves, names, context, since))
    notes: list[str | Advice] = []
    if counts.unsupported.total():
        said = language.gettext("{command} says what is missing where.")
        notes.append(Advice(said, command=Action("report", "gaps")))
    if by is not None:
        groups = groups_of(by, reader, active, context.day, context.who)
        sections.append(_by_group(by, groups, context, there, weak))
        notes += [language.gettext(many)] if (many := GROUPINGS[by].many) else []
    return Report(
        "levels",
        "Partners by level",
        sections,
        as_of=context.day,
        notes=notes,
        lead=len(sections) - 1 if by is not None else 0,
        summary=level_counts.summary(counts, context),
        figures=level_counts.figures(counts, context),
        since=since,
        silence="" if _tells(*sections) else nobody(reader, context),
    )


def _tells(levels: Section, *further: Section) -> bool:
    """Whether anybody stands at a level, or came to one or left it, or moved."""
    return any(any(row[_COUNTS]) for row in levels.rows) or any(one.rows for one in further)


def _standing(reader: Reader, context: ReportContext) -> tuple[dict[int, Level], dict[int, Level]]:
    """Where partners stood, by number: all that were active, and the chosen that lack something.

    Facts are gathered only at the levels that require something.
    """
    requiring = [level for level in Level if context.policy.required(level)]
    portfolio, facts = chosen(reader, context, [Severity.REQUIRED], levels=requiring)
    weak = {n: f.level for n, f in facts.items() if not is_supported(f, context.policy, f.level)}
    active = {number: fact.level for number, fact in portfolio.facts.items()}
    return active | standing(reader, context.day, {*Level}.difference(requiring)), weak


def _levels(
    context: ReportContext,
    levels: Collection[Level],
    counts: level_counts.Counts,
    moves: Moves,
    before: date,
) -> list[tuple[object, ...]]:
    """A row for each of these levels."""
    reached: Counter[Level | None] = Counter()
    left: Counter[Level | None] = Counter()
    for one, numbers in moves.items():
        reached[one.reached] += len(numbers)
        left[one.left] += len(numbers)
    return [
        (
            level,
            level.word,
            context.policy.label(level, context.language.code),
            counts.partners[level],
            counts.unsupported[level],
            reached[level],
            left[level],
            counts.partners[level],
            _opens(context, level, before),
        )
        for level in sorted(levels)
    ]


def _section(
    rows: Sequence[Sequence[object]], before: date, t: Language, *, is_usual: bool
) -> Section:
    if is_usual:
        note = t.gettext("Reached and left: compared with {day}, a year before.")
    else:
        note = t.gettext("Reached and left: compared with {day}.")
    return Section(
        "levels",
        "Levels",
        LEVELS,
        rows,
        chart=Chart("bars", "level", ("partners",)),
        note=note.format(day=t.day(before)),
    )


def _opens(context: ReportContext, level: Level, before: date) -> dict[str, Action]:
    """What opens the counts of a level. Who left it stands elsewhere, or has ended."""
    elsewhere: dict[str, Any] = {"since": before, "moved": ANY}
    return {
        "partners": context.drilldown(levels=[level]),
        "unsupported": context.drilldown(levels=[level], unsupported=True),
        "reached": context.drilldown(levels=[level], **elsewhere),
        "left": context.drilldown(was=level, status="all", **elsewhere),
    }


def _by_group(
    by: str,
    groups: Groups,
    context: ReportContext,
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
    levels, language = context.who.levels, context.language
    shown = level_counts.pluralize(levels)
    named = sorted(counts, key=lambda group: _place(group, grouping, language))
    rows = []
    for group in named:
        numbers = level_counts.numbers(counts[group], levels)
        picked: dict[str, Any] = {"without": by} if group is None else {by: group.option}
        opened = {key: context.drilldown(**picked, levels=at) for key, at in shown.items()}
        opened["unsupported"] = context.drilldown(**picked, unsupported=True)
        rows.append((group.name if group else None, *numbers, weak[group], opened))
    return Section(
        f"by_{by}",
        grouping.heading,
        (grouping.column, *level_counts.columns(levels), UNSUPPORTED, FILTER),
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
