"""who runs the areas of a partnership, why, and whether they are only tried.

The table is rebuilt from its own text, whatever columns it has: a batch writes a table's
constraints in any order.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COLUMNS = {
    "rationale": "VARCHAR",
    "state": "VARCHAR(24)",
    "unit_id": "INTEGER",
    "coordinator_id": "INTEGER",
}
REFERS = {"unit_id": "unit", "coordinator_id": "staff"}
CONSTRAINTS = ", CONSTRAINT ck_partner_area_state CHECK (state IN ('tried', 'running', 'ended'))"
for name, table in REFERS.items():
    CONSTRAINTS += (
        f", CONSTRAINT fk_partner_area_{name}_{table} FOREIGN KEY({name}) REFERENCES {table} (id)"
    )


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE partner_area ADD COLUMN {name} {kind}")
    _rebuild(f"{_text().rstrip().removesuffix(')')}{CONSTRAINTS})")
    for name in REFERS:
        op.create_index(op.f(f"ix_partner_area_{name}"), "partner_area", [name])


def downgrade() -> None:
    for name in REFERS:
        op.drop_index(op.f(f"ix_partner_area_{name}"), "partner_area")
    _rebuild(_text().replace(CONSTRAINTS, ""))
    for name in COLUMNS:
        op.execute(f"ALTER TABLE partner_area DROP COLUMN {name}")


def _text() -> str:
    """What the table says of itself."""
    of_table = "FROM sqlite_master WHERE type = 'table' AND name = 'partner_area'"
    text: str = op.get_bind().scalar(sa.text(f"SELECT sql {of_table}"))
    return text


def _rebuild(text: str) -> None:
    """Put the table's rows into one of another text; its indexes stay."""
    connection = op.get_bind()
    of_table = "FROM sqlite_master WHERE tbl_name = 'partner_area' AND type = 'index'"
    indexes = connection.scalars(sa.text(f"SELECT sql {of_table} AND sql IS NOT NULL")).all()
    columns = sa.inspect(connection).get_columns("partner_area")
    names = ", ".join(column["name"] for column in columns)
    _, parenthesis, rest = text.partition("(")
    op.execute(f"CREATE TABLE partner_area_rebuilt {parenthesis}{rest}")
    op.execute(
        f"INSERT INTO partner_area_rebuilt ({names}) SELECT {names} FROM partner_area ORDER BY id"
    )
    # No number that was given is given again.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'partner_area_rebuilt'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq)"
        " SELECT 'partner_area_rebuilt', seq FROM sqlite_sequence WHERE name = 'partner_area'"
    )
    op.drop_table("partner_area")
    op.rename_table("partner_area_rebuilt", "partner_area")
    for index in indexes:
        op.execute(index)
