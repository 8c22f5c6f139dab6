"""Which thing in the register each row on the stage is, and which rows are the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.actions import Advice, Option
from partnerreg.db.dialects import dialect
from partnerreg.transfer.header_words import NUMBER
from partnerreg.transfer.import_spec import OnMatch
from partnerreg.transfer.stage import text

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import ImportContext
    from partnerreg.transfer.stage import Stage

_FEW = 10  # things that a row may be, and are told by number


def match_rows(context: ImportContext) -> int:
    """Find out which thing each row is; returns how many rows just repeat an earlier one.

    A row that is the same thing as an earlier one, or fits several things, is
    rejected. Only rows with nothing wrong stay on the stage.
    """
    stage, spec = context.stage, context.spec
    repeated = _settle_repeats(context)
    stage.drop_rejected()
    if stage.has(NUMBER):
        _match_by_number(context)
    for match in spec.matches(stage):
        # Only of rows for which no earlier way has found anything.
        before = sa.exists().where(stage.matches.c.line == stage.rows.c.line)
        rest = match.where(~before.correlate(stage.rows))
        stage.connection.execute(sa.insert(stage.matches).from_select(["line", "id"], rest))
    header, value = context.header(spec.blamed), stage.rows.c[spec.blamed]
    _reject_ambiguous(stage, spec.noun.plural, header, value)
    stage.drop_rejected()
    _reject_same_match(stage, header, value)
    stage.drop_rejected()
    number_rows(stage)
    return repeated


def number_rows(stage: Stage) -> None:
    """Let each row be the one thing that it matches, or a new one, in the order of the file."""
    rows, plan = stage.rows.c, stage.plan
    matches = sa.select(stage.matches.c.line, stage.matches.c.id)
    stage.connection.execute(sa.insert(plan).from_select(["line", "id"], matches))
    rank = sa.func.row_number().over(order_by=rows.line)
    number = rank + (dialect.next_number(stage.connection, stage.table) - 1)
    known = sa.exists().where(plan.c.line == rows.line).correlate(stage.rows)
    new = sa.select(rows.line, number, sa.true()).where(~known).order_by(rows.line)
    stage.connection.execute(sa.insert(plan).from_select(["line", "id", "is_new"], new))


def _settle_repeats(context: ImportContext) -> int:
    """Reject rows that are the same thing as an earlier row; returns how many just repeat it.

    A repeat is equal to the earlier row in everything, and taken off the stage.
    """
    stage = context.stage
    connection, rows, repeats = stage.connection, stage.rows, stage.repeats
    ways = [stage.alike([NUMBER], NUMBER)] if stage.has(NUMBER) else []
    for way in [*ways, *context.spec.repeats(stage)]:
        rest = way.where(~sa.exists().where(repeats.c.line == rows.c.line))
        connection.execute(sa.insert(repeats).from_select(["line", "first", "field"], rest))
    fields = connection.scalars(sa.select(repeats.c.field).distinct()).all()
    if not fields:
        return 0
    first = rows.alias("first")
    equal = [rows.c[name].is_not_distinct_from(first.c[name]) for name in stage.staged]
    both = sa.join(repeats, rows, rows.c.line == repeats.c.line).join(
        first, first.c.line == repeats.c.first
    )
    equal_rows = sa.select(rows.c.line).select_from(both).where(*equal)
    repeated = connection.execute(sa.delete(rows).where(rows.c.line.in_(equal_rows))).rowcount
    headers = {field: context.header(field) for field in fields}
    stage.reject(
        sa.select(
            rows.c.line,
            sa.case(headers, value=repeats.c.field),
            text("Is on line ", repeats.c.first, " already."),
            sa.case({field: rows.c[field] for field in fields}, value=repeats.c.field),
        ).select_from(sa.join(repeats, rows, rows.c.line == repeats.c.line))
    )
    return repeated


def _match_by_number(context: ImportContext) -> None:
    """A number must be known, and mean what else the row says: or it is another register's."""
    stage, spec, header = context.stage, context.spec, context.header(NUMBER)
    rows, table = stage.rows.c, spec.table
    leave_out = Advice(
        "; is the list another register's? Leave the column out: {option}",
        option=Option("map", f"{header}="),
    )
    remedy = context.word(leave_out)
    there = sa.exists().where(table.c.id == rows.number)
    stage.reject(
        sa.select(
            rows.line,
            sa.literal(header),
            text(f"There is no {spec.noun.called} #", rows.number, remedy),
            sa.cast(rows.number, sa.String),
        ).where(rows.number.is_not(None), ~there)
    )

    def reject_other(column: str, other: sa.ColumnElement[str]) -> None:
        numbered = sa.select(rows.line, sa.literal(header), other, text("#", rows.number))
        both = numbered.join(table, table.c.id == rows.number)
        stage.reject(both.where(table.c[column] != rows[column]))

    if stage.has("partner_id"):
        owner = text("#", table.c.id, " belongs to partner #", table.c.partner_id, remedy)
        reject_other("partner_id", owner)
    key, said = spec.keys[0][:2] if spec.keys else ("title", "title")
    if stage.has(key) and context.choices.on_match is not OnMatch.UPDATE:
        reject_other(key, text("#", table.c.id, " is ", table.c[said], " in the register", remedy))
    stage.drop_rejected()
    numbered = sa.select(rows.line, table.c.id).join(table, table.c.id == rows.number)
    stage.connection.execute(sa.insert(stage.matches).from_select(["line", "id"], numbered))


def _reject_ambiguous(stage: Stage, things: str, header: str, value: sa.ColumnElement[Any]) -> None:
    """A row that fits several things is none of them: which one is not guessed."""
    matches, count = stage.matches.c, sa.func.count()
    several = sa.select(matches.line).group_by(matches.line).having(count > 1)
    how_many = sa.select(sa.func.count()).select_from(several.subquery())
    stage.ambiguous = stage.connection.scalar(how_many) or 0
    if not stage.ambiguous:
        return
    numbers = sa.func.aggregate_strings(text("#", matches.id), ", ")
    first = text("#", sa.func.min(matches.id), " and others")
    few = sa.case((count <= _FEW, numbers), else_=first)
    reason = text("Fits ", count, f" {things}: ", few, ".")
    stage.reject(
        sa.select(matches.line, sa.literal(header), reason, value)
        .join(stage.rows, stage.rows.c.line == matches.line)
        .group_by(matches.line)
        .having(count > 1)
    )


def _reject_same_match(stage: Stage, header: str, value: sa.ColumnElement[Any]) -> None:
    """Two rows that differ may still match the same thing: one by number, another by name."""
    matches = stage.matches.c
    firsts = (
        sa.select(matches.id, sa.func.min(matches.line).label("first"))
        .group_by(matches.id)
        .having(sa.func.count() > 1)
        .subquery()
    )
    reason = text("Is the same as line ", firsts.c.first, ": #", matches.id, ".")
    stage.reject(
        sa.select(matches.line, sa.literal(header), reason, value)
        .join(firsts, firsts.c.id == matches.id)
        .join(stage.rows, stage.rows.c.line == matches.line)
        .where(matches.line > firsts.c.first)
    )
