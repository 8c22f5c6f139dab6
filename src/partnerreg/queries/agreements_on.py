"""What of an agreement holds on `today`: its terms, its parties, whether it is suspended.

Imported inside the queries only.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from partnerreg.db.dialects.expressions import JoinedTexts
from partnerreg.queries.conditions import in_force, today
from partnerreg.tables import (
    Agreement,
    AgreementCover,
    AgreementParty,
    Amendment,
    Partner,
    Signature,
    Suspension,
    columns,
)
from partnerreg.tables.agreement import Terms

_A = columns(Agreement)


class TermsOnDay(NamedTuple):
    """The terms of agreements as they are on the day.

    Attributes:
        cells: by their names.
        amendment: what to join agreements with for that, where there is one, and how.
    """

    cells: dict[str, Any]
    amendment: tuple[Any, Any]


def terms() -> TermsOnDay:
    """Those of the last amendment that is in effect, else those of the beginning.

    An amendment is in effect from its day on, and not before it was signed.
    """
    amended = Amendment.__table__.alias("amended")  # type: ignore[attr-defined]
    later = Amendment.__table__.alias("later").c  # type: ignore[attr-defined]
    last = (
        sa.select(later.id)
        .where(later.agreement_id == _A.id, later.starts_on <= today(), later.signed_on <= today())
        .order_by(later.starts_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    cells = {
        name: sa.case((amended.c.id.is_(None), _A[name]), else_=amended.c[name])
        for name in Terms.model_fields
    }
    return TermsOnDay(cells, (amended, amended.c.id == last))


def party() -> sa.Subquery:
    """All parties of agreements, past and present: `agreement_id`, `partner_id`, and their days.

    No day has the type of days: SQLite looks at an index of a union only if the types are one.
    """
    p, no_day = columns(AgreementParty), sa.cast(sa.null(), sa.Date)
    first = sa.select(
        _A.id.label("agreement_id"), _A.partner_id, no_day.label("joined_on"), _A.left_on
    )
    further = sa.select(p.agreement_id, p.partner_id, p.joined_on, p.left_on)
    return first.union_all(further).subquery("party")


def carriers() -> sa.Subquery:
    """Whom agreements carry: their parties, and those they cover (`covered`), with their days."""
    c, parties = columns(AgreementCover), party().c
    own = (parties.agreement_id, parties.partner_id, parties.joined_on, parties.left_on)
    cover = (c.agreement_id, c.partner_id, c.joined_on, c.left_on)
    parted = sa.select(*own, sa.false().label("covered"))
    return parted.union_all(sa.select(*cover, sa.true())).subquery("carried")


def by(party: Any) -> Any:
    """By whose paper one of `carriers` is covered; None for a party."""
    p = columns(Partner)
    whose = sa.select(p.name).where(p.id == _A.partner_id).correlate(Agreement).scalar_subquery()
    return sa.case((party.covered, whose))


def begins_for(party: Any) -> sa.ColumnElement[Any]:
    """From when an agreement holds for a party: since it joined, if that was later."""
    began = sa.func.coalesce(_A.valid_from, _A.signed_on)
    return sa.case((party.joined_on > began, party.joined_on), else_=_A.valid_from)


def ends_for(party: Any) -> sa.ColumnElement[Any]:
    """From when an agreement does not hold for a party: it was terminated, or the party left."""
    stays = sa.or_(party.left_on.is_(None), party.left_on > _A.terminated_on)
    return sa.case((stays, _A.terminated_on), else_=party.left_on)


def parties() -> Any:
    """The names of the parties of an agreement on the day, a line each, the first one first."""
    p, name = columns(AgreementParty), columns(Partner).name
    first = (
        sa.select(name.label("item"), sa.literal(0).label("place"))
        .where(columns(Partner).id == _A.partner_id, in_force(_A, "left_on"))
        .correlate(Agreement)
    )
    further = (
        sa.select(name, p.id)
        .where(p.agreement_id == _A.id, columns(Partner).id == p.partner_id)
        .where(in_force(p, "joined_on", "left_on"))
        .correlate(Agreement)
    )
    names = first.union_all(further).order_by("place").subquery()
    return sa.select(JoinedTexts(names.c.item, "\n")).scalar_subquery()


def last_signature(party: str) -> Any:
    """The last day on which a side signed, until the day."""
    s = columns(Signature)
    signed = sa.func.max(sa.func.coalesce(s.signed_on, _A.signed_on))
    return (
        sa.select(signed)
        .where(s.agreement_id == _A.id, s.party == party)
        .where(sa.or_(s.signed_on.is_(None), s.signed_on <= today()))
        .correlate(Agreement)
        .scalar_subquery()
    )


def suspension() -> Any:
    """The suspensions of agreements that last on the day."""
    s = columns(Suspension)
    return (
        sa.select(s.agreement_id, s.starts_on, s.ends_on).where(in_force(s)).subquery("suspended")
    )


def is_suspended() -> sa.ColumnElement[bool]:
    """Whether an agreement is suspended on the day."""
    s = columns(Suspension)
    return sa.exists().where(s.agreement_id == _A.id, in_force(s))


def evidence(on_day: TermsOnDay, party: Any) -> dict[str, Any]:
    """What the rules need to know of an agreement as one of `carriers` has it, by name."""
    return {
        **dict(_A.items()),
        **on_day.cells,
        "partner_id": party.partner_id,
        "number": _A.id,
        "valid_from": begins_for(party),
        "terminated_on": ends_for(party),
        "has_exit_terms": on_day.cells["exit_terms"].is_not(None),
        "suspended": is_suspended(),
        "by": by(party),
    }


def signed_and_not_over(on_day: TermsOnDay) -> sa.ColumnElement[bool]:
    """An agreement is signed, and its term is not over or is renewed by itself."""
    until, renewal = on_day.cells["valid_until"], on_day.cells["renewal"]
    lasts = sa.or_(until.is_(None), until >= today(), renewal == "tacit")
    return sa.and_(_A.signed_on <= today(), lasts)


def months_of_notice(on_day: TermsOnDay) -> sa.ColumnElement[int]:
    """At most so many months before its end the notice of an agreement is to be given."""
    notice, to = on_day.cells["notice"], on_day.cells["notice_to"]
    number = sa.cast(sa.func.rtrim(notice, "dwm"), sa.Integer)
    months = sa.case(
        (notice.is_(None), sa.func.coalesce(on_day.cells["notice_months"], 0)),
        (notice.like("%m"), number),
        (notice.like("%w"), number // 4 + 1),
        else_=number // 28 + 1,
    )
    return months + sa.case((to != "end-of-term", 3), else_=0)


def oldest_draft(partner: Any) -> Any:
    """Since when the draft of a partner's that lies where it is for longest is there."""
    draft = Agreement.__table__.alias("draft").c  # type: ignore[attr-defined]
    p = columns(AgreementParty)
    theirs = p.partner_id == partner, in_force(p, "left_on")
    further = sa.select(p.agreement_id).where(*theirs).correlate_except(AgreementParty)
    since = draft_since(draft)
    return (
        sa.select(sa.func.min(since))
        .where(
            sa.or_(draft.partner_id == partner, draft.id.in_(further)),
            sa.or_(draft.signed_on.is_(None), draft.signed_on > today()),
            since <= today(),
        )
        .scalar_subquery()
    )


def draft_since(draft: Any) -> sa.ColumnElement[Any]:
    """Since when a draft is where it is: sent there by the day, else since it was drafted."""
    sent = sa.and_(draft.sent_on.is_not(None), draft.sent_on <= today())
    return sa.case((sent, draft.sent_on), else_=draft.drafted_on)
