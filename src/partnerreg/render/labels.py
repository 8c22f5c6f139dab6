"""What people read around a report's tables, alike in every format."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.labels import figure_label, filter_label
from partnerreg.render.cells import text
from partnerreg.reports.report import ColumnKind, Form, Sentence, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnerreg.language import Language
    from partnerreg.reports.report import Column, Report, Section

PROGRAM = "partnerreg"

# What says little about which row it is.
_NAMELESS = {
    ColumnKind.NUMBER,
    ColumnKind.ID,
    ColumnKind.FLAG,
    ColumnKind.MARK,
    ColumnKind.BAR,
    ColumnKind.COMMAND,
    ColumnKind.OPENS,
    ColumnKind.LIST,
}


class Drilldown(NamedTuple):
    """A count and the command that lists the partners behind it.

    Attributes:
        what: where the count stands: its section, row and column, or its key in the summary.
        number: the count.
        command: to paste into a shell.
    """

    what: str
    number: int
    command: str


def headline(report: Report, language: Language) -> str:
    """The title with what it is about: ``Brief: Café Retro``."""
    return ": ".join(filter(None, (language.gettext(report.title), report.subject)))


def heading(report: Report, language: Language) -> str:
    """The headline with the days; a record is told of with its headline alone."""
    said = "" if report.shape is Shape.RECORD else days(report, language)
    return ", ".join(filter(None, (headline(report, language), said)))


def days(report: Report, language: Language) -> str:
    """The day that an answer is of, and the day that it looks back to; nothing for one of now."""
    if report.as_of is None:
        return ""
    day = language.long_day(report.as_of)
    if report.since is None:
        return day
    since = language.gettext("since {day}").format(day=language.long_day(report.since))
    return f"{day}, {since}"


def only(report: Report, language: Language) -> str:
    """Which partners alone an answer is about; nothing where it is about all."""
    if not report.filters:
        return ""
    said = "; ".join(filter_label(option, value, language) for option, value in report.filters)
    return language.gettext("Only: {filters}").format(filters=said)


def is_empty(report: Report) -> bool:
    """Whether a report has nothing to tell, or nothing in any of its sections."""
    return bool(report.empty_text) or not any(
        section.rows or section.form is Form.LINES for section in report.sections
    )


def empty_texts(report: Report, language: Language) -> Sequence[str]:
    """What a report that has nothing to say says."""
    if report.empty_text:
        return (report.empty_text,)
    said = report.summary or tuple(filter(None, [report.main.empty])) or report.notes
    return said or (language.gettext("Nothing here."),)


def empty_texts_alone(report: Report, language: Language) -> Sequence[str]:
    """The same where no heading stands above it, so that it says itself whom it speaks of."""
    said = empty_texts(report, language)
    who = "" if report.empty_text else only(report, language)
    return (who, *said) if who else said


def nothing(section: Section, language: Language) -> str:
    """What stands where a section has no rows."""
    return section.empty or language.gettext("Nothing here.")


def limited(section: Section, limit: int | None) -> int | None:
    """How many rows of a section a terminal shows; a course is shown to its end, the present."""
    return None if section.chart and section.chart.kind == "course" else limit


def more(section: Section, limit: int | None, language: Language, all_rows: str = "") -> str:
    """How many rows are left out below the first `limit`, and what shows them; nothing if none."""
    hidden = (section.total or len(section.rows)) - len(section.rows[:limit])
    if hidden <= 0:
        return ""
    if section.see_all:
        said = language.ngettext("And {n} more: `{command}`", "And {n} more: `{command}`", hidden)
        return Sentence(said, command=f"{PROGRAM} {section.see_all}")
    if limit is None or not all_rows:
        return language.ngettext("and {n} more", "and {n} more", hidden)
    text = language.ngettext(
        "and {n} more ({option} shows all rows)", "and {n} more ({option} shows all rows)", hidden
    )
    return text.format(option=all_rows)


def drilldowns(report: Report, language: Language) -> Iterator[Drilldown]:
    """What opens each count above 0, those of the summary first."""
    for figure in report.figures:
        if figure.number:
            what = figure_label(figure.key, language)
            yield Drilldown(what, figure.number, f"{PROGRAM} {figure.opens}")
    yield from chain.from_iterable(_of_section(section, language) for section in report.sections)


def example(report: Report, language: Language) -> str:
    """One sentence that shows how a figure is opened; nothing where there is no figure."""
    first = next(drilldowns(report, language), None)
    if first is None:
        return ""
    return language.gettext("Open a figure: {command}").format(command=first.command)


def _of_section(section: Section, language: Language) -> Iterator[Drilldown]:
    places = {column.key: place for place, column in enumerate(section.columns)}
    opening = [
        place for place, column in enumerate(section.columns) if column.kind is ColumnKind.OPENS
    ]
    title = language.gettext(section.title)
    for row in section.rows if opening else ():
        name = _name(section.columns, row, language)
        for key, command in (row[opening[0]] or {}).items():
            number = row[places[key]]
            if number:
                column = language.gettext(section.columns[places[key]].heading)
                what = " / ".join(filter(None, (title, name, column)))
                yield Drilldown(what, number, f"{PROGRAM} {command}")


def _name(columns: Sequence[Column], row: Sequence[object], language: Language) -> str:
    """What a row is called: the first of its cells that is a name."""
    for column, value in zip(columns, row, strict=True):
        if column.shown and column.kind not in _NAMELESS:
            return text(column, value, language)
    return ""
