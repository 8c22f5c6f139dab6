"""how evaluations know what they say, whose view they hold, and when the next is due."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BEFORE = (
    *("id", "partner_id", "held_on", "rating"),
    *("experience", "effect", "continuation", "decision"),
)


def upgrade() -> None:
    _rebuild_evaluation(
        _word("judged_by", "we", "they", "both"),
        _word("evidence", "counted", "asked", "observed"),
        _word("effect_on", "persons", "house", "community"),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.CheckConstraint("answers >= 0", name=op.f("ck_evaluation_answers_not_negative")),
        sa.CheckConstraint("next_on > held_on", name=op.f("ck_evaluation_next_on_after_held_on")),
    )
    op.create_table(
        "evaluation_indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Numeric(asdecimal=False), nullable=False),
        sa.CheckConstraint(
            "length(trim(name)) > 0", name=op.f("ck_evaluation_indicator_name_filled")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluation.id"],
            name=op.f("fk_evaluation_indicator_evaluation_id_evaluation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_indicator")),
        sa.UniqueConstraint(
            "evaluation_id", "name", name=op.f("uq_evaluation_indicator_evaluation_id_name")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    # What the journal tells of a table that is gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'evaluation_indicator'")
    op.drop_table("evaluation_indicator")
    _rebuild_evaluation()


def _word(name: str, *words: str, nullable: bool = True) -> sa.Column[str]:
    kind = sa.Enum(
        *words,
        name=op.f(f"ck_evaluation_{name}"),
        native_enum=False,
        create_constraint=True,
        length=24,
    )
    return sa.Column(name, kind, nullable=nullable)


def _rebuild_evaluation(*more: sa.Column[str] | sa.CheckConstraint) -> None:
    op.create_table(
        "evaluation_rebuilt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        _word("rating", "success", "mixed", "failure", nullable=False),
        sa.Column("experience", sa.String(), nullable=True),
        sa.Column("effect", sa.String(), nullable=True),
        sa.Column("continuation", sa.String(), nullable=True),
        _word("decision", "continue", "adjust", "promote", "demote", "hand-over", "end"),
        *more,
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_evaluation_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sqlite_autoincrement=True,
    )
    kept = ", ".join(BEFORE)
    op.execute(f"INSERT INTO evaluation_rebuilt ({kept}) SELECT {kept} FROM evaluation ORDER BY id")
    # No number that was given is given again.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'evaluation_rebuilt'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq)"
        " SELECT 'evaluation_rebuilt', seq FROM sqlite_sequence WHERE name = 'evaluation'"
    )
    op.drop_table("evaluation")
    op.rename_table("evaluation_rebuilt", "evaluation")
    op.create_index(op.f("ix_evaluation_partner_id"), "evaluation", ["partner_id"])
