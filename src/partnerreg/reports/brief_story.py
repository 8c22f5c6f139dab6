"""The parts of a brief that say how things go: agreements, levels, deeds, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.evaluation import evaluate
from partnerreg.domain.movement import Movement
from partnerreg.domain.rules import RULES
from partnerreg.domain.terms import next_notice_day, settled_until
from partnerreg.domain.vocabulary import AgreementState, Severity
from partnerreg.language import N_
from partnerreg.nouns.registry import noun
from partnerreg.register.limits import range_of
from partnerreg.register.queries.agreements import agreements as agreement_rows
from partnerreg.register.queries.sheets import done_together
from partnerreg.register.queries.things import things
from partnerreg.reports import lists
from partnerreg.reports.brief_parts import ASIDE, LINE
from partnerreg.reports.report import Column, Form, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from partnerreg.domain.evaluation import Finding
    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.register.queries.agreements import AgreementRow
    from partnerreg.register.queries.partners import PartnerRecord
    from partnerreg.register.queries.story import LevelChangeRow
    from partnerreg.reports.asked import Asked
    from partnerreg.store.query import Reader

# A brief is one page: of what may be many it shows so many.
LATEST_ACTIVITIES = 3
LATEST_STEPS = 3
HARDEST_FINDINGS = 5

AGREEMENTS = (
    Column("id", "#", Kind.ID, shown=False),
    Column("title", "Agreement"),
    Column("kind", "Kind", Kind.WORD),
    Column("state", "State", Kind.WORD),
    Column("valid_from", "From", Kind.DATE, shown=False),
    Column("until", "Until", Kind.DATE, empty=N_("open-ended")),
    Column("notice_day", "Notice by", Kind.DATE),
    Column("renewal", "Renewal", Kind.WORD),
)
LEVELS = (
    Column("day", "Day", Kind.DATE),
    Column("movement", "Step", Kind.WORD, shown=False),
    Column("from", "From level", Kind.LEVEL, shown=False),
    Column("to", "To level", Kind.LEVEL, empty=N_("ended")),
    Column("reason", "Reason", most=ASIDE),
    Column("overridden", "By override", Kind.FLAG, shown=False),
)
DONE = (
    Column("since", "Since", Kind.DATE, shown=False),
    Column("activities", "Activities", Kind.NUMBER),
    Column("participants", "Participants", Kind.NUMBER),
    Column("last_activity", "Last activity", Kind.DATE),
)
ACTIVITIES = (
    Column("day", "Day", Kind.DATE),
    Column("kind", "Kind", Kind.WORD),
    Column("title", "What"),
    Column("area", "Area", shown=False),
    Column("participants", "People", Kind.NUMBER),
)
EVALUATION = (
    Column("day", "Day", Kind.DATE),
    Column("rating", "Rating", Kind.WORD),
    Column("decision", "Decision", Kind.WORD),
    Column("experience", "Experience", most=LINE),
    Column("effect", "Effect", most=LINE),
    Column("continuation", "Continuation", most=LINE),
)
FINDINGS = (
    Column("mark", "", Kind.MARK),
    Column("code", "Rule", shown=False),
    Column("severity", "Severity", Kind.WORD, shown=False),
    Column("text", "What is asked", shown=False),
    Column("action", "What to do"),
    Column("remedy", "What would supply it", Kind.COMMAND),
)

# What is not met, the hardest first, and how each is marked.
_MARKS = {Severity.REQUIRED: "missing", Severity.ADVISED: "advice", Severity.HINT: "hint"}
_HARDNESS = list(_MARKS)

_LIVE = {AgreementState.IN_FORCE, AgreementState.SIGNED}
_OVER = {AgreementState.EXPIRED, AgreementState.TERMINATED}


def agreements(reader: Reader, asked: Asked, record: PartnerRecord) -> Section:
    """Those in force or signed for later, the first to end on top; else when the last one ended."""
    found = [
        _agreement(row, asked.day) for row in reader.all(agreement_rows, **range_of(record.id))
    ]
    live = [cells for cells in found if cells["state"] in _LIVE]
    live.sort(key=lambda cells: (cells["state"] != "in-force", *_end_last(cells["until"])))
    rows = [tuple(cells[column.key] for column in AGREEMENTS) for cells in live]
    ended = [c["term_until"] for c in found if c["state"] in _OVER and c["term_until"]]
    t = asked.language
    empty = (
        t.gettext("No agreement is in force; the last one ended on {day}.").format(
            day=t.day(max(ended))
        )
        if ended
        else t.gettext("No agreement is in force.")
    )
    return Section("agreements", "Agreements", AGREEMENTS, rows, empty=empty)


def _agreement(row: AgreementRow, day: date) -> dict[str, Any]:
    """An agreement's cells by their keys, with the end and the notice day that are still open."""
    keys = [column.key for column in lists.AGREEMENTS]
    facts = lists.agreement_facts(row)
    return dict(zip(keys, lists.agreement_cells(row, day), strict=True)) | {
        "until": settled_until(facts, day),
        "notice_day": next_notice_day(facts, day),
    }


def _end_last(day: date | None) -> tuple[bool, date | None]:
    """A key to sort by in which no end is the latest of all."""
    return day is None, day


def levels(record: PartnerRecord, steps: Sequence[LevelChangeRow]) -> Section:
    """The way through the levels, the last step first."""
    rows = [
        (
            step.effective_on,
            _movement(step, first=place == 0),
            step.from_level,
            step.to_level,
            step.reason,
            step.overridden,
        )
        for place, step in enumerate(steps)
    ]
    more = f"partner history {record.id}"
    return Section("levels", "Level history", LEVELS, rows[::-1], first=LATEST_STEPS, more=more)


def _movement(step: LevelChangeRow, *, first: bool) -> Movement:
    """What kind of step a level change is."""
    if step.to_level is None:
        return Movement.ENDED
    if step.from_level is None:
        return Movement.NEW if first else Movement.REOPENED
    return Movement.UP if step.to_level < step.from_level else Movement.DOWN


def activities(
    reader: Reader, asked: Asked, record: PartnerRecord, since: date
) -> tuple[Section, Section]:
    """What was done together from a day until today: in numbers, and the latest of it."""
    ever = reader.all(done_together, partner=record.id, today=asked.day)
    found = [row for row in ever if row.held_on >= since]
    counted = [row.participants for row in found if row.participants is not None]
    participants = sum(counted) if counted else None
    numbers = (since, len(found), participants, ever[0].held_on if ever else None)
    t = asked.language
    empty = t.gettext("Nothing was done together since {day}.").format(day=t.day(since))
    rows = [row[1:] for row in found]
    latest = Section(
        "activities",
        "Latest activities",
        ACTIVITIES,
        rows,
        empty=empty,
        first=LATEST_ACTIVITIES,
        more=f"activity list {record.id} --since {since}",
    )
    return Section("done", "Done together", DONE, [numbers], form=Form.FIELDS), latest


def evaluation(reader: Reader, asked: Asked, record: PartnerRecord) -> Section:
    """How the partnership was judged last."""
    found = reader.all(things(noun("evaluation")), **range_of(record.id))
    last = next((row for row in found if row.held_on <= asked.day), None)
    rows = [] if last is None else [_evaluation(last)]
    empty = asked.language.gettext("It has never been evaluated.")
    return Section("evaluation", "Last evaluation", EVALUATION, rows, empty=empty, form=Form.FIELDS)


def _evaluation(row: Any) -> tuple[object, ...]:
    return (row.held_on, row.rating, row.decision, row.experience, row.effect, row.continuation)


def findings(asked: Asked, record: PartnerRecord, facts: PartnerFacts | None) -> Section:
    """What its level asks and is not there, the hardest first, and whether it may grow."""
    t = asked.language
    if facts is None:
        empty = t.gettext("The partnership has ended: nothing is asked of it.")
        return Section("findings", "Findings", FINDINGS, [], empty=empty)
    found = [
        finding
        for finding in evaluate(facts, asked.policy, facts.level)
        if finding.met is RULES[finding.code].opportunity
    ]
    found.sort(key=lambda finding: _HARDNESS.index(finding.severity))
    empty = t.gettext("Nothing is missing.")
    rows = [_finding(one) for one in found]
    return Section(
        "findings",
        "Findings",
        FINDINGS,
        rows,
        empty=empty,
        first=HARDEST_FINDINGS,
        more=f"partner check {record.id} --to {facts.level.word}",
    )


def _finding(finding: Finding) -> tuple[object, ...]:
    mark = _MARKS[finding.severity]
    return (mark, finding.code, finding.severity, finding.text, finding.action, finding.remedy)
