"""The journal: every command that wrote, and each row it touched, before and after."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.tables.base import Entity, filled, table_args


class Operation(Entity, table=True):
    """One command that wrote: when (UTC), who, which command, what was typed in summary."""

    __tablename__ = "operation"
    __table_args__ = table_args(filled("actor"), filled("command"))

    at: datetime
    actor: str
    command: str
    summary: str = ""


class Change(Entity, table=True):
    """One row touched by an operation.

    `before` and `after` are the row as a JSON object of its columns as SQLite
    stores them; one of them is empty where the row was added or removed.
    `partner_id` is the partner the row belongs to, if any; no foreign key,
    for the journal outlives the rows.
    """

    __tablename__ = "change"
    __table_args__ = table_args(
        sa.CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="says_something"),
        sa.Index("ix_change_table_name_row_id", "table_name", "row_id"),
    )

    operation_id: int = Field(foreign_key="operation.id", index=True)
    table_name: str
    row_id: int
    partner_id: int | None = Field(default=None, index=True)
    before: str | None = None
    after: str | None = None
