"""units that hold activities.

The table is rebuilt from its own text, whatever columns it has: a batch writes a table's
constraints in any order.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CONSTRAINT = ", CONSTRAINT fk_activity_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)"


def upgrade() -> None:
    op.execute("ALTER TABLE activity ADD COLUMN unit_id INTEGER")
    text = _text()
    _rebuild(f"{text.rstrip().removesuffix(')')}{CONSTRAINT})")
    op.create_index(op.f("ix_activity_unit_id"), "activity", ["unit_id"])


def downgrade() -> None:
    # What no partner took part in has no place among activities that all had partners.
    op.execute("DELETE FROM change WHERE table_name = 'activity' AND row_id IN" + _ALONE)
    op.execute("DELETE FROM activity WHERE id IN" + _ALONE)
    op.drop_index(op.f("ix_activity_unit_id"), "activity")
    _rebuild(_text().replace(CONSTRAINT, ""))
    op.execute("ALTER TABLE activity DROP COLUMN unit_id")


_ALONE = (
    " (SELECT id FROM activity WHERE NOT EXISTS"
    " (SELECT 1 FROM activity_partner WHERE activity_partner.activity_id = activity.id))"
)


def _text() -> str:
    """What the table says of itself."""
    connection = op.get_bind()
    text: str = connection.scalar(
        sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'activity'")
    )
    return text


def _rebuild(text: str) -> None:
    """Put the table's rows into one of another text; its indexes stay."""
    connection = op.get_bind()
    of_table = "FROM sqlite_master WHERE tbl_name = 'activity' AND type = 'index'"
    indexes = connection.scalars(sa.text(f"SELECT sql {of_table} AND sql IS NOT NULL")).all()
    _, parenthesis, columns = text.partition("(")
    op.execute(f"CREATE TABLE activity_rebuilt {parenthesis}{columns}")
    names = ", ".join(column["name"] for column in sa.inspect(connection).get_columns("activity"))
    op.execute(f"INSERT INTO activity_rebuilt ({names}) SELECT {names} FROM activity ORDER BY id")
    # No number that was given is given again.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'activity_rebuilt'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq)"
        " SELECT 'activity_rebuilt', seq FROM sqlite_sequence WHERE name = 'activity'"
    )
    op.drop_table("activity")
    op.rename_table("activity_rebuilt", "activity")
    for index in indexes:
        op.execute(index)
