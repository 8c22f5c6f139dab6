"""Questions about network groups and who is in them, and about who is known at all."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import Party

if TYPE_CHECKING:
    from sqlalchemy import Select


class MemberRow(NamedTuple):
    """Somebody in a group: one of ours, a partner, or a contact of one.

    `name` is empty where a contact's may be kept no longer; `retired_on` is the group's.
    `contact_id` is empty where the partner itself is the member.
    """

    id: int
    group: str
    party: str
    name: str | None
    partner_id: int | None
    partner: str | None
    starts_on: date
    ends_on: date | None
    retired_on: date | None
    group_id: int
    contact_id: int | None


@query(MemberRow)
def group_members() -> "Select[Any]":
    """Members of groups, past and present, ours first: of one group, of one partner, or all.

    One of ours who has left the house left the group with that.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import follows_until, optional
    from partnerreg.tables import Contact, GroupMember, NetworkGroup, Partner, Staff, columns

    m, g, s, c, p = (
        columns(entity) for entity in (GroupMember, NetworkGroup, Staff, Contact, Partner)
    )
    kept_on = sa.bindparam("kept_on", type_=sa.Date)
    kept = sa.or_(c.retain_until.is_(None), c.retain_until >= kept_on)
    party = sa.case((s.id.is_(None), Party.THEY.value), else_=Party.WE.value)
    name = sa.case((s.id.is_not(None), s.name), (kept, c.name), else_=None)
    return (
        sa.select(
            m.id,
            g.name.label("group"),
            party.label("party"),
            name.label("name"),
            p.id.label("partner_id"),
            p.name.label("partner"),
            m.starts_on,
            follows_until(m, s).label("ends_on"),
            g.retired_on,
            m.group_id,
            m.contact_id,
        )
        .join_from(GroupMember, NetworkGroup, g.id == m.group_id)
        .outerjoin(Staff, s.id == m.staff_id)
        .outerjoin(Contact, c.id == m.contact_id)
        .outerjoin(Partner, p.id == sa.func.coalesce(m.partner_id, c.partner_id))
        .where(optional("group", m.group_id), optional("partner", p.id))
        .order_by(g.name, s.id.is_(None), m.starts_on, m.id)
    )


class KnownName(NamedTuple):
    """What a person or an organisation is called somewhere in the register."""

    is_person: bool
    name: str


@query(KnownName)
def known_names() -> "Select[Any]":
    """The names of all that the register knows, each as it was written."""
    import sqlalchemy as sa

    from partnerreg.tables import (
        Agreement,
        Contact,
        NameConsent,
        Partner,
        Proposal,
        Signature,
        Staff,
        columns,
    )

    a, p = columns(Agreement), columns(Proposal)
    people = (
        *(columns(entity).name for entity in (Contact, Staff, Signature)),
        *(p.contact, a.sent_to, columns(NameConsent).given_by),
    )
    names = [(True, name) for name in people]
    names += [(False, name) for name in (columns(Partner).name, p.name)]
    known = sa.union(
        *(
            sa.select(sa.literal(is_person).label("is_person"), name.label("name")).where(
                name.is_not(None)
            )
            for is_person, name in names
        )
    ).subquery()
    return sa.select(known.c.is_person, known.c.name).order_by(known.c.name)
