"""One noun's rows into one file, in the format asked for."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from partnerreg.csv_text import EXCEL, PLAIN, delimiter_called
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from partnerreg.csv_text import Dialect
    from partnerreg.transfer.export.nouns import Noun

FORMATS = ("csv", "jsonl", "json", "xlsx")

BATCH = 1000
"""How many rows go from SQLite to the file at a time."""


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


def format_of(place: str, context: str | None) -> str:
    """The format asked for; else what the file's ending says; else CSV.

    Raises:
        InvalidInput: there is no such format, or the ending is of none.
    """
    ending = PurePath(place).suffix.lower().removeprefix(".")
    if context is None and ending and ending not in {*FORMATS, "txt", "tsv"}:
        raise InvalidInput(
            f"{place} does not say by its ending how it is to be written.",
            f"Say it with --format: {', '.join(FORMATS)}.",
        )
    form = context or (ending if ending in FORMATS else "csv")
    if form not in FORMATS:
        raise InvalidInput(f"There is no format {form!r}.", f"Formats: {', '.join(FORMATS)}.")
    return form


def dialect_of(
    place: str, form: str, *, excel: bool = False, delimiter: str | None = None, raw: bool = False
) -> Dialect:
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


def write_list(
    batches: Iterable[Sequence[Sequence[Any]]],
    noun: Noun,
    out: BinaryIO,
    form: str,
    dialect: Dialect,
) -> int:
    """Write a noun's rows; returns how many there were.

    Raises:
        InvalidInput: the format cannot hold them.
    """
    if form == "xlsx":
        from partnerreg.transfer.export import sheet

        return sheet.write(batches, noun, out)
    if form == "csv":
        from partnerreg.transfer.export import csv_file

        return csv_file.write(batches, noun.columns, out, dialect)
    from partnerreg.transfer.export import json_file

    write = json_file.write_lines if form == "jsonl" else json_file.write_array
    return write(batches, noun.columns, out)
