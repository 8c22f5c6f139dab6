"""What two rows of the register may not be beside each other, constraints apart.

The functions that write refuse such as they meet it (`ties`, `partners`, `levels`);
an undo, which goes past them, has it looked for by these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.undo import Clash, bare
from partnerreg.domain.enums import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnerreg.db.undo import Condition

LATER_LEVEL = "later-level"
DOUBLE = "double"
OVERLAP = "overlap"
LEFT = "left"

_DAYS = ("starts_on", "ends_on")


def clashes() -> Iterator[Clash]:
    """All of them."""
    steps = ("partner_id", "effective_on")
    for going in (True, False):
        yield _among("level_change", steps, LATER_LEVEL, _comes_before, going=going)
    yield _among("partner", ("name_key", "municipality_key", "external_id"), DOUBLE, _same_partner)
    follows = ("partner_id", "staff_id", "role", *_DAYS)
    yield _among("assignment", follows, OVERLAP, _same_task)
    stay = ("is_management", *_DAYS)
    yield Clash("assignment", follows, "staff", stay, LEFT, lambda row, staff: _cannot(staff, row))
    yield Clash("staff", stay, "assignment", follows, LEFT, _cannot)
    for table, thing in (("partner_area", "area_id"), ("partner_goal", "goal_id")):
        tie = ("partner_id", thing)
        yield _among(table, (*tie, *_DAYS), OVERLAP, _same_tie(*tie))


def _among(
    table: str, columns: tuple[str, ...], reason: str, condition: Condition, *, going: bool = False
) -> Clash:
    """Two rows of the same table."""
    return Clash(table, columns, table, columns, reason, condition, going)


def _comes_before(row: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Levels are a chain: only the end of it can be taken off, or put on."""
    later = sa.tuple_(bare(other.c.effective_on), other.c.id) > sa.tuple_(
        bare(row.c.effective_on), row.c.id
    )
    return sa.and_(other.c.partner_id == row.c.partner_id, later)


def _same_partner(row: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """One of a name in a place; those with external ids of their own may be called the same."""
    same_place = bare(other.c.municipality_key).is_not_distinct_from(row.c.municipality_key)
    told_apart = sa.and_(row.c.external_id.is_not(None), other.c.external_id.is_not(None))
    return sa.and_(
        other.c.name_key == row.c.name_key, same_place, other.c.id != row.c.id, ~told_apart
    )


def _same_task(row: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """One coordinator at a time, and nobody twice in a role."""
    return sa.and_(
        _overlap(row, other),
        other.c.partner_id == row.c.partner_id,
        bare(other.c.role) == bare(row.c.role),
        sa.or_(bare(row.c.role) == Role.COORDINATOR.value, other.c.staff_id == row.c.staff_id),
    )


def _same_tie(*keys: str) -> Any:
    def condition(row: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
        return sa.and_(_overlap(row, other), *[other.c[key] == row.c[key] for key in keys])

    return condition


def _overlap(row: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether two rows share a day; open ends are NULL."""
    return sa.and_(
        other.c.id != row.c.id,
        sa.or_(other.c.ends_on.is_(None), bare(row.c.starts_on) <= bare(other.c.ends_on)),
        sa.or_(row.c.ends_on.is_(None), bare(other.c.starts_on) <= bare(row.c.ends_on)),
    )


def _cannot(staff: sa.FromClause, follows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Nobody follows a partner while they are not here, nor as management without being of it."""
    before = bare(follows.c.starts_on) < bare(staff.c.starts_on)
    after = sa.or_(follows.c.ends_on.is_(None), bare(follows.c.ends_on) > bare(staff.c.ends_on))
    without = sa.and_(
        bare(follows.c.role) == Role.MANAGEMENT.value,
        follows.c.ends_on.is_(None),
        bare(staff.c.is_management) == 0,
    )
    return sa.and_(
        follows.c.staff_id == staff.c.id,
        sa.or_(before, sa.and_(staff.c.ends_on.is_not(None), after), without),
    )
