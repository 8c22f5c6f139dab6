"""hours, times, places and series of activities, and who of our people took part."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = {
    "at": "VARCHAR",
    "hours": "NUMERIC CONSTRAINT ck_activity_hours_not_negative CHECK (hours >= 0)",
    "place": "VARCHAR",
    "is_outside": "BOOLEAN",
    "is_online": "BOOLEAN",
    "series": "VARCHAR",
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE activity ADD COLUMN {name} {kind}")
    ends = ("activity", "staff")
    op.create_table(
        "activity_staff",
        sa.Column("id", sa.Integer(), nullable=False),
        *[sa.Column(f"{end}_id", sa.Integer(), nullable=False) for end in ends],
        *[
            sa.ForeignKeyConstraint(
                [f"{end}_id"], [f"{end}.id"], name=op.f(f"fk_activity_staff_{end}_id_{end}")
            )
            for end in ends
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_staff")),
        sa.UniqueConstraint(
            "activity_id", "staff_id", name=op.f("uq_activity_staff_activity_id_staff_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_staff_staff_id"), "activity_staff", ["staff_id"])


def downgrade() -> None:
    # What the journal tells of a table that is gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'activity_staff'")
    op.drop_table("activity_staff")
    for name in reversed(COLUMNS):
        op.execute(f"ALTER TABLE activity DROP COLUMN {name}")
