"""What other reports tell of projects: a partner's, and what is overdue in all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Action
from partnerreg.domain.enums import Phase
from partnerreg.domain.projects import is_stuck
from partnerreg.language import N_
from partnerreg.queries.projects import milestones_on, parts_on, projects_on
from partnerreg.reports.report import Column, ColumnKind, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.queries.projects import ProjectPart, ProjectRow
    from partnerreg.reports.context import ReportContext

# A sheet shows so many.
MOST = 4

ID = Column("id", "#", ColumnKind.ID, shown=False)
TITLE = Column("title", "Project")
PHASE = Column("phase", "Phase", ColumnKind.WORD)
SINCE = Column("since", "Since", ColumnKind.DATE)
OWNER = Column("owner", "Owner")
PARTNERS = Column("partners", "Partners", ColumnKind.LIST)
NEXT_MILESTONE = Column("next_milestone", "Next milestone", empty=N_("none"))
DUE = Column("due", "Due", ColumnKind.DATE)

PROJECTS = Column("projects", "Projects", ColumnKind.NUMBER)
STUCK = Column("stuck", "Stuck", ColumnKind.NUMBER)

OF_PARTNER = (ID, TITLE, PHASE, SINCE, NEXT_MILESTONE, DUE)
OVERDUE = (
    ID,
    Column("project", "Project"),
    Column("milestone", "Milestone"),
    DUE,
    Column("first_due", "First due", ColumnKind.DATE, shown=False),
    OWNER,
    PARTNERS,
)


class ProjectsOn(NamedTuple):
    """The projects that are meant, as they stood on a day.

    Attributes:
        day: the day.
        projects: by their numbers.
        parts: who takes part in each.
    """

    day: date
    projects: Mapping[int, ProjectRow]
    parts: Mapping[int, Sequence[ProjectPart]]

    def stuck(self, months: int) -> list[ProjectRow]:
        """The projects that are longer in a phase than so many months, the longest on top."""
        found = [
            one
            for one in self.projects.values()
            if is_stuck(one.phase, one.since, one.expected_until, self.day, months)
        ]
        return sorted(found, key=lambda one: (one.since, one.id))

    def partners(self, number: int) -> list[str]:
        """The names of those who take part in a project."""
        return [part.partner for part in self.parts[number]]


def projects_of(reader: Reader, day: date, partners: Collection[int] | None = None) -> ProjectsOn:
    """The projects in which any of some partners takes part, or all of them."""
    parts: dict[int, list[ProjectPart]] = defaultdict(list)
    for part in reader.all(parts_on, today=day):
        parts[part.project_id].append(part)
    projects = {
        row.id: row
        for row in reader.all(projects_on, today=day)
        if partners is None or any(part.partner_id in partners for part in parts[row.id])
    }
    return ProjectsOn(day, projects, parts)


def on_brief(reader: Reader, context: ReportContext, partner_id: int) -> Iterator[Section]:
    """The projects of one partner that are not closed, and what comes next in each."""
    rows = [
        (one.id, one.title, one.phase, one.since, one.next_milestone, one.next_due)
        for one in reader.all(projects_on, partner=partner_id, today=context.day)
        if one.phase is not Phase.CLOSED
    ]
    if rows:
        more = Action("project", "list", (partner_id,))
        yield Section("projects", N_("Projects"), OF_PARTNER, rows, preview_rows=MOST, see_all=more)


def phases_in_short(context: ReportContext, found: ProjectsOn) -> Section | None:
    """In which phases projects are that are not closed, and how many of them are stuck."""
    late = Counter(one.phase for one in found.stuck(context.policy.thresholds.stuck_months))
    counts = Counter(one.phase for one in found.projects.values())
    rows = [
        (phase, counts[phase], late[phase])
        for phase in Phase
        if counts[phase] and phase is not Phase.CLOSED
    ]
    if not rows:
        return None
    return Section("projects", N_("Projects"), (PHASE, PROJECTS, STUCK), rows)


def overdue_milestones(reader: Reader, context: ReportContext, found: ProjectsOn) -> Section | None:
    """The milestones whose day has passed and that are not done, the longest on top.

    Of a project that is closed none is waited for.
    """
    rows = [
        (
            step.id,
            project.title,
            step.title,
            step.due,
            step.first_due,
            step.owner,
            found.partners(project.id),
        )
        for step in reader.all(milestones_on, today=context.day)
        if (project := found.projects.get(step.project_id)) is not None
        and project.phase is not Phase.CLOSED
        and step.done_on is None
        and step.due < context.day
    ]
    if not rows:
        return None
    more = Action("milestone", "list", (), {"overdue": True, "as_of": context.day})
    return Section(
        "overdue", N_("Milestones overdue"), OVERDUE, rows, preview_rows=MOST, see_all=more
    )
