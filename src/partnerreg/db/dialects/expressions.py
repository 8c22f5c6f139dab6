"""What engines say differently within a statement: each once, in the words of each of them.

The rest of the program puts its statements together from these, and from what SQLAlchemy
says alike for all. PostgreSQL's words stand beside SQLite's, so that no statement comes to
need one engine without anybody noticing: a test compiles the named queries for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from collections.abc import Iterable

# Cells with the type that the engine stores them in.
RAW = sa.types.NullType()


class Expression(FunctionElement[Any]):
    """What is made of some parts, `{0}`, `{1}` …, or `{all}` with commas between."""

    inherit_cache = True
    words: ClassVar[dict[str, str]]

    def __init_subclass__(cls, **words: str) -> None:
        cls.words, cls.inherit_cache = words, True
        super().__init_subclass__()


@compiles(Expression)
def _compile(element: Expression, compiler: Any, **options: Any) -> str:
    parts = [compiler.process(part, **options) for part in element.clauses]
    return element.words[compiler.dialect.name].format(*parts, all=", ".join(parts))


class Position(Expression, sqlite="instr({0}, {1})", postgresql="strpos({0}, {1})"):
    """Where a text holds another one for the first time, from 1 on; 0 if it does not."""

    type = sa.Integer()


class JoinedTexts(Expression, sqlite="group_concat({0}, {1})", postgresql="string_agg({0}, {1})"):
    """The texts of all rows of a group in their order, with another text between them."""

    type = sa.String()


class AnyOf(Expression, sqlite="max({0})", postgresql="bool_or({0})"):
    """Whether a condition holds in any row of a group."""

    type = sa.Boolean()


class IsEmpty(Expression, sqlite="typeof({0}) = 'null'", postgresql="{0} IS NULL"):
    """Whether there is nothing in a cell, found out without the index of its column."""

    type = sa.Boolean()


class MonthsBefore(
    Expression,
    sqlite="date({0}, '-' || ({1}) || ' months')",
    postgresql="CAST({0} - make_interval(months => {1}) AS DATE)",
):
    """The day so many months before another; engines part ways by days at the end of a month."""

    type = sa.Date()


class JsonArray(
    Expression, sqlite="json_group_array({0})", postgresql="('[' || string_agg({0}, ',') || ']')"
):
    """The JSON texts of all rows of a group as one array."""

    type = sa.String()


class JsonItems(
    Expression, sqlite="json_each({0})", postgresql="json_array_elements_text(CAST({0} AS JSON))"
):
    """The items of an array, as rows with the column `value`."""


class JsonPath(
    Expression, sqlite="json_extract({0}, {1})", postgresql="(CAST({0} AS JSON) ->> {2})"
):
    """What stands in JSON at a place, which each engine tells in its own way: see `json_field`."""

    type = RAW


def json_field(state: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[Any]:
    """A field of the JSON object that a text holds."""
    return JsonPath(state, sa.literal_column(f"'$.{name}'"), sa.literal_column(f"'{name}'"))


class JsonRow(Expression):
    """Columns of a row as a JSON object, each as it is stored: names and cells, in turns."""

    type = sa.String()


def json_row(columns: Iterable[sa.ColumnElement[Any]]) -> sa.ColumnElement[str]:
    """Columns of a row as a JSON object, the same to the byte whichever engine makes it."""
    pairs: list[Any] = []
    for column in columns:
        pairs += [sa.literal_column(f"'{column.key}'"), sa.type_coerce(column, RAW)]
    return JsonRow(*pairs)


@compiles(JsonRow, "sqlite")
def _json_object(element: JsonRow, compiler: Any, **options: Any) -> str:
    return f"json_object{compiler.function_argspec(element, **options)}"


@compiles(JsonRow, "postgresql")
def _json_texts(element: JsonRow, compiler: Any, **options: Any) -> str:
    parts = [compiler.process(part, **options) for part in element.clauses]
    cells = " || ',' || ".join(
        f"'\"{name[1:-1]}\":' || coalesce(CAST(to_json({cell}) AS TEXT), 'null')"
        for name, cell in zip(parts[::2], parts[1::2], strict=True)
    )
    return f"('{{' || {cells} || '}}')"


class InsertNew(sa.Insert):
    """An INSERT that leaves out rows with a key that is there already."""

    inherit_cache = True


@compiles(InsertNew, "sqlite")
def _or_ignore(element: InsertNew, compiler: Any, **options: Any) -> str:
    return str(compiler.visit_insert(element.prefix_with("OR IGNORE"), **options))


@compiles(InsertNew, "postgresql")
def _do_nothing(element: InsertNew, compiler: Any, **options: Any) -> str:
    return f"{compiler.visit_insert(element, **options)} ON CONFLICT DO NOTHING"


@compiles(CreateIndex, "postgresql")
def _create_index(element: CreateIndex, compiler: Any, **options: Any) -> str:
    """Of some rows alone, if it is so in SQLite.

    Saying so beside the table would load all of SQLAlchemy's words for PostgreSQL, which takes
    a tenth of a second, in each command that writes.
    """
    own, sqlite = (element.element.dialect_options[name] for name in ("postgresql", "sqlite"))
    own["where"] = sqlite["where"]
    return str(compiler.visit_create_index(element, **options))


class Untyped(sa.types.UserDefinedType[Any]):
    """A scratch column that makes no number of a text, and no text of a number."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """SQLite leaves the values of such columns alone."""
        return "BLOB"
