"""Questions about health checks, as they stood on a day: answers that came later are not there."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import Party

if TYPE_CHECKING:
    from sqlalchemy import Select


class HealthRound(NamedTuple):
    """A round of a health check."""

    id: int
    partner_id: int
    version: str
    opened_on: date
    closed_on: date | None


@query(HealthRound)
def health_rounds() -> "Select[Any]":
    """The rounds of partners from `first` to `last` that were open by `today`, the last first."""
    from partnerreg.queries.conditions import partner_range, today
    from partnerreg.tables import HealthCheck, columns

    c = columns(HealthCheck)
    own = [c[field] for field in HealthRound._fields]
    return (
        _select(*own)
        .where(partner_range(c.partner_id), c.opened_on <= today())
        .order_by(c.opened_on.desc(), c.id.desc())
    )


class SectionTally(NamedTuple):
    """What one side answered to the statements of a group in a round.

    `respondents` counts all of that side in the round, whatever they answered.
    """

    partner_id: int
    round: int
    opened_on: date
    section: str | None
    side: Party
    respondents: int
    statements: int
    answers: int
    total: int


@query(SectionTally)
def section_tallies() -> "Select[Any]":
    """What was answered in the rounds of partners from `first` to `last`, group by group."""
    from partnerreg.queries.conditions import partner_range
    from partnerreg.tables import HealthCheck, columns

    return _tallies().where(partner_range(columns(HealthCheck).partner_id))


@query(SectionTally)
def health_evidence() -> "Select[Any]":
    """The same of the last round that somebody answered, of partners at the levels wanted.

    See `partnerreg.queries.evidence.partner_evidence`.
    """
    import sqlalchemy as sa

    from partnerreg.queries.conditions import last_step, partner_range, today, wanted_at
    from partnerreg.tables import HealthAnswer, HealthCheck, LevelChange, columns

    c, step = columns(HealthCheck), columns(LevelChange)
    other = HealthCheck.__table__.alias("other").c  # type: ignore[attr-defined]
    answer = HealthAnswer.__table__.alias("any_answer").c  # type: ignore[attr-defined]
    answered = sa.exists().where(answer.health_id == other.id, answer.answered_on <= today())
    last = (
        sa.select(other.id)
        .where(other.partner_id == c.partner_id, answered)
        .order_by(other.opened_on.desc(), other.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        _tallies()
        .join(LevelChange, step.id == last_step(c.partner_id))
        .where(partner_range(c.partner_id), c.id == last, wanted_at("health", step.to_level))
    )


def _tallies() -> "Select[Any]":
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import HealthAnswer, HealthCheck, HealthStatement, columns

    c, s, a = columns(HealthCheck), columns(HealthStatement), columns(HealthAnswer)
    every = HealthAnswer.__table__.alias("every_answer").c  # type: ignore[attr-defined]
    sides = (
        sa.select(
            every.health_id,
            every.side,
            sa.func.count(every.respondent.distinct()).label("respondents"),
        )
        .where(every.answered_on <= today())
        .group_by(every.health_id, every.side)
        .subquery("sides")
        .c
    )
    mine = sa.and_(
        a.health_id == s.health_id,
        a.code == s.code,
        a.side == sides.side,
        a.answered_on <= today(),
    )
    return (
        sa.select(
            c.partner_id,
            c.id.label("round"),
            c.opened_on,
            s.section,
            sides.side,
            sides.respondents,
            sa.func.count(s.id.distinct()).label("statements"),
            sa.func.count(a.score).label("answers"),
            sa.func.coalesce(sa.func.sum(a.score), 0).label("total"),
        )
        .join_from(HealthCheck, HealthStatement, s.health_id == c.id)
        .join(sides.health_id.table, sides.health_id == c.id)
        .outerjoin(HealthAnswer, mine)
        .where(~s.is_open)
        .group_by(c.partner_id, c.id, c.opened_on, s.section, sides.side, sides.respondents)
        .order_by(c.partner_id, c.opened_on.desc(), c.id.desc(), sa.func.min(s.id), sides.side)
    )


class StatementRow(NamedTuple):
    """What is asked in a round."""

    code: str
    section: str | None
    text: str
    is_open: bool


@query(StatementRow)
def statements_of_round() -> "Select[Any]":
    """The statements of the round of a number, in their order."""
    from partnerreg.tables import HealthStatement, columns

    s = columns(HealthStatement)
    own = [s[field] for field in StatementRow._fields]
    return _select(*own).where(_of_round(s)).order_by(s.id)


class AnswerRow(NamedTuple):
    """What somebody answered."""

    side: Party
    respondent: int
    code: str
    score: int | None
    comment: str | None


@query(AnswerRow)
def answers_of_round() -> "Select[Any]":
    """What was answered in the round of a number until `today`."""
    from partnerreg.queries.conditions import today
    from partnerreg.tables import HealthAnswer, columns

    a = columns(HealthAnswer)
    own = [a[field] for field in AnswerRow._fields]
    return (
        _select(*own)
        .where(_of_round(a), a.answered_on <= today())
        .order_by(a.side, a.respondent, a.id)
    )


class RoundByCode(NamedTuple):
    """The round that forms of a code belong to."""

    id: int


@query(RoundByCode)
def round_of_forms() -> "Select[Any]":
    """The number of the round whose forms are known by `code`."""
    import sqlalchemy as sa

    from partnerreg.tables import HealthCheck, columns

    c = columns(HealthCheck)
    return _select(c.id).where(c.form_code == sa.bindparam("code", type_=sa.String)).order_by(c.id)


def _select(*cells: Any) -> "Select[Any]":
    import sqlalchemy as sa

    return sa.select(*cells)


def _of_round(table: Any) -> Any:
    import sqlalchemy as sa

    return table.health_id == sa.bindparam("round", type_=sa.Integer)
