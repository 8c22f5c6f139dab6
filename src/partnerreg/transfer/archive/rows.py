"""Rows of a whole export as rows of the register's tables.

What they may say follows from the declarations and the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError, create_model

from partnerreg.errors import InvalidInput
from partnerreg.nouns import checks, registry
from partnerreg.nouns.fields import NUMBER, Reference, Several
from partnerreg.nouns.schema import Schema, problems, validators_of
from partnerreg.queries.things import exported
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from partnerreg.nouns.fields import Field, Key
    from partnerreg.nouns.noun import Noun

# The numbers of things that rows call by name, by the names of their files.
Numbers = Mapping[str, Mapping[str, int]]


class RowShape(NamedTuple):
    """How rows of a file become rows of a table.

    Attributes:
        schema: what a row may say.
        headers: where that stands, by the schema's fields.
        named: fields that call something by name, each with the file that it is in.
        beside: fields that no column of the table holds as they are.
        derived: columns that follow from the rest of the row, with what makes them.
    """

    schema: type[Schema]
    headers: Mapping[str, str]
    named: Mapping[str, str]
    beside: frozenset[str]
    derived: tuple[tuple[str, Callable[[Any], Any]], ...]


@cache
def shape_of(part: Noun) -> RowShape:
    """How rows of a file become rows of a table."""
    types: dict[str, Any] = {"id": (NUMBER.checked_type(), ...)}
    headers, named = {"id": "number"}, {}
    for field in _fields_read(part):
        called = field.column
        kind = field.kind.checked_type()
        if isinstance(field.kind, Reference):
            kind = NUMBER.checked_type()
            if not field.kind.is_by_number:
                called, kind = field.name, checks.Line
                named[called] = registry.noun(field.kind.noun).plural
        types[called] = (kind, ...) if _is_needed(part, field) else (kind | None, None)
        headers[called] = field.header_name
    schema = create_model(part.name, __base__=Schema, __validators__=validators_of(part), **types)
    beside = {field.name for field in _fields_read(part) if not field.own or field.name in named}
    return RowShape(schema, headers, named, frozenset(beside), tuple(_derived(part)))


def _derived(part: Noun) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    for field in part.own_fields:
        if field.follows:
            yield field.column, field.follows
        for key in field.keys:
            yield key.column, partial(_key, key, field.column)


def _key(key: Key, column: str, data: Any) -> str | None:
    return key.of(getattr(data, column))


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
            f"{part.plural}.csv, line {line:,}, "
            f"{shape.headers.get(problem.field, problem.field)}: {problem.reason.rstrip('.')}."
            for problem in problems(error)
        ]
        raise InvalidInput("\n".join(said)) from None


def stored(part: Noun, line: int, data: Any, numbers: Numbers) -> dict[str, Any]:
    """A row of the file's table, as its columns have it.

    Raises:
        InvalidInput: it calls something by a name that there is not.
    """
    shape = shape_of(part)
    values = {name: value for name, value in vars(data).items() if name not in shape.beside}
    values |= {column: make(data) for column, make in shape.derived}
    for field, file in shape.named.items():
        called = getattr(data, field)
        if called is not None and called not in numbers[file]:
            raise InvalidInput(
                f"{part.plural}.csv, line {line:,}, {field}: there is no {called!r} in {file}.csv."
            )
        values[f"{field}_id"] = None if called is None else numbers[file][called]
    return values
