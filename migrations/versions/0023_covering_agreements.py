"""partners whom an agreement of another one covers."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreement_cover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "left_on > joined_on", name=op.f("ck_agreement_cover_left_on_after_joined_on")
        ),
        *[
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_agreement_cover_{table}_id_{table}"),
            )
            for table in ("agreement", "partner")
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_cover")),
        sqlite_autoincrement=True,
    )
    for table in ("agreement", "partner"):
        op.create_index(op.f(f"ix_agreement_cover_{table}_id"), "agreement_cover", [f"{table}_id"])


def downgrade() -> None:
    # What the journal tells of a table that is gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'agreement_cover'")
    op.drop_table("agreement_cover")
