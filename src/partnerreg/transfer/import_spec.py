"""How lists of a noun are read, matched and written: by its declaration, and by what it adds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import sqlalchemy as sa
from pydantic import create_model

from partnerreg.nouns.fields import (
    DAY,
    NAME,
    PHONE,
    Figures,
    Reference,
    References,
    Several,
)
from partnerreg.nouns.registry import noun
from partnerreg.nouns.schema import Schema, validators_of
from partnerreg.queries.conditions import in_force
from partnerreg.tables import metadata
from partnerreg.transfer import cell_readers
from partnerreg.transfer.header_words import NUMBER, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from partnerreg.actions import Advice
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.policy import Policy
    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun
    from partnerreg.transfer.lookups import Lookups
    from partnerreg.transfer.stage import Stage


class OnMatch(StrEnum):
    """What a row does to the thing it is, where that is in the register already."""

    SKIP = "skip"
    FILL = "fill"
    UPDATE = "update"


class Choices(NamedTuple):
    """What a person chose.

    Attributes:
        on_match: what rows do to what is there.
        empty_clears: an empty cell empties a filled field; with `OnMatch.UPDATE` only.
    """

    on_match: OnMatch = OnMatch.FILL
    empty_clears: bool = False


class Cell(NamedTuple):
    """A column of the stage, and how it is read from the cells of a row.

    Attributes:
        column: the stage's column; if `own`, the table's column of that name.
        fields: the fields whose cells it is read from, or positions of columns that are read
            whatever they hold; the first field has to be in the list, and is blamed for what
            is wrong.
        read: from their texts to what is stored.
        own: it is a column of the table. Others serve for matching, or are written elsewhere.
    """

    column: str
    fields: tuple[str | int, ...]
    read: Callable[..., Any]
    own: bool = True


class StageKey(NamedTuple):
    """A column that is derived from another one of the stage; for many rows at a time."""

    column: str
    of: str
    derive: Callable[[Sequence[str]], list[str]]


class DerivedColumn(NamedTuple):
    """A column of the table that follows from another one of it.

    Attributes:
        of: the column it follows from.
        make: from that column's value to its own, in SQL; the value may be empty.
    """

    of: str
    make: Callable[[sa.ColumnElement[Any]], sa.ColumnElement[Any]]


class Link(NamedTuple):
    """Rows of another table that belong to the thing, from several things in one cell.

    Attributes:
        column: the stage's column that names the cell on the `items` table.
        table: where the rows go.
        owner: the column that refers to the thing.
        values: what goes into the other columns, by their names.
        there: whether the thing has it already, so that it is not added.
        differs: whether the thing has something else in its place; None if nothing can be.
    """

    column: str
    table: sa.Table
    owner: str
    values: Mapping[str, Any]
    there: Callable[[sa.ColumnElement[Any]], sa.ColumnElement[bool]]
    differs: Callable[[sa.ColumnElement[Any]], sa.ColumnElement[bool]] | None = None


class ImportCounts(NamedTuple):
    """How many things the plan is about."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    differ: int = 0


NOTHING = ImportCounts()


class ImportSpec:
    """How lists of a noun are read, matched and written, by its declaration.

    A noun whose lists hold more than its table does, or whose rows are told by more than its
    identity, overrides what is said of that.

    Args:
        noun: what the rows are.

    Attributes:
        noun: what the rows are.
        table: where they are kept.
        fields: what a list may hold.
        words: their names, each with its header words.
        required: the fields that a list must have.
        blamed: the field that is named where a row fits several things.
        identity: the columns by which a thing is known.
        keys: columns of the stage derived from others, to match rows by.
        insert_only_keys: columns of the table derived from others that no row is matched by.
        derived: columns of the table that follow from others of it.
        immutable: own columns that a new thing gets, and a known one keeps.
        distinct_by: columns that tell apart rows of one identity.
        depends_on: columns that are only right beside the value of another column.
        alternatives: columns of which one or the other says something.
        periods: columns that are a first and a last day, by a constraint of the table.
        schema: what must hold of a row as a whole, by its columns; None for nothing.
    """

    distinct_by: ClassVar[tuple[str, ...]] = ()
    depends_on: ClassVar[Mapping[str, str]] = {}
    alternatives: ClassVar[Mapping[str, str]] = {}

    def __init__(self, noun: Noun) -> None:
        self.noun = noun
        self.table = metadata.tables[noun.table_name]
        self.words, self.required = words_of(noun.plural)
        self.fields = tuple(field for field in noun.fields if field.headers)
        self.blamed = noun.label if noun.label in noun.identity else noun.identity[-1]
        beside = [
            f for f in self.fields if not (f.own or isinstance(f.kind, (References, Several)))
        ]
        # Beside the partner that a thing belongs to stands what tells partners of one name apart.
        owner = [] if noun.owner is None else [noun.owner, *beside]
        self._owner_names = tuple(field.header_name for field in owner)
        known_by = [noun.field(name) for name in noun.identity]
        self.identity = tuple(
            field.keys[0].column if field.keys else field.column for field in known_by
        )
        own = [field for field in self.fields if field.own]
        keys = [(key, field.column) for field in own for key in field.keys]
        derived = [StageKey(key.column, column, key.of_many) for key, column in keys]
        self.keys: tuple[StageKey, ...] = tuple(k for k in derived if k.column in self.identity)
        self.insert_only_keys = tuple(key for key in derived if key not in self.keys)
        self.derived = {key.column: key_of(key.column, column) for key, column in keys}
        self.functions: dict[str, Callable[[str], Any]] = {key.column: key.of for key, _ in keys}
        self.immutable = frozenset(field.column for field in own if field.fixed)
        self.periods: tuple[tuple[str, str], ...] = noun.periods
        self.schema = _schema(noun) if noun.periods or noun.rules else None

    @property
    def dates(self) -> frozenset[str]:
        """The fields that are days."""
        return frozenset(field.header_name for field in self.fields if field.kind is DAY)

    @property
    def of_partners(self) -> bool:
        """Whether each may belong to a partner, or to several."""
        return any(
            isinstance(field.kind, Reference) and field.kind.noun == "partner"
            for field in self.fields
        )

    def cells(self, find: Lookups) -> list[Cell]:
        """How the cells of a row are read."""
        read = [field for field in self.fields if field.header_name not in self._owner_names[1:]]
        cells = [self._cell(field, find) for field in read]
        number = Cell(NUMBER, (NUMBER,), cell_readers.number, own=False)
        return [*cells, number]

    def _cell(self, field: Field, find: Lookups) -> Cell:
        read, beside = self._reader(field, find)
        if field.required and field.kind is not NAME and not beside:
            read = cell_readers.required(read)
        elif field.kind is NAME and not field.required:
            read = cell_readers.optional(read)
        return Cell(column_of(field), (field.header_name, *beside), read, own=field.own)

    def _reader(self, field: Field, find: Lookups) -> tuple[Callable[..., Any], tuple[str, ...]]:
        """What reads a field, and the fields whose cells it looks at besides."""
        kind, owner = field.kind, self._owner_names
        if field is self.noun.owner:
            read = find.partner if field.required else cell_readers.optional(find.partner)
            return read, owner[1:]
        if isinstance(kind, Reference):
            return self._reference_reader(field, kind, find)
        if isinstance(kind, Several):
            return _texts_reader(kind, find), ()
        if kind is PHONE and owner:
            return find.phone, owner
        if kind in cell_readers.OF_A_COUNTRY:
            beside = ("country",) if any(f.name == "country" for f in self.fields) else ()
            return cell_readers.beside_country(kind), beside
        day = find.past_day if field.past else find.day
        return (day if kind is DAY else cell_readers.reader_of(kind)), ()

    def _reference_reader(
        self, field: Field, kind: Reference, find: Lookups
    ) -> tuple[Callable[..., Any], tuple[str, ...]]:
        if isinstance(kind, References):
            return partial(find.several, kind.noun), ()
        if not field.own:
            return partial(find.cell_of_one, kind.noun), ()
        if noun(kind.noun).owner is not None:
            return find.agreement, self._owner_names
        if kind.by_number:
            return partial(find.by_number, kind.noun), ()
        return partial(find.one, kind.noun), ()

    def matches(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """For each way to tell that a row is a known thing, a query of lines and numbers.

        The first way that finds something for a row counts.
        """
        same = [self._is_same(stage, name) for name in self.identity]
        return [sa.select(stage.rows.c.line, self.table.c.id).join(self.table, sa.and_(*same))]

    def _is_same(self, stage: Stage, name: str) -> sa.ColumnElement[bool]:
        """Whether a thing has what a row has there; where it may be empty, both are or neither."""
        column = self.table.c[name]
        if not column.nullable:
            return column == stage.rows.c[name]
        there = stage.rows.c[name] if stage.has(name) else sa.null()
        return column.is_not_distinct_from(there)

    def repeats(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """Queries of lines, the earlier lines that are the same thing, and what shows it."""
        shown = self.noun.field(self.noun.identity[-1]).column
        columns = [name for name in self.identity if stage.has(name)]
        empty_too = any(self.table.c[name].nullable for name in columns)
        return [stage.alike(columns, shown, empty_too=empty_too, apart=self.distinct_by)]

    def links(self, context: ImportContext) -> list[Link]:
        """What else belongs to the thing: of several things in a cell, those that it lacks."""
        links = []
        for field in self.fields:
            if isinstance(field.kind, Several):
                links.append(self._texts_link(context, field.name, field.kind))
            elif isinstance(field.kind, References):
                links.append(self._link(context, field.name, field.kind))
        return [link for link in links if context.stage.has(link.column)]

    def _link(self, context: ImportContext, name: str, kind: References) -> Link:
        """Things that are referred to, from today on if they are for a time with a beginning."""
        table, item = metadata.tables[kind.table], context.stage.items.c
        owner, thing = f"{self.noun.name}_id", f"{kind.noun}_id"
        begins = table.c.get("starts_on")
        days = {} if begins is None or begins.nullable else {"starts_on": context.today}

        def there(number: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
            ends = [in_force(table.c, "ends_on", on=context.today)] if days else []
            linked = (table.c[owner] == number, table.c[thing] == item.key)
            return sa.exists().where(*linked, *ends)

        return Link(name, table, owner, {thing: item.key, **days}, there)

    def _texts_link(self, context: ImportContext, name: str, kind: Several) -> Link:
        """Texts: each by its key, or all of them together, where some are there already."""
        table, item = metadata.tables[kind.table], context.stage.items.c
        owner = table.c[f"{self.noun.name}_id"]
        among = {column: sa.literal(value) for column, value in kind.among}
        key = {} if kind.key is None else {kind.key.column: item.key}

        def there(number: sa.ColumnElement[Any], *also: Any) -> sa.ColumnElement[bool]:
            same = [table.c[column] == value for column, value in {**among, **key}.items()]
            same += [in_force(table.c, "ends_on", on=context.today)] if "ends_on" in table.c else []
            return sa.exists().where(owner == number, *same, *also)

        def differs(number: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
            return there(number) & ~there(number, *[table.c[c] == of for c, of in said.items()])

        said = {kind.name: item.text}
        if isinstance(kind, Figures):
            said[kind.number] = item.key
        values = {**among, **key, **said}
        return Link(name, table, owner.name, values, there, None if key else differs)

    def defaults(self, context: ImportContext) -> Mapping[str, Any]:
        """What a new thing has where a list says nothing."""
        rows, defaults = context.stage.rows.c, {}
        with_default = (f for f in self.fields if f.own and f.default is not None)
        for column, value in ((f.column, f.default) for f in with_default if not f.required):
            default = sa.literal(value)
            has = context.stage.has(column)
            defaults[column] = sa.func.coalesce(rows[column], default) if has else default
        return defaults

    def pending(self, context: ImportContext) -> Mapping[str, sa.Select[Any]]:  # noqa: ARG002
        """Lines of known things for which `after_apply` has something to write.

        By the stage's column that says so.
        """
        return {}

    def before_apply(self, context: ImportContext) -> None:
        """Keep what is to be known of known things before rows change them."""

    def consequences(self, context: ImportContext) -> Mapping[str, sa.ColumnElement[Any]]:  # noqa: ARG002
        """Columns of known things that change with others that rows write."""
        return {}

    def after_apply(self, context: ImportContext) -> None:
        """Write what else is to be written when the rows are."""


def _texts_reader(kind: Several, find: Lookups) -> Callable[[str], int | None]:
    if isinstance(kind, Figures):
        return partial(find.figures, kind)
    return find.texts if kind.key is None else partial(find.tags, kind.key)


def column_of(field: Field) -> str:
    """The stage's column of a field."""
    return field.column if field.own else field.name


def key_of(function: str, of: str) -> DerivedColumn:
    """A key that a function of that name makes from a column; empty if that is."""

    def make(text: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        return sa.case((text.is_(None), None), else_=getattr(sa.func, function)(text))

    return DerivedColumn(of, make)


def _schema(noun: Noun) -> type[Schema]:
    """What must hold of the fields of one thing together."""
    own = [field for field in noun.own_fields if not isinstance(field.kind, Reference)]
    types: Any = {field.name: (field.kind.checked_type(), None) for field in own}
    return create_model("Together", __base__=Schema, __validators__=validators_of(noun), **types)


@dataclass
class ImportContext:
    """One import under way.

    Attributes:
        work: the unit of work that it is written in.
        spec: what its rows are.
        stage: its rows and their plan.
        choices: what a person chose.
        policy: says what is required of a level.
        header: what the list calls a field.
        word: makes a sentence of what is said of a row.
        links: what belongs to its things, of what the list has.
        counts: what the plan says is to be done.
        owners_are_new: no row is about a partner who was there before.
        unsupported: new partners whose evidence does not carry the level declared.
    """

    work: UnitOfWork
    spec: ImportSpec
    stage: Stage
    choices: Choices
    policy: Policy
    header: Callable[[str], str] = str
    word: Callable[[str | Advice], str] = str
    links: Sequence[Link] = ()
    counts: ImportCounts = NOTHING
    owners_are_new: bool = True
    unsupported: int = 0

    @property
    def today(self) -> sa.ColumnElement[Any]:
        """The day of the import, in SQL."""
        return sa.literal(self.work.today, sa.Date())

    @property
    def writes_known(self) -> bool:
        """Whether rows may write to what is in the register already."""
        return self.choices.on_match is not OnMatch.SKIP

    @property
    def writable(self) -> list[str]:
        """The columns that rows may write to what is in the register already."""
        own = self.stage.own if self.writes_known else ()
        instead = [self.spec.alternatives[name] for name in own if name in self.spec.alternatives]
        columns = dict.fromkeys([*own, *instead])
        return [name for name in columns if name not in self.spec.immutable]
