"""What each row on the stage would change about the thing it is, if that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.transfer.import_spec import OnMatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.transfer.import_spec import ImportContext, Link


def mark_changes(context: ImportContext) -> None:
    """Find out what rows of known things change, and what they say otherwise."""
    stage, spec, plan = context.stage, context.spec, context.stage.plan
    pending = spec.pending(context)
    changes, differs = changing(context), _differing(context, pending)
    marked = (
        sa.select(plan.c.line, changes.label("changes"), differs.label("differs"))
        .select_from(stage.known)
        .where(~plan.c.is_new, changes | differs)
        .subquery()
    )
    marks = {"changes": marked.c.changes, "differs": marked.c.differs}
    stage.connection.execute(sa.update(plan).where(plan.c.line == marked.c.line).values(marks))

    def mark(name: str, lines: sa.Select[Any]) -> None:
        rows = sa.update(plan).where(plan.c.line.in_(lines.order_by(None)))
        stage.connection.execute(rows.values({name: True}))

    for lines in pending.values():
        mark("links", lines)
    for link in context.links:
        if context.writes_known:
            mark("links", missing_links(context, link, plan.c.line))
        if link.differs is not None:
            rows = linked_rows(context, link, plan.c.line).where(~plan.c.is_new)
            mark("differs", rows.where(link.differs(plan.c.id)))


def changing(context: ImportContext) -> sa.ColumnElement[bool]:
    """Whether a row writes some of its own columns to a known thing."""
    table = context.spec.table.c
    cases = [new_value(context, name).is_distinct_from(table[name]) for name in context.writable]
    return sa.or_(sa.false(), *cases)


def new_value(context: ImportContext, name: str) -> sa.ColumnElement[Any]:
    """What a known thing's own column holds when its row has been written."""
    choices, there = context.choices, context.spec.table.c[name]
    if name not in context.writable:
        return there
    said = context.stage.rows.c[name]
    if choices.on_match is OnMatch.FILL:
        value: sa.ColumnElement[Any] = sa.func.coalesce(there, said)
    elif choices.empty_clears and there.nullable:
        value = said
    else:
        value = sa.func.coalesce(said, there)
    other = context.spec.depends_on.get(name)
    if other is None:
        return value
    return sa.case((_fits_beside(context, name, other), value), else_=there)


def _fits_beside(context: ImportContext, name: str, other: str) -> sa.ColumnElement[bool]:
    """Whether a column may be written although it is only right beside another column's value.

    It may if the other is not in the register, or is the same in the row, or is written too.
    """
    table, rows = context.spec.table.c, context.stage.rows.c
    if not context.stage.has(other):
        return table[other].is_(None)
    same = table[other].is_not_distinct_from(rows[other])
    together: sa.ColumnElement[bool] = sa.false()
    if context.choices.on_match is OnMatch.UPDATE:
        both = rows[name].is_(None).is_not_distinct_from(rows[other].is_(None))
        together = sa.true() if context.choices.empty_clears else both
    return sa.or_(table[other].is_(None), same, together)


def _differing(
    context: ImportContext, pending: Mapping[str, sa.Select[Any]]
) -> sa.ColumnElement[bool]:
    """Whether a row says something else than what is there when it has been written."""
    stage, immutable = context.stage, context.spec.immutable
    table, rows = context.spec.table.c, stage.rows.c
    # Where either is empty the comparison is NULL, and that is not true.
    cases = [rows[name] != new_value(context, name) for name in stage.own if name not in immutable]
    for name in filter(stage.has, immutable):
        differs = rows[name] != table[name]
        if table[name].nullable:  # what a known thing keeps may be empty, and yet the row differs
            differs |= sa.and_(rows[name].is_not(None), table[name].is_(None))
        if name in pending:
            differs &= rows.line.not_in(pending[name])
        cases.append(differs)
    return sa.func.coalesce(sa.or_(sa.false(), *cases), sa.false())


def linked_rows(context: ImportContext, link: Link, *columns: Any) -> sa.Select[Any]:
    """What is linked to the things of rows, as the rows say."""
    stage = context.stage
    items = stage.items.c.cell == stage.rows.c[link.column]
    return (
        sa.select(*columns)
        .select_from(stage.planned.join(stage.items, items))
        .order_by(stage.plan.c.line, stage.items.c.position)
    )


def missing_links(context: ImportContext, link: Link, *columns: Any) -> sa.Select[Any]:
    """What is linked to known things according to their rows, and is not there yet."""
    plan = context.stage.plan.c
    return linked_rows(context, link, *columns).where(~plan.is_new, ~link.there(plan.id))
