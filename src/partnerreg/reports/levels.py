"""`report levels`: how many partners stand at each level, what carries them, and who moved.

Network collaborations need not be called partnerships (strategy of Dokk1), so
they stand on their own line and never in the number of partnerships.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from partnerreg.domain.evaluation import is_supported
from partnerreg.domain.labels import label
from partnerreg.domain.movement import ANY
from partnerreg.domain.names import sort_key
from partnerreg.domain.periods import months_after
from partnerreg.domain.vocabulary import Level, Severity
from partnerreg.register.choosing import EVERY_LEVEL
from partnerreg.register.facts import standing
from partnerreg.reports import counting
from partnerreg.reports.asked import chosen, nobody
from partnerreg.reports.grouping import GROUPINGS, groups_of
from partnerreg.reports.moves import level_changes, matrix, moved, of_chosen
from partnerreg.reports.report import FILTER, Chart, Column, Kind, Report, Section, Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from partnerreg.language import Language
    from partnerreg.reports.asked import Asked
    from partnerreg.reports.grouping import Group, Grouping, Groups
    from partnerreg.reports.moves import Moves
    from partnerreg.store.query import Reader

UNSUPPORTED = Column("unsupported", "Unsupported", Kind.NUMBER)
LEVELS = (
    counting.LEVEL,
    Column("name", "Name", shown=False),
    counting.LABEL,
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
    reader: Reader, asked: Asked, by: str | None = None, since: date | None = None
) -> Report:
    """The level report as of a day, also `by` group, also with who moved `since` a day.

    Reached and left compare two days: who stands at a level and did not on the earlier
    day, and who stood there then and does not now.

    Args:
        reader: the register.
        asked: the day, the policy, the language, and which partners.
        by: one of `GROUPINGS`.
        since: the earlier day, also that of the movement matrix; a year before if not given.
    """
    language = asked.language
    everywhere = asked._replace(choice=asked.choice._replace(levels=EVERY_LEVEL))
    active, weak = _standing(reader, everywhere)
    there = asked.choice.among(weak if asked.choice.unsupported else active)
    counts = counting.Counts(Counter(there.values()), Counter(asked.choice.among(weak).values()))
    before = since or months_after(asked.day, -_YEAR)
    steps = of_chosen(level_changes(reader, asked.day, before), everywhere.choice, weak)
    rows = _levels(everywhere, asked.choice.levels, counts, moved(steps, before), before)
    sections = [_section(rows, before, language, is_usual=since is None)]
    if since is not None:
        from partnerreg.register.queries.movements import names_of_changed

        named = reader.all(names_of_changed, since=since, today=asked.day)
        names = {partner.id: partner.name for partner in named}
        moves = moved(of_chosen(steps, asked.choice, weak), since)
        sections.append(matrix(moves, names, asked, since))
    notes: list[str] = []
    if counts.unsupported.total():
        said = language.gettext("`partnerreg report gaps` says what is missing where.")
        notes.append(Sentence(said))
    if by is not None:
        groups = groups_of(by, reader, active, asked.day, asked.choice)
        sections.append(_by_group(by, groups, asked, there, weak))
        notes += [language.gettext(many)] if (many := GROUPINGS[by].many) else []
    return Report(
        "levels",
        "Partners by level",
        sections,
        as_of=asked.day,
        notes=notes,
        lead=len(sections) - 1 if by is not None else 0,
        summary=counting.summary(counts, asked),
        figures=counting.figures(counts, asked),
        since=since,
        silence="" if _tells(*sections) else nobody(reader, asked),
    )


def _tells(levels: Section, *further: Section) -> bool:
    """Whether anybody stands at a level, or came to one or left it, or moved."""
    return any(any(row[_COUNTS]) for row in levels.rows) or any(one.rows for one in further)


def _standing(reader: Reader, asked: Asked) -> tuple[dict[int, Level], dict[int, Level]]:
    """Where partners stood, by number: all that were active, and the chosen that lack something.

    Facts are gathered only at the levels that require something.
    """
    requiring = [level for level in Level if asked.policy.required(level)]
    portfolio, facts = chosen(reader, asked, [Severity.REQUIRED], levels=requiring)
    weak = {n: f.level for n, f in facts.items() if not is_supported(f, asked.policy, f.level)}
    active = {number: fact.level for number, fact in portfolio.facts.items()}
    return active | standing(reader, asked.day, {*Level}.difference(requiring)), weak


def _levels(
    asked: Asked, levels: Collection[Level], counts: counting.Counts, moves: Moves, before: date
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
            asked.policy.label(level, asked.language.code),
            counts.partners[level],
            counts.unsupported[level],
            reached[level],
            left[level],
            counts.partners[level],
            _opens(asked, level, before),
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


def _opens(asked: Asked, level: Level, before: date) -> dict[str, str]:
    """What opens the counts of a level. Who left it stands elsewhere, or has ended."""
    elsewhere = {"since": before.isoformat(), "moved": ANY}
    return {
        "partners": asked.opens(level=level.word),
        "unsupported": asked.opens(level=level.word, unsupported=True),
        "reached": asked.opens(level=level.word, **elsewhere),
        "left": asked.opens(was=level.word, status="all", **elsewhere),
    }


def _by_group(
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
