"""health checks: rounds, what is asked in them, and what is answered."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "health_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("form_code", sa.String(), nullable=False),
        sa.CheckConstraint(
            "closed_on >= opened_on", name=op.f("ck_health_check_closed_on_after_opened_on")
        ),
        sa.CheckConstraint(
            "length(trim(form_code)) > 0", name=op.f("ck_health_check_form_code_filled")
        ),
        sa.CheckConstraint(
            "length(trim(version)) > 0", name=op.f("ck_health_check_version_filled")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_health_check_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_check")),
        sa.UniqueConstraint("form_code", name=op.f("uq_health_check_form_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_health_check_partner_id"), "health_check", ["partner_id"])

    op.create_table(
        "health_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("health_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "we",
                "they",
                name=op.f("ck_health_answer_side"),
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("respondent", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.CheckConstraint("respondent > 0", name=op.f("ck_health_answer_respondent_counted")),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_health_answer_score_on_scale")),
        sa.CheckConstraint(
            "score IS NOT NULL OR comment IS NOT NULL", name=op.f("ck_health_answer_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["health_id"], ["health_check.id"], name=op.f("fk_health_answer_health_id_health_check")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_answer")),
        sa.UniqueConstraint(
            "health_id",
            "side",
            "respondent",
            "code",
            name=op.f("uq_health_answer_health_id_side_respondent_code"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "health_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("health_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_health_statement_code_filled")),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_health_statement_text_filled")),
        sa.ForeignKeyConstraint(
            ["health_id"],
            ["health_check.id"],
            name=op.f("fk_health_statement_health_id_health_check"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_statement")),
        sa.UniqueConstraint("health_id", "code", name=op.f("uq_health_statement_health_id_code")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    # What the journal tells of tables that are gone could not be taken back.
    for table in ("health_statement", "health_answer", "health_check"):
        op.execute(f"DELETE FROM change WHERE table_name = '{table}'")
        op.drop_table(table)
