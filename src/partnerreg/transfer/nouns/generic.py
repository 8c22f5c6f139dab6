"""How lists of a noun are read, told and written, by its declaration alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from pydantic import create_model

from partnerreg.domain import name_keys
from partnerreg.nouns.fields import COUNT, DAY, EMAIL, FLAG, LINE, NAME, TEXT, Reference, Word
from partnerreg.nouns.registry import noun
from partnerreg.nouns.schema import validators_of
from partnerreg.queries.things import things
from partnerreg.schemas import addresses, fields
from partnerreg.schemas.validation import Schema
from partnerreg.services.availability import UNAVAILABLE
from partnerreg.tables import metadata
from partnerreg.transfer.header_words import NUMBER, words_of
from partnerreg.transfer.import_spec import Cell, ImportSpec, Key, Use, key_of
from partnerreg.transfer.nouns import reading
from partnerreg.transfer.twins import same_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun
    from partnerreg.transfer.import_spec import Loading, Stage
    from partnerreg.transfer.lookups import Lookups

_READERS: Mapping[Any, Callable[[str], Any]] = {
    NAME: reading.name,
    LINE: reading.line,
    TEXT: fields.parse_text,
    COUNT: fields.parse_count,
    FLAG: reading.flag,
    EMAIL: addresses.parse_email,
}
_PLAIN: Mapping[Any, Callable[[Sequence[str]], bool]] = {
    NAME: reading.plain_names,
    LINE: reading.plain_lines,
    TEXT: reading.plain_texts,
    EMAIL: addresses.all_plain_emails,
}


def spec_of(declared: Noun) -> ImportSpec:
    """What an import needs to know of a noun.

    It serves nouns whose fields are all in their own table, and whose things are told by
    their identity.
    """
    table = metadata.tables[declared.table_name]
    words, required = words_of(declared.plural)
    listed = [field for field in declared.own_fields if field.headers]
    keys = tuple(
        Key(key.column, field.column, key.of_many)
        for field in listed
        for key in field.keys
        if key.language is None
    )
    identity = _identity(declared)
    return ImportSpec(
        name=declared.plural,
        thing=declared.called,
        table=table,
        words=words,
        required=required,
        blamed=declared.identity[-1],
        cells=lambda find: [
            *(_cell(field, find) for field in listed),
            Cell(NUMBER, (NUMBER,), reading.number, own=False),
        ],
        matches=lambda stage: [_match(stage, table, identity)],
        twins=lambda stage: _twins(stage, declared, identity),
        keys=keys,
        derived={
            key.column: key_of(key.function, field.column) for field in listed for key in field.keys
        },
        functions={
            key.function: getattr(name_keys, key.function) for field in listed for key in field.keys
        },
        periods=declared.periods,
        dates=declared.days,
        of_partners=declared.owner is not None,
        fixed=tuple(field.column for field in listed if field.fixed),
        law=law_of(declared),
        uses=tuple(
            Use(field.column, field.header_name, things(noun(kind.noun)), UNAVAILABLE[kind.noun])
            for field in listed
            if isinstance(kind := field.kind, Reference) and kind.in_use
        ),
        fresh=lambda loading: _fresh(loading, listed),
    )


def _identity(declared: Noun) -> tuple[str, ...]:
    """The columns by which a thing is known: a field's key where it has one."""
    declared_fields = [declared.field(name) for name in declared.identity]
    return tuple(field.keys[0].column if field.keys else field.column for field in declared_fields)


def _cell(field: Field, find: Lookups) -> Cell:
    read: Callable[..., Any]
    sources: tuple[str, ...] = (field.header_name,)
    if isinstance(field.kind, Reference):
        read = getattr(find, field.kind.noun)
        if field.kind.noun == "partner":
            sources = (field.header_name, "municipality")
            return Cell(field.column, sources, read)
    elif isinstance(field.kind, Word):
        read = reading.word(field.kind.checked_type())
    elif field.kind is DAY:
        read = find.past_day if field.past else find.day
    else:
        read = _READERS[field.kind]
    if field.required and field.kind is not NAME:
        read = reading.required(read)
    return Cell(field.column, sources, read, plain=_PLAIN.get(field.kind))


def _match(stage: Stage, table: sa.Table, identity: Sequence[str]) -> sa.Select[Any]:
    """There is but one thing of an identity."""
    rows = stage.rows.c
    same = [table.c[name] == rows[name] for name in identity]
    return sa.select(rows.line, table.c.id).join(table, sa.and_(*same))


def _twins(stage: Stage, declared: Noun, identity: Sequence[str]) -> list[sa.Select[Any]]:
    """By number; by identity."""
    blamed = declared.field(declared.identity[-1])
    by_number = [same_by(stage, [NUMBER], NUMBER)] if stage.has(NUMBER) else []
    return [*by_number, same_by(stage, list(identity), blamed.column)]


def law_of(declared: Noun) -> Callable[[Mapping[str, Any]], object] | None:
    """What must hold of the fields of one thing together."""
    if not (declared.periods or declared.rules):
        return None
    own = [field for field in declared.own_fields if not isinstance(field.kind, Reference)]
    types: Any = {field.name: (field.kind.checked_type(), None) for field in own}
    together = create_model(
        "Together", __base__=Schema, __validators__=validators_of(declared), **types
    )
    return lambda row: together.model_validate(
        {name: value for name, value in row.items() if name in types and value is not None}
    )


def _fresh(loading: Loading, listed: Sequence[Field]) -> Mapping[str, Any]:
    """What a new thing has where a list says nothing."""
    rows, fresh = loading.stage.rows.c, {}
    for field in listed:
        if field.default is None or field.required:
            continue
        default = sa.literal(field.default)
        has = loading.stage.has(field.column)
        fresh[field.column] = sa.func.coalesce(rows[field.column], default) if has else default
    return fresh
