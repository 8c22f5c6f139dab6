"""the core of the register."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create(
        "area",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        _check("area_name_filled", "length(trim(name)) > 0"),
        _unique("area", "name_key"),
    )
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _check("content_size_is_true", "length(data) = size"),
        _check("content_sha256_is_hex", "length(sha256) = 64"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_content")),
    )
    _create(
        "goal",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _check("goal_ends_on_after_starts_on", "ends_on >= starts_on"),
        _check("goal_code_filled", "length(trim(code)) > 0"),
        _check("goal_title_filled", "length(trim(title)) > 0"),
        _unique("goal", "code_key"),
    )
    _create(
        "operation",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        _check("operation_actor_filled", "length(trim(actor)) > 0"),
        _check("operation_command_filled", "length(trim(command)) > 0"),
    )
    _create(
        "unit",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        _check("unit_name_filled", "length(trim(name)) > 0"),
        _unique("unit", "name_key"),
    )
    _create(
        "activity",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            _word("kind", "meeting", "event", "call", "visit", "mail", "other"),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        _check("activity_title_filled", "length(trim(title)) > 0"),
        _check("activity_participants_not_negative", "participants >= 0"),
        _refers("activity", "area_id", "area"),
    )
    _index("activity", "area_id")
    _index("activity", "held_on")

    _create(
        "change",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        _check("change_says_something", "before IS NOT NULL OR after IS NOT NULL"),
        _refers("change", "operation_id", "operation"),
    )
    _index("change", "operation_id")
    _index("change", "partner_id")
    _index("change", "table_name", "row_id")

    _create(
        "partner",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("sort_en", sa.String(), nullable=False),
        sa.Column("sort_da", sa.String(), nullable=False),
        sa.Column("sort_sv", sa.String(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("status", _word("status", "active", "ended"), nullable=False),
        sa.Column(
            "sector",
            _word("sector", "public", "private", "civil-society", "individual"),
            nullable=True,
        ),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("municipality_key", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("registration_number", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column(
            "scope", _word("scope", "local", "cross-cutting", "regional", "national"), nullable=True
        ),
        sa.Column("involves_youth", sa.Boolean(), nullable=True),
        sa.Column("involves_volunteers", sa.Boolean(), nullable=True),
        sa.Column("together", sa.String(), nullable=True),
        sa.Column("for_whom", sa.String(), nullable=True),
        sa.Column("why_together", sa.String(), nullable=True),
        sa.Column("pilot_until", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        _check("partner_country_is_alpha_2", "length(country) = 2"),
        _check("partner_name_filled", "length(trim(name)) > 0"),
        _check("partner_level_is_level", "level BETWEEN 1 AND 3"),
        _refers("partner", "unit_id", "unit"),
        _unique("partner", "external_id"),
    )
    _index("partner", "name_key", "municipality_key")
    _index("partner", "registration_number")
    _index("partner", "sort_da")
    _index("partner", "sort_en")
    _index("partner", "sort_sv")
    _index("partner", "unit_id")

    _create(
        "staff",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("is_management", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _check("staff_ends_on_after_starts_on", "ends_on >= starts_on"),
        _check("staff_name_filled", "length(trim(name)) > 0"),
        _refers("staff", "unit_id", "unit"),
        _unique("staff", "name_key"),
    )
    _index("staff", "unit_id")

    _create(
        "activity_partner",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        _refers("activity_partner", "activity_id", "activity"),
        _refers("activity_partner", "partner_id", "partner"),
        _unique("activity_partner", "partner_id", "activity_id"),
    )
    _index("activity_partner", "activity_id")

    _create(
        "agreement",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("kind", _word("kind", "letter-of-intent", "written-agreement"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("renewal", _word("renewal", "none", "tacit"), nullable=False),
        sa.Column("renewal_months", sa.Integer(), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column("terminated_on", sa.Date(), nullable=True),
        sa.Column("exit_terms", sa.String(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        _check("agreement_tacit_term", "(renewal = 'tacit') = (renewal_months IS NOT NULL)"),
        _check("agreement_title_filled", "length(trim(title)) > 0"),
        _check("agreement_notice_months_not_negative", "notice_months >= 0"),
        _check("agreement_renewal_months_positive", "renewal_months > 0"),
        _check("agreement_replaces_another", "replaces_id <> id"),
        _check("agreement_valid_until_after_valid_from", "valid_until >= valid_from"),
        _refers("agreement", "partner_id", "partner"),
        _refers("agreement", "replaces_id", "agreement"),
    )
    _index("agreement", "partner_id")
    _index("agreement", "replaces_id")

    _create(
        "assignment",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("role", _word("role", "coordinator", "management"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _check("assignment_ends_on_after_starts_on", "ends_on >= starts_on"),
        _refers("assignment", "partner_id", "partner"),
        _refers("assignment", "staff_id", "staff"),
    )
    _index("assignment", "partner_id")
    _index("assignment", "staff_id")

    _create(
        "contact",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column(
            "legal_basis",
            _word(
                "legal_basis",
                "consent",
                "contract",
                "legal-obligation",
                "vital-interests",
                "public-task",
                "legitimate-interests",
            ),
            nullable=True,
        ),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        _check("contact_name_filled", "length(trim(name)) > 0"),
        _refers("contact", "partner_id", "partner"),
    )
    _index("contact", "partner_id")
    primary = sa.text("is_primary")
    op.create_index(
        "uq_contact_primary_of_partner",
        "contact",
        ["partner_id"],
        unique=True,
        sqlite_where=primary,
        postgresql_where=primary,
    )

    _create(
        "contribution",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "we", "they", name="party", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("direction", _word("direction", "give", "get"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        _check("contribution_text_filled", "length(trim(text)) > 0"),
        _refers("contribution", "partner_id", "partner"),
    )
    _index("contribution", "partner_id")

    _create(
        "evaluation",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("rating", _word("rating", "success", "mixed", "failure"), nullable=False),
        sa.Column("experience", sa.String(), nullable=True),
        sa.Column("effect", sa.String(), nullable=True),
        sa.Column("continuation", sa.String(), nullable=True),
        sa.Column(
            "decision",
            _word("decision", "continue", "adjust", "promote", "demote", "hand-over", "end"),
            nullable=True,
        ),
        _refers("evaluation", "partner_id", "partner"),
    )
    _index("evaluation", "partner_id")

    _create(
        "level_change",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("from_level", sa.SmallInteger(), nullable=True),
        sa.Column("to_level", sa.SmallInteger(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("overridden", sa.Boolean(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        _check("level_change_changes_something", "from_level <> to_level"),
        _check("level_change_from_level_is_level", "from_level BETWEEN 1 AND 3"),
        _check("level_change_goes_somewhere", "from_level IS NOT NULL OR to_level IS NOT NULL"),
        _check("level_change_to_level_is_level", "to_level BETWEEN 1 AND 3"),
        _refers("level_change", "partner_id", "partner"),
    )
    op.create_index(
        "ix_level_change_partner_id_effective_on",
        "level_change",
        ["partner_id", "effective_on", "id"],
    )

    _create(
        "partner_area",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _check("partner_area_ends_on_after_starts_on", "ends_on >= starts_on"),
        _refers("partner_area", "area_id", "area"),
        _refers("partner_area", "partner_id", "partner"),
    )
    _index("partner_area", "area_id")
    _index("partner_area", "partner_id")

    _create(
        "partner_goal",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("rationale", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _check("partner_goal_ends_on_after_starts_on", "ends_on >= starts_on"),
        _refers("partner_goal", "goal_id", "goal"),
        _refers("partner_goal", "partner_id", "partner"),
    )
    _index("partner_goal", "goal_id")
    _index("partner_goal", "partner_id")

    _create(
        "partner_tag",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("tag_key", sa.String(), nullable=False),
        _check("partner_tag_tag_filled", "length(trim(tag)) > 0"),
        _refers("partner_tag", "partner_id", "partner"),
        _unique("partner_tag", "partner_id", "tag_key"),
    )
    _index("partner_tag", "tag_key")

    _create(
        "document",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        _check("document_name_filled", "length(trim(name)) > 0"),
        _refers("document", "agreement_id", "agreement"),
        _refers("document", "sha256", "content", "sha256"),
    )
    _index("document", "agreement_id")
    _index("document", "sha256")


def downgrade() -> None:
    for table in (
        "document",
        "partner_tag",
        "partner_goal",
        "partner_area",
        "level_change",
        "evaluation",
        "contribution",
        "contact",
        "assignment",
        "agreement",
        "activity_partner",
        "staff",
        "partner",
        "change",
        "activity",
        "unit",
        "operation",
        "goal",
        "content",
        "area",
    ):
        op.drop_table(table)


def _create(table: str, *parts: Any) -> None:
    """Make a table whose rows are told by numbers that are never used again."""
    number = sa.Column("id", sa.Integer(), nullable=False)
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    op.create_table(table, number, *parts, key, sqlite_autoincrement=True)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{name}"))


def _refers(table: str, column: str, other: str, key: str = "id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=name)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))
