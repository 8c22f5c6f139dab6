"""A section's chart as a figure of an HTML page: inline SVG that fits any width.

What is drawn is said in words too: a text alternative for those who do not see it, a legend
and numbers for those who see no colours, and the section's table beside it. Lengths are shares
of the width and letters keep their size, so nothing shrinks on a telephone.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from partnerreg.domain.enums import Level
from partnerreg.render.cells import column_texts
from partnerreg.render.text import all_one_line
from partnerreg.reports.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from partnerreg.language import Language
    from partnerreg.reports.report import Section

# The course's height, and what of it is for the months below, in CSS pixels.
HEIGHT = 190
FOOT = 22

MOST_TICKS = 4
MOST_MONTHS = 5  # as many names as stand beside each other on a telephone

_LEVELS = {level.word for level in Level}


class Series(NamedTuple):
    """The values of one column, None where there is none, and how they are told from others."""

    name: str
    css: str
    values: Sequence[float | None]


class Data(NamedTuple):
    """What a chart shows: a label for each row, its level if rows are levels, and the series."""

    title: str
    labels: Sequence[str]
    levels: Sequence[str]
    series: Sequence[Series]
    language: Language

    @property
    def is_one(self) -> bool:
        """Whether there is one series alone, so that no legend is needed."""
        return len(self.series) == 1


def chart(section: Section, language: Language) -> Markup:
    """The picture of a section that has a `chart` and rows."""
    assert section.chart is not None
    data = _data(section, language)
    return _course(data) if section.chart.kind == "course" else _bars(data)


def bar(share: float, css: str = "") -> Markup:
    """A bar beside a number; the number says what it shows, so it is hidden from listeners."""
    return Markup('<svg class="bar" aria-hidden="true">{}</svg>').format(_rect(0, share, css))


def _data(section: Section, language: Language) -> Data:
    assert section.chart is not None
    places = {column.key: i for i, column in enumerate(section.columns)}
    series = [
        Series(
            language.gettext(section.columns[places[key]].heading),
            f"level-{key}" if key in _LEVELS else f"series-{number}",
            [row[places[key]] for row in section.rows],
        )
        for number, key in enumerate(section.chart.series, start=1)
    ]
    return Data(
        title=language.gettext(section.title),
        labels=all_one_line(column_texts(section, places[section.chart.label], language)),
        levels=_levels(section),
        series=series,
        language=language,
    )


def _levels(section: Section) -> list[str]:
    """Each row's level as it is coloured; nothing where rows are no levels."""
    place = next((i for i, col in enumerate(section.columns) if col.kind is ColumnKind.LEVEL), None)
    if place is None:
        return [""] * len(section.rows)
    return [f"level-{Level(row[place]).word}" for row in section.rows]


def _bars(data: Data) -> Markup:
    """A bar for each row; with several series their values one after the other."""
    rows = list(zip(*(series.values for series in data.series), strict=True))
    largest = max((_sum(row) for row in rows), default=0) or 1
    drawn = [
        Markup(
            '<span class="bar-label">{}</span><svg class="bar">{}</svg>'
            '<span class="bar-value">{}</span>'
        ).format(
            label,
            Markup("").join(_segments(row, largest, data, level)),
            " + ".join(_numbers(row, data.language)),
        )
        for label, level, row in zip(data.labels, data.levels, rows, strict=True)
    ]
    said = [
        f"{label}: {', '.join(_named(row, data))}"
        for label, row in zip(data.labels, rows, strict=True)
    ]
    return _figure("bars", data, said, Markup("").join(drawn), [s.name for s in data.series])


def _segments(row: Sequence[Any], largest: float, data: Data, level: str) -> Iterator[Markup]:
    start = 0.0
    for series, value in zip(data.series, row, strict=True):
        if value:
            share = value / largest
            yield _rect(start, share, level if data.is_one and level else series.css)
            start += share


def _rect(start: float, share: float, css: str) -> Markup:
    return Markup('<rect class="{}" x="{:.2f}%" width="{:.2f}%" height="100%"/>').format(
        css, start * 100, share * 100
    )


def _course(data: Data) -> Markup:
    """A line for each series over the rows."""
    step = _step(max((value or 0 for series in data.series for value in series.values), default=0))
    highest = max(
        [step, *(_above(value or 0, step) for series in data.series for value in series.values)]
    )
    plot = Markup(
        '<svg class="plot" height="{height}">{grid}'
        '<svg width="100%" height="{inner}" viewBox="0 0 100 100" preserveAspectRatio="none">'
        "{lines}</svg>{ends}{months}</svg>"
    ).format(
        height=HEIGHT,
        inner=HEIGHT - FOOT,
        grid=Markup("").join(_grid(highest, step, data.language)),
        lines=Markup("").join(_line(series, highest) for series in data.series),
        ends=Markup("").join(_end(series, highest) for series in data.series),
        months=Markup("").join(_months(data.labels)),
    )
    said = [
        f"{series.name}: {first} ({data.labels[0]}) – {last} ({data.labels[-1]})"
        for series in data.series
        for first, last in [_numbers([series.values[0], series.values[-1]], data.language)]
    ]
    last = _named([series.values[-1] for series in data.series], data)
    return _figure("course", data, said, plot, last)


def _grid(highest: float, step: float, language: Language) -> Iterator[Markup]:
    """A line across for each tick, with its number."""
    for tick in range(round(highest / step) + 1):
        yield Markup(
            '<line x2="100%" y1="{y:.1f}" y2="{y:.1f}"/><text x="-8" y="{y:.1f}" dy="4"'
            ' text-anchor="end">{number}</text>'
        ).format(y=_height(tick * step, highest), number=language.number(tick * step))


def _line(series: Series, highest: float) -> Markup:
    """The series' course, parted where a value is missing."""
    apart = 100 / max(len(series.values) - 1, 1)
    points = [
        None if value is None else f"{i * apart:.2f} {(1 - value / highest) * 100:.2f}"
        for i, value in enumerate(series.values)
    ]
    stretches = [list(group) for there, group in groupby(points, key=bool) if there]
    path = " ".join("M" + " L".join(filter(None, stretch)) for stretch in stretches)
    return Markup('<path class="{}" d="{}"/>').format(series.css, path)


def _end(series: Series, highest: float) -> Markup:
    """A dot where the course ends, so that a single value is seen too."""
    if series.values[-1] is None:
        return Markup("")
    place = "100%" if len(series.values) > 1 else "0%"
    return Markup('<circle class="{}" cx="{}" cy="{:.1f}" r="3"/>').format(
        series.css, place, _height(series.values[-1], highest)
    )


def _months(labels: Sequence[str]) -> Iterator[Markup]:
    """The names below: the first, the last, and a few between them."""
    last = len(labels) - 1
    parts = min(MOST_MONTHS - 1, last) or 1
    for place in dict.fromkeys(round(i * last / parts) for i in range(parts + 1)):
        anchor = "start" if place == 0 else "end" if place == last else "middle"
        yield Markup('<text x="{:.2f}%" y="{}" text-anchor="{}">{}</text>').format(
            100 * place / (last or 1), HEIGHT - 4, anchor, labels[place]
        )


def _figure(kind: str, data: Data, said: Iterable[str], drawn: Markup, legend: list[str]) -> Markup:
    keys = Markup("").join(
        Markup(
            '<span class="key"><svg class="sample {kind}"><path class="{css}" d="{d}"/></svg>'
        ).format(
            kind=kind, css=series.css, d="M0 5 H24" if kind == "course" else "M0 0 H10 V10 H0Z"
        )
        + Markup("{}</span>").format(name)
        for series, name in zip(data.series, legend, strict=True)
    )
    return Markup(
        '<figure class="chart {}" role="img" aria-label="{}">{}<div class="drawn">{}</div></figure>'
    ).format(
        kind,
        f"{data.title}. {'; '.join(said)}.",
        "" if data.is_one else Markup('<div class="legend">{}</div>').format(keys),
        drawn,
    )


def _named(row: Iterable[float | None], data: Data) -> list[str]:
    """A row's values, each with its series' name where there are several."""
    numbers = _numbers(row, data.language)
    if data.is_one:
        return numbers
    return [f"{series.name} {number}" for series, number in zip(data.series, numbers, strict=True)]


def _numbers(row: Iterable[float | None], language: Language) -> list[str]:
    return ["–" if value is None else language.number(value) for value in row]


def _sum(row: Iterable[float | None]) -> float:
    return sum(value or 0 for value in row)


def _height(value: float, highest: float) -> float:
    return (HEIGHT - FOOT) * (1 - value / highest)


def _step(largest: float) -> int:
    """The distance between ticks: 1, 2 or 5 and noughts, so that there are few of them."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if largest <= step * MOST_TICKS:
                return step
        size *= 10


def _above(value: float, step: int) -> int:
    """The first tick that is not below a value."""
    return -(-int(value) // step) * step
