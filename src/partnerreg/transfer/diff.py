"""What each row on the stage would change about the thing it is, if that is there already.

What is changed is written for all rows at once: a row that a constraint of the table would
refuse beside what is there is found before. Laws are asked afterwards, of what was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.transfer.header_words import NUMBER
from partnerreg.transfer.import_spec import OnMatch
from partnerreg.transfer.stage import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.transfer.import_spec import ImportContext, Link


def reject_refused(context: ImportContext) -> None:
    """Reject the rows that a constraint of the table would refuse, beside what is there."""
    spec, stage = context.spec, context.stage
    table, plan, changes = spec.table, stage.plan.c, changing(context)

    def reject(reason: sa.ColumnElement[str], known: sa.Join, *conditions: Any) -> None:
        rows = sa.select(plan.line, sa.null(), reason, sa.null()).select_from(known)
        stage.reject(rows.where(~plan.is_new, *conditions))
        stage.drop_rejected()

    for first, last in spec.periods:
        start, end = new_value(context, first), new_value(context, last)
        reason = text("Would end on ", end, ", before it begins on ", start, ".")
        reject(reason, stage.known, changes, end < start)
    other = table.alias("other")
    for column in table.c if stage.has(NUMBER) else ():
        of = spec.derived[column.name].of if column.name in spec.derived else column.name
        if column.unique and stage.has(of, column.name):
            has = f"Another {spec.noun.called} has this {of.replace('_', ' ')} already: #"
            both = stage.known.join(other, other.c[column.name] == stage.rows.c[column.name])
            written = new_value(context, of).is_distinct_from(table.c[of])
            reject(text(has, other.c.id, "."), both, other.c.id != plan.id, written)
    for name in stage.own:
        if any(key.column.table is table for key in table.c[name].foreign_keys):
            verb = name.removesuffix("_id").replace("_", " ")
            reason = text(f"Would come before itself by what it {verb}.")
            reject(reason, stage.known, new_value(context, name) == plan.id)


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
    rows, other = context.stage.rows.c, context.spec.alternatives.get(name)
    said = rows[name] if context.stage.has(name) else sa.null()
    if choices.on_match is OnMatch.FILL:
        value: sa.ColumnElement[Any] = sa.func.coalesce(there, said)
        if other is not None:  # nothing is lacking where that is said otherwise
            value = sa.case((context.spec.table.c[other].is_(None), value), else_=there)
    elif choices.empty_clears and there.nullable:
        value = said
    else:
        value = sa.func.coalesce(said, there)
    if choices.on_match is OnMatch.UPDATE and other is not None and context.stage.has(other):
        value = sa.case((rows[other].is_not(None), sa.null()), else_=value)
    beside = context.spec.depends_on.get(name)
    if beside is None:
        return value
    return sa.case((_fits_beside(context, name, beside), value), else_=there)


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
