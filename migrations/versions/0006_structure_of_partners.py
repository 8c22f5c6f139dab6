"""legal form, policy field and region of partners; phones and further roles of our people.

The table of assignments is rebuilt by hand: a batch writes a table's constraints in any order.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROLES = ("coordinator", "management")
FURTHER_ROLES = ("owner", "deputy", "facilitator", "member")
WORDS = {
    "legal_form": (
        *("association", "foundation", "company", "cooperative", "authority", "school"),
        *("informal-group", "person"),
    ),
    "policy_field": (
        *("culture", "education", "social", "health", "employment", "environment", "other"),
    ),
}
PLAIN = {"non_profit": "BOOLEAN", "region": "VARCHAR", "region_key": "VARCHAR"}


def upgrade() -> None:
    for name, words in WORDS.items():
        known = ", ".join(f"'{word}'" for word in words)
        check = f"CONSTRAINT {op.f(f'ck_partner_{name}')} CHECK ({name} IN ({known}))"
        op.execute(f"ALTER TABLE partner ADD COLUMN {name} VARCHAR(24) {check}")
    for name, kind in PLAIN.items():
        op.execute(f"ALTER TABLE partner ADD COLUMN {name} {kind}")
    op.execute("ALTER TABLE staff ADD COLUMN phone VARCHAR")
    _rebuild_assignment(*ROLES, *FURTHER_ROLES)


def downgrade() -> None:
    # Who has one of the further roles follows in none that the old constraint knows: it
    # refuses them, and nothing is changed.
    _rebuild_assignment(*ROLES)
    op.execute("ALTER TABLE staff DROP COLUMN phone")
    for name in (*PLAIN, *WORDS):
        op.execute(f"ALTER TABLE partner DROP COLUMN {name}")


def _rebuild_assignment(*roles: str) -> None:
    kept = "id, partner_id, staff_id, role, starts_on, ends_on"
    named = op.f("ck_assignment_role")
    role = sa.Enum(*roles, name=named, native_enum=False, create_constraint=True, length=24)
    op.create_table(
        "assignment_rebuilt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("role", role, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_assignment_ends_on_after_starts_on")
        ),
        *_refers("partner", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO assignment_rebuilt ({kept}) SELECT {kept} FROM assignment ORDER BY id")
    # No number that was given is given again.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'assignment_rebuilt'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq)"
        " SELECT 'assignment_rebuilt', seq FROM sqlite_sequence WHERE name = 'assignment'"
    )
    op.drop_table("assignment")
    op.rename_table("assignment_rebuilt", "assignment")
    for name in ("partner_id", "staff_id"):
        op.create_index(op.f(f"ix_assignment_{name}"), "assignment", [name])


def _refers(*tables: str) -> list[Any]:
    return [
        sa.ForeignKeyConstraint(
            [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_assignment_{table}_id_{table}")
        )
        for table in tables
    ]
