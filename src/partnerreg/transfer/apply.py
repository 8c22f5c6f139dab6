"""Carrying out a plan: set-based, each table in ascending order, with everything in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.transfer.diff import linked_rows, missing_links, new_value
from partnerreg.transfer.import_spec import ImportCounts
from partnerreg.transfer.rows import BATCH, derived

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from partnerreg.transfer.import_spec import ImportContext, Link, StageKey
    from partnerreg.transfer.stage import Stage


def counts(stage: Stage) -> ImportCounts:
    """What the plan says is to be done."""
    plan = stage.plan.c
    known, changes = ~plan.is_new, plan.changes | plan.links
    cases = (plan.is_new, known & changes, known & ~changes, plan.differs)
    numbers = [sa.func.count().filter(case) for case in cases]
    return ImportCounts._make(
        stage.connection.execute(sa.select(*numbers).select_from(stage.plan)).one()
    )


def apply(context: ImportContext) -> None:
    """Write what is planned."""
    connection, table = context.stage.connection, context.spec.table
    there = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
    tables = {link.table.name: link.table for link in context.links}
    more = context.counts.added > there
    with dialect.indexed_afterwards(connection, [table, *tables.values()] if more else []):
        if context.counts.changed and context.writes_known:
            context.spec.before_apply(context)
            _change_known(context)
        _add_new(context)
        for link in context.links:
            _add_links(context, link)
        context.spec.after_apply(context)


def _change_known(context: ImportContext) -> None:
    """Write the own columns of rows to known things, as was chosen."""
    stage, table, plan = context.stage, context.spec.table, context.stage.plan
    changing = sa.and_(~plan.c.is_new, plan.c.changes)
    values: dict[str, Any] = {name: new_value(context, name) for name in context.writable}
    for name, (of, make) in context.spec.derived.items():
        if of in values:
            same = values[of].is_not_distinct_from(table.c[of])
            values[name] = sa.case((same, table.c[name]), else_=make(values[of]))
    values |= context.spec.consequences(context)
    update = (
        sa.update(table)
        .where(plan.c.id == table.c.id, stage.rows.c.line == plan.c.line, changing)
        .values(values)
    )
    context.work.journal.update(update, sa.select(plan.c.id).where(changing))


def _add_new(context: ImportContext) -> None:
    """Add what is new, with the keys that only new things need."""
    spec, stage = context.spec, context.stage
    rows, plan, planned = stage.rows.c, stage.plan, stage.planned
    values: dict[str, Any] = {"id": plan.c.id, **spec.defaults(context)}
    values |= {name: rows[name] for name in stage.own if name not in values}
    values |= {
        name: rows[name] if stage.has(name) else make(values[of])
        for name, (of, make) in spec.derived.items()
        if of in values
    }
    if keys := [key for key in spec.insert_only_keys if stage.has(key.of)]:
        _make_new_keys(stage, keys)
        values |= {key.column: stage.new_keys.c[key.column] for key in keys}
        planned = planned.join(stage.new_keys, stage.new_keys.c.line == plan.c.line)
    new = (
        sa.select(*values.values()).select_from(planned).where(plan.c.is_new).order_by(plan.c.line)
    )
    # What hangs on a partner who was there before is journaled as that partner's.
    with context.work.journal.adding(spec.table, each=not context.owners_are_new):
        stage.connection.execute(sa.insert(spec.table).from_select(list(values), new))


def _make_new_keys(stage: Stage, keys: Sequence[StageKey]) -> None:
    """Make the keys that only new things need, some thousands at a time."""
    rows, plan = stage.rows.c, stage.plan.c
    new = sa.select(plan.line, *[rows[key.of] for key in keys]).select_from(stage.planned)
    found = stage.connection.execute(new.where(plan.is_new).order_by(plan.line))
    for part in found.partitions(BATCH):
        lines, *texts = zip(*part, strict=True)
        made = [derived(of, key.derive) for key, of in zip(keys, texts, strict=True)]
        dialect.put(stage.connection, stage.new_keys, list(zip(lines, *made, strict=True)))


def _add_links(context: ImportContext, link: Link) -> None:
    """Add what is linked to new things, then what known ones lack."""
    stage, plan = context.stage, context.stage.plan
    values: Mapping[str, Any] = {link.owner: plan.c.id, **link.values}
    columns = tuple(values.values())
    insert = sa.insert(link.table)
    journal = context.work.journal
    with journal.adding(link.table, each=not context.owners_are_new):
        new = linked_rows(context, link, *columns).where(plan.c.is_new)
        stage.connection.execute(insert.from_select(list(values), new))
    if context.writes_known:
        with journal.adding(link.table, each=True):
            known = missing_links(context, link, *columns)
            stage.connection.execute(insert.from_select(list(values), known))
