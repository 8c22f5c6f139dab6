"""Who is in a network group, and from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, or_, select

from partnerreg.errors import InvalidInput, NotFound
from partnerreg.services.links import first_day
from partnerreg.tables import GroupMember

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.services.links import Days


class Member(NamedTuple):
    """Who may be in a group.

    Attributes:
        noun: `staff`, `partner` or `contact`.
        id: the number.
        name: what they are called.
    """

    noun: str
    id: int
    name: str

    @property
    def column(self) -> str:
        """The column that refers to them."""
        return f"{self.noun}_id"


def join(work: UnitOfWork, group_id: int, member: Member, days: Days) -> GroupMember:
    """Let somebody into a group from a day on.

    Raises:
        InvalidInput: they would leave before they come.
    """
    columns: dict[str, Any] = {member.column: member.id, "ends_on": days.ends_on}
    row = GroupMember(group_id=group_id, starts_on=first_day(work, days), **columns)
    work.session.add(row)
    work.session.flush()
    return row


def leave(work: UnitOfWork, group_id: int, member: Member, last: date) -> None:
    """Make a day somebody's last one in a group; who is yet to come never does.

    Raises:
        InvalidInput: they came after that day.
        NotFound: they are not in the group after that day.
    """
    still = or_(col(GroupMember.ends_on).is_(None), col(GroupMember.ends_on) > last)
    is_member = getattr(GroupMember, member.column) == member.id
    rows = select(GroupMember).where(GroupMember.group_id == group_id, is_member, still)
    found = work.session.exec(rows).all()
    if not found:
        raise NotFound(f"{member.name} is not in the group after {last}.")
    for row in found:
        if row.starts_on <= last:
            row.ends_on = last
        elif row.starts_on > work.today:
            work.session.delete(row)
        else:
            raise InvalidInput(f"{last} lies before the start {row.starts_on}.")
    work.session.flush()
