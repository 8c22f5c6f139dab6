"""`report meeting`: the whole portfolio on one or two pages, for those who decide about it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from partnerreg.domain.facts import Evidence
from partnerreg.domain.periods import months_after
from partnerreg.domain.rules import RULES
from partnerreg.domain.vocabulary import Level, Severity
from partnerreg.register.limits import range_of
from partnerreg.register.queries import attention, sheets
from partnerreg.reports import counting
from partnerreg.reports import meeting_agreements as agreements
from partnerreg.reports import meeting_parts as parts
from partnerreg.reports.asked import chosen, nobody
from partnerreg.reports.gaps import asked_of, missing
from partnerreg.reports.meeting_decisions import decisions
from partnerreg.reports.meeting_sheet import Part, Sheet
from partnerreg.reports.moves import level_changes, matrix, moved, of_chosen
from partnerreg.reports.report import Column, Form, Kind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from partnerreg.register.facts import Portfolio
    from partnerreg.register.queries.attention import Covered, Tie
    from partnerreg.register.queries.sheets import FollowerRow
    from partnerreg.reports.asked import Asked
    from partnerreg.store.query import Query, Reader

# How far the sheet looks back where no meeting has been recorded.
MONTHS_BACK = 3

# What the parts look at beyond what the levels require.
EVIDENCE = frozenset(
    {Evidence.AGREEMENTS, Evidence.ACTIVITIES, Evidence.ASSIGNMENTS}
    | RULES["activity"].needs
    | RULES["ready-to-grow"].needs
)

BARE = (
    Column("id", "#", Kind.ID, shown=False),
    Column("name", "Name"),
)
NOTES = Section("notes", "Notes", (), (), form=Form.LINES)


def meeting(reader: Reader, asked: Asked, since: date | None = None) -> Report:
    """What a meeting on the portfolio needs to know, and what it is asked to decide.

    Args:
        reader: the register.
        asked: the day, the policy, the language, and which partners.
        since: the last meeting; None where none was recorded: three months back then.
    """
    first = since or months_after(asked.day, -MONTHS_BACK)
    portfolio, facts = chosen(reader, asked, [Severity.REQUIRED], EVIDENCE)
    lacking = missing(facts, asked_of(asked.policy, [Severity.REQUIRED]), asked.policy)
    sheet = Sheet(asked, facts, lacking, _people(reader, asked))
    movements = _movements(reader, sheet, portfolio, first)
    told = list(_parts(reader, sheet, movements))
    return Report(
        "meeting",
        "Meeting",
        [*(part.section for part in told), NOTES],
        as_of=asked.day,
        summary=_summary(sheet, first, known=since is not None),
        figures=[
            *counting.figures(sheet.counts, asked),
            *(figure for part in told for figure in part.figures),
        ],
        since=first,
        silence="" if facts or movements.rows else nobody(reader, asked),
    )


def _people(reader: Reader, asked: Asked) -> dict[int, list[FollowerRow]]:
    """Who of ours follows whom."""
    found: dict[int, list[FollowerRow]] = defaultdict(list)
    for row in reader.all(sheets.followers, today=asked.day, **range_of(None)):
        found[row.partner_id].append(row)
    return found


def _movements(reader: Reader, sheet: Sheet, portfolio: Portfolio, since: date) -> Section:
    asked = sheet.asked
    names = {number: base.name for number, base in portfolio.bases.items()}
    steps = of_chosen(level_changes(reader, asked.day), asked.choice, sheet.missing.keys())
    return matrix(moved(steps, since), names, asked, since)


def _parts(reader: Reader, sheet: Sheet, movements: Section) -> Iterator[Part]:
    """All parts, in the order of the meeting."""
    asked = sheet.asked
    due = agreements.due(reader, sheet)
    ready, quiet = parts.ready_ones(sheet), parts.quiet_ones(sheet)
    undone = reader.all(sheets.not_done_yet, today=asked.day)
    yield parts.pyramid(sheet)
    yield Part(movements)
    if sheet.has(Level.STRATEGIC):
        yield parts.strategic(sheet)
    yield agreements.expiring(sheet, due)
    yield parts.gaps(sheet)
    yield parts.quiet(sheet, quiet)
    yield parts.ready(sheet, ready)
    if asked.choice.is_everybody:  # else others may work on what those chosen do not
        yield Part(_goals(reader, sheet))
        yield Part(_areas(reader, sheet))
    yield Part(decisions(sheet, due, ready, quiet, undone))


def _goals(reader: Reader, sheet: Sheet) -> Section:
    """The goals in force that no partner is tied to."""
    t = sheet.asked.language
    goals = _current(reader, sheet, attention.goals_then)
    if goals:
        empty = t.gettext("Every goal in force has a partner.")
    else:
        empty = t.gettext("The house has no goals in force.")
    rows = _bare(reader, sheet, goals, attention.goal_ties_then)
    return Section("goals", "Goals without a partner", BARE, rows, empty=empty)


def _areas(reader: Reader, sheet: Sheet) -> Section:
    """The areas in use that no partner is tied to."""
    t = sheet.asked.language
    areas = _current(reader, sheet, attention.areas_then)
    if areas:
        empty = t.gettext("Every area in use has a partner.")
    else:
        empty = t.gettext("The house has no service areas.")
    rows = _bare(reader, sheet, areas, attention.area_ties_then)
    return Section("areas", "Areas without a partner", BARE, rows, empty=empty)


def _current(reader: Reader, sheet: Sheet, things: Query[Covered]) -> list[Covered]:
    return [row for row in reader.all(things, today=sheet.asked.day) if row.current]


def _bare(
    reader: Reader, sheet: Sheet, things: Iterable[Covered], ties: Query[Tie]
) -> list[tuple[object, ...]]:
    """Those of the things that no partner is tied to."""
    tied = {
        tie.thing_id
        for tie in reader.all(ties, today=sheet.asked.day)
        if tie.partner_id in sheet.facts
    }
    return [
        (row.id, " ".join(filter(None, (row.code, row.name))))
        for row in things
        if row.id not in tied
    ]


def _summary(sheet: Sheet, since: date, *, known: bool) -> list[str]:
    """What stands at each level, and how far the sheet looks back where that is not known."""
    t = sheet.asked.language
    told = counting.summary(sheet.counts, sheet.asked)
    if not known:
        told.append(
            t.gettext("No meeting has been recorded: movements are told since {day}.").format(
                day=t.day(since)
            )
        )
    return told
