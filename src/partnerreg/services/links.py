"""Tying partners to the house: our people, service areas, goals. Each tie has its days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, or_, select

from partnerreg.actions import Advice, Option, see
from partnerreg.db.query import range_of
from partnerreg.domain.enums import Role, Status, TieKind
from partnerreg.domain.periods import Period, days_after
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.queries.groups import grouped_by_coordinator
from partnerreg.queries.links import assignments
from partnerreg.tables import (
    Assignment,
    Partner,
    PartnerArea,
    PartnerGoal,
    PartnerTie,
    PartnerUnit,
    columns,
    entity_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.nouns.noun import Noun
    from partnerreg.queries.partners import PartnerName


_BEGINS_TODAY = Advice(
    "Give the first day with {option}; without it a tie begins today.", option=Option("starts_on")
)


class Days(NamedTuple):
    """What is said of a tie: its days, both included, open where None; and why it is there."""

    starts_on: date | None = None
    ends_on: date | None = None
    rationale: str | None = None


class Cancellation(NamedTuple):
    """An assignment that was to begin on a day yet to come, and never will."""

    partner_id: int
    partner: str
    role: Role
    starts_on: date


class Vacancy(NamedTuple):
    """An active partner that nobody coordinates from a day on."""

    partner_id: int
    partner: str
    since: date


class Ending(NamedTuple):
    """What came of ending assignments.

    Attributes:
        ended: how many got a last day.
        cancellations: those that never began, by the partners' numbers.
        vacancies: partners that are left without a coordinator, by their numbers.
    """

    ended: int = 0
    cancellations: Sequence[Cancellation] = ()
    vacancies: Sequence[Vacancy] = ()


def assign(
    work: UnitOfWork,
    staff: Any,
    partner: PartnerName,
    role: Role,
    days: Days,
    *,
    replace: bool = False,
) -> Assignment:
    """Let one of our people follow a partner in a role.

    A partner has one coordinator at a time; `replace` ends the one before on
    the day before, and takes one who began on the same day out again. Nobody
    follows a partner beyond their last day in the house.

    Raises:
        InvalidInput: who is to be replaced begins later.
    """
    start = first_day(work, days)
    end = days.ends_on
    if staff.ends_on is not None and start <= staff.ends_on:
        end = min(end or staff.ends_on, staff.ends_on)
    if replace and role is Role.COORDINATOR:
        _replace_coordinator(work, partner, staff, start, end)
    made = Assignment(
        partner_id=partner.id, staff_id=staff.id, role=role, starts_on=start, ends_on=end
    )
    work.session.add(made)
    work.session.flush()
    return made


def unassign(
    work: UnitOfWork, staff: Any, partner: PartnerName, role: Role | None, last: date
) -> Ending:
    """Make a day the last one on which somebody follows a partner.

    What was to begin on a day yet to come, after that one, is taken out again.

    Raises:
        InvalidInput: they began after that day.
        NotFound: they do not follow the partner in that role.
    """
    rows = [
        _get(work, row.id)
        for row in work.reader.all(assignments, **range_of(partner.id))
        if row.staff_id == staff.id
        and role in {None, row.role}
        and (row.ends_on is None or row.ends_on > last)
    ]
    if not rows:
        as_role = f" as {role}" if role else ""
        raise NotFound(f"{staff.name} does not follow {partner.name}{as_role} after {last}.")
    return _end(work, rows, last)


def end_assignments(work: UnitOfWork, staff_id: int, last: date) -> Ending:
    """Let one of our people follow nobody after their last day in the house.

    Raises:
        InvalidInput: they began to follow a partner after that day.
    """
    return _end(work, open_after(work, staff_id, last), last)


def open_after(work: UnitOfWork, staff_id: int, day: date) -> list[Assignment]:
    """What somebody does for partners on the days after one, by the partners' numbers."""
    still = or_(col(Assignment.ends_on).is_(None), col(Assignment.ends_on) > day)
    rows = select(Assignment).where(Assignment.staff_id == staff_id, still)
    return list(work.session.exec(rows.order_by(col(Assignment.partner_id))).all())


def link(
    work: UnitOfWork, noun: Noun, thing: Any, partner: PartnerName, days: Days, **more: Any
) -> PartnerArea | PartnerGoal | PartnerUnit:
    """Tie a partner to a service area, a goal of the strategy, or a further unit, with why.

    Args:
        work: the unit of work.
        noun: areas, goals or units.
        thing: the area, the goal or the unit.
        partner: the partner.
        days: from when to when, and why.
        more: of an area, its state and who runs it within the partnership.

    Raises:
        InvalidInput: it would end before it begins.
    """
    values = {"partner_id": partner.id, f"{noun.name}_id": thing.id, **days._asdict(), **more}
    tie: PartnerArea | PartnerGoal | PartnerUnit = entity_of(f"partner_{noun.name}")(
        **values | {"starts_on": first_day(work, days)}
    )
    work.session.add(tie)
    work.session.flush()
    return tie


def relink(
    work: UnitOfWork,
    noun: Noun,
    thing: Any,
    partner: PartnerName,
    start: date | None,
    changes: Mapping[str, Any],
) -> Any:
    """Change what is said of a partner's tie to an area or a goal.

    Without a day it is put right as if it had always been so. From a day on, another tie goes on
    as it is to be, and the one before ends the day before: both are known then.

    Raises:
        NotFound: there is no such tie on that day.
    """
    day = start or work.today
    ties = _ties(work, noun, thing, partner)
    tie = next((tie for tie in ties if Period(tie.starts_on, tie.ends_on).holds(day)), None)
    if tie is None:
        raise NotFound(f"{partner.name} has no tie to that {noun.name} on {day}.")
    if start in {None, tie.starts_on}:
        for name, value in changes.items():
            setattr(tie, name, value)
        work.session.flush()
        return tie
    made = type(tie)(**tie.model_dump(exclude={"id"}) | {"starts_on": start} | dict(changes))
    tie.ends_on = days_after(day, -1)
    work.session.flush()
    work.session.add(made)
    work.session.flush()
    return made


def unlink(work: UnitOfWork, noun: Noun, thing: Any, partner: PartnerName, last: date) -> None:
    """Make a day the last one of a partner's tie to an area or a goal.

    Raises:
        NotFound: there is no such tie on that day.
    """
    if not end_tie(work, _ties(work, noun, thing, partner), last):
        raise NotFound(f"{partner.name} has no tie to that {noun.name} on {last}.")


def _ties(work: UnitOfWork, noun: Noun, thing: Any, partner: PartnerName) -> Sequence[Any]:
    """A partner's ties to an area or a goal, the earliest first."""
    kind = entity_of(f"partner_{noun.name}")
    to_thing = columns(kind)[f"{noun.name}_id"] == thing.id
    rows = select(kind).where(kind.partner_id == partner.id, to_thing)
    if kind is PartnerUnit:  # which unit runs it is said of the partner
        rows = rows.where(~col(PartnerUnit.is_lead))
    return work.session.exec(rows.order_by(col(kind.starts_on))).all()


def end_tie(work: UnitOfWork, ties: Iterable[Any], last: date) -> bool:
    """Make a day the last one of the first of some ties that holds beyond it, if one does."""
    for tie in ties:
        begun = tie.starts_on is None or tie.starts_on <= last
        if begun and (tie.ends_on is None or tie.ends_on > last):
            tie.ends_on = last
            work.session.flush()
            return True
    return False


def relate(
    work: UnitOfWork, partner: PartnerName, kind: TieKind, other: PartnerName, days: Days
) -> PartnerTie:
    """Tie a partner to another one.

    Raises:
        InvalidInput: it is the same partner, or the tie would end before it begins.
    """
    if partner.id == other.id:
        raise InvalidInput(f"{partner.name} cannot be tied to itself.")
    start = first_day(work, days)
    tie = PartnerTie(
        partner_id=partner.id, other_id=other.id, kind=kind, starts_on=start, ends_on=days.ends_on
    )
    work.session.add(tie)
    work.session.flush()
    return tie


def unrelate(
    work: UnitOfWork, partner: PartnerName, kind: TieKind | None, other: PartnerName, last: date
) -> Sequence[PartnerTie]:
    """Make a day the last one of a partner's ties to another one: of a kind, or all of them.

    Raises:
        NotFound: there is no such tie on that day.
    """
    rows = select(PartnerTie).where(
        PartnerTie.partner_id == partner.id,
        PartnerTie.other_id == other.id,
        PartnerTie.starts_on <= last,
        or_(col(PartnerTie.ends_on).is_(None), col(PartnerTie.ends_on) > last),
    )
    ties = [tie for tie in work.session.exec(rows).all() if kind in {None, tie.kind}]
    if not ties:
        raise NotFound(
            f"{partner.name} has no such tie to {other.name} on {last}.",
            see("partner", "show", partner.id),
        )
    for tie in ties:
        tie.ends_on = last
    work.session.flush()
    return ties


def first_day(work: UnitOfWork, days: Days) -> date:
    """The first day of a tie: today if none was given."""
    start = days.starts_on or work.today
    if days.ends_on is not None and days.ends_on < start:
        raise InvalidInput(
            Advice(
                "{option} {day} lies before the start {start}.",
                option=Option("ends_on"),
                day=days.ends_on,
                start=start,
            ),
            "" if days.starts_on else _BEGINS_TODAY,
        )
    return start


def _get(work: UnitOfWork, assignment_id: int) -> Assignment:
    row = work.session.get(Assignment, assignment_id)
    assert row is not None
    return row


def _end(work: UnitOfWork, rows: Iterable[Assignment], last: date) -> Ending:
    """Let a day be the last one of assignments; those that have yet to begin never will."""
    ended, cancellations, gaps = 0, [], []
    for row in rows:
        partner = work.session.get_one(Partner, row.partner_id)
        if row.role is Role.COORDINATOR and partner.status is Status.ACTIVE:
            gap = max(row.starts_on, days_after(last, 1))
            gaps.append(Vacancy(row.partner_id, partner.name, gap))
        if row.starts_on <= last:
            row.ends_on = last
            ended += 1
        elif row.starts_on > work.today:
            call_off = Cancellation(row.partner_id, partner.name, row.role, row.starts_on)
            cancellations.append(call_off)
            work.session.delete(row)
        else:
            raise InvalidInput(f"{last} lies before the start {row.starts_on}.")
    work.session.flush()
    coordinated = {
        day: {row.partner_id for row in work.reader.all(grouped_by_coordinator, today=day)}
        for day in {gap.since for gap in gaps}
    }
    vacancies = [gap for gap in gaps if gap.partner_id not in coordinated[gap.since]]
    return Ending(ended, cancellations, vacancies)


def _replace_coordinator(
    work: UnitOfWork, partner: PartnerName, staff: Any, start: date, end: date | None
) -> None:
    """Let somebody take over from a day; who would have begun on that day never did."""
    for row in work.reader.all(assignments, **range_of(partner.id)):
        others = row.role is Role.COORDINATOR and row.staff_id != staff.id
        if not others or not _overlap(row.starts_on, row.ends_on, start, end):
            continue
        if row.starts_on > start:
            raise InvalidInput(
                f"{row.staff} coordinates {partner.name} from {row.starts_on}.",
                Advice(
                    "Give a last day before that: {option}.",
                    option=Option("ends_on", days_after(row.starts_on, -1)),
                ),
            )
        assignment = _get(work, row.id)
        if row.starts_on < start:
            assignment.ends_on = days_after(start, -1)
        else:
            work.session.delete(assignment)
    work.session.flush()


def _overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two periods share a day; open ends are None."""
    return (other_end is None or start <= other_end) and (end is None or other_start <= end)
