"""`report case`: a partnership told to colleagues, on one page, in five questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import range_of
from partnerreg.language import N_
from partnerreg.nouns.registry import noun
from partnerreg.queries.activities import activities
from partnerreg.queries.partners import partner_record
from partnerreg.queries.things import things
from partnerreg.reports.lessons import SHARED, anonymizer, names_left_out
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import Column, ColumnKind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext

ANSWERS = (
    Column("code", "Code", shown=False),
    Column("question", "Question"),
    Column("text", "Answer", empty=N_("not answered yet")),
    Column("source", "From", ColumnKind.WORD),
    Column("day", "Date", ColumnKind.DATE),
)
# What may leave the house.
OUTWARD = ANSWERS[:3]

# The questions that a lesson answers, by its fields, and an evaluation.
_OF_LESSONS = {"learned": "learned", "hardest": "hardest", "own-house": "own_house"}
_OF_LESSONS |= {"advice": "advice"}
_OF_EVALUATIONS = {"learned": ("experience", "effect"), "advice": ("continuation",)}


class Answer(NamedTuple):
    """What the register holds about a question."""

    code: str
    text: str
    source: str
    day: date | None = None


def case(
    reader: Reader,
    context: ReportContext,
    partner_id: int,
    outward: bool = False,  # noqa: FBT001, FBT002 -- a report is called by position
) -> Report:
    """The questions of the checklist `case` with what the register holds on the day.

    Args:
        reader: the register.
        context: the day, the policy and the language; whose filter is of no matter here.
        partner_id: the partner's number.
        outward: without names, and with the lessons only that are to be shared.
    """
    t = context.language
    record = reader.first(partner_record, partner=partner_id)
    assert record is not None
    found = [
        *_what(reader, context, record),
        *_lessons(reader, context, partner_id, outward=outward),
        *([] if outward else _evaluations(reader, context, partner_id)),
    ]
    if outward:
        tell = anonymizer(reader, t)
        found = [answer._replace(text=tell(answer.text, record.name) or "") for answer in found]
    rows: list[tuple[Any, ...]] = []
    for item in context.policy.checklist("case").items:
        asked = (item.code, item.text(t.code))
        rows += [(*asked, *answer[1:]) for answer in found if answer.code == item.code] or [
            (*asked, None, None, None)
        ]
    columns = OUTWARD if outward else ANSWERS
    answers = [row[: len(columns)] for row in rows]
    return Report(
        "case",
        "Case",
        [Section("answers", "Answers", columns, answers, grouped_by="question")],
        as_of=context.day,
        notes=[names_left_out(t)] if outward else [],
        subject="" if outward else record.name,
    )


def _what(reader: Reader, context: ReportContext, record: Any) -> Iterator[Answer]:
    """What is made together, for whom and why, and how much was done."""
    t = context.language
    for text in (record.together, record.for_whom, record.why_together):
        if text:
            yield Answer("what", text, "partner")
    done = reader.all(activities, partner=record.id, until=context.day)
    if done:
        first = t.long_day(done[-1].held_on)
        said = t.ngettext(
            "{n} thing was done together since {day}.",
            "{n} things were done together since {day}.",
            len(done),
        )
        yield Answer("what", said.format(day=first), "activity")


def _lessons(
    reader: Reader, context: ReportContext, partner_id: int, *, outward: bool
) -> Iterator[Answer]:
    for row in reader.all(things(noun("lesson")), **range_of(partner_id)):
        if row.noted_on <= context.day and (row.share in SHARED or not outward):
            for code, field in _OF_LESSONS.items():
                if text := getattr(row, field):
                    yield Answer(code, text, "lesson", row.noted_on)


def _evaluations(reader: Reader, context: ReportContext, partner_id: int) -> Iterator[Answer]:
    for row in reader.all(things(noun("evaluation")), **range_of(partner_id)):
        if row.held_on <= context.day:
            for code, fields in _OF_EVALUATIONS.items():
                for field in fields:
                    if text := getattr(row, field):
                        yield Answer(code, text, "evaluation", row.held_on)


QUESTION = Question(
    "A partnership told to colleagues, on one page, in five questions.",
    case,
    [Detail("outward", "For others: without names, and of lessons only what is to be shared.")],
    of_one="partner",
)
