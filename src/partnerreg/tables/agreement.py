"""What was put on paper, and the papers themselves."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from partnerreg.domain.enums import AgreementKind, LanguageCode, Renewal
from partnerreg.tables.columns import (
    Entity,
    filled,
    in_order,
    not_negative,
    owned_by,
    refers_to,
    table_args,
    word,
)


class Agreement(Entity, table=True):
    """A letter of intent or a written agreement.

    Its state on a day (draft, signed, in force, expired, terminated) is derived
    from its dates by `partnerreg.domain.agreement_terms`, never stored.
    """

    __tablename__ = "agreement"
    __table_args__ = table_args(
        filled("title"),
        in_order("valid_from", "valid_until"),
        sa.CheckConstraint("(renewal = 'tacit') = (renewal_months IS NOT NULL)", name="tacit_term"),
        sa.CheckConstraint("renewal_months > 0", name="renewal_months_positive"),
        not_negative("notice_months"),
        sa.CheckConstraint("replaces_id <> id", name="replaces_another"),
    )

    partner_id: int = owned_by("partner.id")
    kind: AgreementKind = Field(sa_type=word(AgreementKind, "kind"))
    title: str
    reference: str | None = None
    signed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    renewal: Renewal = Field(sa_type=word(Renewal, "renewal"))
    renewal_months: int | None = None
    notice_months: int | None = None
    terminated_on: date | None = None
    exit_terms: str | None = None
    replaces_id: int | None = refers_to("agreement.id")


class Content(SQLModel, table=True):
    """A file's bytes under their SHA-256 (hex). Written once, never changed, one copy each."""

    __tablename__ = "content"
    __table_args__ = (
        sa.CheckConstraint("length(sha256) = 64", name="sha256_is_hex"),
        sa.CheckConstraint("length(data) = size", name="size_is_true"),
    )

    sha256: str = Field(primary_key=True)
    size: int
    data: bytes


class Document(Entity, table=True):
    """A file attached to an agreement, under the name it came with."""

    __tablename__ = "document"
    __table_args__ = table_args(filled("name"))

    agreement_id: int = owned_by("agreement.id")
    name: str
    media_type: str
    sha256: str = Field(foreign_key="content.sha256", index=True)


class Template(Entity, table=True):
    """What an agreement is drafted from: a file with placeholders."""

    __tablename__ = "template"
    __table_args__ = table_args(filled("name"), filled("file_name"))

    name: str
    name_key: str = Field(unique=True)
    # The words are the agreements' affair: a new one changes one table.
    kind: AgreementKind = Field(sa_type=word(AgreementKind, "kind", check=False))
    language: LanguageCode = Field(sa_type=word(LanguageCode, "language"))
    file_name: str
    media_type: str
    sha256: str = Field(foreign_key="content.sha256", index=True)
