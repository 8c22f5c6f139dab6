"""A partner, its tags, what each party puts in and takes out, and its people."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from partnerreg.domain.enums import (
    ContributionKind,
    Direction,
    LegalBasis,
    LegalForm,
    Level,
    Party,
    PolicyField,
    Scope,
    Sector,
    Status,
    TieKind,
)
from partnerreg.tables.columns import (
    Entity,
    LevelType,
    filled,
    in_order,
    is_level,
    not_negative,
    only_where,
    owned_by,
    refers_to,
    table_args,
    word,
)


class Partner(Entity, table=True):
    """Whom the house works with.

    `level` and `status` are where the last level change left the partner.
    `unit_id` is the unit that runs the partnership from `unit_since` on, or from ever; those that
    ran it before are kept as `PartnerUnit`.
    The ``*_key`` and ``sort_*`` columns are derived from the names beside them
    (`partnerreg.domain.name_keys`): SQLite can neither fold nor sort Nordic letters.
    """

    __tablename__ = "partner"
    __table_args__ = table_args(
        filled("name"),
        is_level("level"),
        sa.CheckConstraint("length(country) = 2", name="country_is_alpha_2"),
        sa.Index("ix_partner_name_key_municipality_key", "name_key", "municipality_key"),
    )

    name: str
    name_key: str
    search_key: str
    sort_en: str = Field(index=True)
    sort_da: str = Field(index=True)
    sort_sv: str = Field(index=True)
    level: Level = Field(sa_type=LevelType)
    status: Status = Field(sa_type=word(Status, "status"))
    sector: Sector | None = Field(default=None, sa_type=word(Sector, "sector"))
    municipality: str | None = None
    municipality_key: str | None = None
    country: str | None = None
    registration_number: str | None = Field(default=None, index=True)
    external_id: str | None = Field(default=None, unique=True)
    website: str | None = None
    scope: Scope | None = Field(default=None, sa_type=word(Scope, "scope"))
    involves_youth: bool | None = None
    involves_volunteers: bool | None = None
    together: str | None = None
    for_whom: str | None = None
    why_together: str | None = None
    pilot_until: date | None = None
    notes: str | None = None
    unit_id: int | None = refers_to("unit.id")
    unit_since: date | None = None
    legal_form: LegalForm | None = Field(default=None, sa_type=word(LegalForm, "legal_form"))
    non_profit: bool | None = None
    policy_field: PolicyField | None = Field(
        default=None, sa_type=word(PolicyField, "policy_field")
    )
    region: str | None = None
    region_key: str | None = None


class PartnerTag(Entity, table=True):
    """A word that the house files a partner under."""

    __tablename__ = "partner_tag"
    __table_args__ = table_args(filled("tag"), sa.UniqueConstraint("partner_id", "tag_key"))

    partner_id: int = owned_by("partner.id", index=False)
    tag: str
    tag_key: str = Field(index=True)


class PartnerAudience(Entity, table=True):
    """A partner is for, or reaches, a target group."""

    __tablename__ = "partner_audience"
    __table_args__ = table_args(sa.UniqueConstraint("partner_id", "audience_id"))

    partner_id: int = owned_by("partner.id", index=False)
    audience_id: int = owned_by("audience.id")


class PartnerTie(Entity, table=True):
    """A partner belongs to another one, or is bound to it, from `starts_on` to `ends_on`."""

    __tablename__ = "partner_tie"
    __table_args__ = table_args(
        in_order("starts_on", "ends_on"),
        sa.CheckConstraint("other_id <> partner_id", name="other_is_another"),
    )

    partner_id: int = owned_by("partner.id")
    other_id: int = owned_by("partner.id")
    kind: TieKind = Field(sa_type=word(TieKind, "kind"))
    starts_on: date
    ends_on: date | None = None


class Contribution(Entity, table=True):
    """What one party gives to the partnership or gets out of it, from `starts_on` to `ends_on`.

    What it is worth is all of it, in its currency.
    """

    __tablename__ = "contribution"
    __table_args__ = table_args(
        filled("text"),
        not_negative("hours"),
        not_negative("worth"),
        sa.CheckConstraint("(worth IS NULL) = (currency IS NULL)", name="worth_in_currency"),
        in_order("starts_on", "ends_on"),
    )

    partner_id: int = owned_by("partner.id")
    party: Party = Field(sa_type=word(Party, "party"))
    direction: Direction = Field(sa_type=word(Direction, "direction"))
    text: str
    kind: ContributionKind | None = Field(default=None, sa_type=word(ContributionKind, "kind"))
    hours: float | None = Field(default=None, sa_type=sa.Numeric(asdecimal=False))
    worth: float | None = Field(default=None, sa_type=sa.Numeric(asdecimal=False))
    currency: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None


class Contact(Entity, table=True):
    """A person at a partner. Personal data: kept with its source, basis and end date."""

    __tablename__ = "contact"
    __table_args__ = table_args(
        filled("name"),
        sa.Index(
            "uq_contact_primary_of_partner",
            "partner_id",
            unique=True,
            **only_where("is_primary"),
        ),
    )

    partner_id: int = owned_by("partner.id")
    name: str
    search_key: str
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    is_primary: bool = False
    source: str | None = None
    legal_basis: LegalBasis | None = Field(default=None, sa_type=word(LegalBasis, "legal_basis"))
    informed_on: date | None = None
    verified_on: date | None = None
    retain_until: date | None = None
    notes: str | None = None
