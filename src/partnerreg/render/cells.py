"""A report's values as people read them, one column at a time."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.labels import MARKS, label, level_label
from partnerreg.language import ENGLISH
from partnerreg.render.text import fits, one_line
from partnerreg.reports.report import ColumnKind, Form, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from partnerreg.language import Language
    from partnerreg.reports.report import Column, Report, Section

BAR_WIDTH = 12

# What people read in another place than in a table's cells, or not at all.
_NO_CELLS = {ColumnKind.COMMAND, ColumnKind.OPENS}


class Symbols(NamedTuple):
    """The signs that tables are drawn with."""

    tick: str
    met: str
    missing: str
    advice: str
    hint: str
    rule: str
    blocks: str  # for bars, the fullest first; each the same step less than the one before
    course: str  # for a course over time, the lowest first


UNICODE = Symbols(
    tick="✔",
    met="✔",
    missing="✘",
    advice="!",
    hint="·",
    rule="─",
    blocks="█▉▊▋▌▍▎▏",
    course="▁▂▃▄▅▆▇█",
)
ASCII = Symbols(
    tick="yes", met="+", missing="x", advice="!", hint="-", rule="-", blocks="#", course="_.-=*#"
)


def symbols_for(encoding: str) -> Symbols:
    """The best signs that the encoding has."""
    return UNICODE if fits("".join(UNICODE), encoding) else ASCII


class Cells(NamedTuple):
    """A column with its heading as people read it, its values and what to show for them."""

    column: Column
    heading: str
    values: Sequence[Any]
    texts: Sequence[str]

    @property
    def is_number(self) -> bool:
        """Whether the texts belong at the right of their column."""
        return self.column.kind in {ColumnKind.NUMBER, ColumnKind.ID}


def tables(report: Report) -> list[Section]:
    """The sections that people see as tables or fields.

    A record's main section is shown as its fields instead, and what there is nothing
    of in a record is not shown at all. Lines to write on are for paper only.
    """
    if report.shape is Shape.RECORD:
        return [section for section in report.sections[1:] if section.rows]
    return [section for section in report.sections if section.form is not Form.LINES]


def shown(
    section: Section,
    language: Language,
    symbols: Symbols | None = None,
    limit: int | None = None,
) -> list[Cells]:
    """The columns of the table that people see, with the first `limit` rows.

    Without symbols there are no bars, and marks and flags are words alone.
    """
    rows = section.rows[:limit]
    result = []
    for index, column in enumerate(section.columns):
        if not column.shown or column.kind in _NO_CELLS:
            continue
        values = [row[index] for row in rows]
        if column.kind is ColumnKind.BAR:
            if symbols is None:
                continue
            largest = max((row[index] or 0 for row in section.rows), default=0)
            found: Sequence[str] = [show_bar(value, largest, symbols) for value in values]
        else:
            found = column_texts(section, index, language, symbols, limit)
        result.append(Cells(column, language.gettext(column.heading), values, found))
    return result


def column_texts(
    section: Section,
    place: int,
    language: Language,
    symbols: Symbols | None = None,
    limit: int | None = None,
) -> Sequence[str]:
    """What people read in a column of a section, in the first `limit` rows."""
    column = section.columns[place]
    if column.display_from:
        keys = [other.key for other in section.columns]
        return column_texts(section, keys.index(column.display_from), language, symbols, limit)
    values = [row[place] for row in section.rows[:limit]]
    if names_months(section, column):
        return months(values, language)
    return texts(column, values, language, symbols)


class Commands(NamedTuple):
    """Lines to paste into a shell, each of them whole."""

    heading: str
    lines: Sequence[str]


def commands(section: Section, language: Language, limit: int | None = None) -> Iterator[Commands]:
    """What the first `limit` rows have to paste, each command once."""
    for index, column in enumerate(section.columns):
        if column.shown and column.kind is ColumnKind.COMMAND:
            different = dict.fromkeys(row[index] for row in section.rows[:limit] if row[index])
            if different:
                yield Commands(language.gettext(column.heading), list(map(one_line, different)))


def texts(
    column: Column,
    values: Sequence[Any],
    language: Language = ENGLISH,
    symbols: Symbols | None = None,
) -> Sequence[str]:
    """A column's values as people read them, by what the column holds.

    Args:
        column: where the values stand.
        values: one for each row.
        language: the reader's.
        symbols: the signs for marks and flags; without them they are words alone.
    """
    read = _READ.get(column.kind)
    if read:
        found = read(values, language, symbols)
    else:
        found = [value if type(value) is str else show(value, language) for value in values]
    if not column.empty:
        return found
    empty = language.gettext(column.empty)
    return [empty if value is None else said for value, said in zip(values, found, strict=True)]


def text(
    column: Column, value: object, language: Language = ENGLISH, symbols: Symbols | None = None
) -> str:
    """One value of a column as people read it; see `texts`."""
    return texts(column, [value], language, symbols)[0]


def names_months(section: Section, column: Column) -> bool:
    """Whether the days in a column stand for their months: they name the points of a course."""
    chart = section.chart
    return (
        chart is not None
        and chart.kind == "course"
        and chart.label == column.key
        and column.kind is ColumnKind.DATE
    )


def months(days: Sequence[date | None], language: Language) -> Sequence[str]:
    """The month of each day."""
    return ["" if day is None else language.month(day) for day in days]


def show(value: object, language: Language = ENGLISH) -> str:
    """A value as people read it, by its own type; nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return language.gettext("yes") if value else language.gettext("no")
        case date():
            return language.moment(value) if isinstance(value, datetime) else language.day(value)
        case list() | tuple():
            # Names have commas in them.
            return "; ".join(show(item, language) for item in value)
        case float():
            return language.number(value)
        case _:
            return str(value.value if isinstance(value, Enum) else value)


def show_bar(count: float | None, largest: float, symbols: Symbols) -> str:
    """A bar for a count; the largest count's is `BAR_WIDTH` long, and one above 0 is seen."""
    if not count or count < 0:
        return ""
    steps = len(symbols.blocks)
    length = max(1, round(count / largest * BAR_WIDTH * steps))
    full, rest = divmod(length, steps)
    return symbols.blocks[0] * full + (symbols.blocks[-rest] if rest else "")


def show_course(counts: Sequence[float | None], symbols: Symbols) -> str:
    """A sign for each count, as high as the count is; the largest is the highest, 0 the lowest."""
    highest = len(symbols.course) - 1
    largest = max((count or 0 for count in counts), default=0) or 1
    return "".join(
        symbols.course[round(max(count or 0, 0) / largest * highest)] for count in counts
    )


def _numbers(values: Sequence[Any], language: Language, _symbols: Symbols | None) -> Sequence[str]:
    # Small whole numbers are written alike in all languages.
    return [
        str(value)
        if type(value) is int and -1000 < value < 1000
        else ""
        if value is None
        else language.number(value)
        for value in values
    ]


def _ids(values: Sequence[Any], _language: Language, _symbols: Symbols | None) -> Sequence[str]:
    return ["" if value is None else str(value) for value in values]


def _each(
    read: Callable[[Any, Language], str],
) -> Callable[[Sequence[Any], Language, Symbols | None], Sequence[str]]:
    """Reads values that repeat: each different one once."""

    def read_all(
        values: Sequence[Any], language: Language, _symbols: Symbols | None
    ) -> Sequence[str]:
        known = {
            value: "" if value is None else read(value, language) for value in dict.fromkeys(values)
        }
        return [known[value] for value in values]

    return read_all


def _flags(values: Sequence[Any], language: Language, symbols: Symbols | None) -> Sequence[str]:
    tick = symbols.tick if symbols and symbols is not ASCII else language.gettext("yes")
    return [tick if value else "" for value in values]


def _marks(values: Sequence[Any], language: Language, symbols: Symbols | None) -> Sequence[str]:
    return [_mark(value, language, symbols) for value in values]


def _mark(value: object, language: Language, symbols: Symbols | None) -> str:
    if not isinstance(value, str) or value not in MARKS:
        return show(value, language)
    word = label(value, language)
    return f"{getattr(symbols, value)} {word}" if symbols else word


_READ: dict[ColumnKind, Callable[[Sequence[Any], Language, Symbols | None], Sequence[str]]] = {
    ColumnKind.NUMBER: _numbers,
    ColumnKind.ID: _ids,
    ColumnKind.WORD: _each(label),
    ColumnKind.LEVEL: _each(level_label),
    ColumnKind.DATE: _each(show),
    ColumnKind.MOMENT: _each(show),
    ColumnKind.FLAG: _flags,
    ColumnKind.MARK: _marks,
}
