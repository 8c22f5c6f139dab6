"""Logging what was done together, and how it was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlmodel import select

from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns.registry import noun
from partnerreg.queries.things import things
from partnerreg.schemas.story import ActivityData, EvaluationData
from partnerreg.services.availability import area_retired, refuse
from partnerreg.tables import Activity, ActivityPartner, Evaluation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork

Told = TypeVar("Told", Activity, Evaluation)


def log(
    work: UnitOfWork, partner_ids: Iterable[int], data: ActivityData, area_id: int | None
) -> Activity:
    """Log an activity with one partner or more.

    Raises:
        InvalidInput: it lies in the future, or the service area was retired by then.
    """
    _refuse_future(work, data.held_on, "log an activity when it is done")
    _refuse_retired(work, area_id, data.held_on)
    activity = Activity(**data.model_dump(), area_id=area_id)
    work.session.add(activity)
    work.session.flush()
    assert activity.id is not None
    for partner_id in dict.fromkeys(partner_ids):
        work.session.add(ActivityPartner(activity_id=activity.id, partner_id=partner_id))
    work.session.flush()
    return activity


def activity_now(work: UnitOfWork, number: int) -> dict[str, Any]:
    """An activity's fields as they are, by the names that `ActivityData` knows.

    Raises:
        NotFound: there is no such activity.
    """
    row = _get(work, Activity, number)
    return {name: getattr(row, name) for name in ActivityData.model_fields}


def edit_activity(work: UnitOfWork, number: int, values: Mapping[str, Any]) -> Activity:
    """Change fields of an activity.

    Args:
        work: the unit of work.
        number: the activity's.
        values: those of `ActivityData` that change, and `area_id`; the others stay.

    Raises:
        InvalidInput: it would lie in the future, or in a service area retired by then.
    """
    row = _get(work, Activity, number)
    if "held_on" in values:
        _refuse_future(work, values["held_on"], "log an activity when it is done")
    then = (row.area_id, row.held_on)
    _change(work, row, values)
    if (row.area_id, row.held_on) != then:
        _refuse_retired(work, row.area_id, row.held_on)
    return row


def change_partners(
    work: UnitOfWork, number: int, more: Iterable[int], fewer: Iterable[int]
) -> None:
    """Let other partners have taken part in an activity too, and some not.

    Raises:
        InvalidInput: one that did not take part is taken away, or nobody would be left.
    """
    links = select(ActivityPartner).where(ActivityPartner.activity_id == number)
    there = {link.partner_id: link for link in work.session.exec(links).all()}
    for partner_id in dict.fromkeys(more):
        if partner_id not in there:
            there[partner_id] = ActivityPartner(activity_id=number, partner_id=partner_id)
            work.session.add(there[partner_id])
    work.session.flush()
    for partner_id in dict.fromkeys(fewer):
        if partner_id not in there:
            raise InvalidInput(f"Partner #{partner_id} did not take part in activity #{number}.")
        work.session.delete(there.pop(partner_id))
    if not there:
        raise InvalidInput(
            f"Nobody would have taken part in activity #{number}.", "Say who did with --with."
        )
    work.session.flush()


def evaluation_now(work: UnitOfWork, number: int) -> dict[str, Any]:
    """An evaluation's fields as they are, by the names that `EvaluationData` knows.

    Raises:
        NotFound: there is no such evaluation.
    """
    row = _get(work, Evaluation, number)
    return {name: getattr(row, name) for name in EvaluationData.model_fields}


def edit_evaluation(work: UnitOfWork, number: int, data: EvaluationData) -> Evaluation:
    """Make an evaluation what `data` says.

    Raises:
        InvalidInput: it lies in the future.
    """
    _refuse_future(work, data.held_on, "note an evaluation when it is done")
    return _change(work, _get(work, Evaluation, number), data.model_dump())


def evaluate(work: UnitOfWork, partner_id: int, data: EvaluationData) -> Evaluation:
    """Note how a partnership was judged.

    Raises:
        InvalidInput: it lies in the future.
    """
    _refuse_future(work, data.held_on, "note an evaluation when it is done")
    evaluation = Evaluation(partner_id=partner_id, **data.model_dump())
    work.session.add(evaluation)
    work.session.flush()
    return evaluation


def _get(work: UnitOfWork, kind: type[Told], number: int) -> Told:
    row = work.session.get(kind, number)
    if row is None:
        noun = kind.__name__.lower()
        raise NotFound(f"There is no {noun} #{number}.", f"See `partnerreg {noun} list`.")
    return row


def _change(work: UnitOfWork, row: Told, values: Mapping[str, Any]) -> Told:
    for name, value in values.items():
        setattr(row, name, value)
    work.session.flush()
    return row


def _refuse_retired(work: UnitOfWork, area_id: int | None, day: date) -> None:
    for area in work.reader.all(things(noun("area"))):
        if area.id == area_id:
            refuse(area_retired(area, day))


def _refuse_future(work: UnitOfWork, day: date, instead: str) -> None:
    if day > work.today:
        raise InvalidInput(f"{day} lies in the future; {instead}.")
