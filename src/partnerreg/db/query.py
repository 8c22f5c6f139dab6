"""Named queries: each is defined once, over the entities, and runs as the text compiled of it.

A named query is a function that builds one ``select()`` over the entities,
with bind parameters, together with the type of its rows:

    class UnitRow(NamedTuple):
        id: int
        name: str

    @query(UnitRow)
    def units() -> "Select[Any]":
        from partnerreg.tables import Unit, columns
        ...

A module of queries does without ``from __future__ import annotations``: the
reader turns cells into what the annotations of a row are, so they must be the
types themselves, and evaluating strings would cost every start 2 ms.

It runs *prepared*: `make queries` compiles it into SQL text kept in
``db/prepared/DIALECT/NAME.sql``, and `PreparedReader` runs that on the driver's connection, that
of a unit of work too. The function's body, and with it SQLAlchemy, is then never touched,
which is why it imports the tables inside. Lists of nouns have their text made from their
declarations (`partnerreg.queries.things`).
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from partnerreg.db.dialects import dialect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Select

Row = TypeVar("Row", bound=tuple[Any, ...])


class Query(Generic[Row]):
    """A named query.

    Attributes:
        name: unique; the name of its compiled text.
        row: a NamedTuple; its fields are the columns, in order.
        build: makes the ``select()``; None where the text was made from declarations.
        text: its SQL, where that is not compiled beforehand.
    """

    def __init__(
        self,
        name: str,
        row: type[Row],
        build: "Callable[[], Select[Any]] | None" = None,
        text: str = "",
    ) -> None:
        self.name = name
        self.row = row
        self.build = build
        self.text = text


QUERIES: dict[str, Query[Any]] = {}


def query(row: type[Row]) -> "Callable[[Callable[[], Select[Any]]], Query[Row]]":
    """Make a function that builds a select into a named query with rows of this type."""
    return lambda build: _named(build.__name__, row, build)


def query_by_alphabet(
    row: type[Row],
) -> "Callable[[Callable[[str], Select[Any]]], dict[str, Query[Row]]]":
    """Make a function that builds a select sorted by a key of names into queries, by language.

    The languages are those whose alphabets differ: see `language.sort_language`.
    """
    return lambda build: {
        language: _named(f"{build.__name__}_{language}", row, partial(build, f"sort_{language}"))
        for language in ("en", "da", "sv")
    }


def _named(name: str, row: type[Row], build: "Callable[[], Select[Any]]") -> Query[Row]:
    if name in QUERIES:
        raise ValueError(f"two queries are called {name}")
    QUERIES[name] = made = Query(name, row, build)
    return made


# The compiled texts of named queries, in a folder for each dialect.
PREPARED = Path(__file__).parent / "prepared"


def text_of(query: Query[Any]) -> str:
    """A query's SQL."""
    return query.text or (PREPARED / dialect.name / f"{query.name}.sql").read_text("utf-8")


class Reader(Protocol):
    """What answers named queries. Parameters left out are NULL."""

    def all(self, query: Query[Row], **parameters: object) -> list[Row]:
        """All rows."""
        ...

    def columns(self, query: Query[Any], **parameters: object) -> "list[Iterable[Any]]":
        """All cells, column by column, to be gone through once; nothing if there are no rows."""
        ...

    def first(self, query: Query[Row], **parameters: object) -> Row | None:
        """The first row, if there is one."""
        ...


class NumberRow(NamedTuple):
    """The row of a query that counts or picks out one number."""

    value: int


class TextRow(NamedTuple):
    """The row of a query that picks out one text."""

    value: str


# The highest number a row can have.
LAST = 2**63 - 1


def range_of(partner_id: int | None) -> dict[str, int]:
    """One partner or all: the parameters of `queries.conditions.partner_range`."""
    if partner_id is None:
        return {"first": 0, "last": LAST}
    return {"first": partner_id, "last": partner_id}
