"""Marking what agreements say, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from partnerreg.errors import InvalidInput
from partnerreg.nouns.agreement import AGREEMENT
from partnerreg.services.things import things_of
from partnerreg.tables import Clause

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.enums import ClauseState


def mark_clauses(
    work: UnitOfWork,
    number: int,
    states: Mapping[str, ClauseState],
    day: date,
    note: str | None = None,
) -> None:
    """Note which clauses an agreement has; of one day the last mark counts.

    Args:
        work: an open unit of work.
        number: the agreement's.
        states: how clauses are marked, by their codes.
        day: from which day on that holds.
        note: a remark on all of them; what was remarked on that day stays if not given.

    Raises:
        InvalidInput: the day is yet to come.
        NotFound: there is no such agreement.
    """
    things_of(work, AGREEMENT).get(number)
    if day > work.today:
        raise InvalidInput(f"{day} lies in the future; mark a clause when it is read.")
    for code, state in states.items():
        same = select(Clause).where(
            Clause.agreement_id == number, Clause.code == code, Clause.marked_on == day
        )
        row = work.session.exec(same).first()
        if row is None:
            row = Clause(agreement_id=number, code=code, state=state, marked_on=day)
            work.session.add(row)
        row.state = state
        row.note = note or row.note
    work.session.flush()
