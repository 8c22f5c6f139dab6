"""Adding, editing and retiring the house's own: units, areas, goals, people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlmodel import col, select

from partnerreg.domain.enums import Role
from partnerreg.domain.name_keys import identity_key, search_key
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.services import links
from partnerreg.services.availability import begins_too_late, refuse, unit_retired
from partnerreg.services.lookup import find_unit
from partnerreg.tables import Area, Goal, Staff, Unit

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.schemas.organisation import GoalData, StaffData

Named = TypeVar("Named", bound=Unit | Area)
Thing = TypeVar("Thing", bound=Unit | Area | Goal | Staff)


def unit_in_use(work: UnitOfWork, text: str) -> Any:
    """The unit that `text` names, if somebody or something can still be put into it.

    Raises:
        InvalidInput: it is retired.
        NotFound: there is none.
    """
    unit = find_unit(work.reader, text)
    refuse(unit_retired(unit, work.today))
    return unit


def add_goal(work: UnitOfWork, data: GoalData) -> Goal:
    """Add a goal of the strategy.

    Raises:
        InvalidInput: there is one of that code already.
    """
    key = identity_key(data.code)
    _refuse_double(work, Goal, "code_key", key)
    row = Goal(**data.model_dump(), code_key=key, search_key=search_key(data.title))
    work.session.add(row)
    work.session.flush()
    return row


def edit_goal(work: UnitOfWork, number: int, data: GoalData) -> Goal:
    """Make a goal what `data` says."""
    row = _get(work, Goal, number)
    key = identity_key(data.code)
    _refuse_double(work, Goal, "code_key", key, besides=number)
    values = data.model_dump() | {"code_key": key, "search_key": search_key(data.title)}
    for name, value in values.items():
        setattr(row, name, value)
    return row


def add_staff(work: UnitOfWork, data: StaffData, unit_id: int | None) -> Staff:
    """Add one of our people, or a desk.

    Raises:
        InvalidInput: there is one of that name already.
    """
    key = identity_key(data.name)
    _refuse_double(work, Staff, "name_key", key)
    row = Staff(**data.model_dump(), name_key=key, unit_id=unit_id)
    work.session.add(row)
    work.session.flush()
    return row


def edit_staff(work: UnitOfWork, number: int, data: StaffData) -> links.Ending:
    """Make one of our people what `data` says; their unit stays.

    Whom they follow ends with their last day, also with one that is changed now: to
    come back is not to take up again what somebody else may do by now.

    Raises:
        InvalidInput: they follow partners as management, and would not be of it; or they
            follow one since before their first day.
    """
    row = _get(work, Staff, number)
    key = identity_key(data.name)
    _refuse_double(work, Staff, "name_key", key, besides=number)
    if row.is_management and not data.is_management:
        _refuse_following(work, row)
    if data.starts_on != row.starts_on:
        follows_from = links.first_day_of(work, number)
        refuse(begins_too_late(data.name, data.starts_on, follows_from))
    lasts = [last for last in (row.ends_on, data.ends_on) if last is not None]
    ending = links.Ending()
    if lasts:
        ending = links.end_assignments(work, number, min(lasts))
    for name, value in (data.model_dump() | {"name_key": key}).items():
        setattr(row, name, value)
    return ending


def put_in_unit(work: UnitOfWork, number: int, unit_id: int | None) -> None:
    """Let one of our people belong to a unit, or to none."""
    _get(work, Staff, number).unit_id = unit_id


def retire_dated(
    work: UnitOfWork, kind: type[Goal | Staff], number: int, day: date
) -> links.Ending:
    """Make a day the last one of a goal, or of one of our people, who follow nobody after it.

    Raises:
        InvalidInput: the day lies before the start, or the last day has been already.
    """
    row = _get(work, kind, number)
    if row.ends_on is not None and row.ends_on <= work.today:
        noun = kind.__name__.lower()
        raise InvalidInput(
            f"The last day was {row.ends_on} already.",
            f"If that is wrong: `partnerreg {noun} edit {row.id} --until DATE`.",
        )
    if row.starts_on is not None and day < row.starts_on:
        raise InvalidInput(f"{day} lies before the start {row.starts_on}.")
    row.ends_on = day
    return links.end_assignments(work, number, day) if kind is Staff else links.Ending()


def _refuse_following(work: UnitOfWork, staff: Staff) -> None:
    """Refuse that management leaves it while partnerships rely on being followed by it."""
    assert staff.id is not None
    followed = [
        row.partner_id
        for row in links.open_after(work, staff.id, work.today)
        if row.role is Role.MANAGEMENT
    ]
    if followed:
        commands = "\n".join(
            f"  partnerreg staff unassign {staff.id} {partner} --as {Role.MANAGEMENT}"
            for partner in followed
        )
        raise InvalidInput(
            f"{staff.name} follows {pluralize(len(followed), 'partner')} as management.",
            f"Let somebody else follow, if it is needed, and end it first:\n{commands}",
        )


def _get(work: UnitOfWork, kind: type[Thing], number: int) -> Thing:
    row = work.session.get(kind, number)
    if row is None:
        raise NotFound(f"There is no {kind.__name__.lower()} #{number}.")
    return row


def _refuse_double(
    work: UnitOfWork, kind: type[Thing], column: str, key: str, besides: int | None = None
) -> None:
    row = work.session.exec(select(kind).where(col(getattr(kind, column)) == key)).first()
    if row is not None and row.id != besides:
        label = row.code if isinstance(row, Goal) else row.name
        noun = "staff member" if kind is Staff else kind.__name__.lower()
        raise InvalidInput(f"There is a {noun} {label!r} already: #{row.id}.")
