"""What the register knows on `today` of who and what takes part in a partnership.

Imported inside the queries only.
"""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.domain.preparation import REGISTER_KNOWS
from partnerreg.queries.conditions import in_force, today
from partnerreg.tables import (
    Agreement,
    AgreementParty,
    Contribution,
    ProjectPartner,
    columns,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Condition = Callable[[Any], sa.ColumnElement[bool]]


def known(partner: Any, *, is_so: bool) -> Any:
    """The bits of what is known to be so, or not to be so; the first has the lowest bit.

    The house is a public body of one municipality. That the register holds no third party and
    no money does not mean that there is none.
    """
    p = partner
    wider = sa.or_(p.scope == "regional", p.scope == "national")
    money, room = _gives(p, "money"), _gives(p, "room")
    facts = {
        "private-party": (p.sector == "private", p.sector != "private"),
        "several-parties": (sa.or_(_shares_paper(p), _shares_project(p)), None),
        "several-sectors": (p.sector != "public", p.sector == "public"),
        "several-municipalities": (wider, p.scope == "local"),
        "money": (sa.or_(money, _on_paper(p, _moves_money)), None),
        "personal-data": (_on_paper(p, lambda a: a.kind == "data-processing"), None),
        "children": (p.involves_youth.is_(True), p.involves_youth.is_(False)),
        "volunteers": (p.involves_volunteers.is_(True), p.involves_volunteers.is_(False)),
        "premises": (sa.or_(room, _on_paper(p, lambda a: a.kind == "premises")), None),
    }
    conditions = [facts[code][0 if is_so else 1] for code in REGISTER_KNOWS]
    bits = [
        sa.case((condition, 1 << place), else_=0)
        for place, condition in enumerate(conditions)
        if condition is not None
    ]
    return functools.reduce(operator.add, bits)


def _moves_money(agreement: Any) -> sa.ColumnElement[bool]:
    return sa.or_(agreement.kind == "sponsorship", agreement.value.is_not(None))


def _gives(partner: Any, kind: str) -> sa.ColumnElement[bool]:
    """One party gives the other something of a kind on the day."""
    c = columns(Contribution)
    return sa.exists().where(c.partner_id == partner.id, c.kind == kind, in_force(c))


def _on_paper(partner: Any, is_meant: Condition) -> sa.ColumnElement[bool]:
    """A signed agreement with the partner holds on the day, of those that are meant."""
    a, p = _apart(Agreement, "paper"), columns(AgreementParty)
    own = sa.exists().where(a.partner_id == partner.id, in_force(a, "left_on"))
    joined = sa.exists().where(p.partner_id == partner.id, p.agreement_id == a.id, in_force(p))
    return sa.or_(own.where(_holds(a), is_meant(a)), joined.where(_holds(a), is_meant(a)))


def _shares_paper(partner: Any) -> sa.ColumnElement[bool]:
    """A signed agreement holds on the day to which there is a third party."""

    def has_third_party(agreement: Any) -> sa.ColumnElement[bool]:
        third = _apart(AgreementParty, "third")
        return sa.exists().where(third.agreement_id == agreement.id, in_force(third))

    return _on_paper(partner, has_third_party)


def _shares_project(partner: Any) -> sa.ColumnElement[bool]:
    """Another partner takes part in a project of the partner's on the day."""
    one, other = _apart(ProjectPartner, "one"), _apart(ProjectPartner, "other")
    return sa.exists().where(
        one.partner_id == partner.id,
        other.project_id == one.project_id,
        other.partner_id != one.partner_id,
        in_force(one),
        in_force(other),
    )


def _holds(agreement: Any) -> sa.ColumnElement[bool]:
    """It is signed, has begun, and neither ended nor was terminated."""
    a = agreement
    return sa.and_(
        a.signed_on <= today(),
        sa.or_(a.valid_from.is_(None), a.valid_from <= today()),
        sa.or_(a.valid_until.is_(None), a.valid_until >= today(), a.renewal == "tacit"),
        sa.or_(a.terminated_on.is_(None), a.terminated_on > today()),
    )


def _apart(entity: Any, name: str) -> Any:
    return entity.__table__.alias(f"{name}_known").c
