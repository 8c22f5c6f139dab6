"""Records of a list as validated rows, or as what is wrong with them."""

from __future__ import annotations

import json
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from partnerreg.domain.names import identity_key
from partnerreg.domain.vocabulary import Scope, Sector
from partnerreg.errors import InvalidInput
from partnerreg.register.partners import COLUMNS, SIDES, municipality_key
from partnerreg.reports.imports import Rejected
from partnerreg.schemas import problems
from partnerreg.schemas.fields import shorten
from partnerreg.schemas.partner import PartnerRow
from partnerreg.transfer.columns import find_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from partnerreg.transfer.columns import ColumnMapping
    from partnerreg.transfer.source import Record

StagedRow = tuple[Any, ...]
"""A row as SQLite stores it, in the order of `RowReader.staged`."""

# What tells one partner from another cannot be the same for all.
_OF_ONE_ROW = ("name", "external_id", "registration_number")
_SHOWN = 200  # characters of a cell that are handed on with what is wrong with it

# How values of types of our own are stored: sqlite3 takes long to find out by itself.
_STORE: Mapping[str, Callable[[Any], Any]] = {
    "sector": {member: member.value for member in Sector}.__getitem__,
    "scope": {member: member.value for member in Scope}.__getitem__,
    "pilot_until": date.isoformat,
    "level": int,
}
_json = json.JSONEncoder(ensure_ascii=False).encode

_validate = PartnerRow.__pydantic_validator__.validate_python


def read_settings(settings: Sequence[str], words: Mapping[str, str]) -> dict[str, str]:
    """Reads what is to hold for every row, each as ``FIELD=VALUE``.

    Whether the values can be is for `RowReader` to say, which knows the house's units.

    Raises:
        InvalidInput: there is no such field, or it cannot be the same in every row.
    """
    defaults: dict[str, str] = {}
    for text in settings:
        name, equals, value = text.partition("=")
        if not equals or not value.strip():
            said = f'--set "{text}" does not say what is what'
            raise InvalidInput(said, "Write --set FIELD=VALUE.")
        field = find_field(name, words)
        if field in _OF_ONE_ROW:
            raise InvalidInput(f"--set {field}: it cannot be the same in every row")
        if field in defaults:
            raise InvalidInput(f"--set {field} was given twice", "Keep one of them.")
        defaults[field] = value
    return defaults


class RowReader:
    """Reads records of one list.

    Attributes:
        staged: the columns of the stage that its rows fill: the fields that the
            list has, two keys, then `tags` (pairs of key and tag), `sides` (party,
            direction and text), both as JSON, and `balance` (which sides there are).

    Args:
        columns: which cell holds which field.
        defaults: the text of fields where a row has no text of its own.
        units: the numbers of the house's units by `identity_key`.

    Raises:
        InvalidInput: a default is no value of its field.
    """

    def __init__(
        self, columns: ColumnMapping, defaults: Mapping[str, str], units: Mapping[str, int]
    ) -> None:
        self._columns = columns
        self._cells = tuple(columns.positions.items())
        self._defaults = {"name": "", **defaults}
        self._context = {"units": units}
        self._check_defaults()
        there = {*columns.positions, *self._defaults, "level"}
        own = [field for field in (*COLUMNS, "level", "unit") if field in there]
        self._own = itemgetter(*own)
        self._store = [(n, _STORE[field]) for n, field in enumerate(own) if field in _STORE]
        stored = ["unit_id" if field == "unit" else field for field in own]
        self.staged = ("line", *stored, "name_key", "municipality_key", "tags", "sides", "balance")

    def read(self, records: Iterable[Record], rejected: list[Rejected]) -> Iterator[StagedRow]:
        """The rows as the stage stores them; what is wrong with others is added to `rejected`."""
        context = self._context
        for line, cells, problem in records:
            if problem is not None:
                rejected.append(Rejected(line, None, problem, ""))
                continue
            values = self._values(cells)
            try:
                row = _validate(values, context=context)
            except ValidationError as error:
                rejected.extend(self._rejected(line, values, error))
            else:
                yield self._staged(line, row.__dict__)

    def header(self, field: str) -> str:
        """The header of a field's column; where it has none, the option that sets it."""
        if field in self._columns.positions:
            return self._columns.header(field)
        return f"--set {field}" if field in self._defaults else field

    def _values(self, cells: Sequence[str]) -> dict[str, str]:
        values = self._defaults.copy()
        for field, position in self._cells:
            if (cell := cells[position]) and not cell.isspace():
                values[field] = cell
        return values

    def _rejected(
        self, line: int, values: Mapping[str, str], error: ValidationError
    ) -> Iterator[Rejected]:
        for field, reason in problems(error):
            value = shorten(values.get(field, ""), _SHOWN)
            yield Rejected(line, self.header(field), reason, value)

    def _check_defaults(self) -> None:
        """Once and at the start: what is wrong with a default is no row's fault."""
        try:
            _validate({**self._defaults, "name": "any"}, context=self._context)
        except ValidationError as error:
            wrong = [f"--set {field}: {reason}" for field, reason in problems(error)]
            raise InvalidInput("\n".join(wrong)) from None

    def _staged(self, line: int, row: Mapping[str, Any]) -> StagedRow:
        cells = list(self._own(row))
        for position, store in self._store:
            if (cell := cells[position]) is not None:
                cells[position] = store(cell)
        tags = [(identity_key(tag), tag) for tag in row["tags"]]
        sides = [(*side, text) for field, side in SIDES.items() for text in row[field]]
        return (
            line,
            *cells,
            identity_key(row["name"]),
            municipality_key(row["municipality"]),
            _json(tags) if tags else None,
            _json(sides) if sides else None,
            " ".join(field for field in SIDES if row[field]) if sides else None,
        )
