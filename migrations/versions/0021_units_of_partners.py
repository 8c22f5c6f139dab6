"""units that took part in partnerships, or ran them before; since when one does."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE partner ADD COLUMN unit_since DATE")
    op.create_table(
        "partner_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("rationale", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_partner_unit_ends_on_after_starts_on")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_partner_unit_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_partner_unit_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_unit")),
        sqlite_autoincrement=True,
    )
    for name in ("partner_id", "unit_id"):
        op.create_index(op.f(f"ix_partner_unit_{name}"), "partner_unit", [name])


def downgrade() -> None:
    # What the journal tells of a table that is gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'partner_unit'")
    op.drop_table("partner_unit")
    op.execute("ALTER TABLE partner DROP COLUMN unit_since")
