"""How a partnership is prepared: the steps of a level, what was answered, what makes it complex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action, Advice
from partnerreg.db.query import range_of
from partnerreg.domain.enums import Level, StepState
from partnerreg.domain.facts import Evidence
from partnerreg.domain.preparation import asked, is_settled, points
from partnerreg.language import N_
from partnerreg.nouns import registry
from partnerreg.queries.evidence import answer_evidence
from partnerreg.queries.things import things
from partnerreg.reports.report import Column, ColumnKind, Report, Section
from partnerreg.services.facts import facts_of

if TYPE_CHECKING:
    from partnerreg.db.query import Reader
    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.domain.policy import Policy
    from partnerreg.language import Language
    from partnerreg.queries.evidence import AnswerEvidence
    from partnerreg.reports.context import ReportContext

_ANSWER = (
    Column("state", "State", ColumnKind.WORD),
    Column("text", "Answer"),
    Column("answered_on", "Date", ColumnKind.DATE),
    Column("answered_by", "By"),
    Column("number", "#", ColumnKind.ID, shown=False),
)
STEPS = (
    Column("checklist", "Checklist", shown=False),
    Column("group", "About"),
    Column("code", "Code"),
    Column("question", "Question"),
    *_ANSWER,
)
OTHERS = (
    Column("code", "Code"),
    Column("question", "Question"),
    *_ANSWER,
    Column("still_asked", "Asked of others", ColumnKind.FLAG),
)
COMPLEXITY = (
    Column("code", "Code"),
    Column("question", "Question"),
    Column("is_so", "Yes or no", ColumnKind.WORD),
    Column("known_by", "Known by", ColumnKind.WORD),
    Column("text", "Answer"),
)

TITLES = {
    Level.STRATEGIC: N_("Preparation for the strategic level"),
    Level.SERVICE: N_("Preparation for the service-based level"),
    Level.NETWORK: N_("Preparation for the network level"),
}

_OPEN = (StepState.OPEN, None, None, None, None)


def preparation(
    reader: Reader, context: ReportContext, partner_id: int, level: Level | None = None
) -> Report:
    """The steps that a level asks of a partner, and its answers; by default the next level up.

    Raises:
        InvalidInput: the partnership was not active on the day.
    """
    facts = facts_of(reader, partner_id, context.day, [Evidence.PREPARATION])
    target = level or facts.level.above or facts.level
    answers = {row.code: row for row in current_answers(reader, context, partner_id)}
    steps = step_rows(facts, answers, context, target)
    here = {row[2] for row in steps} | {point.item.code for point in points(facts, context.policy)}
    others = [
        (code, item.text(context.language.code) if item else None, *_answer(row), item is not None)
        for code, row in answers.items()
        if code not in here
        for item in [context.policy.step(code)]
    ]
    t = context.language
    sections = [
        Section(
            "steps", "Questions", STEPS, steps, empty=t.gettext("This level asks no questions.")
        ),
        complexity_section(facts, context, answers),
    ]
    if others:
        title = N_("Answered, and not asked here")
        sections.append(Section("others", title, OTHERS, others))
    return Report(
        "preparation",
        TITLES[target],
        sections,
        as_of=context.day,
        summary=_summary(steps, context),
        notes=[
            Advice(
                t.gettext("{command} notes an answer."),
                command=Action(
                    "preparation", "answer", (facts.called or facts.partner, "STEP", "TEXT")
                ),
            )
        ],
        extra={
            "partner": {"id": partner_id, "name": facts.partner, "level": int(facts.level)},
            "level": int(target),
        },
        subject=facts.partner,
    )


def complexity(reader: Reader, context: ReportContext, partner_id: int) -> Report:
    """How complex a partnership is: a point for each thing that makes it so.

    Raises:
        InvalidInput: the partnership was not active on the day.
    """
    facts = facts_of(reader, partner_id, context.day, [Evidence.PREPARATION])
    answers = {row.code: row for row in current_answers(reader, context, partner_id)}
    return Report(
        "complexity",
        N_("Complexity"),
        [complexity_section(facts, context, answers)],
        as_of=context.day,
        extra={
            "partner": {"id": partner_id, "name": facts.partner},
            "points": sum(point.is_so is True for point in points(facts, context.policy)),
            "unknown": sum(point.is_so is None for point in points(facts, context.policy)),
        },
        subject=facts.partner,
    )


def current_answers(
    reader: Reader, context: ReportContext, partner_id: int
) -> list[AnswerEvidence]:
    """The answers of a partner that hold on the day."""
    every_level = sum(1 << level for level in Level)
    return reader.all(
        answer_evidence, today=context.day, preparation=every_level, **range_of(partner_id)
    )


def step_rows(
    facts: PartnerFacts,
    answers: dict[str, AnswerEvidence],
    context: ReportContext,
    level: Level,
) -> list[tuple[Any, ...]]:
    """A row for each step that a level asks, in the order of the checklists."""
    language = context.language.code
    return [
        (
            name,
            context.policy.checklist(name).group_label(item.group, language),
            item.code,
            item.text(language),
            *_answer(answers.get(item.code)),
        )
        for name, item in asked(facts, context.policy, level)
    ]


def complexity_section(
    facts: PartnerFacts, context: ReportContext, answers: dict[str, AnswerEvidence]
) -> Section:
    """The steps of complexity: whether each is so, and by what that is known."""
    words = {True: "yes", False: "no", None: "unknown"}
    rows = [
        (
            point.item.code,
            point.item.text(context.language.code),
            words[point.is_so],
            point.known_by or None,
            answers[point.item.code].text if point.item.code in answers else None,
        )
        for point in points(facts, context.policy)
    ]
    sentence = complexity_sentence(facts, context.policy, context.language)
    return Section("complexity", N_("Complexity"), COMPLEXITY, rows, note=sentence)


def complexity_sentence(facts: PartnerFacts, policy: Policy, t: Language) -> str:
    """How many points there are, and how many things nobody knows."""
    known = [point.is_so for point in points(facts, policy)]
    sentence = t.ngettext("Complexity: {n} point.", "Complexity: {n} points.", known.count(True))
    if not (unknown := known.count(None)):
        return sentence
    more = t.ngettext("{n} thing is not known.", "{n} things are not known.", unknown)
    return f"{sentence} {more}"


def _answer(row: AnswerEvidence | None) -> tuple[Any, ...]:
    if row is None:
        return _OPEN
    return (row.state, row.text, row.answered_on, row.answered_by, row.number)


def _summary(steps: list[tuple[Any, ...]], context: ReportContext) -> list[str]:
    t = context.language
    if not steps:
        return []
    still_open = sum(row[4] is StepState.OPEN for row in steps)
    if not still_open:
        return [t.gettext("Every step is settled.")]
    return [
        t.ngettext("{n} step of {all} is open.", "{n} steps of {all} are open.", still_open).format(
            all=t.number(len(steps))
        )
    ]


OPEN_QUESTIONS = (
    Column("code", "Code", shown=False),
    Column("group", "About"),
    Column("question", "Question"),
)
EXPECTATIONS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("party", "Who", ColumnKind.WORD),
    Column("text", "What", max_chars=95),
    Column("due_on", "Due", ColumnKind.DATE),
)

# How many of each a brief shows.
_FEW = 1


def open_questions(context: ReportContext, facts: PartnerFacts | None) -> Section | None:
    """What its level asks and nobody answered; of a network collaboration once it is prepared."""
    if facts is None:
        return None
    level = facts.level
    if not context.policy.asked("preparation", level, frozenset()) and facts.answers:
        level = level.above or level
    language = context.language.code
    rows = [
        (
            item.code,
            context.policy.checklist(name).group_label(item.group, language),
            item.text(language),
        )
        for name, item in asked(facts, context.policy, level)
        if not is_settled(facts, item.code)
    ]
    if not rows:
        return None
    more = Action("preparation", "show", (facts.called or facts.partner,), {"to": level})
    title = N_("Open questions")
    return Section("questions", title, OPEN_QUESTIONS, rows, preview_rows=_FEW, see_all=more)


def open_expectations(reader: Reader, context: ReportContext, partner_id: int) -> Section | None:
    """What each party expects and is not settled on the day, the first that is due on top."""
    noun = registry.noun("expectation")
    open_on_day = [
        row
        for row in reader.all(things(noun), **range_of(partner_id))
        if row.stated_on <= context.day and (row.settled_on is None or row.settled_on > context.day)
    ]
    if not open_on_day:
        return None
    open_on_day.sort(key=lambda row: (row.due_on is None, row.due_on, row.id))
    rows = [(row.id, row.party, row.text, row.due_on) for row in open_on_day]
    more = Action("expectation", "list", (partner_id,))
    title = N_("Expectations")
    return Section("expectations", title, EXPECTATIONS, rows, preview_rows=_FEW, see_all=more)
