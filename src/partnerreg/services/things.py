"""Adding, changing and removing things of any noun, by its declaration."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import select

from partnerreg.actions import Action, Advice, see
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns import registry
from partnerreg.nouns.fields import Default, References, Several
from partnerreg.nouns.schema import schema_of
from partnerreg.tables import Partner, entity_of, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun
    from partnerreg.nouns.schema import Schema


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


class Things:
    """The things of a noun in a unit of work, written by its declaration.

    A noun whose things do more than being written has a subclass, which it names.
    """

    def __init__(self, work: UnitOfWork, noun: Noun) -> None:
        self.work = work
        self.noun = noun
        self.entity = entity_of(noun.table_name)
        self.schema = schema_of(noun)

    def defaults(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What a new thing has where nothing is said."""
        moment = {
            Default.TODAY: self.work.today,
            Default.NOW: self.work.command.now,
            Default.ACTOR: self.work.command.actor,
        }
        found: dict[str, Any] = {}
        for field in self.noun.own_fields:
            default = field.default
            if default is None or field.name in said:
                continue
            if isinstance(default, Default):
                found[field.name] = moment[default]
            else:
                found[field.name] = default(said) if callable(default) else default
        return found

    def context(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What some kinds are checked by: the country of the partner that a thing belongs to."""
        if self.noun.owner is None:
            return {}
        number = values.get(self.noun.owner.name)
        partner = None if number is None else self.work.session.get(Partner, number)
        return {"country": partner.country if partner else None}

    def get(self, number: int) -> Any:
        """A thing by its number.

        Raises:
            NotFound: there is none.
        """
        row = self.work.session.get(self.entity, number)
        if row is None:
            raise NotFound(
                f"There is no {self.noun.called} #{number}.",
                see(self.noun.name, "list"),
            )
        return row

    def current(self, number: int) -> dict[str, Any]:
        """A thing's fields as they are, by the names that its schema knows."""
        row = self.get(number)
        return {
            field.name: getattr(row, field.column) if field.own else self._texts(field, number)
            for field in self.noun.said_fields
        }

    def add(self, data: Schema) -> Any:
        """Add a thing.

        Raises:
            InvalidInput: there is one of its identity already, or what is said of it cannot be.
        """
        self.check(data, None)
        row = self.entity(**self.columns(data))
        self.work.session.add(row)
        self.work.session.flush()
        self._write_parts(row.id, data)
        return row

    def edit(self, number: int, data: Schema) -> Any:
        """Make a thing what `data` says.

        Raises:
            InvalidInput: there is another one of its identity, or what is said of it cannot be.
            NotFound: there is no such thing.
        """
        row = self.get(number)
        self.check(data, row)
        for name, value in self.columns(data).items():
            setattr(row, name, value)
        self.work.session.flush()
        self._write_parts(number, data)
        return row

    def mark(self, verb: str, number: int, day: date) -> Any:
        """Note on which day something happened to a thing, by a verb of its noun.

        Raises:
            InvalidInput: it is noted already.
            NotFound: there is no such thing.
        """
        (mark,) = (mark for mark in self.noun.marks if mark.name == verb)
        values = self.current(number)
        if (before := values[mark.field]) is not None:
            label = values[self.noun.label]
            raise InvalidInput(mark.already.format(number=number, label=label, day=before))
        return self.edit(number, self.schema.model_validate(values | {mark.field: day}))

    def remove(self, number: int) -> Any:
        """Remove a thing that nothing refers to.

        Raises:
            InvalidInput: something hangs on it.
            NotFound: there is no such thing.
        """
        row = self.get(number)
        session = self.work.session
        for part in self.noun.parts:
            for each in session.exec(_parts_of(self.noun, part, number)).all():
                session.delete(each)
        session.flush()
        if hanging := list(self.dependants(number)):
            raise InvalidInput(
                f"{self.noun.called.capitalize()} #{number} cannot be removed: "
                f"others refer to it ({'; '.join(map(str, hanging))}).",
                self.remedy_of_removal(number),
            )
        session.delete(row)
        session.flush()
        return row

    def remedy_of_removal(self, number: int) -> str | Advice:
        """What to do with a thing that others refer to: what its noun has for that."""
        if (action := self.retirement(number)) is None:
            return "Remove those first."
        return Advice("What others refer to stays; {command} takes it out of use.", command=action)

    def retirement(self, number: int) -> Action | None:
        """What takes a thing out of use, if anything does."""
        for mark in self.noun.marks:
            return Action(self.noun.name, mark.name, (number,))
        return None

    def dependants(self, number: int) -> Iterator[Dependants]:
        """What refers to a thing; of a tie between two things, the other one."""
        connection = self.work.session.connection()
        called = {known.table_name: known.called for known in registry.nouns()}
        for table in metadata.sorted_tables:
            for key in table.foreign_keys:
                if key.column.table.name != self.noun.table_name:
                    continue
                whole = registry.whole_of(table.name)
                ends = [other for other in table.foreign_keys if other is not key]
                if whole:  # what it is part of, of all that it ties
                    ends = [end for end in ends if end.column.table.name == whole.table_name]
                tied = next((end for end in ends if table.name not in called), None)
                column = tied.parent if tied else table.c.id
                name = called.get(tied.column.table.name if tied else table.name, table.name)
                things = sa.select(column).where(key.parent == number).distinct().order_by(column)
                if numbers := list(connection.scalars(things)):
                    yield Dependants(name, numbers[:_FEW], len(numbers))

    def check(self, data: Any, row: Any | None) -> None:
        """Refuse what cannot be said of a thing, new or there already.

        Raises:
            InvalidInput: a day lies in the future, or there is another one of its identity.
        """
        for field in self.noun.own_fields:
            value = getattr(data, field.name)
            if field.past and value is not None and value > self.work.today:
                raise InvalidInput(f"{value} lies in the future; {field.past}.", field.past_remedy)
        if not self.noun.doubles:
            self.refuse_double(data, row)

    def refuse_double(self, data: Any, row: Any | None) -> None:
        """Refuse a second thing of one identity."""
        fields = [self.noun.field(name) for name in self.noun.identity]
        if not all(field.own for field in fields):
            return  # what is told by its parts is told by those
        table, values = metadata.tables[self.noun.table_name], self.columns(data)
        columns = [field.keys[0].column if field.keys else field.column for field in fields]
        same = [table.c[name].is_not_distinct_from(values[name]) for name in columns]
        label = table.c[self.noun.field(self.noun.code_or_label).column]
        other = sa.select(table.c.id, label).where(*same, table.c.id != (row.id if row else 0))
        for number, called in self.work.session.connection().execute(other):
            article = self.noun.article
            raise InvalidInput(f"There is {article} {str(called)!r} already: #{number}.")

    def columns(self, data: Any) -> dict[str, Any]:
        """The columns of a thing's row, its keys among them."""
        values: dict[str, Any] = {}
        for field in self.noun.own_fields:
            value = field.follows(data) if field.follows else getattr(data, field.name)
            values[field.column] = value
        return values | self.noun.keys_of(data)

    def with_changes(
        self, number: int, said: Mapping[str, Any], less: Mapping[str, Sequence[Any]]
    ) -> dict[str, Any]:
        """A thing's fields as they are to be.

        Args:
            number: the thing's.
            said: what is said of fields; of those that things can be taken away from, what is
                there besides.
            less: what is taken away.
        """
        values = self.current(number)
        for name in {*said, *less}:
            field = self.noun.field(name)
            if not field.less:
                values[name] = said[name]
                continue
            values[name] += said.get(name, [])
            gone = {_known_by(field, each) for each in less.get(name, [])}
            values[name] = [each for each in values[name] if _known_by(field, each) not in gone]
        return values

    def _texts(self, field: Field, number: int) -> list[Any]:
        """The values of a field that stand in a table of their own."""
        return [_item_of(field, row) for row in self._rows(field, number)]

    def _rows(self, field: Field, number: int) -> Sequence[Any]:
        assert isinstance(field.kind, (Several, References))
        entity = entity_of(field.kind.table)
        rows = _parts_of(self.noun, field.kind.table, number).order_by(entity.id)
        if isinstance(field.kind, Several):
            rows = rows.where(*[getattr(entity, name) == value for name, value in field.kind.among])
            if hasattr(entity, "ends_on"):  # what has ended stays as it was
                last = entity.ends_on
                rows = rows.where(sa.or_(last.is_(None), last >= self.work.today))
        found: Sequence[Any] = self.work.session.exec(rows).all()
        return found

    def _write_parts(self, number: int, data: Any) -> None:
        for field in self.noun.said_fields:
            if not field.own:
                self._write_several(field, number, getattr(data, field.name))

    def _write_several(self, field: Field, number: int, values: Sequence[Any]) -> None:
        """Make these the values of a field; what is the same stays untouched."""
        kind, session = field.kind, self.work.session
        assert isinstance(kind, (Several, References))
        wanted = {_known_by(field, value): value for value in values}
        rows = [(_known_by(field, _item_of(field, row)), row) for row in self._rows(field, number)]
        for known, row in rows:
            if known not in wanted:
                session.delete(row)
        session.flush()
        there = {known for known, _ in rows}
        new = [value for known, value in wanted.items() if known not in there]
        also = dict(kind.among) if isinstance(kind, Several) else {}
        entity = entity_of(kind.table)
        for value in new:
            columns = kind.columns_of(value)
            session.add(entity(**{f"{self.noun.name}_id": number}, **columns, **also))
        session.flush()


class DatedThings(Things):
    """Things that are in use from a first day to a last one."""

    def retirement(self, number: int) -> Action:
        """It can be retired."""
        return Action(self.noun.name, "retire", (number,))

    def retire(self, number: int, day: date) -> Any:
        """Make a day the last one of a thing.

        Raises:
            InvalidInput: the day lies before the start, or the last day has been already.
        """
        row = self.get(number)
        if row.ends_on is not None and row.ends_on <= self.work.today:
            raise InvalidInput(
                f"The last day was {row.ends_on} already.",
                Advice(
                    "If that is wrong: {command}.",
                    command=Action(self.noun.name, "edit", (row.id,), {"ends_on": "DATE"}),
                ),
            )
        if row.starts_on is not None and day < row.starts_on:
            raise InvalidInput(f"{day} lies before the start {row.starts_on}.")
        row.ends_on = day
        return row


def things_of(work: UnitOfWork, noun: Noun) -> Things:
    """The things of a noun in a unit of work."""
    return _service(noun.service)(work, noun)


@cache
def _service(name: str) -> type[Things]:
    module, _, called = name.rpartition(".")
    found: type[Things] = getattr(import_module(module), called) if name else Things
    return found


def _known_by(field: Field, value: Any) -> Any:
    """By what one of several values is told from another."""
    key = field.kind.key if isinstance(field.kind, Several) else None
    return key.of(value) if key else value


def _item_of(field: Field, row: Any) -> Any:
    """The one of several values that a row of their table holds."""
    assert isinstance(field.kind, (Several, References))
    return field.kind.item_of(row)


def _parts_of(noun: Noun, table: str, number: int) -> Any:
    """The rows of a table that are parts of a thing."""
    (key,) = (
        key
        for key in metadata.tables[table].foreign_keys
        if key.column.table.name == noun.table_name
    )
    return select(entity_of(table)).where(key.parent == number)
