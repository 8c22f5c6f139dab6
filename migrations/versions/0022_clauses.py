"""what agreements say, clause by clause."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *("in", "partly", "not", "not-relevant"),
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_clause_code_filled")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_clause_agreement_id_agreement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint(
            "agreement_id", "code", "marked_on", name=op.f("uq_clause_agreement_id_code_marked_on")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    # What the journal tells of a table that is gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'clause'")
    op.drop_table("clause")
