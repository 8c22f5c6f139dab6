"""who runs the areas of a partnership, why, and whether they are only tried."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

REFERS = {"unit_id": "unit", "coordinator_id": "staff"}


def upgrade() -> None:
    op.execute("ALTER TABLE partner_area ADD COLUMN rationale VARCHAR")
    named = op.f("ck_partner_area_state")
    op.execute(
        "ALTER TABLE partner_area ADD COLUMN state VARCHAR(24)"
        f" CONSTRAINT {named} CHECK (state IN ('tried', 'running', 'ended'))"
    )
    for name, table in REFERS.items():
        key = op.f(f"fk_partner_area_{name}_{table}")
        reference = f"CONSTRAINT {key} REFERENCES {table} (id)"
        op.execute(f"ALTER TABLE partner_area ADD COLUMN {name} INTEGER {reference}")
        op.create_index(op.f(f"ix_partner_area_{name}"), "partner_area", [name])


def downgrade() -> None:
    for name in REFERS:
        op.drop_index(op.f(f"ix_partner_area_{name}"), "partner_area")
    for name in (*REFERS, "state", "rationale"):
        op.execute(f"ALTER TABLE partner_area DROP COLUMN {name}")
