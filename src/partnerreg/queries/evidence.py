"""The facts behind the rules, for one partner or for all.

Everything dated later than `today` is left out, so that the same queries
answer as of an earlier day. What can be counted is counted by SQLite, one row a
partner: rows and cells that Python has to turn are what reports spend their time on.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import (
    AgreementKind,
    ClauseState,
    Level,
    NoticeTo,
    Rating,
    Renewal,
    StepState,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Select


class PartnerEvidence(NamedTuple):
    """A partner that was active on the day, and what there is to count of it.

    `sides` adds up which sides of the balance are filled: 1 we give, 2 we get, 4 they
    give, 8 they get. `yes` and `no` add up what the register knows of who and what takes
    part, as `queries.complexity` has the bits. `expecting`: 1 we do, 2 they do.
    """

    id: int
    name: str
    level: Level
    since: date
    has_unit: bool
    has_joint_value: bool
    pilot_until: date | None
    coordinators: int
    goals: int
    areas: int
    sides: int
    partner_since: date | None
    last_activity: date | None
    last_evaluation: date | None
    last_rating: Rating | None
    successes: int
    contacts: int
    contacts_without_basis: int
    draft_since: date | None
    yes: int
    no: int
    expecting: int
    expectations_on: date | None
    told_inside: date | None
    told_outside: date | None
    units_untold: int
    units_to_anchor: int


@query(PartnerEvidence)
def partner_evidence() -> "Select[Any]":
    """Partners active on the day, by number, with the counts that are wanted at their level.

    A parameter for each kind of evidence has the bit of each level (1, 2, 3) set at
    which it is wanted; elsewhere there is nothing. A unit that is retired runs nothing.
    Only those at a level whose bit is set in `levels`; with `quiet_since`, only those
    without activity since then.
    """
    import sqlalchemy as sa

    from partnerreg.domain.enums import Reach
    from partnerreg.queries import agreements_on, complexity
    from partnerreg.queries import conditions as some
    from partnerreg.queries.conditions import in_force, partner_range, quiet_since, wanted_at
    from partnerreg.tables import Evaluation, LevelChange, Partner, Unit, columns

    p, u, c, e = (columns(entity) for entity in (Partner, Unit, LevelChange, Evaluation))

    def counted(kind: str, what: "Callable[[Any], Any]", *, otherwise: int | None = 0) -> Any:
        return sa.case((wanted_at(kind, c.to_level), what(p.id)), else_=otherwise)

    def opened(partner: Any) -> Any:  # most have not moved since
        return sa.case((c.from_level.is_(None), c.effective_on), else_=some.last_opening(partner))

    together = sa.and_(*(p[f].is_not(None) for f in ("together", "for_whom", "why_together")))
    counters = (
        counted("assignments", some.coordinators),
        counted("goals", some.goals),
        counted("areas", some.areas),
        counted("contributions", some.sides),
        counted("activities", opened, otherwise=None),
        counted("activities", some.last_activity, otherwise=None),
        e.held_on,
        e.rating,
        counted("evaluations", some.successes),
        counted("contacts", some.contacts),
        counted("contacts", some.contacts_without_basis),
        counted("drafts", agreements_on.oldest_draft, otherwise=None),
        counted("preparation", lambda _: complexity.known(p, is_so=True)),
        counted("preparation", lambda _: complexity.known(p, is_so=False)),
        counted("expectations", some.expecting),
        counted("expectations", some.expectations_on, otherwise=None),
        counted("communications", some.last_told(Reach.INSIDE), otherwise=None),
        counted("communications", some.last_told(Reach.OUTSIDE), otherwise=None),
        counted("communications", some.units_untold),
        counted("projects", some.units_to_anchor),
    )
    own = (p.id, p.name, c.to_level, c.effective_on, sa.and_(u.id.is_not(None), in_force(u)))
    cells = (*own, together, p.pilot_until, *counters)
    last_evaluation = counted("evaluations", some.last_evaluation, otherwise=None)
    return (
        sa.select(*map(sa.label, PartnerEvidence._fields, cells))
        .join_from(Partner, LevelChange, c.id == some.last_step(p.id))
        .outerjoin(Unit, u.id == some.lead(p))
        .outerjoin(Evaluation, e.id == last_evaluation)
        .where(partner_range(p.id), wanted_at("levels", c.to_level), quiet_since(p.id))
        .order_by(p.id)
    )


class AgreementEvidence(NamedTuple):
    """An agreement that is signed, as one that it carries has it; see `AgreementFacts`."""

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


@query(AgreementEvidence)
def agreement_evidence() -> "Select[Any]":
    """Signed agreements, for each party and whom they cover, but for those that are over.

    No rule looks at those. Of partners at the levels at which they are wanted; see
    `partner_evidence`.
    """
    import sqlalchemy as sa

    from partnerreg.queries import agreements_on
    from partnerreg.queries.conditions import last_step, partner_range, wanted_at
    from partnerreg.tables import Agreement, LevelChange, columns

    a, c = columns(Agreement), columns(LevelChange)
    terms, party = agreements_on.terms(), agreements_on.carriers().c
    cells = agreements_on.evidence(terms, party)
    return (
        sa.select(*(cells[name].label(name) for name in AgreementEvidence._fields))
        .select_from(party.partner_id.table)
        .join(Agreement, a.id == party.agreement_id)
        .outerjoin(*terms.amendment)
        .join(LevelChange, c.id == last_step(party.partner_id))
        .where(partner_range(party.partner_id), agreements_on.signed_and_not_over(terms))
        .where(wanted_at("agreements", c.to_level))
        .order_by(party.partner_id, a.id)
    )


class ClauseEvidence(NamedTuple):
    """How a clause of a party's agreement is marked on the day."""

    partner_id: int
    agreement_id: int
    code: str
    state: ClauseState


@query(ClauseEvidence)
def clause_evidence() -> "Select[Any]":
    """The clauses of signed agreements as they are marked, for each of their parties.

    Of partners at the levels at which they are wanted; see `partner_evidence`.
    """
    import sqlalchemy as sa

    from partnerreg.queries import agreements_on
    from partnerreg.queries.clauses import last_mark
    from partnerreg.queries.conditions import last_step, partner_range, today, wanted_at
    from partnerreg.tables import Agreement, Clause, LevelChange, columns

    k, a, c = columns(Clause), columns(Agreement), columns(LevelChange)
    party = agreements_on.party().c
    return (
        sa.select(party.partner_id, k.agreement_id, k.code, k.state)
        .select_from(party.partner_id.table)
        .join(Agreement, a.id == party.agreement_id)
        .join(Clause, k.agreement_id == a.id)
        .join(LevelChange, c.id == last_step(party.partner_id))
        .where(partner_range(party.partner_id), a.signed_on <= today(), k.marked_on == last_mark(k))
        .where(wanted_at("clauses", c.to_level))
        .order_by(party.partner_id, k.agreement_id, k.id)
    )


class ManagementEvidence(NamedTuple):
    """When somebody from management followed a partner."""

    partner_id: int
    starts_on: date
    ends_on: date | None


@query(ManagementEvidence)
def management_evidence() -> "Select[Any]":
    """What management followed, and follows; who has left the house does not from that day.

    Of partners at the levels at which it is wanted; see `partner_evidence`.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import (
        follows_until,
        last_step,
        partner_range,
        today,
        wanted_at,
    )
    from partnerreg.tables import Assignment, LevelChange, Staff, columns

    a, s, c = columns(Assignment), columns(Staff), columns(LevelChange)
    return (
        sa.select(a.partner_id, a.starts_on, follows_until(a, s))
        .join_from(Assignment, Staff, s.id == a.staff_id)
        .join(LevelChange, c.id == last_step(a.partner_id))
        .where(partner_range(a.partner_id), a.role == "management", a.starts_on <= today())
        .where(wanted_at("assignments", c.to_level))
        .order_by(a.partner_id, a.id)
    )


class AnswerEvidence(NamedTuple):
    """The answer to a step of the preparation that holds on the day."""

    partner_id: int
    code: str
    state: StepState
    text: str | None
    answered_on: date
    answered_by: str
    number: int


@query(AnswerEvidence)
def answer_evidence() -> "Select[Any]":
    """The last answers to each step until the day.

    Of partners at the levels at which they are wanted; see `partner_evidence`.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import last_step, partner_range, today, wanted_at
    from partnerreg.tables import LevelChange, StepAnswer, columns

    a, c = columns(StepAnswer), columns(LevelChange)
    later: Any = StepAnswer.__table__.alias("later").c  # type: ignore[attr-defined]
    same = later.partner_id == a.partner_id, later.code == a.code
    last = sa.select(sa.func.max(later.answered_on)).where(*same, later.answered_on <= today())
    return (
        sa.select(*(a[field] for field in AnswerEvidence._fields[:-1]), a.id.label("number"))
        .join_from(StepAnswer, LevelChange, c.id == last_step(a.partner_id))
        .where(partner_range(a.partner_id), a.answered_on == last.scalar_subquery())
        .where(wanted_at("preparation", c.to_level))
        .order_by(a.partner_id, a.code)
    )
