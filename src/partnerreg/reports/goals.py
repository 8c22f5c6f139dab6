"""`report goals`: what is done for each goal of the strategy, and what was reached."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from partnerreg.actions import Action
from partnerreg.domain.name_keys import sort_key
from partnerreg.domain.projects import is_met
from partnerreg.queries.links import goal_links_on, goals_on
from partnerreg.queries.projects import goals_of_projects, targets_on
from partnerreg.reports.context import empty_message, resolve_unsupported
from partnerreg.reports.projects import projects_of
from partnerreg.reports.question import Question
from partnerreg.reports.report import FILTER, Column, ColumnKind, Report, Section
from partnerreg.services.facts import standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.db.query import Reader
    from partnerreg.queries.projects import TargetRow
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.projects import ProjectsOn

GOALS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("code", "Code"),
    Column("goal", "Goal"),
    Column("partners", "Partners", ColumnKind.NUMBER),
    Column("projects", "Projects", ColumnKind.NUMBER),
    Column("targets", "Targets", ColumnKind.NUMBER),
    Column("reached", "Targets reached", ColumnKind.NUMBER),
    FILTER,
)
TARGETS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("goals", "Goals", ColumnKind.LIST),
    Column("project", "Project"),
    Column("indicator", "Indicator"),
    Column("baseline", "Baseline", ColumnKind.NUMBER),
    Column("target", "Target", ColumnKind.NUMBER),
    Column("measure", "Measured in"),
    Column("due", "Due", ColumnKind.DATE),
    Column("value", "Result", ColumnKind.NUMBER),
    Column("reached_on", "On", ColumnKind.DATE),
    Column("met", "Met", ColumnKind.FLAG),
)


def goals(reader: Reader, context: ReportContext) -> Report:
    """Goals with the partners and projects that serve them, and the targets that were reached.

    Goals out of force stand here as long as partners or projects are tied to them. What serves
    several goals counts under each, and once in what is said of all.
    """
    who = resolve_unsupported(reader, context)
    levels = who.among(standing(reader, context.day))
    found = projects_of(reader, context.day, None if who.is_everybody else levels.keys())
    serving: dict[int, set[int]] = defaultdict(set)
    codes: dict[int, list[str]] = defaultdict(list)
    for tie in reader.all(goals_of_projects, today=context.day):
        if tie.project_id in found.projects:
            serving[tie.goal_id].add(tie.project_id)
            codes[tie.project_id].append(tie.code)
    targets: dict[int, list[TargetRow]] = defaultdict(list)
    for target in reader.all(targets_on, today=context.day):
        if target.project_id in found.projects:
            targets[target.project_id].append(target)
    t = context.language
    rows = _goals(reader, context, levels, serving, targets)
    counted = [target for each in targets.values() for target in each]
    met = sum(map(_is_met, counted))
    return Report(
        "goals",
        "Goals",
        [
            Section(
                "goals",
                "Goals",
                GOALS,
                rows,
                empty=t.gettext("The house has no goals in force."),
            ),
            _targets(context, found, codes, targets),
        ],
        as_of=context.day,
        notes=[t.gettext("A partner or a project that serves several goals counts under each.")],
        summary=[
            t.ngettext("{n} project serves a goal.", "{n} projects serve a goal.", len(codes)),
            t.ngettext(
                "{met} of {n} target is reached.", "{met} of {n} targets are reached.", len(counted)
            ).format(met=t.number(met)),
        ],
        empty_text="" if levels or who.is_everybody else empty_message(reader, context),
    )


def _is_met(target: TargetRow) -> bool:
    return is_met(target.baseline, target.target, target.reached)


def _goals(
    reader: Reader,
    context: ReportContext,
    levels: Mapping[int, object],
    serving: Mapping[int, set[int]],
    targets: Mapping[int, list[TargetRow]],
) -> list[tuple[object, ...]]:
    """A row for each goal that is in force, or is served."""
    partners: dict[int, set[int]] = defaultdict(set)
    for tie in reader.all(goal_links_on, today=context.day):
        if tie.partner_id in levels:
            partners[tie.thing_id].add(tie.partner_id)
    only = dict(context.who.words).get("goal")
    rows = []
    for goal in reader.all(goals_on, today=context.day):
        projects = serving.get(goal.id, set())
        tied = partners.get(goal.id, set())
        if only not in {None, str(goal.id)} or not (goal.current or projects or tied):
            continue
        set_for = [target for number in projects for target in targets.get(number, ())]
        opens = {"partners": context.drilldown(goal=str(goal.id))}
        if context.who.is_everybody:  # a list of projects knows no partners' filters
            listed = {"goal": goal.id, "as_of": context.day}
            opens["projects"] = Action("project", "list", (), listed)
        met = sum(map(_is_met, set_for))
        named = goal.id, goal.code, goal.name
        rows.append((*named, len(tied), len(projects), len(set_for), met, opens))
    return sorted(rows, key=lambda row: sort_key(str(row[1]), context.language.code))


def _targets(
    context: ReportContext,
    found: ProjectsOn,
    codes: Mapping[int, list[str]],
    targets: Mapping[int, list[TargetRow]],
) -> Section:
    """Every target once, with the goals that its project serves."""
    rows = [
        (
            one.id,
            codes.get(number, []),
            found.projects[number].title,
            one.indicator,
            one.baseline,
            one.target,
            one.measure,
            one.due,
            one.reached,
            one.reached_on,
            _is_met(one),
        )
        for number, each in targets.items()
        for one in each
    ]
    empty = context.language.gettext("No target is set.")
    return Section("targets", "Targets", TARGETS, rows, empty=empty)


QUESTION = Question("What is done for each goal, by whom, and which targets are reached.", goals)
