"""`report phases`: how far along projects are, beside the level of those who take part.

Phase and level are two axes: a network collaboration may be in the midst of a project, and a
strategic partnership have an idea. Neither follows from the other.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from partnerreg.actions import Action
from partnerreg.domain.enums import Phase
from partnerreg.domain.projects import UNDER_WAY
from partnerreg.reports import level_counts
from partnerreg.reports.context import empty_message, resolve_unsupported
from partnerreg.reports.projects import (
    DUE,
    ID,
    NEXT_MILESTONE,
    OWNER,
    PARTNERS,
    PHASE,
    PROJECTS,
    SINCE,
    STUCK,
    TITLE,
    projects_of,
)
from partnerreg.reports.question import Question
from partnerreg.reports.report import FILTER, Report, Section
from partnerreg.services.facts import standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.db.query import Reader
    from partnerreg.domain.enums import Level
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.projects import ProjectsOn

STUCK_PROJECTS = (ID, TITLE, PHASE, SINCE, PARTNERS, OWNER, NEXT_MILESTONE, DUE)


def phases(reader: Reader, context: ReportContext) -> Report:
    """How many projects are in each phase, at which levels their partners are, and who is stuck."""
    who = resolve_unsupported(reader, context)
    levels = who.among(standing(reader, context.day))
    found = projects_of(reader, context.day, None if who.is_everybody else levels.keys())
    t = context.language
    stuck = _stuck(context, found)
    under_way = sum(project.phase in UNDER_WAY for project in found.projects.values())
    summary = [
        t.ngettext("{n} project is under way.", "{n} projects are under way.", under_way),
        *(
            [t.ngettext("{n} of them is stuck.", "{n} of them are stuck.", len(stuck.rows))]
            if stuck.rows
            else []
        ),
    ]
    silence = ""
    if not found.projects:
        silence = (
            t.gettext("No project was in the register on {day}.").format(day=t.day(context.day))
            if levels or who.is_everybody
            else empty_message(reader, context)
        )
    return Report(
        "phases",
        "Projects by phase",
        [_matrix(context, found, levels), stuck],
        as_of=context.day,
        notes=[
            t.gettext("A project with several partners counts once."),
            t.gettext("A partner whose projects are in several phases counts under each."),
        ],
        summary=summary,
        empty_text=silence,
    )


def _matrix(context: ReportContext, found: ProjectsOn, levels: Mapping[int, Level]) -> Section:
    """A row for each phase: projects, and the partners at each level who take part in them."""
    who = context.who
    shown = level_counts.whole(who.levels)
    late = Counter(one.phase for one in found.stuck(context.policy.thresholds.stuck_months))
    rows = []
    for phase in Phase:
        projects = [one.id for one in found.projects.values() if one.phase is phase]
        partners = {part.partner_id for number in projects for part in found.parts[number]}
        counts = Counter(levels[number] for number in partners if number in levels)
        opens = {
            key: context.drilldown(phase=phase.value, levels=own) for key, own in shown.items()
        }
        if who.is_everybody:  # a list of projects knows no partners' filters
            listed = {"phase": phase, "as_of": context.day}
            opens["projects"] = Action("project", "list", (), listed)
        numbers = level_counts.numbers(counts, who.levels)
        rows.append((phase, len(projects), late[phase], *numbers, opens))
    columns = (PHASE, PROJECTS, STUCK, *level_counts.columns(who.levels), FILTER)
    return Section("phases", "Phases", columns, rows)


def _stuck(context: ReportContext, found: ProjectsOn) -> Section:
    """The projects that are longer in a phase than they should be."""
    months, t = context.policy.thresholds.stuck_months, context.language
    rows = [
        (
            *(one.id, one.title, one.phase, one.since, found.partners(one.id), one.owner),
            *(one.next_milestone, one.next_due),
        )
        for one in found.stuck(months)
    ]
    empty = t.gettext("No project is stuck.")
    note = t.ngettext(
        "Stuck: more than {n} month in a phase; in delivery, beyond the day it was to end.",
        "Stuck: more than {n} months in a phase; in delivery, beyond the day it was to end.",
        months,
    )
    return Section("stuck", "Stuck projects", STUCK_PROJECTS, rows, empty=empty, note=note)


QUESTION = Question("How far along projects are, at which levels, and which are stuck.", phases)
