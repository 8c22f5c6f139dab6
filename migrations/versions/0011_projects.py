"""projects, their phases, targets and milestones."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column(
            "scope",
            sa.Enum(
                "local",
                "cross-cutting",
                "regional",
                "national",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("expected_from", sa.Date(), nullable=True),
        sa.Column("expected_until", sa.Date(), nullable=True),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.CheckConstraint("ended_on >= began_on", name=op.f("ck_project_ended_on_after_began_on")),
        sa.CheckConstraint(
            "expected_until >= expected_from",
            name=op.f("ck_project_expected_until_after_expected_from"),
        ),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_project_title_filled")),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_project_owner_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("title_key", name=op.f("uq_project_title_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_project_owner_id"), "project", ["owner_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("first_due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_milestone_title_filled")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_milestone_owner_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_milestone_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint(
            "project_id", "title_key", name=op.f("uq_milestone_project_id_title_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_milestone_due"), "milestone", ["due"], unique=False)
    op.create_index(op.f("ix_milestone_owner_id"), "milestone", ["owner_id"], unique=False)

    op.create_table(
        "phase_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "idea",
                "scoping",
                "agreement",
                "delivery",
                "evaluation",
                "continuation",
                "closed",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "succeeded",
                "not-viable",
                "strategy-changed",
                "partner-closed",
                "merged",
                "no-time",
                name="end_reason",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(phase = 'closed') = (end_reason IS NOT NULL)",
            name=op.f("ck_phase_change_closed_for_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_phase_change_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_phase_change_project_id_effective_on",
        "phase_change",
        ["project_id", "effective_on", "id"],
        unique=False,
    )

    op.create_table(
        "project_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("rationale", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_project_goal_ends_on_after_starts_on")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_project_goal_goal_id_goal")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_goal_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_goal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_project_goal_goal_id"), "project_goal", ["goal_id"], unique=False)
    op.create_index(
        op.f("ix_project_goal_project_id"), "project_goal", ["project_id"], unique=False
    )

    op.create_table(
        "project_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_project_partner_ends_on_after_starts_on")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_project_partner_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_partner_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_partner")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_project_partner_partner_id"), "project_partner", ["partner_id"], unique=False
    )
    op.create_index(
        op.f("ix_project_partner_project_id"), "project_partner", ["project_id"], unique=False
    )

    op.create_table(
        "project_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column(
            "stance",
            sa.Enum(
                "yes",
                "no",
                "not-asked",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_unit_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_project_unit_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_unit")),
        sa.UniqueConstraint(
            "project_id", "unit_id", name=op.f("uq_project_unit_project_id_unit_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_project_unit_unit_id"), "project_unit", ["unit_id"], unique=False)

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("indicator_key", sa.String(), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("reached", sa.Float(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(reached IS NULL) = (reached_on IS NULL)", name=op.f("ck_target_reached_on_a_day")
        ),
        sa.CheckConstraint("length(trim(indicator)) > 0", name=op.f("ck_target_indicator_filled")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_target_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "project_id", "indicator_key", name=op.f("uq_target_project_id_indicator_key")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    for table in (
        "target",
        "project_unit",
        "project_partner",
        "project_goal",
        "phase_change",
        "milestone",
        "project",
    ):
        # What the journal tells of a table that is gone could not be taken back.
        op.execute(f"DELETE FROM change WHERE table_name = '{table}'")
        op.drop_table(table)
