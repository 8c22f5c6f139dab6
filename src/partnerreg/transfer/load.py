"""Carrying out a plan: set-based, each table in ascending order, with everything in the journal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.db.journal import added_rows, journal_rows, snapshot
from partnerreg.tables import metadata
from partnerreg.transfer.changes import hanging, missing, new_value
from partnerreg.transfer.import_spec import Counts, OnMatch
from partnerreg.transfer.rows import BATCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from partnerreg.transfer.import_spec import Loading, Stage, Tie


_change = metadata.tables["change"]


def counts(stage: Stage) -> Counts:
    """What the plan says is to be done."""
    plan = stage.plan.c
    known, changes = ~plan.is_new, plan.changes | plan.ties
    cases = (plan.is_new, known & changes, known & ~changes, plan.differs)
    numbers = [sa.func.count().filter(case) for case in cases]
    found = stage.connection.execute(sa.select(*numbers).select_from(stage.plan)).one()
    return Counts._make(found)


def load(loading: Loading) -> None:
    """Write what is planned."""
    stage, connection = loading.stage, loading.stage.connection
    table = stage.noun.table
    there = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
    tables = {tie.table.name: tie.table for tie in loading.ties}
    more = loading.counts.added > there
    with dialect.indexed_afterwards(connection, [table, *tables.values()] if more else []):
        if loading.counts.changed and loading.choices.on_match is not OnMatch.SKIP:
            _change_known(loading)
        _add_new(loading)
        for tie in loading.ties:
            _tie(loading, tie)
        stage.noun.afterwards(loading)


@contextmanager
def adding(loading: Loading, table: sa.Table) -> Iterator[None]:
    """All that is added to the table meanwhile, in ascending order, is journaled as one range."""
    connection = loading.stage.connection
    first = dialect.next_number(connection, table)
    yield
    last = dialect.next_number(connection, table) - 1
    if last >= first:
        connection.execute(added_rows(loading.work.operation_id(), table, first, last))


@contextmanager
def adding_here_and_there(loading: Loading, table: sa.Table) -> Iterator[None]:
    """All that is added to the table meanwhile is journaled row by row.

    For rows that hang on things which were there before: the journal says of each whose it is.
    """
    connection = loading.stage.connection
    first = dialect.next_number(connection, table)
    yield
    new = sa.select(table.c.id).where(table.c.id >= first)
    connection.execute(journal_rows(loading.work.operation_id(), table, new))


def journaled_update(
    loading: Loading, table: sa.Table, rows: sa.Select[Any], update: sa.Update
) -> None:
    """Update rows of a table, and journal what they were and are.

    Args:
        loading: the import.
        table: the table.
        rows: the numbers of the rows.
        update: what changes them, and no others.
    """
    stage, connection = loading.stage, loading.stage.connection
    before = stage.before
    connection.execute(sa.delete(before))
    kept = sa.select(table.c.id, snapshot(table)).where(table.c.id.in_(rows)).order_by(table.c.id)
    connection.execute(sa.insert(before).from_select(["row_id", "before"], kept))
    connection.execute(update)
    _retell(loading, table)
    numbers = sa.select(before.c.row_id)
    connection.execute(journal_rows(loading.work.operation_id(), table, numbers, before))


def _retell(loading: Loading, table: sa.Table) -> None:
    """Rows of which the journal tells this operation already get no second entry."""
    before, change = loading.stage.before.c.row_id, _change.c
    mine = sa.and_(
        change.operation_id == loading.work.operation_id(),
        change.table_name == table.name,
        change.last_row_id.is_(None),
    )
    now = sa.select(snapshot(table)).where(table.c.id == change.row_id).scalar_subquery()
    again = sa.and_(mine, change.row_id.in_(sa.select(before)))
    told = loading.stage.connection.execute(sa.update(_change).where(again).values(after=now))
    if told.rowcount:
        rest = before.in_(sa.select(change.row_id).where(mine))
        loading.stage.connection.execute(sa.delete(loading.stage.before).where(rest))


def _change_known(loading: Loading) -> None:
    """Write the own columns of rows to known things, as was chosen."""
    stage = loading.stage
    table, plan = stage.noun.table, stage.plan
    changing = sa.and_(~plan.c.is_new, plan.c.changes)
    values: dict[str, Any] = {name: new_value(stage, loading.choices, name) for name in stage.own}
    for name, (of, make) in stage.noun.derived.items():
        if of in values:
            same = values[of].is_not_distinct_from(table.c[of])
            values[name] = sa.case((same, table.c[name]), else_=make(values[of]))
    update = (
        sa.update(table)
        .where(plan.c.id == table.c.id, stage.rows.c.line == plan.c.line, changing)
        .values(values)
    )
    journaled_update(loading, table, sa.select(plan.c.id).where(changing), update)


def _add_new(loading: Loading) -> None:
    stage = loading.stage
    table, rows, plan = stage.noun.table, stage.rows.c, stage.plan
    values: dict[str, Any] = {"id": plan.c.id, **loading.fresh}
    values |= {name: rows[name] for name in stage.own if name not in values}
    values |= {
        name: rows[name] if stage.has(name) else make(values[of])
        for name, (of, make) in stage.noun.derived.items()
        if of in values
    }
    planned = stage.planned
    if stage.noun.late:
        _make_late_keys(stage)
        values |= {key.column: stage.late.c[key.column] for key in stage.noun.late}
        planned = planned.join(stage.late, stage.late.c.line == plan.c.line)
    new = (
        sa.select(*values.values()).select_from(planned).where(plan.c.is_new).order_by(plan.c.line)
    )
    # What hangs on a partner who was there before is journaled as that partner's.
    journaled = adding if loading.owners_are_new else adding_here_and_there
    with journaled(loading, table):
        loading.stage.connection.execute(sa.insert(table).from_select(list(values), new))


def _make_late_keys(stage: Stage) -> None:
    """Make the keys that only new things need, some thousands at a time."""
    of, rows, plan = stage.noun.late[0].of, stage.rows.c, stage.plan.c
    new = sa.select(plan.line, rows[of]).select_from(stage.planned).where(plan.is_new)
    for part in stage.connection.execute(new.order_by(plan.line)).partitions(BATCH):
        lines, texts = zip(*part, strict=True)
        keys = [key.derive(texts) for key in stage.noun.late]
        dialect.put(stage.connection, stage.late, list(zip(lines, *keys, strict=True)))


def _tie(loading: Loading, tie: Tie) -> None:
    """Add what hangs on new things, then what known ones lack."""
    stage, plan = loading.stage, loading.stage.plan
    values: Mapping[str, Any] = {tie.owner: plan.c.id, **tie.values}
    wanted = tuple(values.values())
    insert = sa.insert(tie.table)
    journaled = adding if loading.owners_are_new else adding_here_and_there
    with journaled(loading, tie.table):
        new = hanging(stage, tie, *wanted).where(plan.c.is_new)
        stage.connection.execute(insert.from_select(list(values), new))
    if loading.choices.on_match is not OnMatch.SKIP:
        with adding_here_and_there(loading, tie.table):
            known = missing(stage, tie, *wanted)
            stage.connection.execute(insert.from_select(list(values), known))
