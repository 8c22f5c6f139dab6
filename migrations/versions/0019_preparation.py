"""answers to the steps of preparation, and expectations."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expectation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "we", "they", name="party", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "met",
            sa.Enum(
                "yes",
                "partly",
                "no",
                name="met",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(met IS NULL) = (settled_on IS NULL)", name=op.f("ck_expectation_met_on_a_day")
        ),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_expectation_text_filled")),
        sa.CheckConstraint(
            "settled_on >= stated_on", name=op.f("ck_expectation_settled_on_after_stated_on")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_expectation_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expectation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_expectation_partner_id"), "expectation", ["partner_id"])

    op.create_table(
        "step_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "answered",
                "not-relevant",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state = 'open' OR text IS NOT NULL", name=op.f("ck_step_answer_text_says_why")
        ),
        sa.CheckConstraint(
            "length(trim(answered_by)) > 0", name=op.f("ck_step_answer_answered_by_filled")
        ),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_step_answer_code_filled")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_step_answer_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_answer")),
        sa.UniqueConstraint(
            "partner_id",
            "code",
            "answered_on",
            name=op.f("uq_step_answer_partner_id_code_answered_on"),
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    # What the journal tells of tables that are gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name IN ('expectation', 'step_answer')")
    op.drop_table("step_answer")
    op.drop_table("expectation")
