"""Rebuilding a register from a whole export: the same rows under the same numbers.

Only the journal is new: the rebuilding is its one operation. All of it is
written, or nothing.
"""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.db.laws import breaches
from partnerreg.domain.enums import Status
from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.nouns.fields import Reference
from partnerreg.services.agreements import LARGEST
from partnerreg.tables import metadata
from partnerreg.transfer.archive.files import TAKE_ANOTHER, lines_of, open_regular
from partnerreg.transfer.archive.layout import parts, tables
from partnerreg.transfer.archive.rows import shape_of, stored, validated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnerreg.db.dialects.protocol import Connection
    from partnerreg.db.health import Watching
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.nouns.noun import Noun
    from partnerreg.transfer.archive.files import Archive, Line

TAKEN_OVER = "taken over from an export"
"""The reason of the one level change that a partner gets where its history is left behind."""

_BATCH = 1000
_step = metadata.tables["level_change"]
_content = metadata.tables["content"]


class Rebuilt(NamedTuple):
    """What was taken in: partners, documents, and rows of all kinds."""

    partners: int
    documents: int
    rows: int


def import_all(
    work: UnitOfWork, archive: Archive, watching: Watching, *, history: bool = True
) -> Rebuilt:
    """Take a whole export into a register that holds nothing yet.

    Args:
        work: an open unit of work.
        archive: the export, from `partnerreg.transfer.archive.files.open_archive`.
        watching: sees rows go by, as `Watch.over` does.
        history: with each partner's way through the levels; else each gets one
            level change, to where it is now, on the day since when it is there.

    Raises:
        InvalidInput: the register holds something, or a row is wrong, which is named
            by its file, line and column.
    """
    connection = work.session.connection()
    work.restores = True
    _refuse_filled(connection)
    dialect.set_cache_size(connection)
    dialect.defer_foreign_keys(connection)
    whole = _Rebuilding(work, connection, archive, history=history)
    with dialect.indexed_afterwards(
        connection, [metadata.tables[name] for name in tables().values()]
    ):
        total = sum(archive.rows.values()) or 1
        for part in parts():
            if part.plural not in archive.rows or (part.table_name == _step.name and not history):
                continue
            lines = lines_of(archive, part)
            whole.load(part, watching(_batches(lines), "Reading", lambda: whole.rows / total, ""))
    for table, last in archive.last_numbers.items():
        if history or table != _step.name:
            dialect.reserve_ids(connection, metadata.tables[table], last)
    _refuse_dangling(work.reader.connection, archive)
    if whole.rows:
        _refuse_unlawful(work)
    return Rebuilt(archive.rows["partners"], archive.rows["documents"], whole.rows)


class _Rebuilding:
    """A rebuilding under way.

    Attributes:
        rows: how many rows have gone by.
    """

    def __init__(
        self, work: UnitOfWork, connection: sa.Connection, archive: Archive, *, history: bool
    ) -> None:
        self._work = work
        self._connection = connection
        self._archive = archive
        self._history = history
        self._numbers: dict[str, dict[str, int]] = {}
        self.rows = 0

    def load(self, part: Noun, batches: Iterable[list[Line]]) -> None:
        """Write a file's rows into its table."""
        table = metadata.tables[part.table_name]
        starts = part.name == "partner" and not self._history
        journal, count = self._work.journal, 0
        with journal.adding(table), journal.adding(_step) if starts else nullcontext():
            for batch in batches:
                found = [(line, validated(part, line, cells)) for line, cells in batch]
                rows = [(line, stored(part, line, data, self._numbers)) for line, data in found]
                if part.plural in self._archive.files:
                    _take_in_files(self._connection, self._archive, part, found)
                self._insert(part, table, rows)
                if starts:
                    self._start([data for _, data in found])
                self._remember(part.plural, rows)
                count += len(rows)
                self.rows += len(rows)
        if count != self._archive.rows[part.plural]:
            raise InvalidInput(
                f"{part.plural}.csv has {count:,} rows; the manifest says "
                f"{self._archive.rows[part.plural]:,}."
            )

    def _insert(self, part: Noun, table: sa.Table, rows: list[tuple[int, dict[str, Any]]]) -> None:
        """All rows at once; if a constraint refuses one of them, one by one to find it."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(sa.insert(table), [row for _, row in rows])
        except sa.exc.IntegrityError:
            for line, row in rows:
                try:
                    self._connection.execute(sa.insert(table), row)
                except sa.exc.IntegrityError as error:
                    raise InvalidInput(
                        f"{part.plural}.csv, line {line:,}: the register "
                        f"cannot hold it: {error.orig}."
                    ) from None
            raise

    def _start(self, partners: Iterable[Any]) -> None:
        """Each partner's one step: to its level, or out of it if it has ended."""
        command = self._work.command
        rows = [
            {
                "partner_id": one.id,
                "from_level": one.level if one.status is Status.ENDED else None,
                "to_level": None if one.status is Status.ENDED else one.level,
                "effective_on": one.since or self._work.today,
                "recorded_at": command.now,
                "actor": command.actor,
                "reason": TAKEN_OVER,
            }
            for one in partners
        ]
        self._connection.execute(sa.insert(_step).values(overridden=False, findings="[]"), rows)

    def _remember(self, name: str, rows: Iterable[tuple[int, dict[str, Any]]]) -> None:
        """Things that later rows call by name."""
        if (label := _labels().get(name)) is not None:
            numbers = self._numbers.setdefault(name, {})
            numbers.update((row[label], row["id"]) for _, row in rows)


@cache
def _labels() -> dict[str, str]:
    """The column by which rows call a thing, by the file that it is in."""
    return {
        (other := registry.noun(field.kind.noun)).plural: other.field(other.code_or_label).column
        for noun in registry.nouns()
        for field in noun.own_fields
        if isinstance(field.kind, Reference) and not field.kind.is_by_number
    }


def _take_in_files(
    connection: sa.Connection, archive: Archive, part: Noun, rows: Iterable[tuple[int, Any]]
) -> None:
    """Take in the files of rows one by one, for each may be large; the same bytes once."""
    for line, row in rows:
        data = _read_file(archive, part, line, row)
        there = sa.select(sa.literal(1)).where(_content.c.sha256 == row.sha256)
        if connection.scalar(there) is None:
            connection.execute(
                sa.insert(_content).values(sha256=row.sha256, size=row.size, data=data)
            )


def _read_file(archive: Archive, part: Noun, line: int, row: Any) -> bytes:
    path = archive.files[part.plural].get(row.id)
    place = f"{part.plural}.csv, line {line:,}"
    if path is None:
        raise InvalidInput(
            f"{place}: {archive.folder / part.plural} has no file that begins with "
            f"{row.id}-: {row.name!r} is missing.",
            TAKE_ANOTHER,
        )
    if row.size > LARGEST:
        raise InvalidInput(f"{place}: no register takes in {row.size:,} bytes.", TAKE_ANOTHER)
    with open_regular(path) as file:
        data = file.read(row.size + 1)  # what is longer is not read further
    if len(data) != row.size or hashlib.sha256(data).hexdigest() != row.sha256:
        raise InvalidInput(f"{place}: {path} was altered since the export.", TAKE_ANOTHER)
    return data


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, _BATCH)):
        yield batch


def _refuse_filled(connection: sa.Connection) -> None:
    for name, table in tables().items():
        rows = connection.scalar(sa.select(sa.func.count()).select_from(metadata.tables[table]))
        if rows:
            raise InvalidInput(
                f"The register is not empty ({name.replace('_', ' ')}: {rows:,}); "
                "a whole export comes into a new one.",
                "Name a file that is not there yet: --db PATH.",
            )


def _refuse_dangling(connection: Connection, archive: Archive) -> None:
    """Nothing may refer to what is not there."""
    for table, number, other, column in dialect.missing_references(connection):
        part = next(part for part in parts() if part.table_name == table)
        header = shape_of(part).headers.get(column, column)
        raise InvalidInput(
            f"{part.plural}.csv, {_line_of(archive, part, number)}, {header}: "
            f"there is no {other.replace('_', ' ')} of that number."
        )


def _line_of(archive: Archive, part: Noun, number: int) -> str:
    for line, cells in lines_of(archive, part):
        if cells["number"] == str(number):
            return f"line {line:,}"
    return f"number {number}"


def _refuse_unlawful(work: UnitOfWork) -> None:
    """What no register may hold is told as a law says it, with the files that it is in."""
    files = {part.table_name: f"{part.plural}.csv" for part in parts()}
    operation, connection = work.operation_id(), work.session.connection()
    for breach in breaches(connection, operation, work.today, lasting=True):
        if not breach.law.tolerated:
            names = " and ".join(dict.fromkeys(files[each.table] for each in breach.law.watches))
            raise InvalidInput(f"{names} do not fit: {breach.of_row.removesuffix('.')}.")
