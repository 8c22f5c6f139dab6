"""Evaluations: one with the numbers it rests on, the last one of a partner, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.db.query import range_of
from partnerreg.domain.enums import Outcome
from partnerreg.domain.labels import label
from partnerreg.nouns.registry import noun
from partnerreg.queries.evaluations import indicators_of_evaluation
from partnerreg.queries.things import things
from partnerreg.reports import lists
from partnerreg.reports.report import Column, ColumnKind, Form, Report, Section
from partnerreg.services.lookup import find

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.queries.evaluations import IndicatorRow
    from partnerreg.queries.partners import PartnerRecord
    from partnerreg.reports.context import ReportContext

FEWEST_ANSWERS = 10
"""Of fewer answers no share is told, only how many agree: it would say more than it knows (P)."""

LINE = 95

INDICATORS = (
    Column("name", "Indicator", ColumnKind.WORD),
    Column("value", "How many", ColumnKind.NUMBER),
    Column("percent", "Percent who agree", ColumnKind.NUMBER),
)
LAST = (
    Column("day", "Day", ColumnKind.DATE),
    Column("rating", "Rating", ColumnKind.WORD),
    Column("decision", "Decision", ColumnKind.WORD),
    Column("experience", "Experience", max_chars=LINE),
    Column("effect", "Effect", max_chars=LINE),
    Column("indicators", "Indicators", ColumnKind.LIST, display_from="indicators_read"),
    Column("indicators_read", "Indicators", ColumnKind.ASIDE, shown=False),
    Column("continuation", "Continuation", max_chars=LINE),
    Column("judged_by", "Judged by", ColumnKind.WORD),
    Column("evidence", "Evidence", ColumnKind.WORD),
    Column("next_on", "Next evaluation", ColumnKind.DATE),
)


def show(reader: Reader, number: int) -> Report:
    """An evaluation with its indicators.

    Raises:
        NotFound: there is none of that number.
    """
    row = find(reader, noun("evaluation"), str(number))
    report = lists.thing(noun("evaluation"), row)
    found = reader.all(indicators_of_evaluation, evaluation=row.id)
    cells = [(each.name, each.value, _percent(each, row.answers)) for each in found]
    section = Section("indicators", "Indicators", INDICATORS, cells)
    return report._replace(sections=(*report.sections, section))


def last_evaluation(reader: Reader, context: ReportContext, record: PartnerRecord) -> Section:
    """How the partnership was judged last, as of the day."""
    found = reader.all(things(noun("evaluation")), **range_of(record.id))
    last = next((row for row in found if row.held_on <= context.day), None)
    rows = []
    if last is not None:
        indicators = reader.all(indicators_of_evaluation, evaluation=last.id)
        cells = last._asdict() | {
            "day": last.held_on,
            "indicators": [f"{each.name}={each.value:.15g}" for each in indicators],
            "indicators_read": "; ".join(_read(indicators, last.answers, context.language)),
        }
        rows = [tuple(cells[column.key] for column in LAST)]
    empty = context.language.gettext("It has never been evaluated.")
    return Section("evaluation", "Last evaluation", LAST, rows, empty=empty, form=Form.FIELDS)


def _percent(indicator: IndicatorRow, answers: int | None) -> int | None:
    """How many of a hundred agree, where enough people answered."""
    if indicator.name not in set(Outcome) or answers is None or answers < FEWEST_ANSWERS:
        return None
    return round(100 * indicator.value / answers)


def _read(indicators: Iterable[IndicatorRow], answers: int | None, t: Language) -> Iterable[str]:
    """Indicators as people read them."""
    for each in indicators:
        name, number = label(each.name, t), t.number(each.value)
        if each.name not in set(Outcome) or answers is None:
            yield f"{name} {number}"
        elif (percent := _percent(each, answers)) is None:
            yield t.gettext("{name} {number} of {answers}").format(
                name=name, number=number, answers=t.number(answers)
            )
        else:
            yield t.gettext("{name} {number} of {answers} ({percent} %)").format(
                name=name, number=number, answers=t.number(answers), percent=percent
            )
