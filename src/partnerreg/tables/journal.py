"""The journal: every command that wrote, and each row it touched, before and after."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.tables.columns import (
    Entity,
    filled,
    in_order,
    only_where,
    owned_by,
    refers_to,
    table_args,
)


class Operation(Entity, table=True):
    """One command that wrote: when (UTC), who, which command, what was typed in summary.

    `takes_back_id` is the operation that this one took back. An operation is in
    effect as long as no operation in effect takes it back: bringing one back is
    taking back what took it back.
    """

    __tablename__ = "operation"
    __table_args__ = table_args(filled("actor"), filled("command"))

    at: datetime
    actor: str
    command: str
    summary: str = ""
    takes_back_id: int | None = refers_to("operation.id")


def _ranges(name: str, *columns: str) -> sa.Index:
    """An index of the ranges alone, which are few."""
    return sa.Index(f"ix_change_range_{name}", *columns, **only_where("last_row_id IS NOT NULL"))


class Change(Entity, table=True):
    """One row touched by an operation, or a range of rows that it added.

    `before` and `after` are the row as a JSON object of its columns as SQLite
    stores them; one of them is empty where the row was added or removed.
    `partner_id` is the partner the row belongs to, if any; no foreign key,
    for the journal outlives the rows.

    Where `last_row_id` is there, it is about all rows from `row_id` to it. They were
    removed if `before` is there, a JSON array of what each one was. Else they were
    added; what each one held is what stands in the table, or `before` of the next
    change of that row. So an import of any size costs one change a table.
    """

    __tablename__ = "change"
    __table_args__ = table_args(
        sa.CheckConstraint(
            "before IS NOT NULL OR after IS NOT NULL OR last_row_id IS NOT NULL",
            name="says_something",
        ),
        sa.CheckConstraint(
            "last_row_id IS NULL OR after IS NULL", name="range_is_added_or_removed"
        ),
        in_order("row_id", "last_row_id"),
        sa.Index("ix_change_operation_id_table_name", "operation_id", "table_name"),
        sa.Index("ix_change_table_name_row_id", "table_name", "row_id"),
        _ranges("table", "table_name", "last_row_id", "row_id"),
        _ranges("operation", "operation_id", "row_id", "last_row_id"),
    )

    operation_id: int = owned_by("operation.id", index=False)
    table_name: str
    row_id: int
    last_row_id: int | None = None
    partner_id: int | None = Field(default=None, index=True)
    before: str | None = None
    after: str | None = None
