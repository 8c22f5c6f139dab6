"""What an import needs to know of a kind of thing: one `Noun` for each, in `transfer.nouns`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from partnerreg.store.query import Query
    from partnerreg.transfer.loading import Loading
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
class Noun:
    """A kind of thing that can be imported.

    Attributes:
        name: what people type, as ``partners``.
        thing: what one of them is called.
        table: where they are kept.
        words: the fields a list may have, each with its other names.
        required: the fields that a list must have.
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
