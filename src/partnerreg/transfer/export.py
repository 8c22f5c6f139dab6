"""Lists out: a noun's rows into one file, in the format asked for.

Nothing here knows SQLAlchemy or pydantic: rows go from a prepared query to a file.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol

from partnerreg.csv_text import EXCEL, PLAIN, delimiter_called
from partnerreg.errors import InvalidInput
from partnerreg.nouns import fields
from partnerreg.queries.things import exported
from partnerreg.render import ENDINGS, STREAMED, View, render
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape, Stream
from partnerreg.transfer import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from partnerreg.csv_text import CsvDialect
    from partnerreg.db.reader import PreparedReader
    from partnerreg.nouns.noun import Noun

# What says no more than that a file is text.
_CSV_ENDINGS = {"", ".txt", ".tsv"}

BATCH = 1000
"""How many rows go from SQLite to the file at a time."""


class Sink(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take some."""
        ...


class Progress:
    """How far rows have come that come in the order of their numbers.

    Args:
        last: the highest number there may be.
    """

    def __init__(self, last: int) -> None:
        self._last = last or 1
        self._number = 0

    def over(self, batches: Iterable[Sequence[Sequence[Any]]]) -> Iterator[Sequence[Sequence[Any]]]:
        """The rows, number first, one batch after another."""
        for rows in batches:
            self._number = rows[-1][0]
            yield rows

    def part(self) -> float:
        """How far, from 0 to 1."""
        return self._number / self._last


def format_of(place: str, wanted: str | None) -> str:
    """The format asked for; else what the file's ending says; else CSV.

    Raises:
        InvalidInput: there is no such format, or the ending is of none.
    """
    ending = PurePath(place).suffix.lower()
    form = wanted or ("csv" if ending in _CSV_ENDINGS else ENDINGS.get(ending))
    if form in STREAMED:
        return form
    formats = ", ".join(STREAMED)
    if wanted is not None:
        raise InvalidInput(f"There is no format {wanted!r}.", f"Formats: {formats}.")
    raise InvalidInput(
        f"{place} does not say by its ending how it is to be written.",
        f"Say it with --format: {formats}.",
    )


def dialect_of(
    place: str, form: str, *, excel: bool = False, delimiter: str | None = None, raw: bool = False
) -> CsvDialect:
    """The dialect of CSV that the options ask for.

    Raises:
        InvalidInput: the format has no dialects, what is given is no delimiter, or the
            options contradict each other.
    """
    options = {"--excel": excel, "--delimiter": delimiter is not None, "--raw": raw}
    if form != "csv" and any(options.values()):
        option = next(name for name, is_given in options.items() if is_given)
        raise InvalidInput(f"{option} is about CSV; a {form} file has no such thing.")
    if excel and raw:
        raise InvalidInput(
            "--excel and --raw are both given: in what --raw writes, Excel calculates texts.",
            "Keep one of the two.",
        )
    if delimiter is None and place.lower().endswith(".tsv"):
        delimiter = "\t"
    dialect = EXCEL if excel else PLAIN._replace(raw=raw)
    return dialect if delimiter is None else dialect._replace(delimiter=delimiter_called(delimiter))


def batches_of(
    reader: PreparedReader, noun: Noun, today: date, *, beside: bool = False, **chosen: object
) -> Iterator[list[Any]]:
    """The rows of a noun's exported list, some at a time; by `chosen` those alone that it fits."""
    query, _ = exported(noun, beside=beside)
    day = {"today": today} if ":today" in query.text else {}
    return reader.batches(query, BATCH, **day, **chosen)


def listing(noun: Noun, batches: Iterable[Any], *, beside: bool = False) -> Report:
    """The things of a noun as a report that is written as its rows come.

    Args:
        noun: what things.
        batches: the rows that the query of `exported` gives.
        beside: with what stands beside them only where that is asked for.
    """
    _, found = exported(noun, beside=beside)
    columns = [Column(one.header, one.header, ColumnKind[one.kind.column]) for one in found]
    stream = Stream(batches, [_value_of(one.kind) for one in found], noun.called)
    section = Section(noun.plural, noun.title, columns, (), stream=stream)
    return Report(noun.plural, noun.title, (section,), shape=Shape.LIST)


def write_list(report: Report, out: Sink, form: str, dialect: CsvDialect = PLAIN) -> int:
    """Write a report that streams; returns how many rows there were.

    Raises:
        InvalidInput: the format cannot hold them.
    """
    render(report, form=form, out=out, view=View(dialect=dialect))
    return report.main.stream.count if report.main.stream else 0


def _value_of(kind: fields.Kind) -> Callable[[Any], Any] | None:
    """What makes a value of a cell, where that is another thing."""
    if kind is fields.FLAG:
        return {"yes": True, "no": False, None: None}.__getitem__
    if kind is fields.NUMBERS:
        return lambda cell: list(map(int, _several(cell)))
    if isinstance(kind, fields.Several) and kind.is_on_lines:
        return lambda cell: cells.parted_lines(cell) if cell else []
    return _several if isinstance(kind, fields.Several | fields.References) else None


def _several(cell: str | None) -> list[str]:
    return cells.parted(cell, commas=False) if cell else []
