"""Rows that cannot be written beside what is in the register: by constraints, and by laws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.errors import InvalidInput
from partnerreg.transfer.diff import changing, new_value
from partnerreg.transfer.stage import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.db.laws import Breach
    from partnerreg.transfer.import_spec import ImportContext


def reject_refused(context: ImportContext) -> None:
    """Reject the rows that a constraint of the table would refuse, beside what is there."""
    stage, spec = context.stage, context.spec
    for period in spec.periods:
        if any(map(stage.has, period)):
            _reject_backward(context, period)
    if stage.has("number"):
        _reject_taken(context)
    _reject_own(context)


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


def _reject_own(context: ImportContext) -> None:
    """A row may let a thing refer to itself: no agreement replaces itself."""
    stage, table, plan = context.stage, context.spec.table, context.stage.plan.c
    for name in stage.own:
        if any(key.column.table is table for key in table.c[name].foreign_keys):
            reason = f"Would come before itself by what it {_spoken(name.removesuffix('_id'))}."
            stage.reject(
                sa.select(plan.line, sa.null(), sa.literal(reason), sa.null())
                .select_from(stage.known)
                .where(new_value(context, name) == plan.id)
            )
    stage.drop_rejected()


def rejections(context: ImportContext, broken: Sequence[Breach]) -> list[dict[str, Any]]:
    """Which lines break laws, and how.

    Raises:
        InvalidInput: no line is to blame.
    """
    stage, own = context.stage, context.spec.table.name
    linked = {link.table.name: link for link in context.links}
    found: dict[tuple[int, str | None], str] = {}
    for breach in broken:
        law = breach.law
        thing: sa.ColumnElement[Any] = sa.literal(breach.row)
        if law.table in linked:
            link = linked[law.table]
            row = sa.select(link.table.c[link.owner]).where(link.table.c.id == breach.row)
            thing = row.scalar_subquery()
        elif law.beside == own != law.table:
            thing = sa.literal(breach.other)
        reason = (law.line or law.sentence).format_map(breach.cells)
        column = context.header(law.blamed) if law.blamed else None
        for line in stage.connection.scalars(
            sa.select(stage.plan.c.line).where(stage.plan.c.id == thing)
        ):
            if law.table in {own, *linked} or all(line != other for other, _ in found):
                found.setdefault((line, column), reason)
    if broken and not found:
        raise InvalidInput(broken[0].of_row, broken[0].remedy)
    return [
        {"line": line, "column": column, "reason": reason, "value": None}
        for (line, column), reason in found.items()
    ]


def _spoken(column: str) -> str:
    return column.replace("_", " ")
