"""Whether a register's file is whole: its pages, its tables, and what each of its cells holds.

What it finds whole can be read by every command. What rows may not be beside each other is
for `partnerreg.services.examination` to say.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import registry as engines
from sqlalchemy.schema import CreateIndex, CreateTable

from partnerreg.db.cells import CellKind, WrongCell, kind_of
from partnerreg.db.dialects import dialect
from partnerreg.db.journal import UNJOURNALED
from partnerreg.domain.text import truncate
from partnerreg.nouns import registry
from partnerreg.tables import entity_of, metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from partnerreg.actions import Advice
    from partnerreg.db.dialects.protocol import Connection
    from partnerreg.nouns.fields import Key

    # Lets things go by: the things, what is done with them, how far it has come, what then.
    Watching = Callable[[Iterable[Any], str, Callable[[], float], str], Iterator[Any]]
    Step = Callable[[Connection, Watching], Iterator["Fault | Advice"]]

# So many rows are looked at together.
BATCH = 2_000

# SQLite gives no number beyond this one, and so no row after it.
_LAST_NUMBER = 2**63 - 1

# A table that is not the register's own: which version it is.
_VERSION = "alembic_version"

_DIALECT = engines.load(dialect.name)()


class Fault(NamedTuple):
    """What is wrong, and where: in which row of which table, if it is in one."""

    table: str | None
    row: int | str | None
    what: str

    def __str__(self) -> str:
        place = [self.table] if self.table else []
        place += [f"row {self.row}"] if self.row is not None else []
        return f"{' '.join(place)}: {self.what}" if place else self.what


class StepResult(NamedTuple):
    """What a step looked at, and what is wrong with it: nothing, if all is well.

    `remarks` are what a register may hold and people should know.
    """

    what: str
    faults: list[Fault]
    remarks: list[Advice]


def pass_by(
    things: Iterable[Any], _doing: str, _done: Callable[[], float], _then: str
) -> Iterator[Any]:
    """Let things go by unwatched."""
    return iter(things)


def examine(
    connection: Connection,
    watching: Watching = pass_by,
    steps: Mapping[str, Step] | None = None,
) -> list[StepResult]:
    """Examine the register, from its pages up to what its rows mean.

    Args:
        connection: all steps see the register as it stands at the first one, if it has begun
            a transaction.
        watching: sees rows go by.
        steps: what to examine, by name; `STEPS` if not given. A step gives faults, and remarks.

    Raises:
        RegisterUnusable: it cannot be examined, as on a full disk.
    """
    results = []
    with dialect.lenient_text(connection):
        for what, step in (STEPS if steps is None else steps).items():
            result = StepResult(what, [], [])
            try:
                for finding in step(connection, watching):
                    if isinstance(finding, Fault):
                        result.faults.append(finding)
                    else:
                        result.remarks.append(finding)
            except dialect.ERRORS as error:
                if dialect.is_circumstance(error):
                    raise dialect.explain(dialect.file_of(connection), error) from error
                result.faults.append(Fault(None, None, str(error)))
            results.append(result)
    return results


def _pages(connection: Connection, _watching: Watching) -> Iterator[Fault]:
    """What the engine's own check finds."""
    for line in dialect.page_faults(connection):
        yield Fault(None, None, line)


def _constraints(connection: Connection, _watching: Watching) -> Iterator[Fault]:
    """The rows that break a constraint: SQLite's own check names none, or does not look.

    It leaves constraints out where it cannot write.
    """
    for table in metadata.sorted_tables:
        for constraint in table.constraints:
            if isinstance(constraint, sa.CheckConstraint):
                condition = constraint.sqltext.compile(
                    dialect=_DIALECT, compile_kwargs={"literal_binds": True}
                )
                broken = f'SELECT {dialect.ROW_NUMBER} FROM "{table.name}" WHERE NOT ({condition})'
                for (row,) in connection.execute(broken):
                    yield Fault(table.name, row, f"breaks the constraint {constraint.name}")


def _tables(connection: Connection, _watching: Watching) -> Iterator[Fault]:
    """The tables and indexes are those that the entities say, and there is nothing besides."""
    actual = {
        (kind, name): _parts(kind, sql)
        for kind, name, sql in dialect.schema(connection)
        if name != _VERSION
    }
    expected = {}
    for table in metadata.sorted_tables:
        expected["table", table.name] = _parts("table", _compiled(CreateTable(table)))
        for index in table.indexes:
            expected["index", str(index.name)] = _parts("index", _compiled(CreateIndex(index)))
    for kind, name in sorted(actual.keys() - expected.keys()):
        yield Fault(name, None, f"this {kind} does not belong to the register")
    for kind, name in sorted(expected.keys() - actual.keys()):
        yield Fault(name, None, f"this {kind} is missing")
    for (kind, name), parts in expected.items():
        if differences := sorted(parts ^ actual.get((kind, name), parts)):
            yield Fault(name, None, f"this {kind} is not as it should be: {differences[0]}")


def _parts(kind: str, definition: str) -> frozenset[str]:
    """The columns and constraints of a table, in whatever order; else the definition as a whole.

    Without quotes and line breaks. A constraint of a column, as one has that was added to a table
    that was there, is told as one of the table.
    """
    plain = " ".join(definition.replace('"', "").split())
    if kind != "table":
        return frozenset({plain})
    head, _, rest = plain.partition("(")
    body, _, tail = rest.rpartition(")")
    parts, depth = [""], 0
    for char in body:
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return frozenset(each for part in (head, *parts, tail) for each in _of_table(part.strip()))


def _of_table(part: str) -> Iterator[str]:
    """A part of a table's definition, with each constraint of a column as one of the table."""
    column, *constraints = part.split(" CONSTRAINT ")
    yield column
    for constraint in constraints:
        yield f"CONSTRAINT {constraint}"


def _compiled(element: Any) -> str:
    return str(element.compile(dialect=_DIALECT))


def _values(connection: Connection, watching: Watching) -> Iterator[Fault]:
    """Every cell is what its column holds, but for the bytes of documents."""
    for table in metadata.sorted_tables:
        columns = [column for column in table.c if not isinstance(column.type, sa.LargeBinary)]
        names = [dialect.ROW_NUMBER, *(column.name for column in columns)]
        try:
            for rows, *cells in _batches(connection, table.name, names, watching):
                for column, of_column in zip(columns, cells, strict=True):
                    for row, reason in _wrong_cells(column, rows, of_column):
                        yield Fault(table.name, row, reason)
        except dialect.ERRORS as error:
            if "malformed" not in str(error):
                raise
            yield Fault(table.name, None, str(error))  # the other tables may be whole


def _wrong_cells(
    column: sa.Column[Any], rows: Iterable[int], cells: Sequence[Any], *, may_lack: bool = False
) -> Iterator[tuple[int, str]]:
    """The rows with cells of a column that cannot be, and why: all are looked at together first."""
    kind, may_lack = _kind(column), may_lack or bool(column.nullable)
    if _refusal(kind, cells) is None and (may_lack or None not in cells):
        return
    for row, cell in zip(rows, cells, strict=True):
        if cell is None and not may_lack:
            yield row, f"{column.name} is empty"
        elif reason := _refusal(kind, [cell]):
            yield row, f"{column.name}: {reason}"


def _refusal(kind: CellKind, cells: Iterable[Any]) -> str | None:
    """Why some of these cells are not of a kind, if they are not; text has to be UTF-8."""
    try:
        kind.read(cells)
    except WrongCell as wrong:
        return str(wrong)
    if str not in kind.types:
        return None
    text = "".join(filter(None, cells))
    if "\0" in text:
        return f"{truncate(repr(text))} holds a NUL character"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        around = text[max(error.start - 20, 0) : error.end + 20]
        return f"{around!r} holds bytes that are no text in UTF-8"
    return None


def _kind(column: sa.Column[Any]) -> CellKind:
    if column is metadata.tables["level_change"].c.findings:
        return _CODES
    return kind_of(entity_of(column.table.name).model_fields[column.name].annotation)


@lru_cache
def _codes(text: str | None) -> list[str] | None:
    """The codes of rules: a list of texts as JSON."""
    try:
        codes = None if text is None else json.loads(text)
        "".join(codes or ())
    except (RecursionError, TypeError, ValueError):
        raise WrongCell(text, _CODES.name) from None
    return codes


_CODES = CellKind("list of rules", frozenset({str, type(None)}), _codes)


def _references(connection: Connection, _watching: Watching) -> Iterator[Fault]:
    for table, row, parent, _ in dialect.missing_references(connection):
        yield Fault(table, row, f"refers to a {parent} that is not there")


def _numbers(connection: Connection, _watching: Watching) -> Iterator[Fault]:
    """No number is given away twice, nor was there ever one beyond the last one given away."""
    last = dialect.last_numbers(connection)
    in_journal = dict(
        connection.execute(
            "SELECT table_name, max(CAST(coalesce(last_row_id, row_id) AS INTEGER)) FROM change"
            " GROUP BY table_name"
        )
    )
    for table in (table for table in metadata.sorted_tables if "id" in table.c):
        (highest,) = connection.execute(f'SELECT max(id) FROM "{table.name}"').fetchone()
        least = max(highest or 0, in_journal.get(table.name, 0))
        match last.get(table.name, [0]):
            case [int(number)] if least <= number < _LAST_NUMBER:
                continue
            case numbers:
                says = f"says {' and '.join(map(repr, numbers))}"
                yield Fault(dialect.NUMBERS, table.name, f"{says}; it must be at least {least}")


def key_columns() -> dict[str, dict[str, tuple[str, Key]]]:
    """The columns that are keys of others, by table: each with its source and how it is made."""
    keys = {
        table: {key.column: (field.column, key) for field in noun.own_fields for key in field.keys}
        for table, noun in registry.tables().items()
    }
    return {table: columns for table, columns in keys.items() if columns}


def _keys(connection: Connection, watching: Watching) -> Iterator[Fault]:
    """What is derived of names is what their writers derive."""
    for table, derived in key_columns().items():
        sources = sorted({source for source, _ in derived.values()})
        names = [dialect.ROW_NUMBER, *sources, *derived]
        for rows, *cells in _batches(connection, table, names, watching):
            by_name = dict(zip(names[1:], cells, strict=True))
            for column, (source, key_of) in derived.items():
                texts = [text for text in by_name[source] if isinstance(text, str)]
                keys = dict(zip(texts, key_of.of_many(texts), strict=True))
                for row, text, key in zip(rows, by_name[source], by_name[column], strict=True):
                    if keys.get(text) != key:
                        yield Fault(table, row, f"{column} is not the key of the {source} {text!r}")


def _documents(connection: Connection, watching: Watching) -> Iterator[Fault]:
    """The bytes of each document are those that were attached, by their SHA-256."""
    (total,) = connection.execute("SELECT count(*) FROM content").fetchone()
    seen = count()
    rows = connection.execute(f"SELECT {dialect.ROW_NUMBER}, sha256, data FROM content")
    for row, sha256, data in watching(rows, "Checking", lambda: next(seen) / total, "Checking"):
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != sha256:
            yield Fault("content", row, "the bytes of a document are not those that were attached")


def _journal(connection: Connection, watching: Watching) -> Iterator[Fault]:
    """What the journal tells of rows can be read, and brought back."""
    names = ["id", "table_name", "row_id", "last_row_id", "before", "after"]
    for columns in _batches(connection, "change", names, watching):
        by_table: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        for number, table, row, last, *texts in zip(*columns, strict=True):
            if table not in _JOURNALED:
                yield Fault("change", number, f"{table!r} is no table that the journal tells of")
                continue
            for text in (text for text in texts if text is not None):
                states = _states(text, row, last)
                if states is None:
                    yield Fault("change", number, "what it tells of a row cannot be read")
                by_table.setdefault(table, []).extend((number, state) for state in states or ())
        for table, pairs in by_table.items():
            for number, reason in _wrong_states(_JOURNALED[table], pairs):
                yield Fault("change", number, f"tells of {table}: {reason}")


_JOURNALED = {name: table for name, table in metadata.tables.items() if name not in UNJOURNALED}


def _states(text: str, row: int, last: int | None) -> list[dict[str, Any]] | None:
    """What a change says of one row, or of all in a range; None if it does not say that."""
    try:
        content = json.loads(text)
        states = [content] if last is None else content
        numbers = sorted(state["id"] for state in states)
        size = (row if last is None else last) - row + 1
        is_whole = len(numbers) == size and numbers == list(range(row, row + size))
    except (LookupError, RecursionError, TypeError, ValueError):
        return None
    return states if is_whole else None


def _wrong_states(
    table: sa.Table, pairs: Sequence[tuple[int, dict[str, Any]]]
) -> Iterator[tuple[int, str]]:
    """The changes that say of a row of this table what cannot be, and why.

    `pairs` are the changes' numbers, each with a row's cells by column.
    """
    columns = set(table.c.keys())
    for change, state in pairs:
        if unknown := state.keys() - columns:
            yield change, f"there is no {min(unknown)}"
    changes = [change for change, _ in pairs]
    for column in table.c:
        cells = [state.get(column.name) for _, state in pairs]
        # What came to the table later is not told of earlier.
        yield from _wrong_cells(column, changes, cells, may_lack=True)


STEPS: Mapping[str, Step] = {
    "tables and indexes": _tables,
    "values": _values,
    "pages": _pages,
    "constraints": _constraints,
    "references": _references,
    "numbers": _numbers,
    "keys of names": _keys,
    "documents": _documents,
    "journal": _journal,
}
"""What there is to examine, by its name."""

STEPS_OF_ANY_VERSION: Mapping[str, Step] = {
    name: STEPS[name] for name in ("pages", "references", "documents")
}
"""What can be examined without knowing which tables there should be."""


def _batches(
    connection: Connection, table: str, names: Sequence[str], watching: Watching
) -> Iterator[list[tuple[Any, ...]]]:
    """The columns of a table's rows, some rows at a time."""
    (total,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    cursor = connection.execute(f'SELECT {", ".join(names)} FROM "{table}"')
    batches = iter(lambda: cursor.fetchmany(BATCH), [])
    seen = count()
    for rows in watching(batches, "Checking", lambda: next(seen) * BATCH / total, "Checking"):
        yield list(zip(*rows, strict=True))
