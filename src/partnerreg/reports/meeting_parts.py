"""The parts of the sheet for a meeting; of long ones it shows the first, and what lists all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from partnerreg.domain.terms import in_force, next_notice_day, renews, settled_until
from partnerreg.domain.vocabulary import AgreementKind, Level, Role
from partnerreg.register.figures import lacks, meets
from partnerreg.reports import counting
from partnerreg.reports.meeting_sheet import (
    COORDINATOR,
    ID,
    LAST_ACTIVITY,
    LEVEL,
    MOST,
    PARTNER,
    Part,
)
from partnerreg.reports.report import FILTER, Chart, Column, Figure, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from partnerreg.domain.facts import AgreementFacts, PartnerFacts
    from partnerreg.domain.policy import Binding
    from partnerreg.language import Language
    from partnerreg.reports.meeting_sheet import Sheet

# There is room for more of those that each meeting goes through.
MOST_STRATEGIC = 10

PYRAMID = (
    counting.LEVEL,
    counting.LABEL,
    Column("partners", "Partners", Kind.NUMBER),
    Column("unsupported", "Unsupported", Kind.NUMBER),
    Column("bar", "", Kind.BAR),
    FILTER,
)
STRATEGIC = (
    ID,
    PARTNER,
    COORDINATOR,
    Column("management", "Management", Kind.LIST),
    Column("agreement", "Agreement", Kind.ID, shown=False),
    Column("until", "Agreement until", Kind.DATE, says="lasts"),
    Column("lasts", "Agreement until", Kind.ASIDE, shown=False),
    Column("notice_day", "Notice by", Kind.DATE),
    LAST_ACTIVITY,
    Column("supported", "Supported", Kind.FLAG, shown=False),
    Column("missing", "Missing", Kind.LIST, shown=False),
    Column("evidence", "Evidence", Kind.ASIDE),
)
GAPS = (
    ID,
    PARTNER,
    LEVEL,
    Column("missing", "Missing", Kind.LIST, shown=False),
    Column("action", "What to do"),
    COORDINATOR,
)
ATTENDED = (ID, PARTNER, LEVEL, LAST_ACTIVITY, COORDINATOR)


def pyramid(sheet: Sheet) -> Part:
    """How many partners stand at each level, and how many of them lack what it requires."""
    asked = sheet.asked
    counts = sheet.counts
    rows = [
        (
            level,
            asked.policy.label(level, asked.language.code),
            counts.partners[level],
            counts.unsupported[level],
            counts.partners[level],
            {
                "partners": asked.opens(level=level.word),
                "unsupported": asked.opens(level=level.word, unsupported=True),
            },
        )
        for level in Level
        if sheet.has(level)
    ]
    return Part(
        Section("levels", "Levels", PYRAMID, rows, chart=Chart("bars", "level", ("partners",)))
    )


def strategic(sheet: Sheet) -> Part:
    """The strategic partnerships, a line each."""
    asked, t = sheet.asked, sheet.asked.language
    numbers = [n for n, facts in sheet.facts.items() if facts.level is Level.STRATEGIC]
    rows = [_strategic(sheet, number) for number in sorted(numbers, key=sheet.name_key)]
    empty = t.gettext("There is no strategic partnership.")
    opens = asked.opens(level=Level.STRATEGIC.word)
    section = Section(
        "strategic",
        "Strategic partnerships",
        STRATEGIC,
        rows,
        empty=empty,
        first=MOST_STRATEGIC,
        more=opens,
    )
    return Part(section, [Figure("strategic", len(rows), opens)])


def _strategic(sheet: Sheet, number: int) -> tuple[object, ...]:
    facts, t = sheet.facts[number], sheet.asked.language
    paper = _paper(facts)
    until = paper and settled_until(paper, facts.today)
    missing = sheet.missing.get(number, ())
    return (
        number,
        facts.partner,
        sheet.coordinator(number),
        sheet.who(number, Role.MANAGEMENT),
        paper and paper.number,
        until,
        paper and _lasts(paper, until, t),
        paper and next_notice_day(paper, facts.today),
        facts.last_activity,
        not missing,
        [binding.rule.code for binding in missing],
        _evidence(missing, t),
    )


def _evidence(missing: Sequence[Binding], t: Language) -> str:
    """Whether the level is carried; what is missing stands among the gaps."""
    if not missing:
        return t.gettext("Supported")
    return t.ngettext("{n} missing", "{n} missing", len(missing))


def _lasts(paper: AgreementFacts, until: date | None, t: Language) -> str:
    """How long an agreement holds, or that it goes on unless notice is given."""
    if until is None:
        return t.gettext("open-ended")
    if renews(paper) and paper.terminated_on is None:
        return t.gettext("renews itself")
    return t.day(until)


def _paper(facts: PartnerFacts) -> AgreementFacts | None:
    """The agreement that carries a partnership: in force, in writing if any is, the last to end."""
    valid = [paper for paper in facts.agreements if in_force(paper, facts.today)]

    def weight(paper: AgreementFacts) -> tuple[Any, ...]:
        end = settled_until(paper, facts.today)
        return paper.kind is AgreementKind.WRITTEN_AGREEMENT, end is None, end

    return max(valid, key=weight, default=None)


def _actions(missing: Sequence[Binding]) -> str:
    """What to do about what is missing, a sentence for each."""
    return " ".join(binding.action for binding in missing)


def gaps(sheet: Sheet) -> Part:
    """What is required and missing, partner by partner, the highest level first."""
    t = sheet.asked.language
    numbers = sorted(sheet.missing, key=lambda n: (sheet.facts[n].level, sheet.name_key(n)))
    rows = [
        (
            number,
            sheet.facts[number].partner,
            sheet.facts[number].level,
            [binding.rule.code for binding in sheet.missing[number]],
            _actions(sheet.missing[number]),
            sheet.coordinator(number),
        )
        for number in numbers
    ]
    opens = sheet.asked.opens(unsupported=True)
    empty = t.gettext("Nothing that the levels require is missing.")
    section = Section("gaps", "Gaps that block", GAPS, rows, empty=empty, first=MOST, more=opens)
    return Part(section, [Figure("lacking", len(rows), opens)])


def quiet_ones(sheet: Sheet) -> list[int]:
    """Those without the activity their level asks, by level, and then the longest quiet first."""
    return sorted(
        (n for n, facts in sheet.facts.items() if lacks(facts, sheet.asked.policy, "activity")),
        key=lambda number: (
            sheet.facts[number].level,
            heard_of(sheet.facts[number]),
            sheet.name_key(number),
        ),
    )


def heard_of(facts: PartnerFacts) -> date:
    """When something was done last; when it became a partner, where nothing is recorded."""
    return facts.last_activity or facts.partner_since or facts.today


def quiet(sheet: Sheet, numbers: Sequence[int]) -> Part:
    """With whom nothing was done for longer than the level asks."""
    t = sheet.asked.language
    opens = sheet.asked.opens(missing="activity")
    empty = t.gettext("Something was done lately with every partner whose level asks it.")
    rows = _attended(sheet, numbers)
    section = Section(
        "quiet", "Quiet partners", ATTENDED, rows, empty=empty, first=MOST, more=opens
    )
    return Part(section, [Figure("quiet", len(rows), opens)])


def ready_ones(sheet: Sheet) -> list[int]:
    """The partners that may grow, network collaborations first."""
    policy = sheet.asked.policy
    return sorted(
        (n for n, facts in sheet.facts.items() if meets(facts, policy, "ready-to-grow")),
        key=lambda number: (-sheet.facts[number].level, sheet.name_key(number)),
    )


def ready(sheet: Sheet, numbers: Sequence[int]) -> Part:
    """Who may grow into the next level, counted for each level."""
    asked, t = sheet.asked, sheet.asked.language
    rows = _attended(sheet, numbers)
    counts = Counter(sheet.facts[number].level for number in numbers)
    figures = [
        Figure(
            f"ready_{level.word}",
            counts[level],
            asked.opens(level=level.word, meets="ready-to-grow"),
        )
        for level in (Level.NETWORK, Level.SERVICE)
        if sheet.has(level)
    ]
    empty = t.gettext("Nobody is ready to grow.")
    opens = asked.opens(meets="ready-to-grow")
    section = Section("ready", "Ready to grow", ATTENDED, rows, empty=empty, first=MOST, more=opens)
    return Part(section, figures)


def _attended(sheet: Sheet, numbers: Sequence[int]) -> list[tuple[object, ...]]:
    return [
        (
            number,
            sheet.facts[number].partner,
            sheet.facts[number].level,
            sheet.facts[number].last_activity,
            sheet.coordinator(number),
        )
        for number in numbers
    ]
