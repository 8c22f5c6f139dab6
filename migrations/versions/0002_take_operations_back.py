"""operations that take others back, and ranges of rows.

The two tables are rebuilt by hand: a batch writes a table's constraints in any order.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SAYS_SOMETHING = "before IS NOT NULL OR after IS NOT NULL"


def upgrade() -> None:
    _rebuild_operation(
        sa.Column("takes_back_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["takes_back_id"],
            ["operation.id"],
            name=op.f("fk_operation_takes_back_id_operation"),
        ),
    )
    op.create_index(op.f("ix_operation_takes_back_id"), "operation", ["takes_back_id"])
    _rebuild_change(
        sa.Column("last_row_id", sa.Integer(), nullable=True),
        _check("change_says_something", f"{SAYS_SOMETHING} OR last_row_id IS NOT NULL"),
        _check("change_range_is_added_or_removed", "last_row_id IS NULL OR after IS NULL"),
        _check("change_last_row_id_after_row_id", "last_row_id >= row_id"),
    )
    op.create_index("ix_change_operation_id_table_name", "change", ["operation_id", "table_name"])
    for name, columns in (
        ("table", ["table_name", "last_row_id", "row_id"]),
        ("operation", ["operation_id", "row_id", "last_row_id"]),
    ):
        ranges = sa.text("last_row_id IS NOT NULL")
        op.create_index(f"ix_change_range_{name}", "change", columns, sqlite_where=ranges)


def downgrade() -> None:
    # A journal with ranges cannot be told in the old way: the old constraint refuses it,
    # and nothing is changed.
    _rebuild_change(_check("change_says_something", SAYS_SOMETHING))
    op.create_index(op.f("ix_change_operation_id"), "change", ["operation_id"])
    _rebuild_operation()


def _rebuild_operation(*more: Any) -> None:
    _rebuild(
        "operation",
        "id, at, actor, command, summary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        _check("operation_actor_filled", "length(trim(actor)) > 0"),
        _check("operation_command_filled", "length(trim(command)) > 0"),
        *more,
    )


def _rebuild_change(*more: Any) -> None:
    _rebuild(
        "change",
        "id, operation_id, table_name, row_id, partner_id, before, after",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id_operation")
        ),
        *more,
    )
    op.create_index(op.f("ix_change_partner_id"), "change", ["partner_id"])
    op.create_index("ix_change_table_name_row_id", "change", ["table_name", "row_id"])


def _rebuild(table: str, kept: str, *parts: Any) -> None:
    """Put a table's rows, the columns kept, into a new one of these parts."""
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    op.create_table(f"{table}_rebuilt", *parts, key, sqlite_autoincrement=True)
    op.execute(f"INSERT INTO {table}_rebuilt ({kept}) SELECT {kept} FROM {table} ORDER BY id")
    op.drop_table(table)
    op.rename_table(f"{table}_rebuilt", table)


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{name}"))
