"""`agreement check`: what an agreement says, clause by clause, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action, Advice
from partnerreg.domain.clauses import CHECKLIST, clauses_asked, is_complete
from partnerreg.domain.enums import ClauseState, Level
from partnerreg.language import N_
from partnerreg.queries.clauses import clauses_of_agreement
from partnerreg.queries.levels import level_changes_of_partner
from partnerreg.reports.report import Column, ColumnKind, Report, Section
from partnerreg.services.lookup import find_agreement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.policy import Policy
    from partnerreg.language import Language
    from partnerreg.queries.clauses import ClauseRow

COLUMNS = (
    Column("mark", "", ColumnKind.MARK),
    Column("group", "Group", shown=False),
    Column("group_label", "About"),
    Column("code", "Clause"),
    Column("text", "What the agreement says"),
    Column("state", "State", ColumnKind.WORD, empty=N_("open")),
    Column("marked_on", "Marked", ColumnKind.DATE),
    Column("note", "Note"),
)

# How each is marked; what is not relevant needs none.
_MARKS = {
    ClauseState.IN: "met",
    ClauseState.PARTLY: "hint",
    ClauseState.NOT: "missing",
    ClauseState.NOT_RELEVANT: None,
}
_OPEN = "advice"


def check(reader: Reader, number: int, day: date, policy: Policy, language: Language) -> Report:
    """What an agreement says on a day, by the checklist.

    Raises:
        NotFound: there is no agreement of that number.
    """
    row = find_agreement(reader, number, day)
    marks = marks_of(reader, number, day)
    level = _level(reader, row.partner_id, day)
    states = {code: mark.state for code, mark in marks.items()}
    rows = list(_rows(marks, policy, level, language))
    lacking = sum(cells[0] == "missing" for cells in rows)
    open_ = sum(cells[0] == _OPEN for cells in rows)
    return Report(
        "agreement-check",
        "What the agreement says",
        (Section("clauses", "Clauses", COLUMNS, rows),),
        as_of=day,
        notes=list(_verdict(number, lacking, open_, language)),
        extra={
            "agreement": {"id": number, "title": row.title},
            "partner": {"id": row.partner_id, "name": row.partner},
            "complete": is_complete(states, policy, level),
            "missing": lacking,
            "open": open_,
        },
        subject=f"#{number} {row.title}",
    )


def marked(reader: Reader, number: int, day: date, policy: Policy, language: Language) -> Section:
    """The clauses of an agreement that are marked; none where it was not gone through."""
    marks = marks_of(reader, number, day)
    level = _level(reader, find_agreement(reader, number, day).partner_id, day)
    rows = [row for row in _rows(marks, policy, level, language) if row[0] != _OPEN]
    return Section("clauses", N_("Clauses"), COLUMNS, rows)


def marks_of(reader: Reader, number: int, day: date) -> Mapping[str, ClauseRow]:
    """How the clauses of an agreement are marked on a day, by their codes."""
    rows = reader.all(clauses_of_agreement, agreement=number, today=day)
    return {row.code: row for row in rows}


def _level(reader: Reader, partner_id: int, day: date) -> Level:
    """Where a partner stands on a day, or stood last."""
    steps = reader.all(level_changes_of_partner, partner=partner_id)
    levels = [step.to_level for step in steps if step.to_level and step.effective_on <= day]
    return levels[-1] if levels else Level.NETWORK


def _rows(
    marks: Mapping[str, ClauseRow], policy: Policy, level: Level, language: Language
) -> Iterator[tuple[Any, ...]]:
    """The clauses that are asked, and after them those that were, each as it is marked."""
    checklist = policy.checklist(CHECKLIST)
    asked = {item.code: item for item in clauses_asked(policy, level)}
    known = {item.code: item for item in checklist.items}
    for code in {**asked, **marks}:
        item, mark = known.get(code), marks.get(code)
        yield (
            _MARKS[mark.state] if mark else _OPEN,
            item.group if item else None,
            checklist.group_label(item.group, language.code) if item else None,
            code,
            item.text(language.code) if item else language.gettext("(no longer asked)"),
            mark.state if mark else None,
            mark.marked_on if mark else None,
            mark.note if mark else None,
        )


def _verdict(number: int, lacking: int, unmarked: int, t: Language) -> Iterator[str | Advice]:
    if lacking:
        yield t.ngettext("{n} clause is missing.", "{n} clauses are missing.", lacking)
    if unmarked:
        said = t.ngettext(
            "{n} clause is not marked: {command}.",
            "{n} clauses are not marked: {command}.",
            unmarked,
        )
        yield Advice(said, command=Action("agreement", "clause", (number, "CLAUSE=STATE")))
    if not lacking and not unmarked:
        yield t.gettext("The agreement says all that it is asked for.")
