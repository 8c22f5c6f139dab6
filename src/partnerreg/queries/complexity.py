"""What the register knows on `today` of who and what takes part in a partnership.

Imported inside the queries only.
"""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.domain.preparation import REGISTER_KNOWS
from partnerreg.queries import agreements_on
from partnerreg.queries.conditions import in_force, today
from partnerreg.tables import Agreement, Contribution, ProjectPartner, columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Cells = Mapping[str, Any]
    Condition = Callable[[Cells], sa.ColumnElement[bool]]


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
        "personal-data": (_on_paper(p, lambda a: a["kind"] == "data-processing"), None),
        "children": (p.involves_youth.is_(True), p.involves_youth.is_(False)),
        "volunteers": (p.involves_volunteers.is_(True), p.involves_volunteers.is_(False)),
        "premises": (sa.or_(room, _on_paper(p, lambda a: a["kind"] == "premises")), None),
    }
    conditions = [facts[code][0 if is_so else 1] for code in REGISTER_KNOWS]
    bits = [
        sa.case((condition, 1 << place), else_=0)
        for place, condition in enumerate(conditions)
        if condition is not None
    ]
    return functools.reduce(operator.add, bits)


def _moves_money(agreement: Cells) -> sa.ColumnElement[bool]:
    return sa.or_(agreement["kind"] == "sponsorship", agreement["value"].is_not(None))


def _gives(partner: Any, kind: str) -> sa.ColumnElement[bool]:
    """One party gives the other something of a kind on the day."""
    c = columns(Contribution)
    return sa.exists().where(c.partner_id == partner.id, c.kind == kind, in_force(c))


def _on_paper(partner: Any, is_meant: Condition) -> sa.ColumnElement[bool]:
    """An agreement that the partner is a party of is in force on the day, of those meant."""
    a, on_day, party = columns(Agreement), agreements_on.terms(), agreements_on.party()
    own = sa.select(party.c.agreement_id).where(party.c.partner_id == partner.id)
    return (
        sa.exists()
        .select_from(sa.outerjoin(Agreement, *on_day.amendment))
        .where(
            a.id.in_(own.where(in_force(party.c)).correlate_except(party)),
            agreements_on.signed_and_not_over(on_day),
            sa.or_(a.valid_from.is_(None), a.valid_from <= today()),
            sa.or_(a.terminated_on.is_(None), a.terminated_on > today()),
            ~agreements_on.is_suspended(),
            is_meant(dict(a.items()) | on_day.cells),
        )
    )


def _shares_paper(partner: Any) -> sa.ColumnElement[bool]:
    """An agreement of the partner's is in force on the day to which there is a third party."""
    third = agreements_on.party()

    def has_third_party(agreement: Cells) -> sa.ColumnElement[bool]:
        is_there = sa.exists().where(third.c.partner_id != partner.id, in_force(third.c))
        return is_there.where(third.c.agreement_id == agreement["id"]).correlate_except(third)

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


def _apart(entity: Any, name: str) -> Any:
    return entity.__table__.alias(f"{name}_known").c
