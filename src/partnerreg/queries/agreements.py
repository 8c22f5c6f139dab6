"""Questions about agreements and their documents."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import AgreementKind, Level, Renewal

if TYPE_CHECKING:
    from sqlalchemy import Select


class AgreementRow(NamedTuple):
    """An agreement, with its partner's name, what came after it, and how many documents it has."""

    id: int
    partner_id: int
    partner: str
    kind: AgreementKind
    title: str
    reference: str | None
    signed_on: date | None
    valid_from: date | None
    valid_until: date | None
    renewal: Renewal
    renewal_months: int | None
    notice_months: int | None
    terminated_on: date | None
    exit_terms: str | None
    replaces_id: int | None
    replaced_by_id: int | None
    documents: int


def _agreements() -> "Select[Any]":
    import sqlalchemy as sa

    from partnerreg.tables import Agreement, Document, Partner, columns

    a, p, d = columns(Agreement), columns(Partner), columns(Document)
    own = [a[field] for field in AgreementRow._fields[3:-2]]
    later = Agreement.__table__.alias("later")  # type: ignore[attr-defined]
    replaced_by = sa.select(sa.func.max(later.c.id)).where(later.c.replaces_id == a.id)
    documents = sa.select(sa.func.count()).where(d.agreement_id == a.id).scalar_subquery()
    return (
        sa.select(
            a.id,
            a.partner_id,
            p.name.label("partner"),
            *own,
            replaced_by.scalar_subquery().label("replaced_by_id"),
            documents.label("documents"),
        )
        .join_from(Agreement, Partner, p.id == a.partner_id)
        .order_by(a.partner_id, a.id)
    )


@query(AgreementRow)
def agreements() -> "Select[Any]":
    """Agreements, all or one partner's."""
    from partnerreg.queries.conditions import partner_range
    from partnerreg.tables import Agreement, columns

    return _agreements().where(partner_range(columns(Agreement).partner_id))


@query(AgreementRow)
def agreement() -> "Select[Any]":
    """One agreement, by number."""
    import sqlalchemy as sa

    from partnerreg.tables import Agreement, columns

    return _agreements().where(columns(Agreement).id == sa.bindparam("number", type_=sa.Integer))


class DocumentRow(NamedTuple):
    """A file attached to an agreement, without its bytes."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str


@query(DocumentRow)
def documents_of_agreement() -> "Select[Any]":
    """One agreement's documents, in the order they came."""
    import sqlalchemy as sa

    from partnerreg.tables import Content, Document, columns

    d, c = columns(Document), columns(Content)
    return (
        sa.select(d.id, d.name, d.media_type, c.size, d.sha256)
        .join_from(Document, Content, c.sha256 == d.sha256)
        .where(d.agreement_id == sa.bindparam("agreement", type_=sa.Integer))
        .order_by(d.id)
    )


class ContentRow(NamedTuple):
    """A file's bytes."""

    data: bytes


@query(ContentRow)
def content() -> "Select[Any]":
    """The bytes under a SHA-256."""
    import sqlalchemy as sa

    from partnerreg.tables import Content, columns

    c = columns(Content)
    return sa.select(c.data).where(c.sha256 == sa.bindparam("sha256", type_=sa.String))


class SignedPaper(NamedTuple):
    """A signed agreement; from `kind` to `terminated_on` it is as `AgreementFacts` has it."""

    partner_id: int
    kind: AgreementKind
    signed_on: date
    valid_from: date | None
    valid_until: date | None
    renewal: Renewal
    renewal_months: int | None
    notice_months: int | None
    terminated_on: date | None
    number: int
    title: str
    replaces_id: int | None
    partner: str
    level: Level
    coordinator: str | None


@query(SignedPaper)
def agreements_due_candidates() -> "Select[Any]":
    """Signed agreements that are not over, of active partners where one may fall due by `latest`.

    A sieve that lets too many through: the calendar is the domain's. The engine's months
    may end up to three days later than ours, so `latest` has to allow for that.
    """
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import MonthsBefore
    from partnerreg.queries.conditions import coordinator, last_step, today
    from partnerreg.tables import Agreement, LevelChange, Partner, columns

    a, p, c = columns(Agreement), columns(Partner), columns(LevelChange)
    held = sa.or_(a.valid_until.is_(None), a.valid_until >= today(), a.renewal == "tacit")
    signed = sa.and_(a.signed_on <= today(), held)
    notice = sa.func.coalesce(a.notice_months, 0)
    first = MonthsBefore(a.valid_until, notice)
    latest = sa.bindparam("latest", type_=sa.Date)
    soon = sa.or_(a.valid_until <= latest, first <= latest)
    may_fall_due = sa.or_(a.terminated_on.is_not(None), soon)  # what was renewed had its end soon
    partners = sa.select(a.partner_id).where(signed, may_fall_due)
    return (
        sa.select(
            *(a[field] for field in SignedPaper._fields[:-6]),
            a.id.label("number"),
            a.title,
            a.replaces_id,
            p.name.label("partner"),
            c.to_level.label("level"),
            coordinator(a.partner_id).label("coordinator"),
        )
        .join_from(Agreement, Partner, p.id == a.partner_id)
        .join(LevelChange, c.id == last_step(p.id))
        .where(signed, a.partner_id.in_(partners), c.to_level.is_not(None))
        .order_by(a.partner_id, a.id)
    )
