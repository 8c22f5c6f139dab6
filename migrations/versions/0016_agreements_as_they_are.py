"""agreements as they are: amended, suspended, with several parties, signed by each.

The tables of agreements and documents are rebuilt by hand: a batch writes a table's
constraints in any order.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BEFORE = (
    "id, partner_id, kind, title, reference, signed_on, valid_from, valid_until, renewal,"
    " renewal_months, notice_months, terminated_on, exit_terms, replaces_id"
)
FILES = "id, agreement_id, name, media_type, sha256"
CARRYING = ("letter-of-intent", "written-agreement")
KINDS = (*CARRYING, "sponsorship", "data-processing", "premises", "volunteers")
NEW = ("amendment", "agreement_party", "signature", "suspension")
ADDED = "SELECT min(date(o.at)) FROM change c JOIN operation o ON o.id = c.operation_id"


def upgrade() -> None:
    _rebuild_agreement(KINDS, *_new_columns(), *_new_checks("agreement"))
    op.create_table(
        "amendment",
        _id(),
        _of_agreement(),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        *_terms("amendment"),
        *_new_terms("amendment"),
        *_new_checks("amendment"),
        *_old_checks("amendment"),
        _check("amendment_valid_until_after_starts_on", "valid_until >= starts_on"),
        _refers("amendment", "agreement_id", "agreement"),
        _key("amendment"),
        sa.UniqueConstraint(
            "agreement_id", "starts_on", name=op.f("uq_amendment_agreement_id_starts_on")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "agreement_party",
        _id(),
        _of_agreement(),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        _check("agreement_party_left_on_after_joined_on", "left_on > joined_on"),
        _refers("agreement_party", "agreement_id", "agreement"),
        _refers("agreement_party", "partner_id", "partner"),
        _key("agreement_party"),
        sa.UniqueConstraint(
            "agreement_id", "partner_id", name=op.f("uq_agreement_party_agreement_id_partner_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "signature",
        _id(),
        _of_agreement(),
        sa.Column("party", _word("signature_party", "we", "they"), nullable=False),
        sa.Column("represents_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        _check("signature_we_are_no_partner", "party = 'they' OR represents_id IS NULL"),
        _refers("signature", "agreement_id", "agreement"),
        _refers("signature", "represents_id", "partner"),
        _key("signature"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "suspension",
        _id(),
        _of_agreement(),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        _check("suspension_ends_on_after_starts_on", "ends_on >= starts_on"),
        _refers("suspension", "agreement_id", "agreement"),
        _key("suspension"),
        sqlite_autoincrement=True,
    )
    for table, column in (
        ("agreement_party", "partner_id"),
        ("signature", "agreement_id"),
        ("signature", "represents_id"),
        ("suspension", "agreement_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    _rebuild_document(
        sa.Column("amendment_id", sa.Integer(), nullable=True),
        _refers("document", "amendment_id", "amendment"),
    )
    op.create_index(op.f("ix_document_amendment_id"), "document", ["amendment_id"])
    _date_drafts()


def downgrade() -> None:
    # An agreement of a kind that was not known is refused by the old constraint, and nothing
    # is changed.
    _rebuild_document()
    for table in NEW:
        # What the journal tells of a table that is gone could not be taken back.
        op.execute(f"DELETE FROM change WHERE table_name = '{table}'")
        op.drop_table(table)
    _rebuild_agreement(CARRYING)


def _date_drafts() -> None:
    """Drafts lie since they were recorded; the journal knows, and is told what they hold now."""
    op.execute(
        f"UPDATE agreement SET drafted_on = ({ADDED} WHERE c.table_name = 'agreement'"
        " AND agreement.id BETWEEN c.row_id AND coalesce(c.last_row_id, c.row_id))"
        " WHERE signed_on IS NULL"
    )
    day = "SELECT a.drafted_on FROM agreement a WHERE a.id = change.row_id"
    for state in ("before", "after"):
        op.execute(
            f"UPDATE change SET {state} = json_set({state}, '$.drafted_on', ({day}))"
            f" WHERE table_name = 'agreement' AND json_type({state}) = 'object'"
            f" AND ({day}) IS NOT NULL"
        )


def _rebuild_agreement(kinds: tuple[str, ...], *more: Any) -> None:
    _rebuild(
        "agreement",
        BEFORE,
        _id(),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("kind", _word("agreement_kind", *kinds), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        *_terms("agreement"),
        sa.Column("terminated_on", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        *_old_checks("agreement"),
        _check("agreement_title_filled", "length(trim(title)) > 0"),
        _check("agreement_replaces_another", "replaces_id <> id"),
        _check("agreement_valid_until_after_valid_from", "valid_until >= valid_from"),
        _refers("agreement", "partner_id", "partner"),
        _refers("agreement", "replaces_id", "agreement"),
        *more,
    )
    for column in ("partner_id", "replaces_id"):
        op.create_index(op.f(f"ix_agreement_{column}"), "agreement", [column])


def _rebuild_document(*more: Any) -> None:
    _rebuild(
        "document",
        FILES,
        _id(),
        _of_agreement(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        _check("document_name_filled", "length(trim(name)) > 0"),
        _refers("document", "agreement_id", "agreement"),
        _refers("document", "sha256", "content", "sha256"),
        *more,
    )
    for column in ("agreement_id", "sha256"):
        op.create_index(op.f(f"ix_document_{column}"), "document", [column])


def _rebuild(table: str, kept: str, *parts: Any) -> None:
    """Put a table's rows, the columns kept, into a new one of these parts.

    Numbers that were given away are not given away again.
    """
    op.create_table(f"{table}_rebuilt", *parts, _key(table), sqlite_autoincrement=True)
    op.execute(f"INSERT INTO {table}_rebuilt ({kept}) SELECT {kept} FROM {table} ORDER BY id")
    op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{table}_rebuilt'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq)"
        f" SELECT '{table}_rebuilt', seq FROM sqlite_sequence WHERE name = '{table}'"
    )
    op.drop_table(table)
    op.rename_table(f"{table}_rebuilt", table)


def _terms(table: str) -> list[Any]:
    return [
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("renewal", _word(f"{table}_renewal", "none", "tacit"), nullable=False),
        sa.Column("renewal_months", sa.Integer(), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column("exit_terms", sa.String(), nullable=True),
    ]


def _old_checks(table: str) -> list[Any]:
    return [
        _check(f"{table}_tacit_term", "(renewal = 'tacit') = (renewal_months IS NOT NULL)"),
        _check(f"{table}_renewal_months_positive", "renewal_months > 0"),
        _check(f"{table}_notice_months_not_negative", "notice_months >= 0"),
    ]


def _new_columns() -> list[Any]:
    return [
        *_new_terms("agreement"),
        sa.Column("drafted_on", sa.Date(), nullable=True),
        sa.Column("sent_to", sa.String(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
    ]


def _new_terms(table: str) -> list[Any]:
    to = _word(f"{table}_notice_to", "end-of-month", "end-of-quarter", "end-of-term")
    return [
        sa.Column("notice", sa.String(), nullable=True),
        sa.Column("notice_to", to, nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
    ]


def _new_checks(table: str) -> list[Any]:
    length = "ltrim(notice, '0123456789') IN ('d', 'w', 'm') AND length(notice) BETWEEN 2 AND 6"
    return [
        _check(f"{table}_notice_is_length", length),
        _check(f"{table}_one_notice", "notice IS NULL OR notice_months IS NULL"),
        _check(f"{table}_value_not_negative", "value >= 0"),
        _check(f"{table}_value_in_currency", "(value IS NULL) = (currency IS NULL)"),
    ]


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _of_agreement() -> sa.Column[Any]:
    return sa.Column("agreement_id", sa.Integer(), nullable=False)


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(
        *words, name=op.f(f"ck_{name}"), native_enum=False, create_constraint=True, length=24
    )


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{name}"))


def _refers(table: str, column: str, other: str, key: str = "id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=name)
