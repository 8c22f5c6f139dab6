"""`report levels`: how many partners stand at each level, what carries them, and who moved.

Network collaborations need not be called partnerships (strategy of Dokk1), so
they stand on their own line and never in the number of partnerships.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.actions import Action, Advice
from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.evaluation import is_supported
from partnerreg.domain.labels import label
from partnerreg.domain.level_moves import ANY
from partnerreg.domain.name_keys import identity_key, sort_key
from partnerreg.domain.periods import months_after
from partnerreg.language import N_
from partnerreg.queries import groups as queries
from partnerreg.reports import level_counts
from partnerreg.reports.context import empty_message, select_partners
from partnerreg.reports.movements import level_steps, matrix
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import FILTER, Chart, Column, ColumnKind, Report, Section
from partnerreg.services.facts import standing
from partnerreg.services.partner_filter import EVERY_LEVEL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from partnerreg.db.query import Query, Reader
    from partnerreg.language import Language
    from partnerreg.queries.groups import GroupRow
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.movements import Way
    from partnerreg.services.partner_filter import PartnerFilter

UNSUPPORTED = Column("unsupported", "Unsupported", ColumnKind.NUMBER)
LEVELS = (
    level_counts.LEVEL,
    Column("name", "Name", shown=False),
    level_counts.LABEL,
    Column("partners", "Partners", ColumnKind.NUMBER),
    UNSUPPORTED,
    Column("reached", "Reached", ColumnKind.NUMBER),
    Column("left", "Left", ColumnKind.NUMBER),
    Column("bar", "", ColumnKind.BAR),
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
    t = context.language
    everywhere = context._replace(who=context.who._replace(levels=EVERY_LEVEL))
    active, weak = _standing(reader, everywhere)
    there = context.who.among(weak if context.who.unsupported else active)
    counts = level_counts.LevelCounts(
        Counter(there.values()), Counter(context.who.among(weak).values())
    )
    before = since or months_after(context.day, -_YEAR)
    steps = level_steps(reader, context.day, before).select(everywhere.who, weak)
    if since is None:
        compared = t.gettext("Reached and left: compared with {day}, a year before.")
    else:
        compared = t.gettext("Reached and left: compared with {day}.")
    rows = _levels(everywhere, context.who.levels, counts, steps.movers(before), before)
    sections = [
        Section(
            "levels",
            "Levels",
            LEVELS,
            rows,
            chart=Chart("bars", "level", ("partners",)),
            note=compared.format(day=t.day(before)),
        )
    ]
    if since is not None:
        from partnerreg.queries.levels import level_changes

        changed = reader.all(level_changes["en"], since=since, today=context.day)
        names = {row.partner_id: row.partner for row in changed}
        movers = steps.select(context.who, weak).movers(since)
        sections.append(matrix(movers, names, context, since))
    notes: list[str | Advice] = []
    if counts.unsupported.total():
        text = t.gettext("{command} says what is missing where.")
        notes.append(Advice(text, command=Action("report", "gaps")))
    if by is not None:
        groups = groups_of(by, reader, active, context.day, context.who)
        sections.append(_by_group(by, groups, context, there, weak))
        notes += [t.gettext(many)] if (many := GROUPINGS[by].many) else []
    is_silent = not any(any(row[_COUNTS]) for row in rows) and not any(
        section.rows for section in sections[1:]
    )
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
        empty_text=empty_message(reader, context) if is_silent else "",
    )


def _standing(reader: Reader, context: ReportContext) -> tuple[dict[int, Level], dict[int, Level]]:
    """Where partners stood, by number: all that were active, and the chosen that lack something.

    Facts are gathered only at the levels that require something.
    """
    requiring = [level for level in Level if context.policy.required(level)]
    portfolio, facts = select_partners(reader, context, [Severity.REQUIRED], levels=requiring)
    weak = {n: f.level for n, f in facts.items() if not is_supported(f, context.policy, f.level)}
    active = {number: fact.level for number, fact in portfolio.facts.items()}
    return active | standing(reader, context.day, {*Level}.difference(requiring)), weak


def _levels(
    context: ReportContext,
    levels: Collection[Level],
    counts: level_counts.LevelCounts,
    movers: Mapping[Way, Collection[int]],
    before: date,
) -> list[tuple[object, ...]]:
    """A row for each of these levels."""
    reached: Counter[Level | None] = Counter()
    left: Counter[Level | None] = Counter()
    for way, numbers in movers.items():
        reached[way.reached] += len(numbers)
        left[way.left] += len(numbers)
    # Who left a level stands elsewhere, or has ended.
    elsewhere: dict[str, Any] = {"since": before, "moved": ANY}
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
            {
                "partners": context.drilldown(levels=[level]),
                "unsupported": context.drilldown(levels=[level], unsupported=True),
                "reached": context.drilldown(levels=[level], **elsewhere),
                "left": context.drilldown(was=level, status="all", **elsewhere),
            },
        )
        for level in sorted(levels)
    ]


def _by_group(
    by: str,
    groups: Groups,
    context: ReportContext,
    standing: Mapping[int, Level],
    unsupported: Collection[int],
) -> Section:
    """One row per group: how many partners at each level, and how many unsupported."""
    counts: dict[LevelGroup | None, Counter[Level]] = defaultdict(Counter)
    weak: Counter[LevelGroup | None] = Counter()
    for number, level in standing.items():
        own: Iterable[LevelGroup | None] = groups.get(number, (None,))
        for group in own:
            counts[group][level] += 1
            weak[group] += number in unsupported
    grouping = GROUPINGS[by]
    levels, language = context.who.levels, context.language
    shown = level_counts.whole(levels)
    rows = []
    for group in sorted(counts, key=lambda group: _place(group, grouping, language)):
        numbers = level_counts.numbers(counts[group], levels)
        option: dict[str, Any] = (
            {"without": by.replace("_", "-")} if group is None else {by: group.option}
        )
        opens = {key: context.drilldown(**option, levels=at) for key, at in shown.items()}
        opens["unsupported"] = context.drilldown(**option, unsupported=True)
        rows.append((group.name if group else None, *numbers, weak[group], opens))
    return Section(
        f"by_{by}",
        grouping.heading,
        (grouping.column, *level_counts.columns(levels), UNSUPPORTED, FILTER),
        rows,
        empty=language.gettext("There is no partner to group."),
    )


def _place(group: LevelGroup | None, grouping: Grouping, language: Language) -> tuple[bool, str]:
    """Groups stand by what readers call them, those without one last."""
    if group is None:
        return (True, "")
    is_word = grouping.column.kind is ColumnKind.WORD
    name = label(group.name, language) if is_word else group.name
    return (False, sort_key(name, language.code))


class LevelGroup(NamedTuple):
    """A group: what it is called, and what the filter of `partner list` calls it."""

    name: str
    option: str


class Grouping(NamedTuple):
    """A way to part partners into groups.

    Attributes:
        heading: of the section.
        column: which names the groups, and what those without one are called.
        query: who is in which group.
        many: what to know where a partner can be in several.
        dated: if so, for as long as it is tied to them.
    """

    heading: str
    column: Column
    query: Query[GroupRow]
    many: str = ""
    dated: bool = True


# The groups that each partner is in, by its number; one that is in none is not there.
Groups = dict[int, list[LevelGroup]]


def groups_of(
    by: str, reader: Reader, partners: Collection[int], day: date, who: PartnerFilter
) -> Groups:
    """Who of the partners is in which group on a day.

    Where partners of one group are chosen, other groups that they are in are left out.
    """
    grouping = GROUPINGS[by]
    on = {"today": day} if grouping.many and grouping.dated else {}
    only = dict(who.words).get(by) if grouping.many else None
    if only is not None and by in _BY_NAME:
        only = identity_key(only)
    rows = [
        (number, key, name)
        for number, key, name in zip(*reader.columns(grouping.query, **on), strict=True)
        if number in partners and (only is None or key == only)
    ]
    if by in _BY_NAME:
        called = _commonest(rows)
        found = {key: LevelGroup(name, name) for key, name in called.items()}
    else:
        found = {key: LevelGroup(name, key) for _, key, name in rows}
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


# What is told by its name, however that is spelt.
_BY_NAME = {"municipality", "region", "tag"}

GROUPINGS: dict[str, Grouping] = {
    "sector": Grouping(
        N_("By sector"),
        Column("sector", "Sector", ColumnKind.WORD, empty=N_("(no sector)")),
        queries.grouped_by_sector,
    ),
    "region": Grouping(
        N_("By region"),
        Column("region", "Region", empty=N_("(no region)")),
        queries.grouped_by_region,
    ),
    "field": Grouping(
        N_("By policy field"),
        Column("field", "Policy field", ColumnKind.WORD, empty=N_("(no policy field)")),
        queries.grouped_by_field,
    ),
    "legal_form": Grouping(
        N_("By legal form"),
        Column("legal_form", "Legal form", ColumnKind.WORD, empty=N_("(no legal form)")),
        queries.grouped_by_legal_form,
    ),
    "scope": Grouping(
        N_("By scope"),
        Column("scope", "Scope", ColumnKind.WORD, empty=N_("(no scope)")),
        queries.grouped_by_scope,
    ),
    "tag": Grouping(
        N_("By tag"),
        Column("tag", "Tag", empty=N_("(no tag)")),
        queries.grouped_by_tag,
        N_("A partner with more than one tag counts under each."),
        dated=False,
    ),
    "unit": Grouping(
        N_("By unit"),
        Column("unit", "Unit", empty=N_("(no unit)")),
        queries.grouped_by_unit,
        N_("A partner counts under each unit that runs it, takes part, or runs an area of it."),
    ),
    "area": Grouping(
        N_("By area"),
        Column("area", "Area", empty=N_("(no area)")),
        queries.grouped_by_area,
        N_("A partner with more than one area counts under each."),
    ),
    "goal": Grouping(
        N_("By goal"),
        Column("goal", "Goal", empty=N_("(no goal)")),
        queries.grouped_by_goal,
        N_("A partner with more than one goal counts under each."),
    ),
    "audience": Grouping(
        N_("By target group"),
        Column("audience", "Target group", empty=N_("(no target group)")),
        queries.grouped_by_audience,
        N_("A partner with more than one target group counts under each."),
        dated=False,
    ),
    "municipality": Grouping(
        N_("By municipality"),
        Column("municipality", "Municipality", empty=N_("(no municipality)")),
        queries.grouped_by_municipality,
    ),
    "coordinator": Grouping(
        N_("By coordinator"),
        Column("coordinator", "Coordinator", empty=N_("(no coordinator)")),
        queries.grouped_by_coordinator,
        N_("A partner with more than one coordinator counts under each."),
    ),
}
"""By the name of the filter that picks one group of them."""

_WORDS = tuple(name.replace("_", "-") for name in GROUPINGS)


QUESTION = Question(
    "How many partners stand at each level, how many lack what it asks, and who moved.",
    levels,
    [
        Detail(
            "by",
            f"Also by {', '.join(_WORDS)}.",
            "GROUP",
            read=lambda text, _day: text.replace("-", "_"),
            words=_WORDS,
        )
    ],
    looks_back=True,
)
