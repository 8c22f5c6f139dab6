"""Cells: what SQLite hands over, as what it stands for. Anything else in one is refused.

SQLite keeps whatever it is given in a column of any type: a file that was damaged, or that
another program wrote to, may hold what no reader can use.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from enum import EnumType
from functools import cache, lru_cache
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from partnerreg.domain.text import truncate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# So many moments are remembered; days, words and flags are few.
_MOMENTS = 4096

# Moments are written to the microsecond, or to the second; without a zone, for it is UTC.
_MOMENT_LENGTHS = frozenset(map(len, ("2026-03-01 09:30:00.000000", "2026-03-01 09:30:00")))


class WrongCell(ValueError):
    """A cell that cannot be what its column holds."""

    def __init__(self, cell: object, kind: str) -> None:
        super().__init__(f"{truncate(repr(cell))} is no {kind}")


class CellKind(NamedTuple):
    """What a column holds.

    Attributes:
        name: what one of its cells is, in a word or two.
        types: what the cells are as SQLite hands them over, empty ones included.
        convert: makes of a cell what it stands for; None where it is that already.
    """

    name: str
    types: frozenset[type[Any]]
    convert: Callable[[Any], Any] | None = None

    def read(self, cells: Iterable[Any]) -> Iterable[Any]:
        """What cells stand for.

        Raises:
            WrongCell: one of them is something else.
        """
        if self.convert:
            return list(map(self.convert, cells))
        if not self.types.issuperset(map(type, cells)):
            wrong = next(cell for cell in cells if type(cell) not in self.types)
            raise WrongCell(wrong, self.name)
        return cells


@cache
def kind_of(annotation: Any) -> CellKind:
    """The kind of a column by the annotation of a row's field, which may be optional."""
    meant = next((arg for arg in get_args(annotation) if arg is not NoneType), annotation)
    if meant is date:
        return _converted("day", str, _Known("day", _day).__getitem__)
    if meant is datetime:
        return _converted("moment", str, lru_cache(_MOMENTS)(_moment))
    if meant is bool:
        return _converted("flag", int, _Known("flag", {0: False, 1: True}.__getitem__).__getitem__)
    if isinstance(meant, EnumType):
        stored = int if issubclass(meant, int) else str
        name = re.sub(r"(?<!^)(?=[A-Z])", " ", meant.__name__).lower()
        return _converted(name, stored, _Known(name, meant).__getitem__)
    if meant is float:  # SQLite keeps one without decimals as a whole number
        return CellKind("number", frozenset({float, int, NoneType}))
    name = {int: "number", str: "text", bytes: "bytes"}[meant]
    return CellKind(name, frozenset({meant, NoneType}))


def _converted(name: str, stored: type[Any], convert: Callable[[Any], Any]) -> CellKind:
    return CellKind(name, frozenset({stored, NoneType}), convert)


class _Known(dict[Any, Any]):
    """What cells stand for, worked out when a cell is first met: a register's days repeat."""

    def __init__(self, name: str, convert: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self._name = name
        self._convert = convert

    def __missing__(self, cell: Any) -> Any:
        try:
            self[cell] = made = self._convert(cell)
        except (LookupError, TypeError, ValueError):
            raise WrongCell(cell, self._name) from None
        return made


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # as 20260301, which would not sort with the others
        raise ValueError(text)
    return day


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise WrongCell(text, "moment") from None
    if len(text) not in _MOMENT_LENGTHS:
        raise WrongCell(text, "moment")
    return moment.replace(tzinfo=UTC)
