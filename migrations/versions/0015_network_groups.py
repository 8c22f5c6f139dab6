"""network groups and lessons."""

import sqlalchemy as sa
from alembic import op

from partnerreg.db.dialects.references import add_reference, drop_reference

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "network_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_network_group_name_filled")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_network_group_owner_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_group")),
        sa.UniqueConstraint("name_key", name=op.f("uq_network_group_name_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("network_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_network_group_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN staff_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN partner_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN contact_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_group_member_is_somebody"),
        ),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_group_member_ends_on_after_starts_on")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_group_member_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["network_group.id"], name=op.f("fk_group_member_group_id_network_group")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_group_member_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_group_member_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_group_member_contact_id"), ["contact_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_group_member_group_id"), ["group_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_group_member_partner_id"), ["partner_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_group_member_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("learned", sa.String(), nullable=False),
        sa.Column("hardest", sa.String(), nullable=True),
        sa.Column("own_house", sa.String(), nullable=True),
        sa.Column("advice", sa.String(), nullable=True),
        sa.Column(
            "share",
            sa.Enum(
                "no",
                "yes",
                "named",
                name="share",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("length(trim(learned)) > 0", name=op.f("ck_lesson_learned_filled")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_lesson_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["network_group.id"], name=op.f("fk_lesson_group_id_network_group")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_lesson_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lesson_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lesson_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lesson_partner_id"), ["partner_id"], unique=False)

    add_reference("activity", "group_id", "network_group")


def downgrade() -> None:
    # What the journal tells of tables that are gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'network_group'")
    op.execute("DELETE FROM change WHERE table_name = 'group_member'")
    op.execute("DELETE FROM change WHERE table_name = 'lesson'")
    drop_reference("activity", "group_id", "network_group")
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lesson_partner_id"))
        batch_op.drop_index(batch_op.f("ix_lesson_group_id"))
        batch_op.drop_index(batch_op.f("ix_lesson_activity_id"))

    op.drop_table("lesson")
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_member_staff_id"))
        batch_op.drop_index(batch_op.f("ix_group_member_partner_id"))
        batch_op.drop_index(batch_op.f("ix_group_member_group_id"))
        batch_op.drop_index(batch_op.f("ix_group_member_contact_id"))

    op.drop_table("group_member")
    with op.batch_alter_table("network_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_network_group_owner_id"))

    op.drop_table("network_group")
