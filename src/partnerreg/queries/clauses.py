"""Questions about what agreements say, clause by clause."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query
from partnerreg.domain.enums import ClauseState

if TYPE_CHECKING:
    from sqlalchemy import Select


class ClauseRow(NamedTuple):
    """How a clause of an agreement was last marked until the day."""

    code: str
    state: ClauseState
    marked_on: date
    note: str | None


@query(ClauseRow)
def clauses_of_agreement() -> "Select[Any]":
    """The clauses of one agreement, as they are marked on the day."""
    import sqlalchemy as sa

    from partnerreg.tables import Clause, columns

    c = columns(Clause)
    asked = c.agreement_id == sa.bindparam("agreement", type_=sa.Integer)
    return (
        sa.select(c.code, c.state, c.marked_on, c.note)
        .where(asked, c.marked_on == last_mark(c))
        .order_by(c.id)
    )


def last_mark(clause: Any) -> Any:
    """The day on which a clause was last marked until the day asked for."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import today
    from partnerreg.tables import Clause

    later: Any = Clause.__table__.alias("later").c  # type: ignore[attr-defined]
    same = later.agreement_id == clause.agreement_id, later.code == clause.code
    last = sa.select(sa.func.max(later.marked_on)).where(*same, later.marked_on <= today())
    return last.scalar_subquery()
