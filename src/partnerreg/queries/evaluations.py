"""Questions about how partnerships were judged."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import query

if TYPE_CHECKING:
    from sqlalchemy import Select


class IndicatorRow(NamedTuple):
    """A number that an evaluation rests on."""

    name: str
    value: float


@query(IndicatorRow)
def indicators_of_evaluation() -> "Select[Any]":
    """The indicators of the evaluation of a number, as they were named."""
    import sqlalchemy as sa

    from partnerreg.tables import EvaluationIndicator, columns

    i = columns(EvaluationIndicator)
    of_evaluation = i.evaluation_id == sa.bindparam("evaluation", type_=sa.Integer)
    return sa.select(i.name, i.value).where(of_evaluation).order_by(i.id)


class DueEvaluation(NamedTuple):
    """A partner whose next evaluation is due on a day."""

    day: date
    partner_id: int


@query(DueEvaluation)
def evaluations_due() -> "Select[Any]":
    """The days named by partners' last evaluations until today, if they come until `until`."""
    import sqlalchemy as sa

    from partnerreg.queries.conditions import last_evaluation
    from partnerreg.tables import Evaluation, columns

    e = columns(Evaluation)
    return (
        sa.select(e.next_on, e.partner_id)
        .where(e.next_on <= sa.bindparam("until", type_=sa.Date))
        .where(e.id == last_evaluation(e.partner_id))
        .order_by(e.next_on, e.partner_id)
    )
