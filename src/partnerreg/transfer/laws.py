"""Rows that would break a law, together with what is in the register."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.dialects.expressions import JsonItems, json_item
from partnerreg.transfer.diff import changing, linked_rows, missing_links, new_value
from partnerreg.transfer.stage import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnerreg.transfer.import_spec import ImportContext, Use


def reject_unlawful(context: ImportContext) -> None:
    """Reject the rows that would break a law."""
    stage, spec = context.stage, context.spec
    for period in spec.periods:
        if any(map(stage.has, period)):
            _reject_backward(context, period)
    if stage.has("number"):
        _reject_taken(context)
    _reject_circular(context)
    _reject_doubles(context)
    for use in spec.uses:
        if stage.has(use.column) or (use.day and stage.has(use.day)):
            _reject_unfit(context, use)
    spec.check(context)
    stage.drop_rejected()


def _reject_backward(context: ImportContext, period: Sequence[str]) -> None:
    """A row may be right by itself, and end before what is in the register begins."""
    stage = context.stage
    *starts, end = [new_value(context, name) for name in period]
    start = sa.func.coalesce(*starts) if len(starts) > 1 else starts[0]
    reason = text("Would end on ", end, ", before it begins on ", start, ".")
    stage.reject(
        sa.select(stage.plan.c.line, sa.null(), reason, sa.null())
        .select_from(stage.known)
        .where(~stage.plan.c.is_new, end < start, changing(context))
    )
    stage.drop_rejected()


def _reject_taken(context: ImportContext) -> None:
    """A row that is one thing by its number may call it what is unique to another one."""
    spec, stage, thing = context.spec, context.stage, context.spec.noun.called
    rows, plan, table, other = stage.rows.c, stage.plan.c, spec.table, spec.table.alias("other")
    for column in table.c:
        derived = spec.derived.get(column.name)
        said = derived.of if derived else column.name
        if not column.unique or not stage.has(said, column.name):
            continue
        reason = text(f"Another {thing} has this {_spoken(said)} already: #", other.c.id, ".")
        written = new_value(context, said).is_distinct_from(table.c[said])
        stage.reject(
            sa.select(plan.line, sa.null(), reason, sa.null())
            .select_from(stage.known.join(other, other.c[column.name] == rows[column.name]))
            .where(~plan.is_new, other.c.id != plan.id, written)
        )
    stage.drop_rejected()


def _reject_circular(context: ImportContext) -> None:
    """A row may make something come before itself: no agreement replaces one that replaces it."""
    stage = context.stage
    table, plan = context.spec.table, stage.plan.c
    for name in stage.own:
        if not any(key.column.table is table for key in table.c[name].foreign_keys):
            continue
        there = sa.select(table.c.id, table.c[name]).where(table.c[name].is_not(None))
        earlier = dict(stage.connection.execute(there).all())
        value = sa.case((plan.is_new, stage.rows.c[name]), else_=new_value(context, name))
        either = stage.planned.outerjoin(table, table.c.id == plan.id)
        planned = stage.connection.execute(
            sa.select(plan.line, plan.id, value).select_from(either).order_by(plan.line)
        ).all()
        earlier |= {number: before for _, number, before in planned if before is not None}
        reason = f"Would come before itself by what it {_spoken(name.removesuffix('_id'))}."
        wrong = [
            {"line": line, "column": None, "reason": reason, "value": None}
            for line, number, before in planned
            if before is not None and _comes_before_itself(number, earlier)
        ]
        if wrong:
            stage.connection.execute(sa.insert(stage.rejected), wrong)
        stage.drop_rejected()


def _comes_before_itself(number: int, earlier: Mapping[int, int]) -> bool:
    seen: set[int] = set()
    before = earlier.get(number)
    while before is not None and before not in seen:
        if before == number:
            return True
        seen.add(before)
        before = earlier.get(before)
    return False


def _reject_doubles(context: ImportContext) -> None:
    """A row may make of one thing another one of the same name in the same place.

    As `register.partners` refuses it: things that each have an id of their own elsewhere may
    be called the same.
    """
    spec, stage, thing = context.spec, context.stage, context.spec.noun.called
    plan, rows, together = stage.plan.c, stage.rows.c, spec.unique_together
    if not together:
        return
    table, (*keys, apart) = spec.table, together

    def final(key: str) -> sa.ColumnElement[Any]:
        if not stage.has(key):
            return table.c[key]
        if key == apart:
            return new_value(context, key)
        of = spec.derived[key].of
        written = new_value(context, of).is_distinct_from(table.c[of])
        return sa.case((written, rows[key]), else_=table.c[key])

    changed = sa.or_(*[final(key).is_distinct_from(table.c[key]) for key in keys])
    found = (
        sa.select(plan.line, plan.id, *[final(key).label(key) for key in together])
        .select_from(stage.known)
        .where(~plan.is_new, changed)
        .cte("found")
    )
    other = sa.union_all(
        sa.select(table.c.id, *[table.c[key] for key in together]).where(
            table.c.id.not_in(sa.select(found.c.id))
        ),
        sa.select(found.c.id, *[found.c[key] for key in together]),
        sa.select(plan.id, *[rows[key] if stage.has(key) else sa.null() for key in together])
        .select_from(stage.planned)
        .where(plan.is_new),
    ).subquery("other")
    same = [other.c[key].is_not_distinct_from(found.c[key]) for key in keys]
    both = sa.and_(other.c[apart].is_not(None), found.c[apart].is_not(None))
    reason = text(f"Another {thing} is called so already: #", sa.func.min(other.c.id), ".")
    stage.reject(
        sa.select(found.c.line, sa.null(), reason, sa.null())
        .join(other, sa.and_(other.c.id != found.c.id, *same, ~both))
        .group_by(found.c.line)
    )
    stage.drop_rejected()


def _reject_unfit(context: ImportContext, use: Use) -> None:
    """A row may not put to use what cannot be used then; what is there already may stay."""
    stage, work = context.stage, context.work
    new = _new_uses(context, use).subquery().c
    things = {thing.id: thing for thing in work.reader.all(use.things)}
    days = sa.select(new.thing, new.day).where(new.thing.is_not(None)).distinct()
    reasons = [
        (number, day.isoformat(), reason)
        for number, day in stage.connection.execute(days)
        if (reason := use.unfit(things[number], day))
    ]
    if reasons:
        pairs = JsonItems(sa.literal(json.dumps(reasons))).table_valued("value")
        thing, then, why = (json_item(pairs.c.value, n) for n in range(3))
        both = sa.and_(thing == new.thing, then == new.day)
        stage.reject(
            sa.select(new.line, sa.literal(context.header(use.field)), why, sa.null())
            .select_from(sa.join(new.line.table, pairs, both))
            .order_by(new.line)
        )


def _new_uses(context: ImportContext, use: Use) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    """What rows put to use that was not in that use: the `line`, the `thing`, and the `day`."""
    stage, table, today = context.stage, context.spec.table.c, context.today
    plan, item = stage.plan.c, stage.items.c
    for link in context.links:
        if link.column == use.column:
            cells = plan.line, item.key.label("thing"), today.label("day")
            new = linked_rows(context, link, *cells).where(plan.is_new)
            if not context.writes_known:
                return new
            known = missing_links(context, link, *cells)
            return sa.union_all(new.order_by(None), known.order_by(None))

    def value(name: str) -> sa.ColumnElement[Any]:
        there = stage.rows.c[name] if stage.has(name) else sa.null()
        return sa.case((plan.is_new, there), else_=new_value(context, name))

    columns = [use.column, use.day] if use.day else [use.column]
    differs = [value(name).is_distinct_from(table[name]) for name in columns]
    day = value(use.day) if use.day else today
    there = stage.planned.outerjoin(table.id.table, table.id == plan.id)
    return (
        sa.select(plan.line, value(use.column).label("thing"), day.label("day"))
        .select_from(there)
        .where(sa.or_(plan.is_new, *differs))
    )


def _spoken(column: str) -> str:
    return column.replace("_", " ")
