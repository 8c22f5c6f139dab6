"""What is exported beside partners: one query for each kind of thing; see `partners_out`."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.store.query import query

if TYPE_CHECKING:
    from sqlalchemy import Select


class ContactOut(NamedTuple):
    """A person at a partner."""

    number: int
    partner: int
    partner_name: str
    name: str
    role: str | None
    email: str | None
    phone: str | None
    primary: str
    source: str | None
    legal_basis: str | None
    informed_on: date | None
    verified_on: date | None
    retain_until: date | None
    notes: str | None


@query(ContactOut)
def contacts_out() -> "Select[Any]":
    """Contacts, all or one partner's."""
    from partnerreg.register.queries.cells import labelled, words, yes_or_no
    from partnerreg.tables import Contact, Partner, columns

    c, p = columns(Contact), columns(Partner)
    made = {"primary": yes_or_no(c.is_primary), "legal_basis": words(c.legal_basis)}
    return (
        labelled(ContactOut, c, partner=c.partner_id, partner_name=p.name, **made)
        .join_from(Contact, Partner, p.id == c.partner_id)
        .where(_of_partner(c.partner_id))
    )


class AgreementOut(NamedTuple):
    """An agreement; `replaces` is the number of an earlier one."""

    number: int
    partner: int
    partner_name: str
    kind: str
    title: str
    reference: str | None
    signed_on: date | None
    valid_from: date | None
    valid_until: date | None
    renewal_months: int | None
    notice_months: int | None
    terminated_on: date | None
    exit_terms: str | None
    replaces: int | None


@query(AgreementOut)
def agreements_out() -> "Select[Any]":
    """Agreements, all or one partner's."""
    from partnerreg.register.queries.cells import labelled, words
    from partnerreg.tables import Agreement, Partner, columns

    a, p = columns(Agreement), columns(Partner)
    made = {"kind": words(a.kind), "replaces": a.replaces_id}
    return (
        labelled(AgreementOut, a, partner=a.partner_id, partner_name=p.name, **made)
        .join_from(Agreement, Partner, p.id == a.partner_id)
        .where(_of_partner(a.partner_id))
    )


class ActivityOut(NamedTuple):
    """An activity, with the numbers and names of all partners that took part."""

    number: int
    held_on: date
    kind: str
    title: str
    partners: str | None
    partner_names: str | None
    area: str | None
    participants: int | None
    audience: str | None
    notes: str | None


@query(ActivityOut)
def activities_out() -> "Select[Any]":
    """Activities, all or those that one partner took part in."""
    import sqlalchemy as sa

    from partnerreg.register.queries.cells import item, labelled, several, words
    from partnerreg.tables import Activity, ActivityPartner, Area, Partner, columns

    a, link, p, area = (columns(table) for table in (Activity, ActivityPartner, Partner, Area))
    took_part = sa.select(sa.cast(link.partner_id, sa.String).label("item"))
    names = sa.select(item(p.name).label("item")).where(p.id == link.partner_id)
    who = {
        name: several(items.where(link.activity_id == a.id).order_by(link.id), Activity)
        for name, items in {"partners": took_part, "partner_names": names}.items()
    }
    asked = sa.bindparam("partner", type_=sa.Integer)
    with_partner = sa.exists().where(link.activity_id == a.id, link.partner_id == asked)
    return (
        labelled(ActivityOut, a, kind=words(a.kind), area=area.name, **who)
        .select_from(Activity.__table__.outerjoin(Area.__table__, area.id == a.area_id))  # type: ignore[attr-defined]
        .where(sa.or_(asked.is_(None), with_partner))
    )


class StaffOut(NamedTuple):
    """One of our people."""

    number: int
    name: str
    email: str | None
    unit: str | None
    management: str
    starts_on: date | None
    ends_on: date | None


@query(StaffOut)
def staff_out() -> "Select[Any]":
    """All our people."""
    from partnerreg.register.queries.cells import labelled, yes_or_no
    from partnerreg.tables import Staff, Unit, columns

    s, u = columns(Staff), columns(Unit)
    made = {"unit": u.name, "management": yes_or_no(s.is_management)}
    return labelled(StaffOut, s, **made).select_from(
        Staff.__table__.outerjoin(Unit.__table__, u.id == s.unit_id)  # type: ignore[attr-defined]
    )


class NamedOut(NamedTuple):
    """A unit or an area."""

    number: int
    name: str
    retired_on: date | None


@query(NamedOut)
def units_out() -> "Select[Any]":
    """All units."""
    from partnerreg.register.queries.cells import labelled
    from partnerreg.tables import Unit, columns

    return labelled(NamedOut, columns(Unit))


@query(NamedOut)
def areas_out() -> "Select[Any]":
    """All service areas."""
    from partnerreg.register.queries.cells import labelled
    from partnerreg.tables import Area, columns

    return labelled(NamedOut, columns(Area))


class GoalOut(NamedTuple):
    """A goal of the strategy."""

    number: int
    code: str
    title: str
    starts_on: date | None
    ends_on: date | None


@query(GoalOut)
def goals_out() -> "Select[Any]":
    """All goals."""
    from partnerreg.register.queries.cells import labelled
    from partnerreg.tables import Goal, columns

    return labelled(GoalOut, columns(Goal))


def _of_partner(column: Any) -> Any:
    """Partners from `first` to `last`, without their index: rows come in the order of their table.

    By the index, all of a million rows would have to be sorted; one partner's are
    found in a tenth of a second without it.
    """
    from partnerreg.register.queries.conditions import partner_range

    return partner_range(column + 0)
