"""What is exported beside partners: one query for each kind of thing; see `partners_out`."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query

if TYPE_CHECKING:
    from sqlalchemy import Select


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
    from partnerreg.queries.export_cells import labelled, words
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

    from partnerreg.queries.export_cells import item, labelled, several, words
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


def _of_partner(column: Any) -> Any:
    """Partners from `first` to `last`, without their index: rows come in the order of their table.

    By the index, all of a million rows would have to be sorted; one partner's are
    found in a tenth of a second without it.
    """
    from partnerreg.queries.conditions import partner_range

    return partner_range(column + 0)
