"""Projects: their way through the phases, who takes part, what they serve and whom they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, select

from partnerreg.actions import Action, Advice, see
from partnerreg.domain.enums import EndReason, Phase, Stance
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns.project import PROJECT
from partnerreg.queries.projects import phase_course
from partnerreg.services.links import Days, end_tie, first_day
from partnerreg.services.things import Things, things_of
from partnerreg.tables import PhaseChange, ProjectGoal, ProjectPartner, ProjectUnit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.queries.partners import PartnerName
    from partnerreg.tables import Project


class PhaseMove(NamedTuple):
    """What a person asks for: into which phase, on which day (None: today), and why.

    What is closed says why by `end_reason`, too.
    """

    phase: Phase
    on: date | None = None
    reason: str | None = None
    end_reason: EndReason | None = None


class Projects(Things):
    """Each project is in a phase."""

    def enter(self, data: Any, move: PhaseMove, goals: Sequence[tuple[Any, str | None]]) -> Project:
        """Add a project in a phase, tied to goals, each with why.

        Raises:
            InvalidInput: there is one of that title, or the phase cannot be said so.
        """
        project: Project = self.add(data)
        step = _enter_phase(self.work, project, move)
        for goal, rationale in goals:
            link(self.work, project, goal, Days(step.effective_on, rationale=rationale))
        return project

    def retirement(self, number: int) -> Action:
        """A project is closed, and what is known of it stays."""
        return Action(self.noun.name, "close", (number,), {"because": "REASON"})


def move(work: UnitOfWork, number: int, asked: PhaseMove) -> tuple[Phase, PhaseChange]:
    """Let a project come into a phase, a later one or an earlier one again.

    Into delivery its first day is noted, and its last one where it is closed, unless another was
    said; a project that is taken up again has no last day any more.

    Returns:
        The phase that it was in, and the step.

    Raises:
        InvalidInput: it is in that phase, the day does not fit, or no reason is given to close.
    """
    project: Project = things_of(work, PROJECT).get(number)
    before = work.reader.all(phase_course, project=number)[-1]
    if asked.phase is before.phase:
        since = f"since {before.effective_on}"
        raise InvalidInput(f"{project.title} is in the phase {asked.phase} already, {since}.")
    if asked.phase is Phase.CLOSED and asked.end_reason is None:
        close = Action("project", "close", (number,), {"because": "REASON"})
        raise InvalidInput(
            "A project is closed for a reason.", Advice("Use {command}.", command=close)
        )
    step = _enter_phase(work, project, asked, before.effective_on)
    if asked.phase is Phase.DELIVERY and project.began_on is None:
        project.began_on = step.effective_on
    if asked.phase is Phase.CLOSED:
        project.ended_on = project.ended_on or step.effective_on
    elif before.phase is Phase.CLOSED:
        project.ended_on = None
    work.session.flush()
    return before.phase, step


def _enter_phase(
    work: UnitOfWork, project: Project, asked: PhaseMove, earliest: date | None = None
) -> PhaseChange:
    """Write down a step into a phase: not in the future, and not before the step before it.

    A course that could be rewritten in the middle would make reports of later days untrue.
    """
    day = asked.on or work.today
    if day > work.today:
        raise InvalidInput(
            f"A project cannot come into a phase in the future ({day}).", "Record it on the day."
        )
    if earliest is not None and day < earliest:
        raise InvalidInput(
            f"{project.title} came into its phase on {earliest}; "
            f"it cannot come into the next one before that ({day}).",
            see("report", "project", project.id),
        )
    assert project.id is not None
    step = PhaseChange(
        project_id=project.id,
        phase=asked.phase,
        effective_on=day,
        recorded_at=work.command.now,
        actor=work.command.actor,
        reason=asked.reason,
        end_reason=asked.end_reason,
    )
    work.session.add(step)
    work.session.flush()
    return step


def join(work: UnitOfWork, number: int, partner: PartnerName, days: Days) -> ProjectPartner:
    """Let a partner take part in a project from a day on.

    Raises:
        InvalidInput: it would leave before it comes.
    """
    part = ProjectPartner(
        project_id=number,
        partner_id=partner.id,
        starts_on=first_day(work, days),
        ends_on=days.ends_on,
    )
    work.session.add(part)
    work.session.flush()
    return part


def leave(work: UnitOfWork, number: int, partner: PartnerName, last: date) -> None:
    """Make a day the last one on which a partner takes part in a project.

    Raises:
        NotFound: it takes no part on that day.
    """
    parts = select(ProjectPartner).where(
        ProjectPartner.project_id == number, ProjectPartner.partner_id == partner.id
    )
    if not end_tie(work, work.session.exec(parts).all(), last):
        raise NotFound(f"{partner.name} takes no part in that project on {last}.")


def link(work: UnitOfWork, project: Any, goal: Any, days: Days) -> ProjectGoal:
    """Tie a project to a goal of the strategy, with why.

    Raises:
        InvalidInput: it would end before it begins.
    """
    tie = ProjectGoal(
        project_id=project.id,
        goal_id=goal.id,
        **days._asdict() | {"starts_on": first_day(work, days)},
    )
    work.session.add(tie)
    work.session.flush()
    return tie


def unlink(work: UnitOfWork, project: Any, goal: Any, last: date) -> None:
    """Make a day the last one of a project's tie to a goal.

    Raises:
        NotFound: there is no such tie on that day.
    """
    ties = select(ProjectGoal).where(
        ProjectGoal.project_id == project.id, ProjectGoal.goal_id == goal.id
    )
    if not end_tie(work, work.session.exec(ties.order_by(col(ProjectGoal.starts_on))).all(), last):
        raise NotFound(f"{project.title} has no tie to that goal on {last}.")


def tell(work: UnitOfWork, number: int, unit: Any, day: date, stance: Stance | None) -> ProjectUnit:
    """Note that one of our units was told of a project on a day, and whether it agrees.

    Raises:
        InvalidInput: the day is yet to come.
    """
    if day > work.today:
        raise InvalidInput(f"{day} lies in the future; say that it was told once it was.")
    same = ProjectUnit.project_id == number, ProjectUnit.unit_id == unit.id
    row = work.session.exec(select(ProjectUnit).where(*same)).first()
    if row is None:
        row = ProjectUnit(project_id=number, unit_id=unit.id)
        work.session.add(row)
    row.told_on = day
    row.stance = stance or row.stance or Stance.NOT_ASKED
    work.session.flush()
    return row
