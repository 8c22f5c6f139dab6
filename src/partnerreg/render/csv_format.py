"""A report's main section as CSV (RFC 4180, with line feeds for line ends).

An empty cell stands for no value. The texts of a list are joined with "; ", and so are the
commands that open a row's counts, each with the key of its count before it where there are
several: "strategic=partner list …; service=partner list …".
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from partnerreg.csv_text import BYTE_ORDER_MARK, write_rows
from partnerreg.render.machine_formats import batches, columns, iso, keys
from partnerreg.render.text import encodable
from partnerreg.reports.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from partnerreg.render.options import View
    from partnerreg.reports.report import Report, Section

# What csv writes as we want it, and what looks like that but is not.
_AS_THEY_ARE = (str, int, float, date, type(None))
_DIFFERENT = (bool, datetime)


def write(report: Report, out: TextIO, view: View) -> None:
    """Write the main section, its column keys as the header."""
    section = report.main
    dialect = view.dialect
    if dialect.marked:
        out.write(BYTE_ORDER_MARK)
    out.write(write_rows([keys(section)], dialect))
    numbers = [n for n, column in enumerate(columns(section)) if column.kind is ColumnKind.NUMBER]
    for rows in _cells(section):
        written = _with_decimals(list(rows), numbers, dialect.decimal)
        out.write(encodable(write_rows(written, dialect), out))


def _cells(section: Section) -> Iterator[Iterable[Sequence[Any]]]:
    if section.stream:
        yield from section.stream.cells()
        return
    for rows in batches(section):
        yield zip(*map(_texts, zip(*rows, strict=True)), strict=True)


def _with_decimals(
    rows: Sequence[Sequence[Any]], numbers: Iterable[int], sign: str
) -> Sequence[Sequence[Any]]:
    """Rows with what has decimals as text, by the sign before them; whole numbers have none."""
    for place in numbers:
        if any(type(row[place]) is float for row in rows):
            rows = [(*row[:place], _decimal(row[place], sign), *row[place + 1 :]) for row in rows]
    return rows


def _decimal(value: object, sign: str) -> object:
    return str(value).removesuffix(".0").replace(".", sign) if type(value) is float else value


def _texts(column: Sequence[Any]) -> Iterable[Any]:
    """A column's values as csv is to write them; most columns need nothing done."""
    fine = all(
        issubclass(kind, _AS_THEY_ARE) and not issubclass(kind, _DIFFERENT)
        for kind in set(map(type, column))
    )
    return column if fine else map(_text, column)


def _text(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return _commands(value)
    if isinstance(value, Enum):
        return value.value
    return iso(value) if isinstance(value, datetime) else value


def _commands(opens: Mapping[str, str]) -> str:
    if len(opens) == 1:
        return next(iter(opens.values()))
    return "; ".join(f"{key}={command}" for key, command in opens.items())
