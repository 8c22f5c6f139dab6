"""Named queries: one definition, two ways to run it.

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

Inside a unit of work it runs through the session (`SessionReader`). On the
command line it runs *prepared*: `make queries` compiles it into SQL text kept
in ``store/prepared/NAME.sql``, and `PreparedReader` runs that through the
standard library's sqlite3. The function's body, and with it SQLAlchemy, is
then never touched, which is why it imports the tables inside.
"""

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Select

Row = TypeVar("Row", bound=tuple[Any, ...])


class Query(Generic[Row]):
    """A named query.

    Attributes:
        name: unique; the name of its compiled text.
        row: a NamedTuple; its fields are the columns, in order.
        build: makes the ``select()``.
    """

    def __init__(self, row: type[Row], build: "Callable[[], Select[Any]]") -> None:
        self.name = build.__name__
        self.row = row
        self.build = build
        self.__doc__ = build.__doc__


QUERIES: dict[str, Query[Any]] = {}


def query(row: type[Row]) -> "Callable[[Callable[[], Select[Any]]], Query[Row]]":
    """Make a function that builds a select into a named query with rows of this type."""

    def name(build: "Callable[[], Select[Any]]") -> Query[Row]:
        made = Query(row, build)
        if made.name in QUERIES:
            raise ValueError(f"two queries are called {made.name}")
        QUERIES[made.name] = made
        return made

    return name


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


class Number(NamedTuple):
    """The row of a query that counts or picks out one number."""

    value: int
