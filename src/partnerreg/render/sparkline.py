"""A course over time in one line of text for each series."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.render.cells import Cells, column_texts, show_course, texts
from partnerreg.reports.report import Column, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.language import Language
    from partnerreg.render.cells import Symbols
    from partnerreg.reports.report import Section

# A line with more points than this is drawn with some of them.
MOST_POINTS = 32


class Course(NamedTuple):
    """One series of a chart over time.

    Attributes:
        name: its heading.
        counts: its values, the earliest first.
    """

    name: str
    counts: Sequence[float | None]


def courses(section: Section, language: Language) -> tuple[Sequence[str], list[Course]]:
    """The labels and the series of a section's chart over time; nothing for other sections."""
    chart = section.chart
    if chart is None or chart.kind != "course" or not section.rows:
        return (), []
    places = {column.key: place for place, column in enumerate(section.columns)}
    labels = column_texts(section, places[chart.label], language)
    series = [
        Course(
            language.gettext(section.columns[places[key]].heading),
            [row[places[key]] for row in section.rows],
        )
        for key in chart.series
    ]
    return labels, series


def sparklines(section: Section, language: Language, symbols: Symbols) -> list[Cells]:
    """A small table: a row for each series with its first value, its course and its last value."""
    labels, series = courses(section, language)
    if not series:
        return []
    number = Column("", "", ColumnKind.NUMBER)
    firsts = [one.counts[0] for one in series]
    lasts = [one.counts[-1] for one in series]
    drawn = [show_course(_some(one.counts), symbols) for one in series]
    names = [one.name for one in series]
    return [
        Cells(Column("", ""), "", names, names),
        Cells(number, labels[0], firsts, texts(number, firsts, language)),
        Cells(Column("", "", ColumnKind.BAR), "", drawn, drawn),
        Cells(number, labels[-1], lasts, texts(number, lasts, language)),
    ]


def _some(counts: Sequence[float | None]) -> Sequence[float | None]:
    """At most `MOST_POINTS` of the counts, evenly spread, the first and the last among them."""
    if len(counts) <= MOST_POINTS:
        return counts
    step = (len(counts) - 1) / (MOST_POINTS - 1)
    return [counts[round(point * step)] for point in range(MOST_POINTS)]
