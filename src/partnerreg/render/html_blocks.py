"""A report's sections as the blocks of an HTML page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from partnerreg.domain.enums import Level
from partnerreg.render import html_measures as measures
from partnerreg.render import labels
from partnerreg.render.cells import UNICODE, shown, texts
from partnerreg.render.charts import bar, chart
from partnerreg.render.text import lines, one_line
from partnerreg.reports.report import Form, Kind, Sentence, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnerreg.language import Language
    from partnerreg.render.cells import Cells
    from partnerreg.reports.report import Column, Report, Section

# As many ruled lines as the rest of a page can take; those that find no room are not seen.
RULED_LINES = 12

# A field with more characters has the page's width to itself.
LONG_FIELD = 40
# A list of more fields than this is not put beside another section.
MOST_FIELDS_BESIDE = 5

# So few rows are not parted by the end of a page.
MOST_ROWS_TOGETHER = 12

# What names a row: the first column of one of these kinds.
_NAMES = {Kind.TEXT, Kind.WORD, Kind.LEVEL, Kind.DATE, Kind.MOMENT}


class Heading(NamedTuple):
    """A column as the page shows it; the label stands beside its values on a telephone."""

    heading: str
    label: str
    css: str
    names_the_row: bool


class Field(NamedTuple):
    """A heading and its value; a long one has a line to itself."""

    heading: str
    text: str
    long: bool


class Commands(NamedTuple):
    """Lines to paste into a shell, as they are."""

    heading: str
    lines: Sequence[str]


class Block(NamedTuple):
    """A section as the page shows it; what it has not is empty.

    Attributes:
        labelled_by: the id of the heading that names it.
        lines: how many ruled lines there are.
        stacks: whether its table becomes cards where the page is narrow.
        compact: whether its table has no use for the whole width.
        pictured: whether its picture may stand beside its table.
        narrow: whether the section may stand beside another.
    """

    labelled_by: str
    title: str
    note: str = ""
    empty: str = ""
    chart: Markup | str = ""
    lines: int = 0
    fields: Sequence[Field] = ()
    columns: Sequence[Heading] = ()
    rows: Sequence[Sequence[str]] = ()
    more: str = ""
    commands: Sequence[Commands] = ()
    stacks: bool = False
    compact: bool = False
    pictured: bool = False
    narrow: bool = False

    @property
    def css(self) -> str:
        """What the style is to know of the section."""
        kinds = {
            "on-paper": self.lines > 0,
            "short": len(self.rows) <= MOST_ROWS_TOGETHER,
            "pictured": self.pictured,
        }
        return " ".join(kind for kind, holds in kinds.items() if holds)


def blocks(report: Report, language: Language) -> Iterator[Block]:
    """The sections that people see; of a record, only those there is something of."""
    is_record = report.shape is Shape.RECORD
    for number, section in enumerate(report.sections):
        is_main = is_record and section is report.main
        if is_record and not section.rows and section.form is not Form.LINES:
            continue
        # What the page is named after needs no second heading.
        titled = not is_main and len(report.sections) > 1
        begun = Block(
            f"section-{number}" if titled else "title",
            safe(language.gettext(section.title)) if titled else "",
            sentence(section.note),
        )
        if section.form is Form.LINES:
            yield begun._replace(lines=RULED_LINES)
        elif not section.rows:
            yield begun._replace(empty=sentence(labels.nothing(section, language)), narrow=True)
        elif is_main or section.form is Form.FIELDS:
            yield _fields(section, begun, language)
        else:
            yield _table(section, begun, language)


def safe(text: str) -> str:
    """A text with nothing in it that could deceive; its line breaks stay."""
    return "\n".join(lines(text))


def sentence(text: str) -> Markup:
    """A sentence, with the commands that it names set as code."""
    parts = text.parts if isinstance(text, Sentence) else [text]
    code = Markup("<code>{}</code>")
    return Markup("").join(
        code.format(safe(part)) if place % 2 else escape(safe(part))
        for place, part in enumerate(parts)
    )


def _fields(section: Section, begun: Block, language: Language) -> Block:
    """The first row as a list of the values that there are."""
    fields = [
        Field(safe(cells.heading), _cells(cells, LONG_FIELD)[0], len(cells.texts[0]) > LONG_FIELD)
        for cells in _columns(section, language)
        if cells.texts[0]
    ]
    return begun._replace(
        fields=fields,
        commands=list(_commands(section, language)),
        narrow=len(fields) <= MOST_FIELDS_BESIDE and not any(field.long for field in fields),
    )


def _table(section: Section, begun: Block, language: Language) -> Block:
    """The rows below their headings, and the section's picture.

    What names a row comes first, after marks: so it heads its card on a telephone, too.
    """
    columns = _columns(section, language)
    name = _naming(section, columns)
    columns.sort(key=lambda cells: cells.column is not name and cells.column.kind is not Kind.MARK)
    fits_half = measures.fits_half_a_page(columns)
    longest = measures.PAPER // max(len(columns), 1)
    is_course = section.chart is not None and section.chart.kind == "course"
    return begun._replace(
        chart=chart(section, language) if section.chart else "",
        columns=[_heading(cells, longest, names_the_row=cells.column is name) for cells in columns],
        rows=list(zip(*(_cells(cells, longest) for cells in columns), strict=True)),
        more=sentence(labels.more(section, None, language)),
        commands=list(_commands(section, language)),
        stacks=measures.stacks(columns),
        compact=fits_half or measures.is_matrix(columns),
        pictured=section.chart is not None and not is_course,
        narrow=fits_half and not is_course and measures.is_short(columns),
    )


def _naming(section: Section, columns: Sequence[Cells]) -> Column | None:
    """The column that names a row: what follows a thing's number, or the first that is a name."""
    for before, column in pairwise(section.columns):
        if before.kind is Kind.ID and column.kind is Kind.TEXT and column.shown:
            return column
    return next((cells.column for cells in columns if cells.column.kind in _NAMES), None)


def _heading(cells: Cells, longest: int, *, names_the_row: bool) -> Heading:
    label = safe(cells.heading)
    css = f"is-{cells.column.kind.name.lower()}"
    return Heading(_breakable(label, longest), label, css, names_the_row)


def _columns(section: Section, language: Language) -> list[Cells]:
    """The columns that people see, flags as words.

    Left out are bars where a chart says the same, and flags that no row has.
    """
    found = []
    for cells in shown(section, language, UNICODE):
        if cells.column.kind is Kind.FLAG:
            if any(cells.values):
                words = texts(cells.column, cells.values, language)
                found.append(cells._replace(texts=words))
        elif cells.column.kind is not Kind.BAR or not section.chart:
            found.append(cells)
    return found


def _cells(cells: Cells, longest: int) -> Sequence[str]:
    """A column's cells as they are written: texts, with signs around some of them."""
    kind = cells.column.kind
    if kind is Kind.BAR:
        largest = max((value or 0 for value in cells.values), default=0) or 1
        return [bar((value or 0) / largest) for value in cells.values]
    if kind is Kind.LEVEL:
        return [
            text if value is None else _span(f"level level-{Level(value).word}", text)
            for value, text in zip(cells.values, cells.texts, strict=True)
        ]
    if kind is Kind.MARK:
        return [
            _span(f"mark mark-{value}", text) if text else ""
            for value, text in zip(cells.values, cells.texts, strict=True)
        ]
    return [_breakable(safe(text), longest) for text in cells.texts]


def _breakable(text: str, longest: int) -> str:
    """A text in which words that are longer may be broken."""
    if len(text) <= longest or len(max(text.split(), key=len, default="")) <= longest:
        return text
    return Markup(" ").join(
        _span("long-word", word) if len(word) > longest else word for word in text.split(" ")
    )


def _span(css: str, text: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(css, text)


def _commands(section: Section, language: Language) -> Iterator[Commands]:
    """What a section has to paste, each command once."""
    for place, column in enumerate(section.columns):
        if column.shown and column.kind is Kind.COMMAND:
            different = dict.fromkeys(row[place] for row in section.rows if row[place])
            if different:
                heading = safe(language.gettext(column.heading))
                yield Commands(heading, list(map(one_line, different)))
