"""target groups, and what is for them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TIED = ("goal", "activity", "partner")


def upgrade() -> None:
    op.create_table(
        "audience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("is_minors", sa.Boolean(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_audience_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience")),
        sa.UniqueConstraint("name_key", name=op.f("uq_audience_name_key")),
        sqlite_autoincrement=True,
    )
    for thing in TIED:
        table = f"{thing}_audience"
        ends = (thing, "audience")
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            *[sa.Column(f"{end}_id", sa.Integer(), nullable=False) for end in ends],
            *[
                sa.ForeignKeyConstraint(
                    [f"{end}_id"], [f"{end}.id"], name=op.f(f"fk_{table}_{end}_id_{end}")
                )
                for end in ends
            ],
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint(
                f"{thing}_id", "audience_id", name=op.f(f"uq_{table}_{thing}_id_audience_id")
            ),
            sqlite_autoincrement=True,
        )
        op.create_index(op.f(f"ix_{table}_audience_id"), table, ["audience_id"])


def downgrade() -> None:
    for table in (*(f"{thing}_audience" for thing in reversed(TIED)), "audience"):
        # What the journal tells of a table that is gone could not be taken back.
        op.execute(f"DELETE FROM change WHERE table_name = '{table}'")
        op.drop_table(table)
