"""Which thing in the register each row on the stage is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.transfer.import_spec import Choices, OnMatch, text
from partnerreg.transfer.twins import settle_twins

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import Header, Stage

_FEW = 10  # things that a row may be, and are told by number


def make_plan(stage: Stage, choices: Choices, header: Header) -> int:
    """Find out which thing each row is; returns how many rows just repeat an earlier one.

    A row that is the same thing as an earlier one, or fits several things, is
    rejected. Only rows with nothing wrong stay on the stage.
    """
    repeats = settle_twins(stage, header)
    stage.drop_rejected()
    if stage.has("number"):
        _find_by_number(stage, choices, header)
    for found in stage.noun.matches(stage):
        _add(stage, found)
    blamed = stage.noun.blamed
    _reject_ambiguous(stage, header(blamed), stage.rows.c[blamed])
    stage.drop_rejected()
    _reject_meeting(stage, header(blamed), stage.rows.c[blamed])
    stage.drop_rejected()
    take_found(stage)
    number_new(stage)
    return repeats


def _add(stage: Stage, found: sa.Select[Any]) -> None:
    """Note what a query finds, of rows for which nothing is found yet."""
    before = sa.exists().where(stage.found.c.line == stage.rows.c.line).correlate(stage.rows)
    insert = sa.insert(stage.found).from_select(["line", "id"], found.where(~before))
    stage.connection.execute(insert)


def _find_by_number(stage: Stage, choices: Choices, header: Header) -> None:
    """A number must be known, and mean what else the row says: or it is another register's."""
    rows, table, noun = stage.rows.c, stage.noun.table, stage.noun
    there = sa.exists().where(table.c.id == rows.number)
    remedy = f'; is the list another register\'s? Leave the column out: --map "{header("number")}="'
    stage.reject(
        sa.select(
            rows.line,
            sa.literal(header("number")),
            text(f"There is no {noun.thing} #", rows.number, remedy),
            sa.cast(rows.number, sa.String),
        ).where(rows.number.is_not(None), ~there)
    )
    if stage.has("partner_id"):
        other = text("#", table.c.id, " belongs to partner #", table.c.partner_id, remedy)
        _reject_numbered(stage, header, other, "partner_id")
    key, said = noun.keys[0][:2] if noun.keys else ("title", "title")
    if stage.has(key) and choices.on_match is not OnMatch.UPDATE:
        other = text("#", table.c.id, " is ", table.c[said], " in the register", remedy)
        _reject_numbered(stage, header, other, key)
    stage.drop_rejected()
    _add(stage, sa.select(rows.line, table.c.id).join(table, table.c.id == rows.number))


def _reject_numbered(
    stage: Stage, header: Header, reason: sa.ColumnElement[str], column: str
) -> None:
    """Reject rows with the number of a thing that has something else in a column."""
    rows, table = stage.rows.c, stage.noun.table
    number = text("#", rows.number)
    stage.reject(
        sa.select(rows.line, sa.literal(header("number")), reason, number)
        .join(table, table.c.id == rows.number)
        .where(table.c[column] != rows[column])
    )


def _reject_ambiguous(stage: Stage, header: str, value: sa.ColumnElement[Any]) -> None:
    found = stage.found.c
    count = sa.func.count()
    several = sa.select(found.line).group_by(found.line).having(count > 1)
    pluralize = sa.select(sa.func.count()).select_from(several.subquery())
    stage.ambiguous = stage.connection.scalar(pluralize) or 0
    if not stage.ambiguous:
        return
    numbers = sa.func.aggregate_strings(text("#", found.id), ", ")
    first = text("#", sa.func.min(found.id), " and others")
    few = sa.case((count <= _FEW, numbers), else_=first)
    reason = text("Fits ", count, f" {stage.noun.name}: ", few, ".")
    stage.reject(
        sa.select(found.line, sa.literal(header), reason, value)
        .join(stage.rows, stage.rows.c.line == found.line)
        .group_by(found.line)
        .having(count > 1)
    )


def _reject_meeting(stage: Stage, header: str, value: sa.ColumnElement[Any]) -> None:
    """Two rows that differ may still find the same thing: one by number, another by name."""
    found = stage.found.c
    firsts = (
        sa.select(found.id, sa.func.min(found.line).label("first"))
        .group_by(found.id)
        .having(sa.func.count() > 1)
        .subquery()
    )
    reason = text("Is the same as line ", firsts.c.first, ": #", found.id, ".")
    stage.reject(
        sa.select(found.line, sa.literal(header), reason, value)
        .join(firsts, firsts.c.id == found.id)
        .join(stage.rows, stage.rows.c.line == found.line)
        .where(found.line > firsts.c.first)
    )


def take_found(stage: Stage) -> None:
    """Let each row be the one thing that was found for it."""
    found = sa.select(stage.found.c.line, stage.found.c.id)
    stage.connection.execute(sa.insert(stage.plan).from_select(["line", "id"], found))


def number_new(stage: Stage) -> None:
    """Give every row that is left a new thing's number, in the order of the file."""
    rows, plan = stage.rows.c, stage.plan
    rank = sa.func.row_number().over(order_by=rows.line)
    number = rank + (dialect.next_number(stage.connection, stage.noun.table) - 1)
    known = sa.exists().where(plan.c.line == rows.line).correlate(stage.rows)
    new = sa.select(rows.line, number, sa.true()).where(~known).order_by(rows.line)
    stage.connection.execute(sa.insert(plan).from_select(["line", "id", "is_new"], new))
