"""what is told."""

import sqlalchemy as sa
from alembic import op

from partnerreg.db.dialects.references import add_reference, drop_reference

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "communication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "reach",
            sa.Enum(
                "inside",
                "outside",
                name="reach",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("partner_approved_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_communication_title_filled")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_communication_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_communication_owner_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_communication_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_communication_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communication")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("communication", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_communication_activity_id"), ["activity_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_communication_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_communication_partner_id"), ["partner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_communication_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "communication_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("communication_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["communication_id"],
            ["communication.id"],
            name=op.f("fk_communication_unit_communication_id_communication"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_communication_unit_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communication_unit")),
        sa.UniqueConstraint(
            "communication_id",
            "unit_id",
            name=op.f("uq_communication_unit_communication_id_unit_id"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("communication_unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_communication_unit_unit_id"), ["unit_id"], unique=False
        )

    add_reference("lesson", "project_id", "project")


def downgrade() -> None:
    # What the journal tells of tables that are gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'communication'")
    op.execute("DELETE FROM change WHERE table_name = 'communication_unit'")
    drop_reference("lesson", "project_id", "project")
    with op.batch_alter_table("communication_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_communication_unit_unit_id"))

    op.drop_table("communication_unit")
    with op.batch_alter_table("communication", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_communication_project_id"))
        batch_op.drop_index(batch_op.f("ix_communication_partner_id"))
        batch_op.drop_index(batch_op.f("ix_communication_owner_id"))
        batch_op.drop_index(batch_op.f("ix_communication_activity_id"))

    op.drop_table("communication")
