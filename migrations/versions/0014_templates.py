"""templates that agreements are drafted from."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                *("en", "da", "sv", "fi", "nb"),
                name="language",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(trim(file_name)) > 0", name=op.f("ck_template_file_name_filled")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_template_name_filled")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["content.sha256"], name=op.f("fk_template_sha256_content")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("name_key", name=op.f("uq_template_name_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_template_sha256"), "template", ["sha256"])


def downgrade() -> None:
    # What the journal tells of a table that is gone could not be taken back.
    op.execute("DELETE FROM change WHERE table_name = 'template'")
    op.drop_table("template")
