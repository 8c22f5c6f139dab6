"""A report as one self-contained HTML page: to look at, to send, to print on A4.

The page holds its style and its pictures, loads nothing and runs nothing. What it says is put
together here, how it is written stands in `html/report.html`, how it looks in `html/report.css`.
How much room a table takes is judged by its texts; lengths are in characters.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from partnerreg.domain.enums import Level
from partnerreg.render import labels
from partnerreg.render.cells import UNICODE, Cells, Commands, commands, shown, texts
from partnerreg.render.charts import bar, chart
from partnerreg.render.text import encoding_of, one_line, safe
from partnerreg.render.truncation import truncate_report
from partnerreg.reports.report import ColumnKind, Form, Sentence, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from jinja2 import Template

    from partnerreg.language import Language
    from partnerreg.render.options import View
    from partnerreg.reports.report import Column, Report, Section

FOLDER = Path(__file__).parent / "html"

# How many sections a narrow one may pass to stand beside another.
MOST_PASSED = 2

# As many ruled lines as the rest of a page can take; those that find no room are not seen.
RULED_LINES = 12

# A field with more characters has the page's width to itself.
LONG_FIELD = 40
# A list of more fields than this is not put beside another section.
MOST_FIELDS_BESIDE = 5

# So few rows are not parted by the end of a page.
MOST_ROWS_TOGETHER = 12

# What names a row: the first column of one of these kinds.
_NAMES = {ColumnKind.TEXT, ColumnKind.WORD, ColumnKind.LEVEL, ColumnKind.DATE, ColumnKind.MOMENT}

# A section is narrow where it stands well in half of an A4 page, in characters.
HALF_PAGE = 60
# What a column may be thought to take before its texts are wrapped, and into how many lines.
WRAPPED = 24
MOST_LINES = 3
# More rows than this are better read in one piece.
MOST_ROWS_BESIDE = 20

# A table becomes a card for each row on a telephone where it has so many columns, unless all but
# the first are numbers, which are read across and down; or where its words need more room than
# there is, in characters.
STACKING_COLUMNS = 4
TELEPHONE = 44
# So many characters stand beside each other on paper. A word with more than its column's part of
# them may be broken; no other is.
PAPER = 110

# What is never wrapped.
_WHOLE = {ColumnKind.LEVEL, ColumnKind.MARK, ColumnKind.DATE, ColumnKind.MOMENT, ColumnKind.BAR}

# Between columns.
GAP = 2

# Headings are smaller than what stands below them.
SMALL = 0.8


class Heading(NamedTuple):
    """A column as the page shows it; the label stands beside its values on a telephone."""

    heading: str
    label: str
    css: str
    names_the_row: bool


class PageField(NamedTuple):
    """A heading and its value; a long one has a line to itself."""

    heading: str
    text: str
    long: bool


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
    fields: Sequence[PageField] = ()
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


class PageGroup(NamedTuple):
    """Sections that follow each other; narrow ones stand side by side."""

    narrow: bool
    sections: Sequence[Block]


class Page(NamedTuple):
    """All that the template writes.

    Attributes:
        days: the day the report is of, and the day it looks back to.
        only: which partners alone it is about.
        sources: each count and the command that lists the partners behind it.
        figures: whether the sources are shown from the beginning, and printed.
    """

    charset: str
    lang: str
    name: str
    title: str
    days: str
    only: str
    summary: Sequence[str]
    groups: Sequence[PageGroup]
    notes: Sequence[str]
    sources_title: str
    sources: Sequence[PageField]
    figures: bool


def write(report: Report, out: TextIO, view: View) -> None:
    """Write the report as a page; what `out` cannot encode is written by its number."""
    encoding = encoding_of(out)
    text = _template().render(page=_page(truncate_report(report), view, encoding))
    out.write(f"{text.encode(encoding, 'xmlcharrefreplace').decode(encoding)}\n")


@cache
def _template() -> Template:
    """The page's template, which escapes all data that is put into it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    css = (FOLDER / "report.css").read_text(encoding="utf-8")
    environment.globals["css"] = Markup(css)  # noqa: S704 -- our own file
    return environment.get_template("report.html")


def _page(report: Report, view: View, charset: str) -> Page:
    language = view.language
    is_empty = report.shape is not Shape.RECORD and labels.is_empty(report)
    summary = labels.empty_texts(report, language) if is_empty else report.summary
    return Page(
        charset=charset,
        lang=language.code,
        name=report.name,
        title=safe(labels.headline(report, language)),
        days=labels.days(report, language),
        only=one_line(labels.only(report, language)),
        summary=list(map(_sentence, summary)),
        groups=[] if is_empty else _groups(_blocks(report, language)),
        notes=[_sentence(note) for note in report.notes if note not in summary],
        sources_title=language.gettext("Where the figures come from"),
        sources=list(_sources(report, language)),
        figures=view.figures,
    )


def _groups(found: Iterable[Block]) -> list[PageGroup]:
    """Narrow sections that follow each other stand together; one alone has the whole width."""
    runs = [
        (narrow, list(run))
        for narrow, run in groupby(_paired(list(found)), key=lambda block: block.narrow)
    ]
    return [PageGroup(narrow and len(run) > 1, run) for narrow, run in runs]


def _paired(waiting: list[Block]) -> Iterator[Block]:
    """The sections in order, but a lone narrow one has the next narrow one come to its side."""
    before = False
    while waiting:
        block = waiting.pop(0)
        yield block
        if block.narrow and not before:
            near = waiting[: MOST_PASSED + 1]
            place = next((i for i, other in enumerate(near) if other.narrow), 0)
            if place:
                waiting.insert(0, waiting.pop(place))
        before = block.narrow


def _sources(report: Report, language: Language) -> Iterator[PageField]:
    for opening in labels.drilldowns(report, language):
        what = f"{opening.what}: {language.number(opening.number)}"
        yield PageField(one_line(what), one_line(opening.command), long=False)


def _blocks(report: Report, language: Language) -> Iterator[Block]:
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
            _sentence(section.note),
        )
        if section.form is Form.LINES:
            yield begun._replace(lines=RULED_LINES)
        elif not section.rows:
            yield begun._replace(empty=_sentence(labels.nothing(section, language)), narrow=True)
        elif is_main or section.form is Form.FIELDS:
            yield _fields(section, begun, language)
        else:
            yield _table(section, begun, language)


def _sentence(text: str) -> Markup:
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
        PageField(
            safe(cells.heading), _cells(cells, LONG_FIELD)[0], len(cells.texts[0]) > LONG_FIELD
        )
        for cells in _columns(section, language)
        if cells.texts[0]
    ]
    return begun._replace(
        fields=fields,
        commands=list(commands(section, language)),
        narrow=len(fields) <= MOST_FIELDS_BESIDE and not any(field.long for field in fields),
    )


def _table(section: Section, begun: Block, language: Language) -> Block:
    """The rows below their headings, and the section's picture.

    What names a row comes first, after marks: so it heads its card on a telephone, too.
    """
    columns = _columns(section, language)
    name = _naming(section, columns)
    columns.sort(
        key=lambda cells: cells.column is not name and cells.column.kind is not ColumnKind.MARK
    )
    fits_half = _fits_half_a_page(columns)
    longest = PAPER // max(len(columns), 1)
    is_course = section.chart is not None and section.chart.kind == "course"
    return begun._replace(
        chart=chart(section, language) if section.chart else "",
        columns=[_heading(cells, longest, names_the_row=cells.column is name) for cells in columns],
        rows=list(zip(*(_cells(cells, longest) for cells in columns), strict=True)),
        more=_sentence(labels.more(section, None, language)),
        commands=list(commands(section, language)),
        stacks=_stacks(columns),
        compact=fits_half or _is_matrix(columns),
        pictured=section.chart is not None and not is_course,
        narrow=fits_half and not is_course and _is_short(columns),
    )


def _naming(section: Section, columns: Sequence[Cells]) -> Column | None:
    """The column that names a row: what follows a thing's number, or the first that is a name."""
    for before, column in pairwise(section.columns):
        if before.kind is ColumnKind.ID and column.kind is ColumnKind.TEXT and column.shown:
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
        if cells.column.kind is ColumnKind.FLAG:
            if any(cells.values):
                words = texts(cells.column, cells.values, language)
                found.append(cells._replace(texts=words))
        elif cells.column.kind is not ColumnKind.BAR or not section.chart:
            found.append(cells)
    return found


def _cells(cells: Cells, longest: int) -> Sequence[str]:
    """A column's cells as they are written: texts, with signs around some of them."""
    kind = cells.column.kind
    if kind is ColumnKind.BAR:
        largest = max((value or 0 for value in cells.values), default=0) or 1
        return [bar((value or 0) / largest) for value in cells.values]
    if kind is ColumnKind.LEVEL:
        return [
            text if value is None else _span(f"level level-{Level(value).word}", text)
            for value, text in zip(cells.values, cells.texts, strict=True)
        ]
    if kind is ColumnKind.MARK:
        return [
            _span(f"mark mark-{value}", text) if text else ""
            for value, text in zip(cells.values, cells.texts, strict=True)
        ]
    if kind is ColumnKind.LINK:
        return [_link(text, longest) if text else "" for text in cells.texts]
    return [_breakable(safe(text), longest) for text in cells.texts]


def _link(address: str, longest: int) -> Markup:
    """An address that leads to what it names; never to anything but a page on the web."""
    on_the_web = address.lower().startswith(("http://", "https://"))
    place = address if on_the_web else f"https://{address}"
    return Markup('<a href="{}">{}</a>').format(safe(place), _breakable(safe(address), longest))


def _breakable(text: str, longest: int) -> str:
    """A text in which words that are longer may be broken."""
    if len(text) <= longest or len(max(text.split(), key=len, default="")) <= longest:
        return text
    return Markup(" ").join(
        _span("long-word", word) if len(word) > longest else word for word in text.split(" ")
    )


def _span(css: str, text: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(css, text)


def _fits_half_a_page(columns: Sequence[Cells]) -> bool:
    """Whether a table stands well in half of an A4 page."""
    return sum(_width(cells) + GAP for cells in columns) <= HALF_PAGE


def _is_short(columns: Sequence[Cells]) -> bool:
    """Whether a narrow table is not so high that it is better read in one piece."""
    rows = max((len(cells.texts) for cells in columns), default=0)
    longest = max((len(text) for cells in columns for text in cells.texts), default=0)
    return rows <= MOST_ROWS_BESIDE and longest <= WRAPPED * MOST_LINES


def _width(cells: Cells) -> int:
    """About how many characters a column takes once its texts are wrapped."""
    longest = max(map(len, cells.texts), default=0)
    return max(_longest_word([cells.heading]), min(longest, WRAPPED))


def _stacks(columns: Sequence[Cells]) -> bool:
    """Whether a table is better read row by row on a telephone."""
    if len(columns) >= STACKING_COLUMNS and not _is_matrix(columns):
        return True
    return sum(_least(cells) + 1 for cells in columns) > TELEPHONE


def _least(cells: Cells) -> int:
    """How many characters a column takes at least, if no word in it is broken."""
    if cells.column.kind in _WHOLE:
        widest = max(map(len, cells.texts), default=0)
    else:
        widest = _longest_word(cells.texts)
    return max(round(_longest_word([cells.heading]) * SMALL), widest)


def _longest_word(found: Sequence[str]) -> int:
    return max((len(word) for text in found for word in text.split()), default=0)


def _is_matrix(columns: Sequence[Cells]) -> bool:
    """Whether all but the rows' names are numbers: such a table is read across and down."""
    return sum(not cells.is_number for cells in columns) <= 1
