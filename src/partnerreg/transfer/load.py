"""Carrying out a plan: set-based, each table in ascending order, with everything in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from partnerreg.domain.vocabulary import Level, Status
from partnerreg.register.partners import COLUMNS, NAME_KEYS
from partnerreg.store.journal import journal_rows, snapshot
from partnerreg.store.staging import indexed_afterwards, next_number, taught
from partnerreg.tables import metadata
from partnerreg.transfer import declared
from partnerreg.transfer.lists import SIDE, TAG, missing_sides, missing_tags
from partnerreg.transfer.plan import FILLABLE
from partnerreg.transfer.stage import before, plan, stage, verdict

if TYPE_CHECKING:
    from partnerreg.domain.policy import Policy
    from partnerreg.store.unit_of_work import UnitOfWork

DECLARED = "declared on import"
"""The reason of a level above network that a list gives a new partner."""

_partner = metadata.tables["partner"]
_tag = metadata.tables["partner_tag"]
_side = metadata.tables["contribution"]
_step = metadata.tables["level_change"]
_change = metadata.tables["change"]
_row = stage.c
_staged = sa.join(plan, stage, _row.line == plan.c.line)


class Counts(NamedTuple):
    """How many partners the plan is about."""

    added: int = 0
    filled: int = 0
    unchanged: int = 0
    differ: int = 0


def counts(connection: sa.Connection) -> Counts:
    """What the plan says is to be done."""
    known, changes = ~plan.c.is_new, plan.c.fills | plan.c.lists
    cases = (plan.c.is_new, known & changes, known & ~changes, plan.c.differs)
    numbers = [sa.func.count().filter(case) for case in cases]
    return Counts._make(connection.execute(sa.select(*numbers).select_from(plan)).one())


def load(work: UnitOfWork, policy: Policy, added: int) -> int:
    """Write what is planned.

    Args:
        work: the unit of work in which it was planned.
        policy: says what is required of a level.
        added: how many new partners there are.

    Returns:
        How many of them are not supported by their evidence.
    """
    connection = work.session.connection()
    unsupported = declared.judge(connection, policy, work.today)
    there = connection.scalar(sa.select(sa.func.count()).select_from(_partner)) or 0
    tables = (_partner, _tag, _step, _change) if added > there else ()
    with indexed_afterwards(connection, tables):
        _write(work, connection)
    return unsupported


def _write(work: UnitOfWork, connection: sa.Connection) -> None:
    firsts = {table: next_number(connection, table) for table in (_partner, _tag, _side, _step)}
    _fill_known(connection)
    _add_new(connection)
    connection.execute(sa.insert(_tag).from_select(list(TAG), missing_tags()))
    connection.execute(sa.insert(_side).from_select(list(SIDE), missing_sides()))
    _add_levels(work, connection)
    filled = sa.select(before.c.row_id)
    connection.execute(journal_rows(work.operation_id(), _partner, filled, before))
    for table, first in firsts.items():
        new = sa.select(table.c.id).where(table.c.id >= first)
        connection.execute(journal_rows(work.operation_id(), table, new))


def _fill_known(connection: sa.Connection) -> None:
    """Fill empty fields; what is filled stays."""
    filling = sa.and_(plan.c.fills, _partner.c.id == plan.c.partner_id)
    kept = sa.select(_partner.c.id, snapshot(_partner)).join(plan, filling).order_by(_partner.c.id)
    connection.execute(sa.insert(before).from_select(["row_id", "before"], kept))
    values = {
        name: sa.func.coalesce(_partner.c[name], _row[name])
        for name in (*FILLABLE, "municipality_key")
    }
    connection.execute(sa.update(_partner).where(filling, _row.line == plan.c.line).values(values))


def _add_new(connection: sa.Connection) -> None:
    own = (*COLUMNS, "unit_id", "name_key", "municipality_key")
    # Derived here and not on the stage: rows of known partners do not need them.
    derived = [key for key in NAME_KEYS if key not in own]
    new = (
        sa.select(
            plan.c.partner_id,
            declared.level,
            sa.literal(Status.ACTIVE.value),
            *[_row[name] for name in own],
            *[getattr(sa.func, key)(_row.name) for key in derived],
        )
        .select_from(_staged)
        .where(plan.c.is_new)
        .order_by(plan.c.line)
    )
    with taught(connection, {key: NAME_KEYS[key] for key in derived}):
        columns = ["id", "level", "status", *own, *derived]
        connection.execute(sa.insert(_partner).from_select(columns, new))


def _add_levels(work: UnitOfWork, connection: sa.Connection) -> None:
    """Where each new partner starts: a level in the list is taken as it is declared."""
    unsupported = verdict.c.findings.is_not(None)
    above = _row.level < int(Level.NETWORK)
    values = {
        "partner_id": plan.c.partner_id,
        "to_level": declared.level,
        "effective_on": sa.literal(work.today, sa.Date()),
        "recorded_at": sa.literal(work.command.now, sa.DateTime()),
        "actor": sa.literal(work.command.actor),
        "reason": sa.case((sa.or_(above, unsupported), DECLARED)),
        "overridden": unsupported,
        "findings": sa.func.coalesce(verdict.c.findings, "[]"),
    }
    new = (
        sa.select(*values.values())
        .select_from(_staged.outerjoin(verdict, declared.same))
        .where(plan.c.is_new)
        .order_by(plan.c.line)
    )
    connection.execute(sa.insert(_step).from_select(list(values), new))
