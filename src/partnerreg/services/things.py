"""Adding, changing and removing things of any noun, by its declaration."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from pydantic import create_model, model_validator
from sqlmodel import select

from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns import registry
from partnerreg.nouns.fields import Reference
from partnerreg.schemas.validation import Schema, refused
from partnerreg.tables import entity_of, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.nouns.noun import Noun
    from partnerreg.tables import Entity


_FEW = 5  # things that hang on another one are told by number


class Dependants(NamedTuple):
    """Things of one kind that hang on another: the first few numbers, and how many there are."""

    called: str
    numbers: list[int]
    total: int

    def __str__(self) -> str:
        numbers = ", ".join(f"#{number}" for number in self.numbers)
        more = self.total - len(self.numbers)
        return f"{self.called} {numbers}" + (f" and {more:,} more" if more else "")


@cache
def schema_of(noun: Noun) -> type[Schema]:
    """What a person may say of a thing of a noun; what it refers to is said by its number."""
    fields: dict[str, Any] = {}
    for field in noun.own_fields:
        kind = int | None if isinstance(field.kind, Reference) else field.kind.checked_type()
        fields[field.name] = (kind, ... if field.required else None)

    validators = {"in_order": days_in_order(noun)}
    made: type[Schema] = create_model(
        noun.name, __base__=Schema, __validators__=validators, **fields
    )
    return made


def days_in_order(noun: Noun) -> Any:
    """A validator for schemas: no period of a noun ends before it starts."""

    def in_order(thing: Any) -> Any:
        for first, last in noun.periods:
            starts, ends = getattr(thing, first), getattr(thing, last)
            if starts and ends and ends < starts:
                raise refused(last, f"{ends} lies before the start {starts}")
        return thing

    return model_validator(mode="after")(in_order)


def add(work: UnitOfWork, noun: Noun, data: Schema) -> Entity:
    """Add a thing.

    Raises:
        InvalidInput: there is one of its identity already, or a day lies in the future.
    """
    values = _values(work, noun, data)
    _refuse_double(work, noun, values)
    row: Entity = entity_of(noun.table_name)(**values)
    work.session.add(row)
    work.session.flush()
    return row


def edit(work: UnitOfWork, noun: Noun, number: int, data: Schema) -> Entity:
    """Make a thing what `data` says.

    Raises:
        InvalidInput: there is another one of its identity, or a day lies in the future.
        NotFound: there is no such thing.
    """
    row = get(work, noun, number)
    values = _values(work, noun, data)
    _refuse_double(work, noun, values, number)
    for name, value in values.items():
        setattr(row, name, value)
    work.session.flush()
    return row


def mark(work: UnitOfWork, noun: Noun, verb: str, number: int, day: date) -> Entity:
    """Note on which day something happened to a thing, by the verb that says so.

    Raises:
        InvalidInput: it is noted already.
        NotFound: there is no such thing.
    """
    (noted,) = (mark for mark in noun.marks if mark.name == verb)
    values = current(work, noun, number)
    if (before := values[noted.field]) is not None:
        raise InvalidInput(noted.already.format(label=values[noun.label], day=before))
    data = schema_of(noun).model_validate(values | {noted.field: day})
    return edit(work, noun, number, data)


def remove(work: UnitOfWork, noun: Noun, number: int) -> Entity:
    """Remove a thing that nothing refers to.

    Raises:
        InvalidInput: something hangs on it.
        NotFound: there is no such thing.
    """
    row = get(work, noun, number)
    for part in noun.parts:
        owned = select_parts(noun, part, number)
        for each in work.session.exec(owned).all():
            work.session.delete(each)
    work.session.flush()
    if hanging := list(dependants(work, noun, number)):
        raise InvalidInput(
            f"{noun.called.capitalize()} #{number} cannot be removed: "
            f"others refer to it ({'; '.join(map(str, hanging))}).",
            "Remove those first, or take it out of use.",
        )
    work.session.delete(row)
    work.session.flush()
    return row


def select_parts(noun: Noun, table: str, number: int) -> Any:
    """The rows of a table that are parts of a thing."""
    part = entity_of(table)
    (key,) = (
        key
        for key in metadata.tables[table].foreign_keys
        if key.column.table.name == noun.table_name
    )
    return select(part).where(key.parent == number)


def get(work: UnitOfWork, noun: Noun, number: int) -> Entity:
    """A thing by its number.

    Raises:
        NotFound: there is none.
    """
    row: Entity | None = work.session.get(entity_of(noun.table_name), number)
    if row is None:
        raise NotFound(f"There is no {noun.called} #{number}.", f"See the list of {noun.plural}.")
    return row


def current(work: UnitOfWork, noun: Noun, number: int) -> dict[str, Any]:
    """A thing's fields as they are, by the names that its schema knows."""
    row = get(work, noun, number)
    return {field.name: getattr(row, field.column) for field in noun.own_fields}


def dependants(work: UnitOfWork, noun: Noun, number: int) -> Iterator[Dependants]:
    """What refers to a thing; of a tie between two things, the other one."""
    connection = work.session.connection()
    called = {known.table_name: known.called for known in registry.nouns()}
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name != noun.table_name:
                continue
            ends = (other for other in table.foreign_keys if other is not key)
            tied = next((end for end in ends if table.name not in called), None)
            column = tied.parent if tied else table.c.id
            name = called.get(tied.column.table.name if tied else table.name, table.name)
            things = sa.select(column).where(key.parent == number).distinct().order_by(column)
            if numbers := list(connection.scalars(things)):
                yield Dependants(name, numbers[:_FEW], len(numbers))


def _values(work: UnitOfWork, noun: Noun, data: Schema) -> dict[str, Any]:
    """The columns of a thing, its keys among them."""
    values: dict[str, Any] = {}
    for field in noun.own_fields:
        value = getattr(data, field.name)
        if field.past and value is not None and value > work.today:
            raise InvalidInput(f"{field.label} {value} lies in the future.")
        values[field.column] = value
        values |= {key.column: key.of(value) for key in field.keys}
    return values


def _refuse_double(
    work: UnitOfWork, noun: Noun, values: Mapping[str, Any], besides: int | None = None
) -> None:
    """Refuse a second thing of one identity."""
    table = metadata.tables[noun.table_name]
    fields = [noun.field(name) for name in noun.identity]
    if any(isinstance(field.kind, Reference) and not field.own for field in fields):
        return  # what is told by others is told by those
    columns = [field.keys[0].column if field.keys else field.column for field in fields]
    same = [table.c[name].is_not_distinct_from(values[name]) for name in columns]
    label = table.c[noun.field(noun.code_or_label).column]
    double = work.session.connection().execute(
        sa.select(table.c.id, label).where(*same, table.c.id != (besides or 0))
    )
    for number, called in double:
        raise InvalidInput(f"There is {noun.article} {str(called)!r} already: #{number}.")
