"""Importing partners: rows, then a plan, then all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from partnerreg.domain.names import identity_key
from partnerreg.errors import InvalidInput
from partnerreg.register.queries import house
from partnerreg.reports.imports import Outcome, Rejected
from partnerreg.transfer.columns import match_headers
from partnerreg.transfer.header_words import PARTNER
from partnerreg.transfer.load import Counts, counts, load
from partnerreg.transfer.plan import make_plan
from partnerreg.transfer.rows import RowReader, read_settings
from partnerreg.transfer.stage import fill, rejected, set_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from partnerreg.domain.policy import Policy
    from partnerreg.store.unit_of_work import UnitOfWork
    from partnerreg.transfer.columns import ColumnMapping
    from partnerreg.transfer.source import CsvSource, Record


class Request(NamedTuple):
    """A list, understood, before the register is opened.

    Attributes:
        source: the open list.
        columns: which cell holds which field.
        defaults: the text of fields where a row has none.
    """

    source: CsvSource
    columns: ColumnMapping
    defaults: Mapping[str, str]


def understand(source: CsvSource, maps: Sequence[str], settings: Sequence[str]) -> Request:
    """Read the header, and what a person says of it (``HEADER=field``, ``FIELD=VALUE``).

    Raises:
        InvalidInput: one of them makes no sense, or the list has no rows.
    """
    columns = match_headers(source.headers, maps)
    defaults = read_settings(settings, PARTNER)
    if next(iter(source), None) is None:
        raise InvalidInput(
            f"{source.name} has a header and no rows", "Nothing was written: is it the right file?"
        )
    return Request(source, columns, defaults)


def import_partners(
    work: UnitOfWork,
    request: Request,
    policy: Policy,
    *,
    records: Iterable[Record] | None = None,
    skip_bad: bool = False,
    dry_run: bool = False,
    shown: int | None = None,
) -> Outcome:
    """Bring in the partners of a list.

    New ones are added, empty fields of known ones filled; nothing that is
    filled is changed. A bad row leaves the register untouched, unless bad rows
    are to be skipped. Where there is nothing to do, no operation is written.

    Args:
        work: an open unit of work; rolled back by itself if it is a dry run.
        request: the list.
        policy: says what is required of a level.
        records: the list's records, if something is to watch them go by.
        skip_bad: write the good rows although others are bad.
        dry_run: for the outcome to say so.
        shown: how many of the rejected entries the outcome holds; None for all.

    Raises:
        InvalidInput: the file cannot be read to its end, or a default is wrong.
    """
    source = request.source
    connection = work.session.connection()
    units = {identity_key(unit.name): unit.id for unit in work.reader.all(house.units)}
    reader = RowReader(request.columns, request.defaults, units)
    set_up(connection)
    rows = fill(connection, source if records is None else records, reader)
    repeated = make_plan(connection, reader.header)
    problems, bad_rows = _count_rejected(connection)
    found, unsupported = Counts(), 0
    if skip_bad or not bad_rows:
        found = counts(connection)
        if found.added or found.filled:
            unsupported = load(work, policy, found.added)
    encoding, dialect = source.detected.encoding, source.detected.dialect
    return Outcome(
        file=source.name,
        encoding=encoding.codec,
        delimiter=dialect.delimiter,
        detected=str(source.detected),
        rows=rows,
        **found._asdict(),
        repeated=repeated,
        bad_rows=bad_rows,
        problems=problems,
        rejected=_first_rejected(connection, shown),
        unused_columns=request.columns.unmapped,
        unsupported=unsupported,
        skips_bad=skip_bad,
        dry_run=dry_run,
    )


def _count_rejected(connection: sa.Connection) -> tuple[int, int]:
    """How many problems there are, and in how many rows."""
    numbers = sa.func.count(), sa.func.count(sa.distinct(rejected.c.line))
    problems, rows = connection.execute(sa.select(*numbers).select_from(rejected)).one()
    return problems, rows


def _first_rejected(connection: sa.Connection, shown: int | None) -> list[Rejected]:
    cells = [rejected.c[name] for name in Rejected._fields]
    wanted = sa.select(*cells).order_by(rejected.c.line, rejected.c.number).limit(shown)
    return [Rejected(*row) for row in connection.execute(wanted)]
