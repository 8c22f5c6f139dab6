"""Questions about agreements and their documents."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import AgreementKind, Level, NoticeTo, Party, Renewal

if TYPE_CHECKING:
    from sqlalchemy import Select

    from partnerreg.domain.facts import AgreementFacts


class AgreementRow(NamedTuple):
    """An agreement on a day, with its partner's name, what came after it, and its documents.

    The terms are those of the day; `suspended_from` and `suspended_until` say for how long it
    is suspended, if it is. `parties` are the names of all that are parties on the day, `joined_on`
    and `left_on` the days of the partner that is asked about, or that it was made with.
    `we_signed_on` and `they_signed_on` are the last days on which the sides signed.
    """

    id: int
    partner_id: int
    partner: str
    kind: AgreementKind
    title: str
    reference: str | None
    drafted_on: date | None
    sent_to: str | None
    sent_on: date | None
    signed_on: date | None
    valid_from: date | None
    valid_until: date | None
    renewal: Renewal
    renewal_months: int | None
    notice_months: int | None
    notice: str | None
    notice_to: NoticeTo | None
    exit_terms: str | None
    value: int | None
    currency: str | None
    terminated_on: date | None
    replaces_id: int | None
    parties: str | None
    joined_on: date | None
    left_on: date | None
    suspended_from: date | None
    suspended_until: date | None
    we_signed_on: date | None
    they_signed_on: date | None
    replaced_by_id: int | None
    documents: int


def agreement_facts(row: AgreementRow, *, of_party: bool = False) -> "AgreementFacts":
    """What says where an agreement stands on a day; as the row's partner has it, if asked for."""
    from partnerreg.domain.facts import AgreementFacts

    terminated, start = row.terminated_on, row.valid_from
    if of_party and row.left_on is not None:
        terminated = min(row.left_on, terminated or row.left_on)
    if of_party and row.joined_on is not None:
        start = max(row.joined_on, row.valid_from or row.signed_on or row.joined_on)
    return AgreementFacts(
        kind=row.kind,
        signed_on=row.signed_on,
        valid_from=start,
        valid_until=row.valid_until,
        renewal=row.renewal,
        renewal_months=row.renewal_months,
        notice_months=row.notice_months,
        terminated_on=terminated,
        notice=row.notice,
        notice_to=row.notice_to,
        suspended=row.suspended_from is not None,
    )


def _agreements(*, of_one_partner: bool = False) -> "Select[Any]":
    import sqlalchemy as sa

    from partnerreg.queries import agreements_on
    from partnerreg.tables import Agreement, Document, Partner, columns

    a, p, d = columns(Agreement), columns(Partner), columns(Document)
    terms, suspended = agreements_on.terms(), agreements_on.suspension()
    later = Agreement.__table__.alias("later")  # type: ignore[attr-defined]
    replaced_by = sa.select(sa.func.max(later.c.id)).where(later.c.replaces_id == a.id)
    cells: dict[str, Any] = {
        **dict(a.items()),
        **terms.cells,
        "partner": p.name,
        "parties": agreements_on.parties(),
        "joined_on": sa.null(),
        "we_signed_on": agreements_on.last_signature("we"),
        "they_signed_on": agreements_on.last_signature("they"),
        "suspended_from": suspended.c.starts_on,
        "suspended_until": suspended.c.ends_on,
        "replaced_by_id": replaced_by.scalar_subquery(),
        "documents": sa.select(sa.func.count()).where(d.agreement_id == a.id).scalar_subquery(),
    }
    rows: Any = sa.join(Agreement, Partner, p.id == a.partner_id)
    rows = rows.outerjoin(*terms.amendment).outerjoin(suspended, suspended.c.agreement_id == a.id)
    if not of_one_partner:
        return _cells(cells).select_from(rows)
    party = agreements_on.party().c
    cells |= {"joined_on": party.joined_on, "left_on": party.left_on}
    rows = rows.join(party.agreement_id.table, party.agreement_id == a.id)
    of_partner = party.partner_id == sa.bindparam("partner", type_=sa.Integer)
    return _cells(cells).select_from(rows).where(of_partner)


def _cells(cells: dict[str, Any]) -> "Select[Any]":
    import sqlalchemy as sa

    return sa.select(*(cells[name].label(name) for name in AgreementRow._fields))


@query(AgreementRow)
def agreements() -> "Select[Any]":
    """All agreements, each once."""
    from partnerreg.tables import Agreement, columns

    a = columns(Agreement)
    return _agreements().order_by(a.partner_id, a.id)


@query(AgreementRow)
def agreements_of_partner() -> "Select[Any]":
    """The agreements that one partner is or was a party of."""
    from partnerreg.tables import Agreement, columns

    return _agreements(of_one_partner=True).order_by(columns(Agreement).id)


@query(AgreementRow)
def agreements_covering_partner() -> "Select[Any]":
    """The agreements that cover one partner on the day, with no end to that yet."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import Agreement, AgreementCover, columns

    a, c = columns(Agreement), columns(AgreementCover)
    covered = sa.exists().where(
        c.agreement_id == a.id,
        c.partner_id == sa.bindparam("partner", type_=sa.Integer),
        c.joined_on <= today(),
        c.left_on.is_(None),
    )
    return _agreements().where(covered).order_by(a.id)


@query(AgreementRow)
def agreements_of_ended() -> "Select[Any]":
    """Signed agreements that were not terminated by the day, all parties of which had ended."""
    import sqlalchemy as sa

    from partnerreg.queries import agreements_on
    from partnerreg.queries.conditions import last_step, today
    from partnerreg.tables import Agreement, LevelChange, columns

    a, c, party = columns(Agreement), columns(LevelChange), agreements_on.party().c
    active = sa.exists().where(
        party.agreement_id == a.id, c.id == last_step(party.partner_id), c.to_level.is_not(None),
        sa.or_(party.left_on.is_(None), party.left_on > today()),
    )  # fmt: skip
    ended = sa.exists().where(c.id == last_step(a.partner_id), c.to_level.is_(None))
    goes_on = sa.or_(a.terminated_on.is_(None), a.terminated_on > today())
    return _agreements().where(a.signed_on <= today(), goes_on, ended, ~active).order_by(a.id)


@query(AgreementRow)
def agreement() -> "Select[Any]":
    """One agreement, by number."""
    import sqlalchemy as sa

    from partnerreg.tables import Agreement, columns

    return _agreements().where(columns(Agreement).id == sa.bindparam("number", type_=sa.Integer))


class DocumentRow(NamedTuple):
    """A file attached to an agreement, without its bytes; `amended_from` if to an amendment."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    amended_from: date | None


@query(DocumentRow)
def documents_of_agreement() -> "Select[Any]":
    """One agreement's documents, in the order they came."""
    import sqlalchemy as sa

    from partnerreg.tables import Amendment, Content, Document, columns

    d, c, m = columns(Document), columns(Content), columns(Amendment)
    return (
        sa.select(d.id, d.name, d.media_type, c.size, d.sha256, m.starts_on.label("amended_from"))
        .join_from(Document, Content, c.sha256 == d.sha256)
        .outerjoin(Amendment, m.id == d.amendment_id)
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


class AmendmentRow(NamedTuple):
    """The terms of an agreement from a day on; without a day those of the beginning."""

    starts_on: date | None
    signed_on: date | None
    valid_until: date | None
    renewal_months: int | None
    notice_months: int | None
    notice: str | None
    notice_to: NoticeTo | None
    exit_terms: str | None
    value: int | None
    currency: str | None


@query(AmendmentRow)
def amendments_of_agreement() -> "Select[Any]":
    """The terms of one agreement from the beginning, and of each amendment signed by the day."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import Agreement, Amendment, columns

    a, m = columns(Agreement), columns(Amendment)
    number = sa.bindparam("agreement", type_=sa.Integer)
    terms = AmendmentRow._fields[2:]
    first = sa.select(
        sa.null().label("starts_on"), a.signed_on, *(a[name] for name in terms)
    ).where(a.id == number)
    later = sa.select(m.starts_on, m.signed_on, *(m[name] for name in terms)).where(
        m.agreement_id == number, m.signed_on <= today()
    )
    rows = first.union_all(later).subquery("terms")
    return sa.select(rows).order_by(rows.c.starts_on)


class PartyRow(NamedTuple):
    """A party of an agreement, the one it was made with first."""

    partner_id: int
    partner: str
    joined_on: date | None
    left_on: date | None


@query(PartyRow)
def parties_of_agreement() -> "Select[Any]":
    """One agreement's parties, past and present."""
    import sqlalchemy as sa

    from partnerreg.queries.agreements_on import party
    from partnerreg.tables import Agreement, Partner, columns

    each, p, a = party().c, columns(Partner), columns(Agreement)
    return (
        sa.select(each.partner_id, p.name.label("partner"), each.joined_on, each.left_on)
        .join_from(each.agreement_id.table, Partner, p.id == each.partner_id)
        .join(Agreement, a.id == each.agreement_id)
        .where(a.id == sa.bindparam("agreement", type_=sa.Integer))
        .order_by(each.partner_id != a.partner_id, each.joined_on, each.partner_id)
    )


@query(PartyRow)
def covered_by_agreement() -> "Select[Any]":
    """Whom one agreement covers beside its parties, and covered."""
    import sqlalchemy as sa

    from partnerreg.tables import AgreementCover, Partner, columns

    c, p = columns(AgreementCover), columns(Partner)
    return (
        sa.select(c.partner_id, p.name.label("partner"), c.joined_on, c.left_on)
        .join_from(AgreementCover, Partner, p.id == c.partner_id)
        .where(c.agreement_id == sa.bindparam("agreement", type_=sa.Integer))
        .order_by(c.joined_on, c.partner_id, c.id)
    )


class SignatureRow(NamedTuple):
    """Somebody signed an agreement for a side, or for one of several parties."""

    party: Party
    represents: str | None
    name: str | None
    signed_on: date | None


@query(SignatureRow)
def signatures_of_agreement() -> "Select[Any]":
    """One agreement's signatures; of those without a day, it is the agreement's."""
    import sqlalchemy as sa

    from partnerreg.tables import Agreement, Partner, Signature, columns

    s, a, p = columns(Signature), columns(Agreement), columns(Partner)
    day = sa.func.coalesce(s.signed_on, a.signed_on)
    return (
        sa.select(s.party, p.name.label("represents"), s.name, day.label("signed_on"))
        .join_from(Signature, Agreement, a.id == s.agreement_id)
        .outerjoin(Partner, p.id == s.represents_id)
        .where(a.id == sa.bindparam("agreement", type_=sa.Integer))
        .order_by(day, s.id)
    )


class SuspensionRow(NamedTuple):
    """A time in which an agreement does not hold."""

    starts_on: date
    ends_on: date | None
    reason: str | None


@query(SuspensionRow)
def suspensions_of_agreement() -> "Select[Any]":
    """When one agreement is suspended, past and to come."""
    import sqlalchemy as sa

    from partnerreg.tables import Suspension, columns

    s = columns(Suspension)
    return (
        sa.select(s.starts_on, s.ends_on, s.reason)
        .where(s.agreement_id == sa.bindparam("agreement", type_=sa.Integer))
        .order_by(s.starts_on, s.id)
    )


class SignedPaper(NamedTuple):
    """A signed agreement as one of its parties has it: what `facts` needs, and who that is."""

    partner_id: int
    kind: AgreementKind
    signed_on: date
    valid_from: date | None
    valid_until: date | None
    renewal: Renewal
    renewal_months: int | None
    notice_months: int | None
    terminated_on: date | None
    has_exit_terms: bool
    number: int
    notice: str | None
    notice_to: NoticeTo | None
    suspended: bool
    by: str | None
    title: str
    reference: str | None
    replaces_id: int | None
    partner: str
    level: Level
    coordinator: str | None
    is_first: bool


@query(SignedPaper)
def agreements_due_candidates() -> "Select[Any]":
    """Signed agreements that are not over, of active partners where one may fall due by `latest`.

    A sieve that lets too many through: the calendar is the domain's. The engine's months
    may end up to three days later than ours, so `latest` has to allow for that.
    """
    import sqlalchemy as sa

    from partnerreg.db.dialects.expressions import MonthsBefore
    from partnerreg.queries import agreements_on
    from partnerreg.queries.conditions import coordinator, last_step
    from partnerreg.tables import Agreement, LevelChange, Partner, columns

    a, p, c = columns(Agreement), columns(Partner), columns(LevelChange)
    terms = agreements_on.terms()
    until, signed = terms.cells["valid_until"], agreements_on.signed_and_not_over(terms)
    latest = sa.bindparam("latest", type_=sa.Date)
    soon = sa.or_(
        until <= latest, MonthsBefore(until, agreements_on.months_of_notice(terms)) <= latest
    )
    # What was renewed had its end soon.
    may_fall_due = sa.or_(a.terminated_on.is_not(None), soon)
    among, party = agreements_on.carriers().c, agreements_on.carriers().c
    partners = (
        sa.select(among.partner_id)
        .select_from(among.partner_id.table)
        .join(Agreement, a.id == among.agreement_id)
        .outerjoin(*terms.amendment)
        .where(signed, sa.or_(may_fall_due, among.left_on.is_not(None)))
    )
    cells = agreements_on.evidence(terms, party) | {
        "title": a.title,
        "reference": a.reference,
        "replaces_id": a.replaces_id,
        "partner": p.name,
        "level": c.to_level,
        "coordinator": coordinator(party.partner_id),
        "is_first": party.partner_id == a.partner_id,
    }
    return (
        sa.select(*(cells[name].label(name) for name in SignedPaper._fields))
        .select_from(party.partner_id.table)
        .join(Agreement, a.id == party.agreement_id)
        .outerjoin(*terms.amendment)
        .join(Partner, p.id == party.partner_id)
        .join(LevelChange, c.id == last_step(p.id))
        .where(signed, party.partner_id.in_(partners), c.to_level.is_not(None))
        .order_by(party.partner_id, a.id)
    )
