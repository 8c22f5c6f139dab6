"""Conditions that several named queries share. Imported inside the queries only."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from partnerreg.db.query import LAST


def today() -> sa.BindParameter[Any]:
    """The day the question is asked for, as the parameter `today`."""
    return sa.bindparam("today", type_=sa.Date)


def optional(name: str, column: Any) -> sa.ColumnElement[bool]:
    """The column equals the parameter of this name; always true where the parameter is NULL."""
    asked = sa.bindparam(name, type_=column.type)
    return sa.or_(asked.is_(None), column == asked)


def at_most() -> sa.ColumnElement[int]:
    """The parameter `most` as a limit: none where it is NULL."""
    return sa.func.coalesce(sa.bindparam("most", type_=sa.Integer), LAST)


def partner_range(column: Any) -> sa.ColumnElement[bool]:
    """Partners from `first` to `last`: one of them, or all, by the same index."""
    first, last = (sa.bindparam(name, type_=sa.Integer) for name in ("first", "last"))
    return sa.and_(column >= first, column <= last)


def alive(thing: Any) -> sa.ColumnElement[bool]:
    """`today` lies between `starts_on` and `ends_on`; open ends count as always."""
    return sa.and_(
        sa.or_(thing.starts_on.is_(None), thing.starts_on <= today()),
        sa.or_(thing.ends_on.is_(None), thing.ends_on >= today()),
    )


def follows_until(assignment: Any, staff: Any) -> sa.ColumnElement[Any]:
    """When an assignment ends: with itself, or with the person leaving the house before that.

    Leaving ends assignments now; registers of the first version hold such as it did not.
    """
    left_earlier = sa.and_(
        staff.ends_on.is_not(None),
        sa.or_(assignment.ends_on.is_(None), staff.ends_on < assignment.ends_on),
    )
    return sa.case((left_earlier, staff.ends_on), else_=assignment.ends_on).label("ends_on")


def in_use(thing: Any) -> sa.ColumnElement[bool]:
    """A unit or an area is not retired by `today`."""
    return sa.or_(thing.retired_on.is_(None), thing.retired_on > today())


def quiet_since(partner: Any) -> sa.ColumnElement[bool]:
    """Nothing was done with the partner from the parameter of this name until today, if given."""
    from partnerreg.tables import Activity, ActivityPartner, columns

    a, link = columns(Activity), columns(ActivityPartner)
    since = sa.bindparam("quiet_since", type_=sa.Date)
    lately = (
        sa.select(link.partner_id)
        .join_from(Activity, ActivityPartner, a.id == link.activity_id)
        .where(a.held_on >= since, a.held_on <= today())
    )
    return sa.or_(since.is_(None), partner.not_in(lately))
