"""`report project`: the description of one project on one page (the lesson plan's).

Purpose, goals with why, scope, partners, milestones, targets, phases, and who of ours knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import see
from partnerreg.domain.enums import Phase, Stance, Status
from partnerreg.domain.projects import is_met, is_stuck
from partnerreg.errors import InvalidInput
from partnerreg.language import N_
from partnerreg.queries import projects as queries
from partnerreg.reports.question import Question
from partnerreg.reports.report import Column, ColumnKind, Form, Report, Section
from partnerreg.services.facts import standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.queries.projects import AnchoringRow, MilestoneRow, PhaseStep, ProjectRecord
    from partnerreg.reports.context import ReportContext

PROJECT = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("title", "Title", shown=False),
    Column("purpose", "Purpose"),
    Column("scope", "Scope", ColumnKind.WORD),
    Column("owner", "Owner"),
    Column("phase", "Phase", ColumnKind.WORD),
    Column("since", "Since", ColumnKind.DATE),
    Column("status", "Status", ColumnKind.WORD, shown=False),
    Column("end_reason", "Closed because", ColumnKind.WORD),
    Column("expected_from", "Expected from", ColumnKind.DATE),
    Column("expected_until", "Expected until", ColumnKind.DATE),
    Column("began_on", "Began on", ColumnKind.DATE),
    Column("ended_on", "Ended on", ColumnKind.DATE),
    Column("stuck", "Stuck", ColumnKind.FLAG, shown=False),
)
PARTNERS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("partner", "Partner"),
    Column("level", "Level", ColumnKind.LEVEL, empty=N_("ended")),
)
GOALS = (Column("code", "Code"), Column("goal", "Goal"), Column("because", "Because"))
TARGETS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("indicator", "Indicator"),
    Column("baseline", "Baseline", ColumnKind.NUMBER),
    Column("target", "Target", ColumnKind.NUMBER),
    Column("measure", "Measured in"),
    Column("due", "Due", ColumnKind.DATE),
    Column("reached", "Result", ColumnKind.NUMBER),
    Column("reached_on", "On", ColumnKind.DATE),
    Column("met", "Met", ColumnKind.FLAG),
)
MILESTONES = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("title", "Milestone"),
    Column("owner", "Owner"),
    Column("due", "Due", ColumnKind.DATE),
    Column("first_due", "First due", ColumnKind.DATE, shown=False),
    Column("moved_from", "Moved from", ColumnKind.ASIDE),
    Column("done_on", "Done on", ColumnKind.DATE),
    Column("overdue", "Overdue", ColumnKind.FLAG),
)
PHASES = (
    Column("day", "Day", ColumnKind.DATE),
    Column("phase", "Phase", ColumnKind.WORD),
    Column("end_reason", "Closed because", ColumnKind.WORD, shown=False),
    Column("reason", "Reason"),
)
ANCHORING = (
    Column("unit", "Unit"),
    Column("told_on", "Told on", ColumnKind.DATE, empty=N_("not told")),
    Column("agrees", "Agrees", ColumnKind.WORD),
)


def project(reader: Reader, context: ReportContext, project_id: int) -> Report:
    """The description of one project, as of a day.

    Raises:
        InvalidInput: the project came into the register after the day.
    """
    record = reader.first(queries.project_record, project=project_id)
    assert record is not None
    course = reader.all(queries.phase_course, project=project_id)
    steps = [step for step in course if step.effective_on <= context.day]
    if not steps:
        raise InvalidInput(
            f"{record.title} was not in the register on {context.day}.",
            see("report", "project", project_id),
        )
    asked = {"project": project_id, "today": context.day}
    milestones = reader.all(queries.milestones_on, **asked)
    units = reader.all(queries.anchoring, project=project_id)
    return Report(
        "project",
        "Project description",
        [
            _description(context, record, steps[-1]),
            _partners(reader, context, project_id),
            _goals(reader, context, project_id),
            _targets(reader, context, project_id),
            _milestones(context, milestones, steps[-1]),
            _phases(steps),
            _anchoring(context, units),
        ],
        as_of=context.day,
        summary=list(_summary(context, record, milestones, steps[-1], units)),
        subject=record.title,
    )


def _until(day: date | None, today: date) -> date | None:
    """A day that has come; what came later was not known."""
    return day if day is not None and day <= today else None


def _description(context: ReportContext, record: ProjectRecord, step: PhaseStep) -> Section:
    cells = record._asdict() | {
        "phase": step.phase,
        "since": step.effective_on,
        "status": Status.ENDED if step.phase is Phase.CLOSED else Status.ACTIVE,
        "end_reason": step.end_reason,
        "began_on": _until(record.began_on, context.day),
        "ended_on": _until(record.ended_on, context.day),
        "stuck": _is_stuck(context, record, step),
    }
    row = tuple(cells[column.key] for column in PROJECT)
    return Section("project", "Project", PROJECT, [row], form=Form.FIELDS)


def _is_stuck(context: ReportContext, record: ProjectRecord, step: PhaseStep) -> bool:
    months = context.policy.thresholds.stuck_months
    return is_stuck(step.phase, step.effective_on, record.expected_until, context.day, months)


def _partners(reader: Reader, context: ReportContext, number: int) -> Section:
    """Who takes part, each with its level; level and phase are told beside each other."""
    levels = standing(reader, context.day)
    rows = [
        (part.partner_id, part.partner, levels.get(part.partner_id))
        for part in reader.all(queries.parts_on, project=number, today=context.day)
    ]
    empty = context.language.gettext("No partner takes part.")
    return Section("partners", "Partners", PARTNERS, rows, empty=empty)


def _goals(reader: Reader, context: ReportContext, number: int) -> Section:
    ties = reader.all(queries.goals_of_projects, project=number, today=context.day)
    rows = [(tie.code, tie.title, tie.because) for tie in ties]
    empty = context.language.gettext("It is tied to no goal.")
    return Section("goals", "Goals", GOALS, rows, empty=empty)


def _targets(reader: Reader, context: ReportContext, number: int) -> Section:
    rows = [
        (
            one.id,
            one.indicator,
            one.baseline,
            one.target,
            one.measure,
            one.due,
            one.reached,
            one.reached_on,
            is_met(one.baseline, one.target, one.reached),
        )
        for one in reader.all(queries.targets_on, project=number, today=context.day)
    ]
    empty = context.language.gettext("No target is set.")
    return Section("targets", "Targets", TARGETS, rows, empty=empty)


def _milestones(context: ReportContext, milestones: list[MilestoneRow], step: PhaseStep) -> Section:
    t = context.language
    rows = [
        (
            one.id,
            one.title,
            one.owner,
            one.due,
            one.first_due,
            t.day(one.first_due) if one.first_due != one.due else "",
            one.done_on,
            _is_overdue(context, one, step),
        )
        for one in milestones
    ]
    empty = t.gettext("No milestone is set.")
    return Section("milestones", "Milestones", MILESTONES, rows, empty=empty)


def _is_overdue(context: ReportContext, milestone: MilestoneRow, step: PhaseStep) -> bool:
    waiting = milestone.done_on is None and step.phase is not Phase.CLOSED
    return waiting and milestone.due < context.day


def _phases(steps: list[PhaseStep]) -> Section:
    rows = [(step.effective_on, step.phase, step.end_reason, step.reason) for step in steps]
    return Section("phases", "Phases", PHASES, rows)


def _anchoring(context: ReportContext, units: list[AnchoringRow]) -> Section:
    rows = []
    for one in units:
        told_on = _until(one.told_on, context.day)
        rows.append((one.unit, told_on, one.stance if told_on else None))
    empty = context.language.gettext("It is not written down which units of ours it touches.")
    return Section("anchoring", "Anchoring", ANCHORING, rows, empty=empty)


def _summary(
    context: ReportContext,
    record: ProjectRecord,
    milestones: list[MilestoneRow],
    step: PhaseStep,
    units: list[AnchoringRow],
) -> Iterator[str]:
    """What comes next, and what waits."""
    t = context.language
    if _is_stuck(context, record, step):
        yield t.gettext("Stuck: in this phase since {day}.").format(day=t.day(step.effective_on))
    if late := sum(_is_overdue(context, one, step) for one in milestones):
        yield t.ngettext("{n} milestone is overdue.", "{n} milestones are overdue.", late)
    ahead = [one for one in milestones if one.done_on is None and one.due >= context.day]
    if ahead and step.phase is not Phase.CLOSED:
        yield t.gettext("Next milestone: {title}, due on {day}.").format(
            title=ahead[0].title, day=t.day(ahead[0].due)
        )
    refusing = [
        one.unit for one in units if one.stance is Stance.NO and _until(one.told_on, context.day)
    ]
    if refusing:
        yield t.gettext("Do not agree: {units}.").format(units="; ".join(refusing))


QUESTION = Question("The description of one project on one page.", project, of_one="project")
