"""One noun's rows into one file, in the format asked for."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from partnerreg.transfer.export.csv_file import Dialect
    from partnerreg.transfer.export.nouns import Noun

FORMATS = ("csv", "jsonl", "json", "xlsx")

BATCH = 1000
"""How many rows go from SQLite to the file at a time."""

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


class Passed:
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


def format_of(place: str, asked: str | None) -> str:
    """The format asked for; else what the file's ending says; else CSV.

    Raises:
        InvalidInput: there is no such format, or the ending is of none.
    """
    ending = PurePath(place).suffix.lower().removeprefix(".")
    if asked is None and ending and ending not in {*FORMATS, "txt", "tsv"}:
        raise InvalidInput(
            f"{place} does not say by its ending how it is to be written.",
            f"Say it with --format: {', '.join(FORMATS)}.",
        )
    form = asked or (ending if ending in FORMATS else "csv")
    if form not in FORMATS:
        raise InvalidInput(f"There is no format {form!r}.", f"Formats: {', '.join(FORMATS)}.")
    return form


def dialect_of(place: str, form: str, *, excel: bool, delimiter: str | None) -> Dialect:
    """The dialect of CSV that the options ask for.

    Raises:
        InvalidInput: the format has no dialects, or what is given is no delimiter.
    """
    from partnerreg.transfer.export.csv_file import EXCEL, PLAIN

    if form != "csv" and (excel or delimiter is not None):
        option = "--excel" if excel else "--delimiter"
        raise InvalidInput(f"{option} is about CSV; a {form} file has no such thing.")
    if delimiter is None and place.lower().endswith(".tsv"):
        delimiter = "\t"
    dialect = EXCEL if excel else PLAIN
    return dialect if delimiter is None else dialect._replace(delimiter=_delimiter(delimiter))


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


def _delimiter(text: str) -> str:
    delimiter = _DELIMITERS.get(text.strip().lower(), text)
    if len(delimiter) != 1 or delimiter in "\"'\r\n\0\ufeff" or delimiter.isalnum():
        raise InvalidInput(
            f"{text!r} is no delimiter.",
            f"Give one character, or one of {', '.join(_DELIMITERS)}.",
        )
    return delimiter
