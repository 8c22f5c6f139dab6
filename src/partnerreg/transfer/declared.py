"""Levels that a list declares: taken as they are, and what they lack noted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.domain.facts import PartnerFacts
from partnerreg.domain.rules import failed_required
from partnerreg.domain.vocabulary import Level
from partnerreg.transfer.stage import plan, stage, verdict

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.domain.policy import Policy

_row = stage.c

level = sa.func.coalesce(_row.level, int(Level.NETWORK))
"""Where a new partner starts."""

# A partner that comes in has no evidence but what its own row says: this much the rules look at.
_alike = {
    "level": level,
    "has_unit": _row.unit_id.is_not(None),
    "has_joint_value": sa.and_(
        _row.together.is_not(None), _row.for_whom.is_not(None), _row.why_together.is_not(None)
    ),
    "pilot_until": _row.pilot_until,
    "balance": _row.balance,
}
same = sa.and_(*[verdict.c[name].is_not_distinct_from(value) for name, value in _alike.items()])
"""The verdict is that on the new partner of a row on the stage."""


def judge(connection: sa.Connection, policy: Policy, today: date) -> int:
    """Find out which required rules new partners fail, each kind of partner once.

    Returns:
        How many partners lack something that their level requires.
    """
    alike = [value.label(name) for name, value in _alike.items()]
    kinds = connection.execute(
        sa.select(*alike, sa.func.count().label("partners"))
        .select_from(sa.join(plan, stage, _row.line == plan.c.line))
        .where(plan.c.is_new)
        .group_by(*_alike.values())
    ).all()
    unsupported = 0
    for kind in kinds:
        facts = _facts(kind, today)
        failed = failed_required(facts, policy, facts.level)
        if failed:
            values = {name: getattr(kind, name) for name in _alike}
            connection.execute(sa.insert(verdict).values(**values, findings=json.dumps(failed)))
            unsupported += kind.partners
    return unsupported


def _facts(kind: Any, today: date) -> PartnerFacts:
    """The facts of new partners that are alike."""
    sides = (kind.balance or "").split()
    return PartnerFacts(
        partner="",
        today=today,
        level=Level(kind.level),
        level_since=today,
        has_unit=kind.has_unit,
        has_joint_value=kind.has_joint_value,
        pilot_until=kind.pilot_until,
        we_give="we_give" in sides,
        we_get="we_get" in sides,
        they_give="they_give" in sides,
        they_get="they_get" in sides,
    )
