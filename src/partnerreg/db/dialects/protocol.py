"""What `db` needs of a database engine: the one place where engines may differ.

An engine is a module with these functions. What differs within a statement stands in
`partnerreg.db.dialects.expressions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    import sqlalchemy as sa

    from partnerreg.db.version import State
    from partnerreg.errors import RegisterUnusable

    Tell = Callable[[str], None]


class Cursor(Protocol):
    """The rows of a statement, as tuples."""

    def fetchone(self) -> Any:
        """The next row; None if there is none."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """So many of them at most."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection of the engine's driver."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor:
        """Run a statement; its parameters are by place or by name."""

    def close(self) -> None:
        """Let go of the register."""


class Dialect(Protocol):
    """One engine.

    Attributes:
        name: what SQLAlchemy calls it; the folder of its compiled queries.
        ERRORS: what comes of reading what cannot be read.
        ROW_NUMBER: the column that tells rows of any table apart, for people.
        NUMBERS: where the highest numbers stand that tables have given away, for people.
    """

    name: str
    ERRORS: tuple[type[Exception], ...]
    ROW_NUMBER: str
    NUMBERS: str

    # Errors

    def explain(self, path: Path, error: BaseException, query: str = "") -> RegisterUnusable:
        """The register's own error for one of the engine's, in the query of this name."""

    def cause(self, error: sa.exc.DatabaseError) -> BaseException:
        """What the engine refused first, of an error that SQLAlchemy tells."""

    def is_interruption(self, error: BaseException) -> bool:
        """Whether it is how Ctrl-C in a long statement comes out."""

    def is_damage(self, error: BaseException) -> bool:
        """Whether the engine can make nothing of the register."""

    def is_circumstance(self, error: BaseException) -> bool:
        """Whether it is no fault of the register's, as a full disk."""

    # Reading

    def state(self, path: Path) -> State:
        """What stands at a place; raises `RegisterUnusable` if it is no register, or a newer."""

    def state_of(self, connection: Connection, path: Path) -> State:
        """The same of what is open."""

    def size_of(self, path: Path) -> int | None:
        """How many bytes stand at a place; None if nothing does."""

    def connect(self, path: Path) -> Connection:
        """A connection that cannot write."""

    def file_of(self, connection: Connection) -> Path:
        """What a connection is to."""

    def read_ahead(self, connection: Connection) -> None:
        """Read what is large from one end to the other: nothing is come back to."""

    def last_numbers(self, connection: Connection) -> dict[str, list[Any]]:
        """The highest numbers that tables have given away, by the table's name."""

    def joined_lines(self, select: str) -> str:
        """A query for the texts that another one gives as `item`, in its order, a line each."""

    def joined_items(self, select: str) -> str:
        """The same with semicolons between."""

    def quoted_item(self, column: str) -> str:
        """One of several things in a cell, in quotes if it holds what parts them.

        `partnerreg.transfer.cells` says how several things stand in one cell; a register of a
        million partners has several million of them.
        """

    def quoted_line(self, column: str) -> str:
        """One of several lines in a cell, in quotes if it has lines, or begins with a quote."""

    # Examining

    def page_faults(self, connection: Connection) -> Iterator[str]:
        """What the engine itself finds wrong with what it wrote."""

    def schema(self, connection: Connection) -> Iterator[tuple[str, str, str]]:
        """Tables and indexes: which it is, its name, its definition."""

    def missing_references(self, connection: Connection) -> Iterator[tuple[str, int, str, str]]:
        """References to rows that are not there: table, row, the other table, column."""

    def lenient_text(self, connection: Connection) -> AbstractContextManager[None]:
        """Text that cannot be read does not keep the rest from being looked at meanwhile."""

    # Writing

    def engine(self, path: Path) -> sa.Engine:
        """SQLAlchemy's engine for a register; a statement once compiled serves the next one."""

    def begin(self, connection: sa.Connection, tell: Tell) -> None:
        """Begin to write, after whoever writes now; `tell` is told if that takes long."""

    def identity(self, path: Path) -> object:
        """What tells the register at a place from one that is put there later."""

    def refuse_replaced(
        self, path: Path, opened: object, connection: sa.Connection, outcome: str
    ) -> None:
        """Raise `RegisterUnusable` if another one has taken the place of the one opened."""

    def warning(self, path: Path) -> str | None:
        """What people should know who write to this place."""

    # Bulk loads

    def set_cache_size(self, connection: sa.Connection) -> None:
        """Give a bulk load the memory that it needs, and no more however much it loads."""

    def put(
        self, connection: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]
    ) -> None:
        """Insert rows of plain values, a value for each column; those with a key there are not."""

    def next_number(self, connection: sa.Connection, table: sa.Table) -> int:
        """The number that the table's next row will have. Numbers are never used again."""

    def reserve_ids(self, connection: sa.Connection, table: sa.Table, last: int) -> None:
        """Let the table give away no number up to `last`, whether there are such rows or not."""

    def defer_foreign_keys(self, connection: sa.Connection) -> None:
        """Let rows refer to rows that come later in this transaction."""

    def indexed_afterwards(
        self, connection: sa.Connection, tables: Iterable[sa.Table]
    ) -> AbstractContextManager[None]:
        """Tables do without their indexes, but for those of constraints, until the end."""

    def sql_functions(
        self, connection: sa.Connection, functions: Mapping[str, Callable[[str], str]]
    ) -> AbstractContextManager[None]:
        """SQL knows these functions of one text, by their names."""

    # Making, upgrading, copying

    def migration(self, path: Path, tell: Tell) -> AbstractContextManager[sa.Connection]:
        """A transaction in which tables may be made and rebuilt; all references hold after it."""

    def copy_beside(self, path: Path) -> Path:
        """A copy of a register that is about to be upgraded."""

    def copy_register(self, source: Path, target: Path, check: Callable[[Path], None]) -> None:
        """Make the register at `target` equal to another one, while others may use either."""

    def copy_alone(self, source: Connection, file: Path) -> None:
        """Fill an empty file with a copy that needs, and makes, no file beside it."""

    def replace(self, source: Connection, target: Path, check: Callable[[], None]) -> None:
        """Replace all that a register holds, when nobody else can write to it any more."""

    def is_standing_alone(self, file: Path) -> bool:
        """Whether a file is a copy made by `copy_alone` to which nobody has written since."""

    def is_register(self, file: Path) -> bool:
        """Whether a file is a register, of any version and perhaps damaged."""
