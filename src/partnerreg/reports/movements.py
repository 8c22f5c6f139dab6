"""`report movements`: who is new, went up or down, ended or came back since a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.level_moves import ANY, movement
from partnerreg.domain.name_keys import sort_language
from partnerreg.queries.movements import LEVEL_CHANGES
from partnerreg.reports.context import chosen
from partnerreg.reports.level_moves import level_changes, matrix, moved, of_chosen, stood
from partnerreg.reports.report import Column, Figure, Kind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.enums import Level
    from partnerreg.queries.movements import LevelChanged
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.level_moves import Steps

CHANGES = (
    Column("effective_on", "Day", Kind.DATE),
    Column("id", "#", Kind.ID),
    Column("partner", "Partner"),
    Column("from_level", "From level", Kind.LEVEL),
    Column("to_level", "To level", Kind.LEVEL),
    Column("change", "Change", Kind.WORD),
    Column("reason", "Reason"),
    Column("overridden", "Overridden", Kind.FLAG),
)


def movements(reader: Reader, context: ReportContext, since: date) -> Report:
    """Who stands elsewhere than on the day `since`, and each level change after it.

    The first section compares the two days; the second has every single change between
    them, the latest day first and by name within a day.
    """
    steps = _steps(reader, context, since)
    numbers = frozenset(steps.partners)
    told = LEVEL_CHANGES[sort_language(context.language.code)]
    found = reader.all(told, since=since, today=context.day)
    changes = [change for change in found if change.partner_id in numbers]
    names = {change.partner_id: change.partner for change in changes}
    moves = moved(steps, since)
    number = sum(map(len, moves.values()))
    t = context.language
    day = t.day(since)
    section = Section(
        "changes",
        "Level changes",
        CHANGES,
        _rows(changes, stood(steps, since)),
        empty=t.gettext("No level changed after {day}.").format(day=day),
    )
    opened = context.drilldown(since=since, moved=ANY, status="all")
    said = t.ngettext(
        "{n} partner stands elsewhere than on {day}.",
        "{n} partners stand elsewhere than on {day}.",
        number,
    )
    return Report(
        "movements",
        "Movements between levels",
        (matrix(moves, names, context, since), section),
        as_of=context.day,
        lead=1,
        summary=[said.format(day=day)] if moves else [],
        figures=[Figure("moved", number, opened)],
        since=since,
    )


def _steps(reader: Reader, context: ReportContext, since: date) -> Steps:
    """The level changes of those chosen that have one after the day.

    Facts are gathered only where they are looked at.
    """
    unsupported = chosen(reader, context)[1] if context.who.unsupported else ()
    return of_chosen(level_changes(reader, context.day, since), context.who, unsupported)


def _rows(
    changes: Sequence[LevelChanged], before: dict[int, Level | None]
) -> list[tuple[object, ...]]:
    """The changes, each with what it was; `before` is where partners stood before them all."""
    rows: list[tuple[object, ...]] = []
    for day, number, partner, left, reached, *why in reversed(changes):
        what = movement(before.get(number), reached, known=number in before)
        before[number] = reached
        rows.append((day, number, partner, left, reached, what, *why))
    rows.reverse()
    return rows
