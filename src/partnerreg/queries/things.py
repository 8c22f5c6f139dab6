"""The things of any noun, as lists show them and as exports write them.

Their SQL is made from the noun's declaration: names come from there, values are bound.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.dialects import dialect
from partnerreg.db.query import Query, range_of
from partnerreg.nouns import registry
from partnerreg.nouns.fields import FLAG, Reference, References

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun

# The number of the row that a thing belongs to: one partner's, or all.
_OF_PARTNER = "{table}.{column} >= :first AND {table}.{column} <= :last"


@cache
def things(noun: Noun) -> Query[Any]:
    """All things of a noun, or one partner's; `today` is the day that counts are of.

    A row has the thing's number, its partner's number and name if it belongs to one, and its
    fields; what it refers to stands by what it is called.
    """
    columns: list[tuple[str, Any, str]] = [("id", int, f"{noun.table_name}.id")]
    joins: list[str] = []
    for field in noun.listed_fields:
        if field is noun.owner:
            columns.append(("partner_id", int, f"{noun.table_name}.{field.column}"))
        columns.append((field.name, _type_of(field), _expression(noun, field, joins)))
    return _query(noun, f"{noun.plural}_listed", columns, joins, _order(noun))


@cache
def things_out(noun: Noun) -> Query[Any]:
    """All things of a noun, or one partner's, as exports write them, in order of their numbers."""
    columns: list[tuple[str, Any, str]] = [("number", int, f"{noun.table_name}.id")]
    joins: list[str] = []
    for field in noun.own_fields:
        if field is noun.owner:
            columns.append((field.header_name, int, f"{noun.table_name}.{field.column}"))
            columns.append((f"{field.name}_name", str, _expression(noun, field, joins)))
            continue
        expression = _expression(noun, field, joins)
        if field.kind is FLAG:
            expression = f"CASE WHEN {expression} THEN 'yes' WHEN NOT {expression} THEN 'no' END"
            columns.append((field.header_name, str, expression))
        else:
            columns.append((field.header_name, _stored_type(field), expression))
    return _query(noun, f"{noun.plural}_exported", columns, joins, f"{noun.table_name}.id")


def parameters_of(noun: Noun, today: date, partner_id: int | None = None) -> dict[str, object]:
    """The parameters of `things` for all things of a noun, or one partner's, on a day."""
    limits: dict[str, object] = dict(range_of(partner_id)) if noun.owner else {}
    return limits | ({"today": today} if ":today" in things(noun).text else {})


def _type_of(field: Field) -> Any:
    python = field.kind.python
    return python if field.required or field.sql else python | None


def _stored_type(field: Field) -> Any:
    """Words and flags are exported as the text that they are."""
    from datetime import date

    python = field.kind.python
    return python | None if python in {date, int} else str | None


def _expression(noun: Noun, field: Field, joins: list[str]) -> str:
    """What a field is in SQL; `joins` get the table of what it refers to."""
    if field.sql:
        return f"({field.sql})"
    column = f"{noun.table_name}.{field.column}"
    if not isinstance(field.kind, Reference):
        return column
    other = registry.noun(field.kind.noun)
    if isinstance(field.kind, References):
        part = field.kind.table
        return (
            "("
            + dialect.joined_lines(
                f"SELECT {other.table_name}.{other.code_or_label} AS item FROM {part}"
                f" JOIN {other.table_name} ON {other.table_name}.id = {part}.{other.name}_id"
                f" WHERE {part}.{noun.name}_id = {noun.table_name}.id ORDER BY {part}.id"
            )
            + ")"
        )
    joins.append(f"LEFT JOIN {other.table_name} AS {field.name} ON {field.name}.id = {column}")
    return f"{field.name}.{other.code_or_label}"


def _order(noun: Noun) -> str:
    terms = []
    for name in noun.order:
        field = noun.field(name.removeprefix("-"))
        column = f"{noun.table_name}.{field.column}"
        if not field.required and field.default is None:
            terms.append(f"{column} IS NULL")
        terms.append(column + (" DESC" if name[0] == "-" else ""))
    # Of the same day, what was recorded last comes first.
    last = " DESC" if noun.order and noun.order[0][0] == "-" else ""
    return ", ".join([*terms, f"{noun.table_name}.id{last}"])


def _query(
    noun: Noun, name: str, columns: list[tuple[str, Any, str]], joins: list[str], order: str
) -> Query[Any]:
    row = NamedTuple(name, [(key, kind) for key, kind, _ in columns])  # type: ignore[misc]
    selected = ", ".join(f'{expression} AS "{key}"' for key, _, expression in columns)
    lines = [f"SELECT {selected}", f"FROM {noun.table_name}", *joins]
    if noun.owner is not None:
        where = _OF_PARTNER.format(table=noun.table_name, column=noun.owner.column)
        lines.append(f"WHERE {where}")
    return Query(row, name=name, text="\n".join([*lines, f"ORDER BY {order}"]))
