"""A report's values as people read them, one column at a time."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.render.text import fits, one_line
from partnerreg.reports.report import Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnerreg.reports.report import Column, Report, Section

BAR_WIDTH = 12


class Symbols(NamedTuple):
    """The signs that tables are drawn with."""

    tick: str
    met: str
    missing: str
    advice: str
    hint: str
    rule: str
    blocks: str  # for bars, the fullest first; each the same step less than the one before


UNICODE = Symbols(tick="✔", met="✔", missing="✘", advice="!", hint="·", rule="─", blocks="█▉▊▋▌▍▎▏")
ASCII = Symbols(tick="yes", met="+", missing="x", advice="!", hint="-", rule="-", blocks="#")


def symbols_for(encoding: str) -> Symbols:
    """The best signs that the encoding has."""
    return UNICODE if fits("".join(UNICODE), encoding) else ASCII


class Cells(NamedTuple):
    """A column with its values and what to show for them."""

    column: Column
    values: Sequence[Any]
    texts: Sequence[str]

    @property
    def is_number(self) -> bool:
        """Whether the texts belong at the right of their column."""
        return self.column.kind is Kind.NUMBER


def tables(report: Report) -> list[Section]:
    """The sections that people see as tables.

    A record's main section is shown as its fields instead, and what there is nothing
    of in a record is not shown at all.
    """
    if report.shape is Shape.RECORD:
        return [section for section in report.sections[1:] if section.rows]
    return list(report.sections)


def shown(section: Section, symbols: Symbols, limit: int | None = None) -> list[Cells]:
    """The columns of the table that people see, with the first `limit` rows."""
    rows = section.rows[:limit]
    result = []
    for index, column in enumerate(section.columns):
        if column.shown and column.kind is not Kind.COMMAND:
            values = [row[index] for row in rows]
            if column.kind is Kind.BAR:
                largest = max((row[index] or 0 for row in section.rows), default=0)
                texts = [show_bar(value, largest, symbols) for value in values]
            else:
                texts = _texts(column, values, symbols)
            result.append(Cells(column, values, texts))
    return result


def commands(section: Section, limit: int | None = None) -> Iterator[list[str]]:
    """What the first `limit` rows have to paste: a heading and lines that must stay whole."""
    for index, column in enumerate(section.columns):
        if column.shown and column.kind is Kind.COMMAND:
            different = dict.fromkeys(row[index] for row in section.rows[:limit] if row[index])
            if different:
                yield [f"{column.heading}:", *(f"  {one_line(text)}" for text in different)]


def _texts(column: Column, values: Sequence[Any], symbols: Symbols) -> list[str]:
    kind = column.kind
    if column.empty:
        return [column.empty if value is None else show(value) for value in values]
    if kind is Kind.FLAG:
        return [symbols.tick if value else "" for value in values]
    if kind is Kind.MARK:
        signs = {word: getattr(symbols, word) for word in ("met", "missing", "advice", "hint")}
        return [f"{signs[value]} {value}" if value in signs else show(value) for value in values]
    return [value if type(value) is str else show(value) for value in values]


def show(value: object) -> str:
    """A value as people read it; nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return show_date(value)
        case list() | tuple():
            return ", ".join(map(show, value))
        case Enum():
            return str(value.value)
        case _:
            return str(value)


def show_date(day: date) -> str:
    """A date, or a moment to the minute in local time."""
    if isinstance(day, datetime):
        return day.astimezone().isoformat(" ", "minutes")[:16]
    return day.isoformat()


def show_bar(count: float | None, largest: float, symbols: Symbols) -> str:
    """A bar for a count; the largest count's is `BAR_WIDTH` long, and one above 0 is seen."""
    if not count or count < 0:
        return ""
    steps = len(symbols.blocks)
    length = max(1, round(count / largest * BAR_WIDTH * steps))
    full, rest = divmod(length, steps)
    return symbols.blocks[0] * full + (symbols.blocks[-rest] if rest else "")
