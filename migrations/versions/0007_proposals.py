"""proposals to become partners, and consents to be named."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "name_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=True),
        sa.Column("logo", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_name_consent_ends_on_after_starts_on")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_name_consent_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_consent")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("name_consent", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_name_consent_partner_id"), ["partner_id"], unique=False
        )

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=True),
        sa.Column(
            "sector",
            sa.Enum(
                "public",
                "private",
                "civil-society",
                "individual",
                name="sector",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(decided_on IS NOT NULL) = (partner_id IS NOT NULL OR reason IS NOT NULL)"
            " AND (partner_id IS NULL OR reason IS NULL)",
            name=op.f("ck_proposal_decided_one_way"),
        ),
        sa.CheckConstraint(
            "decided_on >= received_on", name=op.f("ck_proposal_decided_on_after_received_on")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_proposal_name_filled")),
        sa.CheckConstraint("length(trim(what)) > 0", name=op.f("ck_proposal_what_filled")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_proposal_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_partner_id"), ["partner_id"], unique=False)


def downgrade() -> None:
    # What the journal tells of tables that are gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'proposal'")
    op.execute("DELETE FROM change WHERE table_name = 'name_consent'")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_partner_id"))

    op.drop_table("proposal")
    with op.batch_alter_table("name_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_name_consent_partner_id"))

    op.drop_table("name_consent")
