"""Rows of a whole export as rows of the register's tables.

What they may say follows from the declarations and the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError, create_model

from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.nouns.fields import NUMBER, Reference, Several
from partnerreg.nouns.schema import validators_of
from partnerreg.queries.things import exported
from partnerreg.schemas import fields as field_types
from partnerreg.schemas import problems
from partnerreg.schemas.validation import Schema
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun

# The numbers of things that rows call by name, by the names of their files.
Numbers = Mapping[str, Mapping[str, int]]


class Shape(NamedTuple):
    """How rows of a file become rows of a table.

    Attributes:
        schema: what a row may say.
        headers: where that stands, by the schema's fields.
        named: fields that call something by name, each with the file that it is in.
    """

    schema: type[Schema]
    headers: Mapping[str, str]
    named: Mapping[str, str]


@cache
def shape_of(part: Noun) -> Shape:
    """How rows of a file become rows of a table."""
    types: dict[str, Any] = {"id": (NUMBER.checked_type(), ...)}
    headers, named = {"id": "number"}, {}
    for field in _fields_read(part):
        called = field.column
        kind = field.kind.checked_type()
        if isinstance(field.kind, Reference):
            kind = NUMBER.checked_type()
            if not field.kind.is_by_number:
                called, kind = field.name, field_types.Line
                named[called] = registry.noun(field.kind.noun).plural
        types[called] = (kind, ...) if _is_needed(part, field) else (kind | None, None)
        headers[called] = field.header_name
    schema = create_model(part.name, __base__=Schema, __validators__=validators_of(part), **types)
    return Shape(schema, headers, named)


def _fields_read(part: Noun) -> list[Field]:
    """The fields that a file has in columns of their own; other columns are there for people."""
    _, columns = exported(part)
    headers = {column.header for column in columns}
    return [
        field
        for field in part.fields
        if field.header_name in headers
        and (field.own or not isinstance(field.kind, Reference | Several))
    ]


def _is_needed(part: Noun, field: Field) -> bool:
    column = metadata.tables[part.table_name].c.get(field.column)
    return field.required if column is None else not column.nullable


def validated(part: Noun, line: int, cells: Mapping[str, str | None]) -> Any:
    """A row's cells through its schema.

    Raises:
        InvalidInput: something is wrong; names file, line and column.
    """
    shape = shape_of(part)
    values = {
        field: cell
        for field, header in shape.headers.items()
        if (cell := cells[header]) is not None
    }
    try:
        return shape.schema.model_validate(values)
    except ValidationError as error:
        said = [
            f"{part.plural}.csv, line {line:,}, {shape.headers.get(field, field)}: "
            f"{reason.rstrip('.')}."
            for field, reason in problems(error)
        ]
        raise InvalidInput("\n".join(said)) from None


def stored(part: Noun, line: int, data: Any, numbers: Numbers) -> dict[str, Any]:
    """A row of the file's table, as its columns have it.

    Raises:
        InvalidInput: it calls something by a name that there is not.
    """
    named = shape_of(part).named
    values = {"id": data.id} | part.keys_of(data)
    for field in part.own_fields:
        if field.follows:
            values[field.column] = field.follows(data)
        elif field.name not in named:
            values[field.column] = getattr(data, field.column)
        else:
            called, file = getattr(data, field.name), named[field.name]
            if called is not None and called not in numbers[file]:
                raise InvalidInput(
                    f"{part.plural}.csv, line {line:,}, {field.name}: "
                    f"there is no {called!r} in {file}.csv."
                )
            values[field.column] = None if called is None else numbers[file][called]
    return values
