"""What an import needs to know of a kind of thing, and the stage on which its rows stand.

One `ImportSpec` for each noun: made from its declaration (`nouns.generic`), or by hand where a
list holds more than one table does. The stage is scratch tables: they are temporary, belong to
the connection, and go with its transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.db.dialects.expressions import Untyped
from partnerreg.reports.imports import Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from partnerreg.db.query import Query
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.policy import Policy
    from partnerreg.transfer.lookups import Lookups

# What the file calls a field.
Header = Callable[[str], str]


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
        plain: whether each of many texts is stored as it is, empty ones as none: told of all
            of them at once, so that they are not read one by one.
        own: rows may write the table's column. Others serve for matching, or are looked
            at but never changed.
    """

    column: str
    fields: tuple[str | int, ...]
    read: Callable[..., Any]
    own: bool = True
    plain: Callable[[Sequence[str]], bool] | None = None


class Key(NamedTuple):
    """A column of the stage that is derived from another one; for many rows at a time."""

    column: str
    of: str
    derive: Callable[[Sequence[str]], list[str]]


class Derived(NamedTuple):
    """A column of the table that follows from another one of it.

    Attributes:
        of: the column it follows from.
        make: from that column's value to its own, in SQL; the value may be empty.
    """

    of: str
    make: Callable[[sa.ColumnElement[Any]], sa.ColumnElement[Any]]


class Tie(NamedTuple):
    """Rows of another table that hang on the thing, from several things in one cell.

    Attributes:
        column: the stage's column that names the cell on the `items` table.
        table: where the rows go.
        owner: the column that refers to the thing.
        values: what goes into the other columns, by their names.
        there: whether the thing has it already, so that it is not added.
        unlike: whether the thing has something else in its place; None if nothing can be.
    """

    column: str
    table: sa.Table
    owner: str
    values: Mapping[str, Any]
    there: Callable[[sa.ColumnElement[Any]], sa.ColumnElement[bool]]
    unlike: Callable[[sa.ColumnElement[Any]], sa.ColumnElement[bool]] | None = None


class Use(NamedTuple):
    """A thing of the house that rows put to use, which it may not be on every day.

    Attributes:
        column: the stage's column that names it: the table's own, or a tie's.
        field: the field that is blamed.
        things: asks for all things of the kind.
        unfit: why one of them cannot be used on a day; None if it can.
        day: the column with the day; the day of the import if None.
    """

    column: str
    field: str
    things: Query[Any]
    unfit: Callable[[Any, date], str | None]
    day: str | None = None


def key_of(function: str, of: str) -> Derived:
    """A key that a function of that name makes from a column; empty if that is."""

    def make(text: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        return sa.case((text.is_(None), None), else_=getattr(sa.func, function)(text))

    return Derived(of, make)


@dataclass(frozen=True)
class ImportSpec:
    """A kind of thing that can be imported.

    Attributes:
        name: what people type, as ``partners``.
        thing: what one of them is called.
        table: where they are kept.
        words: the fields a list may have, each with its other names.
        required: the fields that a list must have.
        blamed: the one of them that is named where a row fits several things.
        cells: how the cells of a row are read.
        matches: for each way to tell that a row is a thing in the register, a query of lines
            and numbers; the first way that finds something for a row counts.
        twins: queries of lines, the earlier lines that are the same thing, and the field that
            shows it.
        keys: columns of the stage derived from others.
        late: keys that are columns of the table, and not needed before a thing is new.
        derived: columns of the table that follow from others.
        functions: what SQL has to be taught for that, by name.
        periods: columns that are a first and a last day; where there are several first ones,
            the first that is filled counts.
        dates: the fields that are days.
        of_partners: each belongs to a partner, or to several.
        fixed: own columns that a new thing gets, and a known one keeps.
        unlike: columns that are compared with what is there, and never written.
        alone: keys by which no two things may be the same, and last the column that tells
            apart those that are.
        paired: columns that are only right beside the value of another column.
        law: what must hold of a row as a whole; raises what a schema raises.
        uses: the things of the house that rows put to use.
        check: rejects rows that would break another law, together with what is there.
        ties: what else hangs on the thing.
        unsettled: lines of known things for which `afterwards` has something to write, by
            the stage's column that says so.
        fresh: values of a new thing's other columns.
        afterwards: what else is to be written when the rows are.
    """

    name: str
    thing: str
    table: sa.Table
    words: Mapping[str, str]
    required: tuple[str, ...]
    blamed: str
    cells: Callable[[Lookups], Sequence[Cell]]
    matches: Callable[[Stage], Sequence[sa.Select[Any]]]
    twins: Callable[[Stage], Sequence[sa.Select[Any]]]
    keys: tuple[Key, ...] = ()
    late: tuple[Key, ...] = ()
    derived: Mapping[str, Derived] = field(default_factory=dict)
    functions: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)
    periods: tuple[tuple[str, ...], ...] = ()
    dates: frozenset[str] = frozenset()
    of_partners: bool = False
    fixed: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    paired: Mapping[str, str] = field(default_factory=dict)
    law: Callable[[Mapping[str, Any]], object] | None = None
    uses: tuple[Use, ...] = ()
    check: Callable[[Loading], None] = lambda _loading: None
    ties: Callable[[Loading], Sequence[Tie]] = lambda _loading: ()
    unsettled: Callable[[Loading], Mapping[str, sa.Select[Any]]] = lambda _loading: {}
    fresh: Callable[[Loading], Mapping[str, Any]] = lambda _loading: {}
    afterwards: Callable[[Loading], None] = lambda _loading: None


class Stage:
    """The rows of one list of one noun, and the plan for them.

    Args:
        connection: where the scratch tables are made.
        noun: what the rows are.
        columns: the columns that rows fill; the table's own have its kinds.
        own: those that may be written to the table.
        items: the table of things in cells, if another stage has it already.

    Attributes:
        rows: good rows, by the line they begin on.
        items: what several things in one cell are (see `Items`).
        rejected: what is wrong with the others; a line may have several entries.
        twin: rows that are the same thing as the one on the line `first`, as `field` shows.
        found: the things that each row may be, by number.
        plan: which thing each row is, by number, and whether that one is new. Of a known one
            also whether the row writes its own columns (`changes`), adds to what hangs on it
            (`ties`), and says something else of it that stays as it is (`differs`).
        before: known things whose own columns will be written, as they were.
        late: keys that only new things need (`ImportSpec.late`).
        ambiguous: how many rows were rejected because they fit several things.
        staged: the names of the columns of `rows`, after the line.
    """

    def __init__(
        self,
        connection: sa.Connection,
        noun: ImportSpec,
        columns: Sequence[str],
        own: Sequence[str],
        items: sa.Table | None = None,
    ) -> None:
        self.connection = connection
        self.noun = noun
        self.staged = tuple(columns)
        self.own = tuple(own)
        self.ambiguous = 0
        scratch = sa.MetaData()

        def table(kind: str, *cells: sa.Column[Any], **how: Any) -> sa.Table:
            title = f"import_{noun.name}_{kind}"
            return sa.Table(title, scratch, *cells, prefixes=["TEMPORARY"], **how)

        self.rows = table("rows", _line(), *[self._column(name) for name in columns])
        self.rejected = table(
            "rejected",
            sa.Column("number", sa.Integer, primary_key=True),
            sa.Column("line", sa.Integer, index=True),
            *[sa.Column(name, sa.Text) for name in Rejected._fields[1:]],
        )
        self.twin = table(
            "twin", _line(), sa.Column("first", sa.Integer), sa.Column("field", sa.Text)
        )
        self.found = table(
            "found",
            _line(),
            sa.Column("id", sa.Integer, primary_key=True),
            sqlite_with_rowid=False,
        )
        self.plan = table(
            "plan",
            _line(),
            sa.Column("id", sa.Integer),
            *[
                sa.Column(mark, sa.Boolean, default=False)
                for mark in ("is_new", "changes", "ties", "differs")
            ],
        )
        self.before = table(
            "before",
            sa.Column("row_id", sa.Integer, primary_key=True),
            sa.Column("before", sa.Text),
        )
        self.late = table("late", _line(), *[sa.Column(key.column, sa.Text) for key in noun.late])
        if items is None:
            self.items = table(
                "items",
                sa.Column("cell", sa.Integer, primary_key=True),
                sa.Column("position", sa.Integer, primary_key=True),
                sa.Column("key", Untyped()),
                sa.Column("text", sa.Text),
                sqlite_with_rowid=False,
            )
        else:
            self.items = items
        dialect.set_cache_size(connection)
        scratch.create_all(connection, checkfirst=False)

    def _column(self, name: str) -> sa.Column[Any]:
        """A column that stores what the table's column of that name does, but may be empty."""
        own = self.noun.table.c.get(name)
        if own is None:
            return sa.Column(name, Untyped())
        return sa.Column(name, sa.String() if isinstance(own.type, sa.String) else own.type)

    @property
    def planned(self) -> sa.Join:
        """Rows with their plan."""
        return sa.join(self.plan, self.rows, self.rows.c.line == self.plan.c.line)

    @property
    def known(self) -> sa.Join:
        """Rows with their plan and the thing in the register."""
        table = self.noun.table
        return self.planned.join(table, table.c.id == self.plan.c.id)

    def has(self, *columns: str) -> bool:
        """Whether the list has these."""
        return set(columns) <= set(self.staged)

    def reject(self, found: sa.Select[Any]) -> None:
        """Put what a query finds wrong, in the shape of `Rejected`, among the rejected."""
        insert = sa.insert(self.rejected).from_select(list(Rejected._fields), found)
        self.connection.execute(insert)

    def drop_rejected(self) -> None:
        """Take the rejected rows off the stage and out of the plan."""
        if not self.connection.scalar(sa.select(sa.exists().where(self.rejected.c.line > 0))):
            return
        for table in (self.rows, self.found, self.plan):
            bad = table.c.line.in_(sa.select(self.rejected.c.line))
            self.connection.execute(sa.delete(table).where(bad))


def text(*parts: str | sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """A sentence with values in it, as an SQL expression."""
    joined: sa.ColumnElement[str] = sa.literal("")
    for part in parts:
        joined = joined.concat(part if isinstance(part, str) else sa.cast(part, sa.String))
    return joined


def _line() -> sa.Column[Any]:
    return sa.Column("line", sa.Integer, primary_key=True)


class Counts(NamedTuple):
    """How many things the plan is about."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    differ: int = 0


@dataclass
class Loading:
    """One import under way.

    Attributes:
        work: the unit of work that it is written in.
        stage: its rows and their plan.
        choices: what a person chose.
        policy: says what is required of a level.
        header: what the list calls a field.
        ties: what hangs on its things, of what the list has.
        fresh: values of new things' columns that no row says.
        counts: what the plan says is to be done.
        owners_are_new: no row is about a partner who was there before.
        unsupported: new partners whose evidence does not carry the level declared.
    """

    work: UnitOfWork
    stage: Stage
    choices: Choices
    policy: Policy
    header: Header = str
    ties: Sequence[Tie] = ()
    fresh: Mapping[str, Any] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    owners_are_new: bool = True
    unsupported: int = 0
