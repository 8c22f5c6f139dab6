"""What a command has to say: titled sections of columns and rows, and notes.

Plain values only (text, numbers, dates, moments in UTC, booleans, None, lists of
text), and actions, for which whoever shows the report puts the words of its own; no markup
and no layout. `partnerreg.render` turns a report into a format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum, auto
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from partnerreg.actions import Action
from partnerreg.domain import text


class ColumnKind(Enum):
    """What a column holds; a renderer aligns and formats by it."""

    TEXT = auto()
    NUMBER = auto()  # a count or another quantity
    ID = auto()  # a number that names a thing: `#` in a list, what a command takes
    WORD = auto()  # a word of a closed list: as it is for machines, said in the reader's language
    LEVEL = auto()  # a `Level` or its number: a number for machines, a word and a colour for people
    DATE = auto()
    MOMENT = auto()  # an aware datetime in UTC; people see it in local time, to the minute
    FLAG = auto()  # True or False: a tick or nothing
    MARK = auto()  # a check's outcome: "met", "missing", "advice", "hint"
    BAR = auto()  # a count, drawn as a bar; left out of machine formats
    ASIDE = auto()  # other columns in words, for people; left out of machine formats
    LIST = auto()  # a list of texts
    LINK = auto()  # an address on the web, perhaps without its ``https://``
    COMMAND = auto()  # an `Action` or None; it stands below a table, never in it
    OPENS = auto()  # the actions that list those whom the row counts, by the column's key


class Shape(Enum):
    """What a report is to a machine: how its JSON looks."""

    LIST = auto()  # an array of objects: the rows of the only section
    RECORD = auto()  # one object; further sections are arrays within it
    REPORT = auto()  # {"report", "as_of", "sections", "notes"}


class Form(Enum):
    """How people see a section."""

    TABLE = auto()
    FIELDS = auto()  # one row, a line for each field that is filled; an object in JSON
    LINES = auto()  # ruled lines to write on; on paper only


class Chart(NamedTuple):
    """A picture of a section's rows, where the format has pictures; the table stands beside it.

    Attributes:
        kind: ``bars``, one for each row; ``course``, a line per series over the rows.
        label: the key of the column that names a row: a group, or a day that stands for its month.
        series: the keys of the columns with the values.
    """

    kind: str
    label: str
    series: tuple[str, ...]


class Column(NamedTuple):
    """A column: its key in machine formats, its heading for people.

    `shown` False keeps a column out of tables for people; `empty` is what they read
    where there is no value. On a sheet for people a text has at most `max_chars` characters,
    and so have the texts of a list together.
    `display_from` is the key of another column: people read its texts here, and not this one's.
    """

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    shown: bool = True
    empty: str = ""
    max_chars: int | None = None
    display_from: str = ""


class Stream:
    """Rows that come in batches, to be gone through once: for any number of them.

    Their cells are such as stand in CSV; formats that have types get values.

    Args:
        batches: the rows, some at a time, none of them empty.
        values: for each column what makes values of its cells; None where they are values.
        thing: what one of the things is called whose rows these are.

    Attributes:
        count: how many have gone by.
    """

    def __init__(
        self,
        batches: Iterable[Sequence[Sequence[Any]]],
        values: Sequence[Callable[[Any], Any] | None],
        thing: str,
    ) -> None:
        self._batches = batches
        self._values = values
        self.thing = thing
        self.count = 0

    def cells(self) -> Iterator[Sequence[Sequence[Any]]]:
        """The rows with their cells."""
        for rows in self._batches:
            self.count += len(rows)
            yield rows

    def values(self) -> Iterator[Iterable[Sequence[Any]]]:
        """The rows with their values."""
        for rows in self.cells():
            columns = zip(self._values, zip(*rows, strict=True), strict=True)
            made = (map(make, cells) if make else cells for make, cells in columns)
            yield zip(*made, strict=True)


# What opens the counts of a row.
FILTER = Column("filter", "Shown by", ColumnKind.OPENS, shown=False)


class Section(NamedTuple):
    """A table: `rows` are tuples in the order of `columns`.

    Attributes:
        key: its key in JSON.
        title: its heading for people, in English; looked up when it is shown.
        columns: what each place of a row holds.
        rows: plain values.
        total: how many rows there are in all, where only the first of them were read.
        empty: the one sentence that people read where there are no rows, in their language.
        form: how people see it.
        chart: a picture of it.
        note: what people should know to read it, in their language.
        preview_rows: how many rows a sheet for people shows, where it has no room for all. Programs
            and spreadsheets get all.
        see_all: what lists all of them.
        stream: what the rows are instead, for formats that take any number of them.
        grouped_by: the key of a column of texts: people read a table for each of them, with that
            text as its heading. Rows of one group follow each other.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    total: int | None = None
    empty: str = ""
    form: Form = Form.TABLE
    chart: Chart | None = None
    note: str = ""
    preview_rows: int | None = None
    see_all: Action | str = ""
    stream: Stream | None = None
    grouped_by: str = ""


class Sentence(str):
    """A sentence of ours that names commands, which a format may set as code.

    In the message they stand in backticks. Data is put in afterwards, so that a backtick
    in it is one character like others.

    Attributes:
        parts: text and commands by turns, beginning with text.
    """

    __slots__ = ("parts",)

    parts: Sequence[str]

    def __new__(cls, message: str, **data: str) -> Self:
        """A message in the reader's language, with data in place of its placeholders."""
        sentence = super().__new__(cls, message.format(**data))
        sentence.parts = [part.format(**data) for part in message.split("`")]
        return sentence


class Figure(NamedTuple):
    """A count that a report's summary speaks of, and what lists those whom it counts."""

    key: str
    number: int
    opens: Action | str


class Report(NamedTuple):
    """An answer.

    Headings (`title`, those of sections and columns) are English texts that are looked
    up when they are shown; sentences (`summary`, `notes`, `empty`) are in the reader's
    language already.

    Attributes:
        name: the report's name in JSON (`levels`, `check`, `partners`).
        title: a heading for people, without the day.
        sections: the tables.
        notes: remarks for people, a sentence or an `Advice` each; part of a report's JSON.
        as_of: the day the answer holds for.
        extra: further top-level keys of a report's JSON.
        lead: which section is the main one, the one that CSV holds.
        summary: what to know first, one sentence each, right below the title.
        figures: the counts that the summary speaks of.
        since: the day the answer looks back to.
        subject: a name that follows the title: whom a brief is about. Data, never looked up.
        filters: which partners alone it is about, by the options of `partner list`: names as
            people know them, words of closed lists as they are, True for a flag.
        empty_text: the one sentence that people read in place of all sections, where there is
            nothing to tell; programs get the sections all the same.
    """

    name: str
    title: str
    sections: Sequence[Section]
    shape: Shape = Shape.REPORT
    as_of: date | None = None
    notes: Sequence[Any] = ()
    extra: Mapping[str, Any] = MappingProxyType({})
    lead: int = 0
    summary: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    since: date | None = None
    subject: str = ""
    filters: Sequence[tuple[str, str | bool]] = ()
    empty_text: str = ""

    @property
    def main(self) -> Section:
        """The section that stands for the whole where there is room for one table only."""
        return self.sections[self.lead]


def listing(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    notes: Sequence[Any] = (),
) -> Report:
    """A report that is one list of things."""
    section = Section(name, title, columns, list(rows))
    return Report(name, title, (section,), shape=Shape.LIST, notes=notes)


pluralize = text.pluralize  # most reports count something
