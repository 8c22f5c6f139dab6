"""Logging what was done together, and how it was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.errors import InvalidInput
from partnerreg.tables import Activity, ActivityPartner, Evaluation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerreg.schemas.story import ActivityData, EvaluationData
    from partnerreg.store.unit_of_work import UnitOfWork


def log(
    work: UnitOfWork, partner_ids: Iterable[int], data: ActivityData, area_id: int | None
) -> Activity:
    """Log an activity with one partner or more.

    Raises:
        InvalidInput: it lies in the future.
    """
    if data.held_on > work.today:
        raise InvalidInput(f"{data.held_on} lies in the future; log an activity when it is done.")
    activity = Activity(**data.model_dump(), area_id=area_id)
    work.session.add(activity)
    work.session.flush()
    assert activity.id is not None
    for partner_id in dict.fromkeys(partner_ids):
        work.session.add(ActivityPartner(activity_id=activity.id, partner_id=partner_id))
    work.session.flush()
    return activity


def evaluate(work: UnitOfWork, partner_id: int, data: EvaluationData) -> Evaluation:
    """Note how a partnership was judged.

    Raises:
        InvalidInput: it lies in the future.
    """
    if data.held_on > work.today:
        raise InvalidInput(
            f"{data.held_on} lies in the future; note an evaluation when it is done."
        )
    evaluation = Evaluation(partner_id=partner_id, **data.model_dump())
    work.session.add(evaluation)
    work.session.flush()
    return evaluation
