"""why partnerships ended."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

REASONS = ("succeeded", "not-viable", "strategy-changed", "partner-closed", "merged", "no-time")


def upgrade() -> None:
    among = ", ".join(f"'{reason}'" for reason in REASONS)
    op.execute(
        "ALTER TABLE level_change ADD COLUMN ending VARCHAR(24)"
        f" CONSTRAINT ck_level_change_ending CHECK (ending IN ({among}))"
        " CONSTRAINT ck_level_change_ended_for_a_reason"
        " CHECK (ending IS NULL OR to_level IS NULL)"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE level_change DROP COLUMN ending")
