"""ties between partners."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = ("member-of", "part-of", "branch-of", "funded-by", "succeeds")


def upgrade() -> None:
    kind = sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=24)
    op.create_table(
        "partner_tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_partner_tie_ends_on_after_starts_on")
        ),
        sa.CheckConstraint("other_id <> partner_id", name=op.f("ck_partner_tie_other_is_another")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_partner_tie_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["partner.id"], name=op.f("fk_partner_tie_other_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_tie")),
        sqlite_autoincrement=True,
    )
    for name in ("partner_id", "other_id"):
        op.create_index(op.f(f"ix_partner_tie_{name}"), "partner_tie", [name])


def downgrade() -> None:
    # What the journal tells of a table that is gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'partner_tie'")
    op.drop_table("partner_tie")
