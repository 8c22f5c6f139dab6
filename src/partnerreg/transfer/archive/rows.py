"""Rows of a whole export as rows of the register's tables, each validated by its schema."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import create_model

from partnerreg.domain.name_keys import identity_key
from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.nouns.fields import DAY, FLAG, MOMENT, Reference
from partnerreg.nouns.schema import validators_of
from partnerreg.schemas import archive, problems
from partnerreg.schemas import fields as field_types
from partnerreg.schemas.validation import Schema
from partnerreg.transfer.export.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable


# Headers that are not called as the column they fill.
_COLUMNS = {
    "number": "id",
    "partner": "partner_id",
    "primary": "is_primary",
    "management": "is_management",
    "staff_number": "staff_id",
    "area_number": "area_id",
    "goal_number": "goal_id",
    "agreement": "agreement_id",
    "activity": "activity_id",
    "replaces": "replaces_id",
}
HEADERS = {column: header for header, column in _COLUMNS.items()}


# The numbers of things that rows call by name, by the names of their files.
Numbers = Mapping[str, Mapping[str, int]]


class Shape(NamedTuple):
    """How rows of a file become rows of a table.

    Attributes:
        schema: what a row may say.
        derived: columns that follow from it.
        named: fields that call something by name, each with the file that it is in.
        dropped: fields that no column holds.
    """

    schema: type[Schema]
    derived: Callable[[Any], dict[str, Any]] = lambda _: {}
    named: Mapping[str, str] = MappingProxyType({})
    dropped: frozenset[str] = frozenset()


# Rows that are parts of things, or ties between them.
_SHAPES = {
    "tags": Shape(archive.TagRow, lambda data: {"tag_key": identity_key(data.tag)}),
    "contributions": Shape(archive.ContributionRow),
    "assignments": Shape(archive.AssignmentRow),
    "partner_areas": Shape(archive.PartnerAreaRow),
    "partner_goals": Shape(archive.PartnerGoalRow),
    "documents": Shape(archive.DocumentRow, dropped=frozenset({"size"})),
    "participants": Shape(archive.ParticipantRow),
    "levels": Shape(archive.LevelRow),
}


@cache
def shape_of(name: str) -> Shape:
    """How rows of a file become rows of a table: of a noun, by its declaration."""
    if name in _SHAPES:
        return _SHAPES[name]
    declared = next(noun for noun in registry.nouns() if noun.plural == name)
    fields: dict[str, Any] = {"id": (archive.Number, ...)}
    named: dict[str, str] = {}
    # Days that are no columns, as the one since when a partner is at its level, are looked at.
    listed = [field for field in declared.fields if field.own or field.kind is DAY]
    for field in listed:
        kind = field.kind.checked_type()
        missing = ... if field.required or isinstance(field.default, Enum) else None
        if field is declared.owner:
            fields[field.column] = (archive.Number, ...)
        elif isinstance(field.kind, Reference):
            other = registry.noun(field.kind.noun)
            if other.numbered:
                fields[field.column] = (archive.OptionalNumber, missing)
            else:
                fields[field.name] = (field_types.Line, missing)
                named[field.name] = other.plural
        elif field.kind is FLAG:
            fields[field.column] = (
                archive.RequiredFlag if field.default is False else kind,
                missing,
            )
        else:
            fields[field.column] = (archive.Moment if field.kind is MOMENT else kind, missing)
    schema = create_model(
        declared.name, __base__=Schema, __validators__=validators_of(declared), **fields
    )

    def derived(data: Any) -> dict[str, Any]:
        return declared.keys_of(data) | {
            field.column: field.follows(data) for field in declared.own_fields if field.follows
        }

    dropped = frozenset(field.name for field in listed if not field.own)
    return Shape(schema, derived, named, dropped)


@cache
def _read(name: str) -> dict[str, str]:
    """The columns of a file that are read, by their headers; others are there for people."""
    query = next(part.query for part in parts(date.min) if part.name == name)
    return {
        header: column
        for header in query.row._fields
        if (column := _COLUMNS.get(header, header)) in shape_of(name).schema.model_fields
    }


def validated(name: str, line: int, cells: Mapping[str, str | None]) -> Any:
    """A row's cells through its schema.

    Raises:
        InvalidInput: something is wrong; names file, line and column.
    """
    from pydantic import ValidationError

    values = {
        column: cell
        for header, column in _read(name).items()
        if (cell := cells[header]) is not None
    }
    try:
        return shape_of(name).schema.model_validate(values)
    except ValidationError as error:
        said = [
            f"{name}.csv, line {line:,}, {HEADERS.get(field, field)}: {reason.rstrip('.')}."
            for field, reason in problems(error)
        ]
        raise InvalidInput("\n".join(said)) from None


def stored(name: str, line: int, data: Any, numbers: Numbers) -> dict[str, Any]:
    """A row of the file's table, as its columns have it.

    Raises:
        InvalidInput: it calls something by a name that there is not.
    """
    shape = shape_of(name)
    values = data.model_dump(exclude={*shape.dropped, *shape.named}) | shape.derived(data)
    for field, file in shape.named.items():
        called = getattr(data, field)
        if called is not None and called not in numbers[file]:
            raise InvalidInput(
                f"{name}.csv, line {line:,}, {field}: there is no {called!r} in {file}.csv."
            )
        values[f"{field}_id"] = None if called is None else numbers[file][called]
    return dict(values)
