"""kind, hours, worth and days of contributions."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COLUMNS = {
    "kind": (
        "VARCHAR(24) CONSTRAINT ck_contribution_kind"
        " CHECK (kind IN ('money', 'hours', 'room', 'goods', 'knowledge'))"
    ),
    "hours": "NUMERIC CONSTRAINT ck_contribution_hours_not_negative CHECK (hours >= 0)",
    "worth": "NUMERIC CONSTRAINT ck_contribution_worth_not_negative CHECK (worth >= 0)",
    "currency": (
        "VARCHAR CONSTRAINT ck_contribution_worth_in_currency"
        " CHECK ((worth IS NULL) = (currency IS NULL))"
    ),
    "starts_on": "DATE",
    "ends_on": (
        "DATE CONSTRAINT ck_contribution_ends_on_after_starts_on CHECK (ends_on >= starts_on)"
    ),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE contribution ADD COLUMN {name} {kind}")


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.execute(f"ALTER TABLE contribution DROP COLUMN {name}")
