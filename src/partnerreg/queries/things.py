"""The things of any noun, as lists show them and as exports write them.

Their SQL is made from the noun's declaration: names come from there, values are bound.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.dialects import dialect
from partnerreg.db.query import Query, range_of, text_of
from partnerreg.nouns import registry
from partnerreg.nouns.fields import (
    FLAG,
    LEVEL,
    NUMBER,
    NUMBERS,
    Reference,
    References,
    Several,
)
from partnerreg.nouns.validity import BOUNDS, in_force
from partnerreg.queries.partners import partner_numbers

if TYPE_CHECKING:
    from partnerreg.nouns.fields import Field, Kind
    from partnerreg.nouns.noun import Noun

# The number of the row that a thing belongs to: one partner's, or all; with nought in the place
# of none, things that belong to nobody are among all.
_OF_PARTNER = "{number} >= :first AND {number} <= :last"


# What was agreed otherwise by `today`.
_AMENDED = (
    "LEFT JOIN {table} ON {table}.id = (SELECT later.id FROM {table} AS later"
    " WHERE later.{noun.name}_id = {noun.table_name}.id"
    " AND later.starts_on <= :today AND later.signed_on <= :today"
    " ORDER BY later.starts_on DESC LIMIT 1)"
)


@cache
def things(noun: Noun) -> Query[Any]:
    """All things of a noun, or one partner's; `today` is the day that counts are of.

    A row has the thing's number, its partner's number and name if it belongs to one, and its
    fields; what it refers to stands by what it is called. What can be amended is as it is on
    that day.
    """
    columns: list[tuple[str, Any, str]] = [("id", int, f"{noun.table_name}.id")]
    joins: list[str] = (
        [_AMENDED.format(noun=noun, table=noun.amendments)] if noun.amendments else []
    )
    amended = registry.tables()[noun.amendments].fields if noun.amendments else ()
    may_change = {field.name for field in amended}
    for field in noun.listed_fields:
        if field is noun.owner:
            kind: Any = int if field.required else int | None
            columns.append(("partner_id", kind, f"{noun.table_name}.{field.column}"))
        expression = _expression(noun, field, joins)
        if field.name in may_change:
            then = expression.replace(f"{noun.table_name}.", f"{noun.amendments}.")
            expression = f"CASE WHEN {noun.amendments}.id IS NULL THEN {expression} ELSE {then} END"
        columns.append((field.name, _type_of(field), expression))
    where = ""
    if noun.owner is not None:
        owner = f"{noun.table_name}.{noun.owner.column}"
        where = _OF_PARTNER.format(number=owner if noun.owner.required else f"coalesce({owner}, 0)")
    return _query(noun, f"{noun.plural}_listed", columns, joins, _order(noun), where)


class ExportColumn(NamedTuple):
    """A column of exported lists.

    Attributes:
        header: what it is called.
        kind: what its cells hold.
        sql: what gives them.
        required: none is empty.
    """

    header: str
    kind: Kind
    sql: str
    required: bool = False


@cache
def exported(noun: Noun, *, beside: bool = False) -> tuple[Query[Any], tuple[ExportColumn, ...]]:
    """All things of a noun as exported lists have them, in order of their numbers; the columns.

    What it refers to stands by what it is called, or by its number with its name beside it.
    Several things stand in one cell. Parameters: `partner`, for one partner's alone; `today`,
    the day for which partners' ties are told; for partners those of `partner_numbers` too.

    Args:
        noun: what things.
        beside: with what stands beside them only where that is asked for.
    """
    columns = [ExportColumn("number", NUMBER, f"{noun.table_name}.id", required=True)]
    joins: list[str] = []
    for field in noun.fields:
        if field.listed_as:
            if beside or not noun.beside[0] or not field.listed_as.startswith(noun.beside[0] + "."):
                columns.append(ExportColumn(field.header_name, field.kind, field.listed_as))
        elif isinstance(field.kind, Several):
            columns.append(ExportColumn(field.header_name, field.kind, _texts(noun, field.kind)))
        elif isinstance(field.kind, References):
            columns += _several(noun, field, field.kind)
        elif field.own and isinstance(field.kind, Reference):
            columns += _referred(noun, field, field.kind, joins)
        elif field.own and not field.follows:
            expression = f"{noun.table_name}.{field.column}"
            if field.kind is FLAG:
                expression = (
                    f"CASE WHEN {expression} THEN 'yes' WHEN NOT {expression} THEN 'no' END"
                )
            columns.append(ExportColumn(field.header_name, field.kind, expression, field.required))
    if beside:
        joins.append("LEFT JOIN {} ON {}".format(*noun.beside))
    made = [(one.header, _cell_type(one), one.sql) for one in columns]
    name = f"{noun.plural}_exported" + ("_with_all" if beside else "")
    order = f"{noun.table_name}.id"
    return _query(noun, name, made, joins, order, _export_condition(noun)), tuple(columns)


def _texts(noun: Noun, kind: Several) -> str:
    """The SQL of texts that are rows of another table, in one cell."""
    item = dialect.quoted_line(kind.sql) if kind.is_on_lines else dialect.quoted_item(kind.sql)
    where = "".join(f" AND {column} = '{value}'" for column, value in kind.among)
    if days := [day for period in registry.tables()[kind.table].periods for day in period]:
        where += f" AND {in_force(kind.table, *days)}"
    select = (
        f"SELECT {item} AS item FROM {kind.table}"
        f" WHERE {noun.name}_id = {noun.table_name}.id{where} ORDER BY id"
    )
    return f"({dialect.joined_lines(select) if kind.is_on_lines else dialect.joined_items(select)})"


def _several(noun: Noun, field: Field, kind: References) -> list[ExportColumn]:
    """The columns of several things in one cell: partners by number, others as they are called.

    Of ties that come and go there are those that hold on the day, to what is in force.
    """
    other = registry.noun(kind.noun)
    item = dialect.quoted_item(f"{other.table_name}.{other.code_or_label}")
    select = (
        f"SELECT {{item}} AS item FROM {kind.table}"
        f" JOIN {other.table_name} ON {other.table_name}.id = {kind.table}.{other.name}_id"
        f" WHERE {kind.table}.{noun.name}_id = {noun.table_name}.id{{where}}"
        f" ORDER BY {kind.table}.id"
    )
    where = _tied_today(kind)
    if kind.table in noun.parts and kind.is_by_number:
        number = f"CAST({other.table_name}.id AS VARCHAR)"
        cells = [
            dialect.joined_items(select.format(item=each, where=where)) for each in (number, item)
        ]
        return [
            ExportColumn(field.header_name, NUMBERS, f"({cells[0]})"),
            ExportColumn(f"{other.name}_names", kind, f"({cells[1]})"),
        ]
    days = [day for day in BOUNDS if any(day == each.name for each in other.fields)]
    if days and kind.table not in noun.parts:
        where += f" AND {in_force(other.table_name, *days)}"
    cell = dialect.joined_items(select.format(item=item, where=where))
    return [ExportColumn(field.header_name, kind, f"({cell})")]


def _tied_today(kind: References) -> str:
    """The condition of ties that come and go: they hold on the day."""
    fields = {field.name for field in registry.tables()[kind.table].fields}
    days = [day for day in ("starts_on", "ends_on") if day in fields]
    return f" AND {in_force(kind.table, *days)}" if days else ""


def _referred(noun: Noun, field: Field, kind: Reference, joins: list[str]) -> list[ExportColumn]:
    """The columns of what a thing refers to: its name, or its number with its name beside it."""
    number = ExportColumn(field.header_name, NUMBER, f"{noun.table_name}.{field.column}")
    header = kind.name_header or ("" if kind.by_number else f"{field.name}_name")
    if kind.is_by_number and not header:
        return [number]
    name = ExportColumn(field.header_name, kind, _expression(noun, field, joins))
    return [number, name._replace(header=header)] if kind.is_by_number else [name]


def _export_condition(noun: Noun) -> str:
    """Which things are exported."""
    if noun.name == "partner":
        chosen = text_of(partner_numbers)
        return f"partner.id IN ({chosen})"
    ties = [
        f"EXISTS (SELECT 1 FROM {field.kind.table} AS tie"
        f" WHERE tie.{noun.name}_id = {noun.table_name}.id AND tie.partner_id = :partner)"
        for field in noun.fields
        if isinstance(field.kind, References) and field.kind.noun == "partner"
    ]
    if noun.owner is not None:
        # Not by the index: the rows come in the order of their table, and need no sorting.
        ties.insert(0, f"{noun.table_name}.{noun.owner.column} = :partner")
    return f"(:partner IS NULL OR {' OR '.join(ties)})" if ties else ""


def parameters_of(
    noun: Noun, today: date | None, partner_id: int | None = None
) -> dict[str, object]:
    """The parameters of `things` for all things of a noun, or one partner's, on a day."""
    limits: dict[str, object] = dict(range_of(partner_id)) if noun.owner else {}
    return limits | ({"today": today} if ":today" in things(noun).text else {})


def _type_of(field: Field) -> Any:
    python = field.kind.python
    return python if field.required or field.sql else python | None


def _cell_type(column: ExportColumn) -> Any:
    """What a cell of an exported list is: words, flags and several things are text."""
    python = column.kind.python
    if python not in {date, int, float}:
        python = int if column.kind is LEVEL else str
    return python if column.required else python | None


def _expression(noun: Noun, field: Field, joins: list[str]) -> str:
    """What a field is in SQL; `joins` get the table of what it refers to."""
    if field.sql:
        return f"({field.sql})"
    column = f"{noun.table_name}.{field.column}"
    if isinstance(field.kind, Several):
        texts = (
            f"SELECT {field.kind.name} AS item FROM {field.kind.table}"
            f" WHERE {noun.name}_id = {noun.table_name}.id ORDER BY id"
        )
        return f"({dialect.joined_lines(texts)})"
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
                f" WHERE {part}.{noun.name}_id = {noun.table_name}.id{_tied_today(field.kind)}"
                f" ORDER BY {part}.id"
            )
            + ")"
        )
    joins.append(f'LEFT JOIN {other.table_name} AS "{field.name}" ON "{field.name}".id = {column}')
    return f'"{field.name}".{other.code_or_label}'


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
    noun: Noun,
    name: str,
    columns: list[tuple[str, Any, str]],
    joins: list[str],
    order: str,
    where: str,
) -> Query[Any]:
    row = NamedTuple(name, [(key, kind) for key, kind, _ in columns])  # type: ignore[misc]
    selected = ", ".join(f'{expression} AS "{key}"' for key, _, expression in columns)
    lines = [f"SELECT {selected}", f"FROM {noun.table_name}", *joins]
    if where:
        lines.append(f"WHERE {where}")
    return Query(name, row, text="\n".join([*lines, f"ORDER BY {order}"]))


@cache
def one(noun: Noun) -> Query[Any]:
    """One thing of a noun by its number, with all fields of its own."""
    joins: list[str] = []
    columns: list[tuple[str, Any, str]] = [
        ("id", int, f"{noun.table_name}.id"),
        *((f.name, _type_of(f), _expression(noun, f, joins)) for f in noun.own_fields),
    ]
    row = NamedTuple(f"{noun.name}_shown", [(key, kind) for key, kind, _ in columns])  # type: ignore[misc]
    selected = ", ".join(f'{expression} AS "{key}"' for key, _, expression in columns)
    lines = [f"SELECT {selected}", f"FROM {noun.table_name}", *joins]
    where = f"WHERE {noun.table_name}.id = :number"
    return Query(f"{noun.name}_shown", row, text="\n".join([*lines, where]))
