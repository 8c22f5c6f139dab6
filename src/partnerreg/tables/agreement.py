"""What was put on paper, and the papers themselves."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from partnerreg.domain.enums import (
    AgreementKind,
    ClauseState,
    LanguageCode,
    NoticeTo,
    Party,
    Renewal,
)
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


class Terms(SQLModel):
    """What parties agree on, and may agree otherwise on from a day.

    `notice` is a length as `partnerreg.domain.parsing.stretch` reads it. Where `notice_months`
    has a number, that is it, and `notice` is empty.
    """

    valid_until: date | None = None
    renewal: Renewal = Field(sa_type=word(Renewal, "renewal"))
    renewal_months: int | None = None
    notice_months: int | None = None
    notice: str | None = None
    notice_to: NoticeTo | None = Field(default=None, sa_type=word(NoticeTo, "notice_to"))
    exit_terms: str | None = None
    value: int | None = None
    currency: str | None = None


def _terms_fit() -> tuple[sa.CheckConstraint, ...]:
    """What holds of terms by themselves."""
    is_length = "ltrim(notice, '0123456789') IN ('d', 'w', 'm') AND length(notice) BETWEEN 2 AND 6"
    return (
        sa.CheckConstraint("(renewal = 'tacit') = (renewal_months IS NOT NULL)", name="tacit_term"),
        sa.CheckConstraint("renewal_months > 0", name="renewal_months_positive"),
        not_negative("notice_months"),
        sa.CheckConstraint(is_length, name="notice_is_length"),
        sa.CheckConstraint("notice IS NULL OR notice_months IS NULL", name="one_notice"),
        not_negative("value"),
        sa.CheckConstraint("(value IS NULL) = (currency IS NULL)", name="value_in_currency"),
    )


class Agreement(Entity, Terms, table=True):
    """A letter of intent, a written agreement, or a paper about one side of a partnership.

    Its state on a day (draft, signed, in force, suspended, expired, terminated) is derived
    from its dates by `partnerreg.domain.agreement_terms`, never stored. The terms are those of
    the beginning; `Amendment` has those of later days. The partner is the one that it was made
    with; from `left_on` it is no party any more. `AgreementParty` has those beside it.
    """

    __tablename__ = "agreement"
    __table_args__ = table_args(
        filled("title"),
        in_order("valid_from", "valid_until"),
        *_terms_fit(),
        sa.CheckConstraint("replaces_id <> id", name="replaces_another"),
    )

    partner_id: int = owned_by("partner.id")
    kind: AgreementKind = Field(sa_type=word(AgreementKind, "kind"))
    title: str
    reference: str | None = None
    drafted_on: date | None = None
    sent_to: str | None = None
    sent_on: date | None = None
    signed_on: date | None = None
    valid_from: date | None = None
    terminated_on: date | None = None
    left_on: date | None = None
    replaces_id: int | None = refers_to("agreement.id")


class Amendment(Entity, Terms, table=True):
    """The terms of an agreement from a day on: all of them, also those that stayed."""

    __tablename__ = "amendment"
    __table_args__ = table_args(
        sa.UniqueConstraint("agreement_id", "starts_on"),
        in_order("starts_on", "valid_until"),
        *_terms_fit(),
    )

    agreement_id: int = owned_by("agreement.id", index=False)
    starts_on: date
    signed_on: date


class AgreementCover(Entity, table=True):
    """An agreement of one partner covers another from `joined_on`; from `left_on` it does not.

    Whom it covers is no party of it: a member of an umbrella that signed for its members.
    """

    __tablename__ = "agreement_cover"
    __table_args__ = table_args(
        sa.CheckConstraint("left_on > joined_on", name="left_on_after_joined_on"),
    )

    agreement_id: int = owned_by("agreement.id")
    partner_id: int = owned_by("partner.id")
    joined_on: date
    left_on: date | None = None


class AgreementParty(Entity, table=True):
    """A further party of an agreement; from `left_on` it is none any more.

    Without `joined_on` it was one from the beginning.
    """

    __tablename__ = "agreement_party"
    __table_args__ = table_args(
        sa.UniqueConstraint("agreement_id", "partner_id"),
        sa.CheckConstraint("left_on > joined_on", name="left_on_after_joined_on"),
    )

    agreement_id: int = owned_by("agreement.id", index=False)
    partner_id: int = owned_by("partner.id")
    joined_on: date | None = None
    left_on: date | None = None


class Signature(Entity, table=True):
    """Somebody signed an agreement for a side; without a day, on the day that the last one did.

    They represent a party: the partner that it was made with, if none is named.
    """

    __tablename__ = "signature"
    __table_args__ = table_args(
        sa.CheckConstraint("party = 'they' OR represents_id IS NULL", name="we_are_no_partner")
    )

    agreement_id: int = owned_by("agreement.id")
    party: Party = Field(sa_type=word(Party, "party"))
    represents_id: int | None = refers_to("partner.id")
    name: str | None = None
    signed_on: date | None = None


class Suspension(Entity, table=True):
    """An agreement does not hold from a first day to a last one."""

    __tablename__ = "suspension"
    __table_args__ = table_args(in_order("starts_on", "ends_on"))

    agreement_id: int = owned_by("agreement.id")
    starts_on: date
    ends_on: date | None = None
    reason: str | None = None


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
    """A file attached to an agreement, or to an amendment of it, under the name it came with."""

    __tablename__ = "document"
    __table_args__ = table_args(filled("name"))

    agreement_id: int = owned_by("agreement.id")
    amendment_id: int | None = refers_to("amendment.id")
    name: str
    media_type: str
    sha256: str = Field(foreign_key="content.sha256", index=True)


class Clause(Entity, table=True):
    """What an agreement says of an item of the checklist, from a day on until it is marked anew.

    `code` is that of the item, which a policy may take out: the mark stays.
    """

    __tablename__ = "clause"
    __table_args__ = table_args(
        filled("code"), sa.UniqueConstraint("agreement_id", "code", "marked_on")
    )

    agreement_id: int = owned_by("agreement.id", index=False)
    code: str
    state: ClauseState = Field(sa_type=word(ClauseState, "state"))
    note: str | None = None
    marked_on: date


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
